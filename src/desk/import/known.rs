//! Whether an entry of an export is in the queue already: as which item, under which name, and whether it says the same.

use std::sync::Arc;

use super::kept::{Change, Kept, Seen};
use super::renamed::Renamed;
use super::renaming::Was;
use super::since::salted;
use crate::import::{Entry, FormatRow};
use crate::record::Id;

/// What tells whether the entries of one export are in the queue.
#[derive(Clone, Debug)]
pub struct Known {
    row: &'static FormatRow,
    /// The conversation the export is of, where it is on record.
    id: Option<Id>,
    kept: Arc<Kept>,
    pub(super) renamed: Renamed,
}

/// An entry that is in the queue already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InQueue {
    pub item: Id,
    pub change: Option<Change>,
    /// Under which name, where that is another.
    pub was: Option<Was>,
}

impl InQueue {
    /// What is said of it.
    pub fn marks(&self) -> Vec<String> {
        let mut all = match &self.was {
            Some(was) => vec![was.to_string()],
            None => vec!["in the queue before".to_owned()],
        };
        all.extend(self.change.map(|change| change.words().to_owned()));
        all
    }
}

/// As which item what was seen is in that conversation, and how it differs from that.
pub(super) fn held(seen: &Seen<'_>, id: Id, kept: &Kept) -> Option<InQueue> {
    if kept.is_empty() {
        return None;
    }
    let held = kept.get(&salted(id, &seen.digest?))?;
    Some(InQueue {
        item: held.item,
        change: held.change(seen.says),
        was: None,
    })
}

impl Known {
    pub(super) fn new(
        row: &'static FormatRow,
        id: Option<Id>,
        kept: Option<&Arc<Kept>>,
        renamed: Renamed,
    ) -> Known {
        Known {
            row,
            id,
            kept: kept.cloned().unwrap_or_default(),
            renamed,
        }
    }

    /// As what an entry is in the queue.
    pub fn of(&self, entry: &Entry<'_>) -> Option<InQueue> {
        // Nothing of its chat is: it need not be told from others.
        if self.kept.is_empty() && self.renamed.is_empty() {
            return None;
        }
        let seen = Seen::of(self.row, entry);
        let own = self.id.and_then(|id| held(&seen, id, &self.kept));
        own.or_else(|| self.renamed_of(&seen))
    }

    /// As what it is there under another name.
    pub(super) fn renamed_of(&self, seen: &Seen<'_>) -> Option<InQueue> {
        let was = self.renamed.find(seen)?;
        Some(InQueue {
            item: was.item,
            change: was.change,
            was: Some(was),
        })
    }

    /// The item, and the conversation of another name, that holds the same words of the same sender in the same minute
    /// though it may be another message.
    pub fn also(&self, entry: &Entry<'_>) -> Option<(Id, &str)> {
        if self.renamed.is_alone() {
            return None;
        }
        self.renamed.also(&Seen::of(self.row, entry))
    }
}
