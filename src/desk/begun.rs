//! Captures into folders that were begun and not ended.
//!
//! Each is noted before the first byte of it is written in a destination, and the note goes once what came of it
//! is on record, or nothing of it is left. So what an interrupted one left is known without a look at every
//! destination, and is found whatever the settings say by then.

use std::path::{Path, PathBuf};

use crate::record::Id;
use crate::register::{Drafts, StoreError};

/// The draft that holds the notes.
pub(super) const NOTE: &str = "captures";

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Begun {
    pub item: Id,
    pub folder: PathBuf,
}

/// Those noted; what cannot be read is passed over, for every one is looked for by `doctor` as well.
pub(super) fn list(drafts: &Drafts) -> Vec<Begun> {
    let noted = drafts.load(NOTE).ok().flatten().unwrap_or_default();
    let begun = noted.lines().filter_map(|line| {
        let (item, folder) = line.split_once(' ')?;
        Some(Begun {
            item: Id::parse(item)?,
            folder: PathBuf::from(folder),
        })
    });
    begun.collect()
}

/// Notes one; on disk when this returns.
pub(super) fn note(drafts: &Drafts, item: Id, folder: &Path) -> Result<(), StoreError> {
    let one = Begun {
        item,
        folder: folder.to_owned(),
    };
    let mut all = list(drafts);
    match all.contains(&one) {
        true => Ok(()),
        false => {
            all.push(one);
            keep(drafts, &all)
        }
    }
}

/// Takes one out of the notes.
pub(super) fn forget(drafts: &Drafts, item: Id, folder: &Path) -> Result<(), StoreError> {
    let before = list(drafts);
    let is = |begun: &Begun| begun.item == item && begun.folder == folder;
    let all: Vec<Begun> = before.iter().filter(|b| !is(b)).cloned().collect();
    match (all.len() == before.len(), all.is_empty()) {
        (true, _) => Ok(()),
        (false, true) => drafts.remove(NOTE),
        (false, false) => keep(drafts, &all),
    }
}

fn keep(drafts: &Drafts, all: &[Begun]) -> Result<(), StoreError> {
    let line = |begun: &Begun| format!("{} {}\n", begun.item, begun.folder.display());
    let text: String = all.iter().map(line).collect();
    drafts.save(NOTE, &text)
}
