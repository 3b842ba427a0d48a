//! A first place to file, as `setup` asks for it.

use std::path::{Path, PathBuf};

use toml_edit::{Array, Table, value};

use super::destination::{Destination, Kind, place};
use super::own::own_folder;
use super::setup::{SetupError, rewrite};
use super::tables::with_tables;
use crate::ports::Ports;

/// Adds a `[[destination]]` to the settings file of `dir`. Everything else in the file stays as it was.
///
/// # Errors
/// As `setup`; nothing was written then.
pub fn add_destination(ports: &Ports, dir: &Path, new: &Destination) -> Result<(), SetupError> {
    rewrite(ports, dir, |file, text| with_destination(file, text, new))
}

fn with_destination(file: &Path, text: String, new: &Destination) -> Result<String, SetupError> {
    let name = new.name.trim();
    with_tables(
        (file, &text),
        "destination",
        |all| {
            all.push(table_of(new)?);
            Some(())
        },
        |read| read.destination(name) == Some(new),
    )
}

/// A destination as the file has it; `None` where its path is no text.
fn table_of(new: &Destination) -> Option<Table> {
    let mut table = Table::new();
    table.insert("name", value(new.name.trim()));
    table.insert("kind", value(new.kind.means().as_str()));
    match &new.kind {
        Kind::Folder { path, .. } => {
            table.insert("path", value(path.to_str()?));
        }
        Kind::Command { command, to } => {
            table.insert("command", value(command.iter().collect::<Array>()));
            if let Some(to) = to {
                table.insert("to", value(to.as_str()));
            }
        }
        Kind::Manual => {}
    }
    if let Some(level) = new.up_to {
        table.insert("up_to", value(level.as_str()));
    }
    if let Some(reference) = &new.reference {
        table.insert("reference", value(reference.as_str()));
    }
    Some(table)
}

/// Tries a folder that somebody names for captures: it is there, it is none of this program's own, and a file can be
/// written in it. `Ok` is the whole path; `Err` says in words why nothing can be filed there.
pub fn try_folder(ports: &Ports, dir: &Path, typed: &str) -> Result<PathBuf, String> {
    let path = place(typed.trim(), &ports.host.home, dir);
    let shown = path.display();
    match ports.files.stat(&path) {
        Ok(Some(stat)) if stat.is_dir => {}
        Ok(Some(_)) => return Err(format!("{shown} is no folder")),
        Ok(None) => return Err(format!("there is no folder {shown}; onrecord makes none")),
        Err(e) => return Err(format!("{shown} cannot be looked at: {e}")),
    }
    if let Some(what) = own_folder(ports, dir, &path) {
        return Err(format!(
            "{shown} is {what}, which is no place to file anything"
        ));
    }
    // Whether a file can be written is known once one was; it is taken away at once.
    let probe = path.join(".onrecord-tries-this-folder");
    ports
        .files
        .create_dir(&probe, 0o700)
        .map_err(|e| format!("nothing can be written in {shown}: {e}"))?;
    ports
        .files
        .remove_tree(&probe)
        .map_err(|e| format!("what was tried in {shown} could not be taken away: {e}"))?;
    Ok(path)
}
