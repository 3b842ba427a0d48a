//! Keeps a search as a view in the settings file, and takes it out again.

use std::path::Path;

use toml_edit::{Item, Table, value};

use super::settings::{KeptList, KeptView};
use super::setup::{SetupError, rewrite};
use super::tables::with_tables;
use crate::ports::Ports;

/// Keeps a view in the settings file of `dir`; one of the same name and list is that from here on. Everything else in
/// the file stays as it was.
///
/// # Errors
/// As `setup`; nothing was written then.
pub fn keep_view(ports: &Ports, dir: &Path, new: &KeptView) -> Result<(), SetupError> {
    rewrite(ports, dir, |file, text| {
        with_tables(
            (file, &text),
            "view",
            |all| {
                all.retain(|table| !names(table, Some(new.list), &new.name));
                all.push(table_of(new));
                Some(())
            },
            |read| read.views.contains(new),
        )
    })
}

/// Takes the view of that name out of the settings file of `dir`, of this list or, where none is said, of any; also one
/// that stands there and is not used. Tells whether there was one.
///
/// # Errors
/// As `setup`; nothing was written then.
pub fn forget_view(
    ports: &Ports,
    dir: &Path,
    list: Option<KeptList>,
    name: &str,
) -> Result<bool, SetupError> {
    let mut gone = false;
    rewrite(ports, dir, |file, text| {
        with_tables(
            (file, &text),
            "view",
            |all| {
                let before = all.len();
                all.retain(|table| !names(table, list, name));
                gone = all.len() < before;
                Some(())
            },
            |read| {
                !read
                    .views
                    .iter()
                    .any(|v| v.is(list.unwrap_or(v.list), name))
            },
        )
    })?;
    Ok(gone)
}

/// Whether a table of the file is the view of that name; of any list where none is said.
fn names(table: &Table, list: Option<KeptList>, name: &str) -> bool {
    let text = |key| table.get(key).and_then(Item::as_str).unwrap_or_default();
    let of = match text("list") {
        "" => Some(KeptList::Queue),
        word => KeptList::parse(word),
    };
    list.is_none_or(|list| of == Some(list))
        && text("name").trim().eq_ignore_ascii_case(name.trim())
}

fn table_of(view: &KeptView) -> Table {
    let mut table = Table::new();
    table.insert("name", value(view.name.as_str()));
    table.insert("list", value(view.list.as_str()));
    if view.of != view.list.usual() {
        table.insert("of", value(view.of.as_str()));
    }
    table.insert("words", value(view.words.as_str()));
    table
}
