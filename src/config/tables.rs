//! One more table of several in the settings file, such as a `[[destination]]`.
//!
//! Invariant: what is written reads back as it was meant, or the old file stays.

use std::path::Path;

use toml_edit::{ArrayOfTables, DocumentMut, Item};

use super::load;
use super::settings::Settings;
use super::setup::SetupError;
use crate::document::Source;

/// The text of the settings file with the tables of that name changed; `stands` tells of the settings as they are read
/// from it then whether they are as meant. `None` of `change` is what no file can hold.
///
/// # Errors
/// [`SetupError::NotATable`] where the file has something else under that name, or does not read back.
pub(super) fn with_tables(
    (file, text): (&Path, &str),
    table: &'static str,
    change: impl FnOnce(&mut ArrayOfTables) -> Option<()>,
    stands: impl FnOnce(&Settings) -> bool,
) -> Result<String, SetupError> {
    let wrong = || SetupError::NotATable {
        file: file.to_owned(),
        table,
    };
    let mut document: DocumentMut = text.parse().map_err(|_| wrong())?;
    let item = document
        .entry(table)
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    item.as_array_of_tables_mut()
        .and_then(change)
        .ok_or_else(wrong)?;
    let source = Source {
        file: file.to_owned(),
        text: document.to_string(),
    };
    let read = load::read(&source, Path::new("/"), Path::new("/"));
    match stands(&read.settings) {
        true => Ok(source.text),
        false => Err(wrong()),
    }
}
