//! Writes what `setup` asked into `config.toml`, and nothing else; [`rewrite`] serves its sibling too.
//!
//! Invariants: of two who change it at once each changes what the other wrote; a file whose own rights forbid it is left
//! alone; the file is replaced whole or not at all, every other line of it stays byte for byte, and
//! what was written reads back as what was given, or the old file stays.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use thiserror::Error;
use toml_edit::{DocumentMut, Item, Table, TableLike, value};

use super::halves;
use super::load;
use super::settings::{FILE, Machine, Me};
use crate::document::{Diagnostic, Reader, Source};
use crate::ports::{Claim, Ports};

/// How long another may take to change the same file.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why `setup` could not write.
#[derive(Debug, Error)]
pub enum SetupError {
    /// The file that is there cannot be read as it should; it was left alone.
    #[error("The settings file has to be mended first; it was left as it is.\n{}", told(.0))]
    Broken(Vec<Diagnostic>),
    /// The name is empty.
    #[error("Setup needs a name: who uses this program?")]
    NoName,
    /// `[me]` or `[machine]` in the file is something else than a table, or cannot hold what was given.
    #[error(
        "{file}: the table [{table}] cannot be written because of what stands there; mend it by hand."
    )]
    NotATable { file: PathBuf, table: &'static str },
    /// The file's own rights say no.
    #[error(
        "{file} may not be written by you: its rights say so. Nothing was changed. Whoever owns it can change it."
    )]
    NotYours { file: PathBuf },
    /// Somebody else is changing it.
    #[error("{file} is being changed by another onrecord. Nothing was changed; try again.")]
    Busy { file: PathBuf },
    /// The disk said no.
    #[error("{file} could not be written: {source}. Nothing was changed.")]
    Storage { file: PathBuf, source: io::Error },
}

fn told(found: &[Diagnostic]) -> String {
    let all: Vec<_> = found.iter().map(Diagnostic::render).collect();
    all.join("\n")
}

/// Writes `[me]` and `[machine]` to the settings file of `dir`, or where that is shared to the person's own (the folder
/// made when absent, 0700), atomically, mode 0600. Where the file is a symbolic link, what it leads to is replaced and the link stays.
///
/// # Errors
/// [`SetupError::Broken`] when the existing file is not TOML in UTF-8; the others when nothing was written.
pub fn write_setup(
    ports: &Ports,
    dir: &Path,
    me: &Me,
    machine: &Machine,
) -> Result<(), SetupError> {
    if me.name.trim().is_empty() {
        return Err(SetupError::NoName);
    }
    let own = halves::own_dir(ports, dir);
    rewrite(ports, &own, |file, text| {
        with_setup(file, text, me, machine)
    })
}

/// Replaces the settings file of `dir` by what `change` makes of its text, whole or not at all.
pub(super) fn rewrite(
    ports: &Ports,
    dir: &Path,
    change: impl FnOnce(&Path, String) -> Result<String, SetupError>,
) -> Result<(), SetupError> {
    let named = dir.join(FILE);
    let storage = |source| SetupError::Storage {
        file: named.clone(),
        source,
    };
    ports.files.create_private_dirs(dir).map_err(storage)?;
    let file = ports.files.resolve(&named).map_err(storage)?;
    // Who reads it now changes what the one before has written. Where the file system has no such locks the last wins.
    let folder = file.parent().unwrap_or(dir);
    let claim = ports.files.claim_within(folder, PATIENCE);
    if matches!(claim, Claim::Busy) {
        return Err(SetupError::Busy { file });
    }
    let there = ports.files.stat_link(&file).map_err(storage)?;
    if there.is_some() && !ports.files.may_write(&file).map_err(storage)? {
        return Err(SetupError::NotYours { file });
    }
    let text = match Source::read(&ports.files, &named) {
        Ok(Some(source)) => {
            Reader::parse(&source).map_err(SetupError::Broken)?;
            source.text
        }
        Ok(None) => String::new(),
        Err(found) => return Err(SetupError::Broken(found)),
    };
    let written = change(&named, text)?;
    let access = halves::access(ports, dir);
    ports
        .files
        .replace_with(&file, written.as_bytes(), access)
        .map_err(storage)
}

/// The text with the two tables in it, once it reads back as what was given.
fn with_setup(file: &Path, text: String, me: &Me, machine: &Machine) -> Result<String, SetupError> {
    let wrong = |table| SetupError::NotATable {
        file: file.to_owned(),
        table,
    };
    let mut document: DocumentMut = text.parse().map_err(|_| wrong("me"))?;
    let zone = me.zone.name();
    let entries: [(&str, &str); 5] = [
        ("name", me.name.trim()),
        ("post", me.post.trim()),
        ("role", me.role.as_str()),
        ("organisation", me.organisation.trim()),
        ("zone", zone),
    ];
    put(&mut document, "me", &entries).ok_or_else(|| wrong("me"))?;
    let entries = [
        ("managed", machine.managed.as_str()),
        ("up_to", machine.up_to.as_str()),
    ];
    put(&mut document, "machine", &entries).ok_or_else(|| wrong("machine"))?;
    let source = Source {
        file: file.to_owned(),
        text: document.to_string(),
    };
    let read = load::read(&source, Path::new("/"), Path::new("/"));
    let same = Me {
        name: me.name.trim().to_owned(),
        post: me.post.trim().to_owned(),
        organisation: me.organisation.trim().to_owned(),
        ..me.clone()
    };
    match (
        read.settings.me == same,
        read.settings.machine == *machine && read.setup_done,
    ) {
        (true, true) => Ok(source.text),
        (false, _) => Err(wrong("me")),
        (true, false) => Err(wrong("machine")),
    }
}

/// Sets texts in a table of the document, keeping the comments beside values that are there.
fn put(document: &mut DocumentMut, name: &str, entries: &[(&str, &str)]) -> Option<()> {
    let item = document.entry(name).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(false);
        Item::Table(table)
    });
    let table: &mut dyn TableLike = item.as_table_like_mut()?;
    for (key, text) in entries {
        match table.get_mut(key) {
            Some(Item::Value(old)) => {
                let decor = old.decor().clone();
                *old = (*text).into();
                *old.decor_mut() = decor;
            }
            Some(_) => return None,
            // An empty answer is the same as none; no line is added for it.
            None if text.is_empty() => {}
            None => {
                table.insert(key, value(*text));
            }
        }
    }
    Some(())
}
