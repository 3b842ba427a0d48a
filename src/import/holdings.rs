//! The files that come with a text: in its zip, its folder, or beside it.
//!
//! Invariant: a name from a text is only ever looked up, never joined to a path unless it is a plain file name.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::media::TELLING;
use crate::ports::Files;

/// After so many names in a row that do not stand beside a lone text file, no more are looked for.
const MISSES: u32 = 500;

/// Where named attachments are looked for.
pub(super) enum Holdings {
    Nothing,
    /// A text file alone; attachments may stand in the same folder.
    Beside {
        files: Files,
        dir: PathBuf,
        /// Names not found in a row.
        misses: Cell<u32>,
    },
    /// A zip or a folder, whose names are all known.
    Listed(Listed),
}

#[derive(Default)]
pub(super) struct Listed {
    /// Folded name to place in `names`.
    index: HashMap<String, usize>,
    names: Vec<String>,
    /// For a zip, the number of the entry.
    numbers: Vec<usize>,
}

impl Listed {
    pub(super) fn add(&mut self, name: String, number: usize) {
        let key = super::formats::whatsapp::canonical(name.as_bytes());
        self.index.entry(key).or_insert(self.names.len());
        self.names.push(name);
        self.numbers.push(number);
    }
}

/// Whether `name` is a plain file name, no path.
pub(super) fn is_plain(name: &str) -> bool {
    !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', '\0'])
}

impl Holdings {
    /// How many files are known by name.
    pub(super) fn len(&self) -> usize {
        match self {
            Holdings::Listed(listed) => listed.names.len(),
            _ => 0,
        }
    }

    /// The place of a file in the list.
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        match self {
            Holdings::Listed(listed) => listed
                .index
                .get(&super::formats::whatsapp::canonical(name.as_bytes()))
                .copied(),
            _ => None,
        }
    }

    /// The number of a zip's entry, and the name it bears there.
    pub(super) fn number(&self, name: &str) -> Option<(usize, &str)> {
        match self {
            Holdings::Listed(listed) => {
                let i = self.index(name)?;
                Some((listed.numbers[i], listed.names[i].as_str()))
            }
            _ => None,
        }
    }

    /// Whether a file of that name is there.
    pub(super) fn has(&self, name: &str) -> bool {
        match self {
            Holdings::Nothing => false,
            Holdings::Listed(_) => self.index(name).is_some(),
            Holdings::Beside { files, dir, misses } => {
                if misses.get() >= MISSES {
                    return false;
                }
                let found = beside(files, dir, name).is_some();
                match (found, misses.get()) {
                    (true, _) => misses.set(0),
                    (false, n) => misses.set(n + 1),
                }
                found
            }
        }
    }

    /// How many files no line names, and the first of their names.
    pub(super) fn unnamed(&self, seen: &[bool], most: usize) -> (u64, Vec<String>) {
        let Holdings::Listed(listed) = self else {
            return (0, Vec::new());
        };
        let mut unnamed = listed
            .names
            .iter()
            .zip(seen)
            .filter(|(_, seen)| !**seen)
            .map(|(name, _)| name.clone());
        let first: Vec<String> = unnamed.by_ref().take(most).collect();
        (first.len() as u64 + unnamed.count() as u64, first)
    }
}

/// How a regular file begins, and how large it is; links are not followed.
pub(super) fn beginning_of(files: &Files, path: &Path) -> Option<(Vec<u8>, u64)> {
    let stat = files.stat_link(path).ok().flatten()?;
    if !stat.is_file {
        return None;
    }
    let mut head = Vec::new();
    let file = files.open(path).ok()?;
    file.take(TELLING).read_to_end(&mut head).ok()?;
    Some((head, stat.len))
}

/// The path of a regular file of that plain name in `dir`; links are not followed.
pub(super) fn beside(files: &Files, dir: &Path, name: &str) -> Option<PathBuf> {
    if !is_plain(name) {
        return None;
    }
    let path = dir.join(name);
    let stat = files.stat_link(&path).ok().flatten()?;
    stat.is_file.then_some(path)
}
