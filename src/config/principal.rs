//! Whom one acts for: `[[principal]]`, and the one thing besides `setup` that is written here by the program.
//!
//! A role is the principal's own (3, 27), never that of whoever keeps the register; it is asked once and
//! stands here then. Invariant: a principal whose role cannot be read has none, and is asked about again.

use std::path::Path;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::settings::{Principal, Role};
use super::setup::{SetupError, rewrite};
use super::{Diagnostic, load};
use crate::document::{Section, Source};
use crate::ports::Ports;

/// Reads all principals. One without a name, or of a name that was there already, is told and left out.
pub(super) fn read_all(root: &Section) -> Vec<Principal> {
    let mut out: Vec<Principal> = Vec::new();
    for section in root.sections("principal") {
        let name = section
            .required("name")
            .map(|said| said.value.trim().to_owned());
        let post = section.text("post").map(|said| said.value);
        let role = section.word("role", Role::WORDS, Role::parse);
        let place = section.key_place("name");
        section.finish();
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            continue;
        };
        if out.iter().any(|p| p.is(&name)) {
            root.problem(
                &place,
                format!("There is already a principal called \"{name}\"."),
                "Keep one of the two; until then this one is not used.",
            );
            continue;
        }
        out.push(Principal {
            name,
            post: post.unwrap_or_default().trim().to_owned(),
            role: role.map(|said| said.value),
        });
    }
    out
}

/// What is worth knowing of principals when one asks, and not at every start.
pub(super) fn notices(principals: &[Principal], source: &Source) -> Vec<Diagnostic> {
    let without = principals.iter().filter(|p| p.role.is_none());
    without
        .map(|p| {
            let at = source.text.find(&p.name).unwrap_or_default();
            source.notice(
                at..at + 1,
                format!("No role is on record for the principal \"{}\".", p.name),
                "Write role = \"minister\" or another beside the name, or let the first departure opened for them ask.",
            )
        })
        .collect()
}

/// Writes a principal with a role to the settings file of `dir`: into the `[[principal]]` of that name, or
/// into a new one at the end. Everything else in the file stays as it was.
///
/// # Errors
/// As `setup`; nothing was written then.
pub fn remember_principal(ports: &Ports, dir: &Path, new: &Principal) -> Result<(), SetupError> {
    rewrite(ports, dir, |file, text| with_principal(file, text, new))
}

fn with_principal(file: &Path, text: String, new: &Principal) -> Result<String, SetupError> {
    let wrong = || SetupError::NotATable {
        file: file.to_owned(),
        table: "principal",
    };
    let mut document: DocumentMut = text.parse().map_err(|_| wrong())?;
    let item = document
        .entry("principal")
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let all = item.as_array_of_tables_mut().ok_or_else(wrong)?;
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
    let table = all.get_mut(at).ok_or_else(wrong)?;
    if !new.post.trim().is_empty() {
        table.insert("post", value(new.post.trim()));
    }
    if let Some(role) = new.role {
        table.insert("role", value(role.as_str()));
    }
    let source = Source {
        file: file.to_owned(),
        text: document.to_string(),
    };
    let read = load::read(&source, Path::new("/"), Path::new("/"));
    let found = read.settings.principal(&new.name);
    match found.is_some_and(|p| p.role == new.role) {
        true => Ok(source.text),
        false => Err(wrong()),
    }
}
