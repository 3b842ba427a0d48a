//! The role of somebody one acts for, once it was asked: written into the settings, as `setup` does.

use std::path::Path;

use toml_edit::{ArrayOfTables, Item, Table, value};

use super::settings::Principal;
use super::setup::{SetupError, rewrite};
use super::tables::with_tables;
use crate::ports::Ports;

/// Writes a principal with a role to the settings file of `dir`: into the `[[principal]]` of that name, or
/// into a new one at the end. Everything else in the file stays as it was.
///
/// # Errors
/// As `setup`; nothing was written then.
pub fn remember_principal(ports: &Ports, dir: &Path, new: &Principal) -> Result<(), SetupError> {
    rewrite(ports, dir, |file, text| with_principal(file, text, new))
}

fn with_principal(file: &Path, text: String, new: &Principal) -> Result<String, SetupError> {
    with_tables(
        (file, &text),
        "principal",
        |all| put(all, new),
        |read| {
            let found = read.principal(&new.name);
            found.is_some_and(|p| p.role == new.role)
        },
    )
}

/// Puts a principal into the table of that name, or into a new one at the end.
fn put(all: &mut ArrayOfTables, new: &Principal) -> Option<()> {
    let named = |t: &Table| {
        let name = t.get("name").and_then(Item::as_str);
        name.is_some_and(|name| new.is(name))
    };
    let standing = all.iter().position(named);
    let at = match standing {
        Some(at) => at,
        None => {
            let mut table = Table::new();
            table.insert("name", value(new.name.trim()));
            all.push(table);
            all.len() - 1
        }
    };
    let table = all.get_mut(at)?;
    if !new.post.trim().is_empty() {
        table.insert("post", value(new.post.trim()));
    }
    if let Some(role) = new.role {
        table.insert("role", value(role.as_str()));
    }
    Some(())
}
