//! What came since the last import of a conversation, told without keeping any text of it.
//!
//! A conversation remembers the last minute of the export that was read and
//! the salted digests of that minute's entries; digests are salted with the conversation's id.

use std::cmp::Ordering;
use std::collections::HashSet;

use chrono::{NaiveDateTime, Timelike};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::import::{Clock, Entry};
use crate::record::Id;
use crate::record::state::Conversation;

/// Tells what came since the last import of a conversation.
pub struct Since {
    last: Option<NaiveDateTime>,
    tail: HashSet<String>,
    salt: Option<Id>,
}

impl Since {
    /// By what is remembered of the last import; without one, everything is new.
    pub fn of(known: Option<&Conversation>) -> Since {
        let imported = known.and_then(|k| k.imported.as_ref());
        Since {
            last: imported.and_then(|(_, last, _)| *last),
            tail: imported
                .map(|(_, _, tail)| tail.iter().cloned().collect())
                .unwrap_or_default(),
            salt: known.map(|k| k.id),
        }
    }

    /// Whether an import is remembered at all, so that "new" says something.
    pub fn is_known(&self) -> bool {
        self.last.is_some()
    }

    /// Whether the entry was not there at the last import.
    pub fn is_new(&self, entry: &Entry<'_>) -> bool {
        let Some(last) = self.last else { return true };
        if entry.clock == Clock::Unknown {
            return false;
        }
        match (minute(entry.at).cmp(&minute(last)), self.salt) {
            (Ordering::Equal, Some(salt)) => entry.digest().is_some_and(|digest| {
                let known = |d: &[u8; 32]| self.tail.contains(&salted(salt, d));
                !known(&digest) && !entry.other_digests.iter().any(known)
            }),
            (order, _) => order.is_gt(),
        }
    }
}

/// A wall-clock time cut to its minute: formats without seconds agree with those that have them.
pub(super) fn minute(at: NaiveDateTime) -> NaiveDateTime {
    at.with_second(0)
        .and_then(|t| t.with_nanosecond(0))
        .unwrap_or(at)
}

/// A message's digest salted with its conversation, as it may stand in the register.
pub(super) fn salted(salt: Id, digest: &[u8; 32]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(salt.as_str().as_bytes());
    hasher.update(digest);
    HEXLOWER.encode(&hasher.finalize())
}
