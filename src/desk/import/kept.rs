//! What is or was in the queue of one conversation, by the digests its messages have there: which item each is, and
//! whether an entry that bears the digest still says what the item says.
//!
//! Invariant: of a text nothing is held here but a number that tells it from another.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime};

use super::since::minute;
use crate::desk::mail_head::MAIL;
use crate::import::{Entry, FormatRow, Summary};
use crate::record::Id;
use crate::record::state::{Export, Message};
use crate::text::must_escape;

/// What stands for the minute of an entry whose time is not known, as in [`Entry::at`].
pub(super) const UNDATED: NaiveDateTime = DateTime::UNIX_EPOCH.naive_utc();

/// What is or was in the queue of one conversation.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    all: HashMap<Arc<str>, Held>,
    /// Under which names.
    pub(super) names: HashSet<Arc<str>>,
    /// The exports it came from, by the SHA-256 of their files.
    files: HashSet<String>,
    /// Their names, as far as those go before the last point.
    stems: HashSet<String>,
}

/// A message that is or was in the queue.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) item: Id,
    /// The name it is there under.
    pub(super) from: Option<Arc<str>>,
    /// Its minute, on the wall; [`UNDATED`] where none is known.
    pub(super) at: NaiveDateTime,
    /// What tells its words from others; `None` where none are kept.
    words: Option<u64>,
    edited: bool,
    deleted: bool,
    export: Option<Arc<Export>>,
}

/// How an entry that its channel names by the same id differs from what is held of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It was edited since.
    Edited,
    /// It was deleted since.
    Deleted,
    /// Its words are others, and nothing says which are the later.
    Differs,
}

impl Change {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Change::Edited => "edited",
            Change::Deleted => "deleted",
            Change::Differs => "differs",
        }
    }

    /// What is said of such an entry.
    pub fn words(self) -> &'static str {
        match self {
            Change::Edited => "edited since it was put in the queue: its words are others now",
            Change::Deleted => "deleted since it was put in the queue",
            Change::Differs => "its words are not those that were put in the queue",
        }
    }
}

/// What tells an entry apart from what is held of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Says<'a> {
    /// Whether its channel itself names it: only then may other words be the same message.
    pub(super) named: bool,
    /// The format it is read from, and whether that is of mail, which nobody edits.
    pub(super) format: &'static str,
    pub(super) mail: bool,
    pub(super) text: &'a str,
    pub(super) edited: bool,
    pub(super) deleted: bool,
}

impl<'a> Says<'a> {
    pub(super) fn of(row: &'static FormatRow, entry: &'a Entry<'_>) -> Says<'a> {
        let marks = (entry.edited, entry.deleted);
        Says::new(row, entry.id.is_some(), &entry.text, marks)
    }

    pub(super) fn new(
        row: &'static FormatRow,
        named: bool,
        text: &'a str,
        (edited, deleted): (bool, bool),
    ) -> Says<'a> {
        Says {
            named,
            format: row.id,
            mail: row.channel == MAIL,
            text,
            edited,
            deleted,
        }
    }
}

/// What an entry is looked up by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub(super) at: NaiveDateTime,
    pub(super) digest: Option<[u8; 32]>,
    pub(super) others: &'a [[u8; 32]],
    pub(super) sender: Option<&'a str>,
    pub(super) says: Says<'a>,
}

impl<'a> Seen<'a> {
    pub(super) fn of(row: &'static FormatRow, entry: &'a Entry<'_>) -> Seen<'a> {
        Seen {
            at: entry.at,
            digest: entry.digest(),
            others: &entry.other_digests,
            sender: entry.sender.as_deref(),
            says: Says::of(row, entry),
        }
    }
}

impl Held {
    /// How what an entry says differs from it. Other formats spell the same words otherwise.
    pub(super) fn change(&self, says: Says<'_>) -> Option<Change> {
        if !says.named {
            return None;
        }
        let same = self.words.map(|words| words == telling(says.text));
        if same == Some(true) {
            return None;
        }
        if says.deleted && !self.deleted {
            return Some(Change::Deleted);
        }
        if says.edited && !self.edited {
            return Some(Change::Edited);
        }
        same?;
        let export = self.export.as_ref();
        let format = export.and_then(|e| e.format.as_deref());
        let other_form = format.is_some_and(|f| f != says.format);
        let earlier = self.deleted || (self.edited && !says.edited);
        Some(match says.mail || other_form || earlier {
            true => Change::Differs,
            false => Change::Edited,
        })
    }
}

/// Tells words from others, however they are spaced.
fn telling(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    let signs = text
        .chars()
        .filter(|c| !c.is_whitespace() && !must_escape(*c));
    signs.for_each(|c| c.hash(&mut hasher));
    hasher.finish()
}

impl Kept {
    /// Takes in a message of an item, where it has a digest.
    pub(super) fn add(&mut self, item: Id, message: &Message) {
        let Some(digest) = &message.digest else {
            return;
        };
        if let Some(from) = &message.from {
            self.names.insert(from.clone());
        }
        if let Some(export) = message.exported.as_ref().and_then(|e| e.export.as_ref()) {
            if let Some(sha256) = export
                .sha256
                .as_deref()
                .filter(|s| !self.files.contains(*s))
            {
                self.files.insert(sha256.to_owned());
            }
            let stem = export.name.as_deref().map(stem_of);
            if let Some(stem) = stem.filter(|s| !self.stems.contains(*s)) {
                self.stems.insert(stem.to_owned());
            }
        }
        // A moment has no clock on a wall; exports of moments are compared in UTC.
        let at = message.sent_wall.or(message.sent.map(|t| t.naive_utc()));
        self.all.entry(digest.clone()).or_insert_with(|| Held {
            item,
            from: message.from.clone(),
            at: at.map_or(UNDATED, minute),
            words: message.body.as_deref().map(telling),
            edited: message.edited,
            deleted: message.deleted,
            export: message.exported.as_ref().and_then(|e| e.export.clone()),
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn has(&self, digest: &str) -> bool {
        self.all.contains_key(digest)
    }

    pub(super) fn get(&self, digest: &str) -> Option<&Held> {
        self.all.get(digest)
    }

    /// The digest as it is kept here.
    pub(super) fn own(&self, digest: &str) -> Option<Arc<str>> {
        self.all.get_key_value(digest).map(|(own, _)| own.clone())
    }

    pub(super) fn each(&self) -> impl Iterator<Item = (&Arc<str>, &Held)> {
        self.all.iter()
    }

    pub(super) fn digests(&self) -> HashSet<Arc<str>> {
        self.all.keys().cloned().collect()
    }

    /// Whether a conversation of that name bears but the name of a file it came from.
    pub(super) fn is_named_by_file(&self, name: &str) -> bool {
        self.stems.contains(name)
    }

    /// Whether it came from the file of that SHA-256.
    pub(super) fn is_of_file(&self, sha256: &str) -> bool {
        self.files.contains(sha256)
    }

    /// Whether any such sum is known.
    pub(super) fn knows_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// Whether the names of a file's senders are others than those on record, so that one may be renamed.
    pub(super) fn may_be_renamed(&self, s: &Summary) -> bool {
        let here: HashSet<&str> = s.senders.iter().map(|(name, _)| name.as_str()).collect();
        let gone = self.names.iter().any(|name| !here.contains(&**name));
        gone || here.iter().any(|name| !self.names.contains(*name))
    }

    /// Under which names these are, in order.
    pub(super) fn names_of(&self, digests: &HashSet<Arc<str>>) -> Vec<String> {
        let names = digests.iter().filter_map(|d| self.get(d)?.from.as_ref());
        let mut names: Vec<String> = names.map(|name| name.to_string()).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// A file's name without what stands after its last point.
fn stem_of(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(words: Option<&str>, edited: bool, deleted: bool) -> Held {
        Held {
            item: Id::from_random([0; 10]),
            from: None,
            at: UNDATED,
            words: words.map(telling),
            edited,
            deleted,
            export: None,
        }
    }

    fn says(text: &str, edited: bool, deleted: bool) -> Says<'_> {
        Says {
            named: true,
            format: "telegram-json",
            mail: false,
            text,
            edited,
            deleted,
        }
    }

    #[test]
    fn an_entry_of_the_same_id_is_told_from_what_is_held_of_it() {
        let noon = || held(Some("by noon"), false, false);
        let mail = Says {
            mail: true,
            ..says("by one", false, false)
        };
        let by_text = Says {
            named: false,
            ..says("by one", true, false)
        };
        let (edited, deleted) = (
            held(Some("by one"), true, false),
            held(Some(""), false, true),
        );
        let unkept = || held(None, false, false);
        for (was, now, change) in [
            (noon(), says("by  noon\n", false, false), None),
            (noon(), says("by one", true, false), Some(Change::Edited)),
            (noon(), says("by one", false, false), Some(Change::Edited)),
            (noon(), mail, Some(Change::Differs)),
            (noon(), by_text, None),
            (noon(), says("", false, true), Some(Change::Deleted)),
            (edited, says("by noon", false, false), Some(Change::Differs)),
            (
                deleted,
                says("by noon", false, false),
                Some(Change::Differs),
            ),
            (unkept(), says("by one", true, false), Some(Change::Edited)),
            (unkept(), says("by one", false, false), None),
        ] {
            assert_eq!(was.change(now), change, "{was:?} {now:?}");
        }
        let export = Export {
            format: Some("sigtop-text".into()),
            ..Export::default()
        };
        let other_form = Held {
            export: Some(Arc::new(export)),
            ..noon()
        };
        let now = says("by one", false, false);
        assert_eq!(other_form.change(now), Some(Change::Differs));
    }
}
