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
                all.retain(|table| !names(table, new.list, &new.name));
                all.push(table_of(new));
                Some(())
            },
            |read| read.views.contains(new),
        )
    })
}

/// Takes a view out of the settings file of `dir`.
///
/// # Errors
/// As `setup`; nothing was written then.
pub fn forget_view(ports: &Ports, dir: &Path, gone: &KeptView) -> Result<(), SetupError> {
    rewrite(ports, dir, |file, text| {
        with_tables(
            (file, &text),
            "view",
            |all| {
                all.retain(|table| !names(table, gone.list, &gone.name));
                Some(())
            },
            |read| !read.views.contains(gone),
        )
    })
}

/// Whether a table of the file is the view of that name.
fn names(table: &Table, list: KeptList, name: &str) -> bool {
    let text = |key| table.get(key).and_then(Item::as_str).unwrap_or_default();
    let of = match text("list") {
        "" => Some(KeptList::Queue),
        word => KeptList::parse(word),
    };
    of == Some(list) && text("name").trim().eq_ignore_ascii_case(name)
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
