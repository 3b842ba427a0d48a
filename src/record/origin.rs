//! Where a message's words come from, and what was put right of them.
//!
//! May import its siblings in `record` only; pure. Invariant: what an export says, and what a capture has
//! already said, is never changed: a correction stands beside it. A text typed by hand is changed until it is
//! captured, and what it said before is kept.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::entry::Entry;
use super::event::ItemEdited;
use super::field::{Field, Place, Value, read_instant};
use super::state::{Item, Message};

/// The `origin` of an item that was picked from an export.
pub const IMPORTED: &str = "imported";

/// An export as it was read; a part is `None` where it was read before that was kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// The format's word (`whatsapp`).
    pub format: Option<String>,
    /// The file's own name.
    pub name: Option<String>,
    /// SHA-256 of the whole file, in hex.
    pub sha256: Option<String>,
}

/// Where a message stands in an export, and its time as that writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    pub export: Option<Arc<Export>>,
    /// The entry's number, from 1.
    pub entry: Option<i64>,
    /// The line its stamp stands on, from 1.
    pub line: Option<i64>,
    /// The stamp in the export's own words.
    pub stamp: Option<Arc<str>>,
    /// The order its date was read in: `dmy`, `mdy`, `ymd` or `myd`.
    pub order: Option<Arc<str>>,
}

/// What of a message can be put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    Text,
    From,
    Sent,
}

impl Part {
    /// All of them.
    pub const ALL: [Part; 3] = [Part::Text, Part::From, Part::Sent];

    /// Its word in the journal and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Text => "text",
            Part::From => "from",
            Part::Sent => "sent",
        }
    }

    /// The field of an `item.edited` that puts it right in a message other than the first.
    pub fn further(self) -> &'static str {
        match self {
            Part::Text => "message-text",
            Part::From => "message-from",
            Part::Sent => "message-sent",
        }
    }

    /// Which part of which message (from 1) an edit is about; `None` where it is about the item.
    pub fn of(edit: &ItemEdited) -> Option<(Part, usize)> {
        Part::ALL.into_iter().find_map(|part| {
            if edit.field == part.as_str() {
                return Some((part, 1));
            }
            let n = usize::try_from(edit.message?).ok()?;
            (edit.field == part.further()).then_some((part, n))
        })
    }
}

/// What a correction did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// It stands beside what the export, or a capture, says.
    Beside,
    /// It took the place of what had been typed: this, where anything had been.
    Instead(Option<Arc<str>>),
}

/// One part of a message, put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutRight {
    pub at: DateTime<Utc>,
    /// The event that did it; its writer is who did.
    pub place: Place,
    /// That person's name, as their settings had it.
    pub person: Option<Arc<str>>,
    pub part: Part,
    /// As it stands in the journal: a time is RFC 3339 with milliseconds. `None` where it was erased.
    pub value: Option<Arc<str>>,
    pub how: How,
}

impl PutRight {
    /// The name of who did it, else the writer's.
    pub fn by(&self) -> &str {
        self.person.as_deref().unwrap_or(&self.place.writer)
    }

    /// The value that was given, and what it took the place of.
    pub fn said(&self) -> impl Iterator<Item = &Arc<str>> {
        let before = match &self.how {
            How::Beside => None,
            How::Instead(before) => before.as_ref(),
        };
        self.value.as_ref().into_iter().chain(before)
    }

    /// Whether it stands beside what was said, instead of in its place.
    pub fn beside(&self) -> bool {
        self.how == How::Beside
    }
}

impl Message {
    /// The last correction of a part that stands beside it.
    pub fn beside(&self, part: Part) -> Option<&PutRight> {
        let of_part = |r: &&PutRight| r.part == part && r.beside();
        self.put_right.iter().rev().find(of_part)
    }

    /// The time of sending as it was said, and what that was put right to, as far as they are known. Times to
    /// capture by are counted from both and the earlier stands: a correction never moves one to later.
    pub fn sendings(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let right = self.beside(Part::Sent).and_then(|r| r.value.as_deref());
        let right = right.and_then(read_instant);
        [self.sent, right].into_iter().flatten()
    }

    /// A part as a value of the journal.
    fn part(&self, part: Part) -> Option<Arc<str>> {
        match part {
            Part::Text => self.body.clone(),
            Part::From => self.from.clone(),
            Part::Sent => match self.sent?.to_value() {
                Some(Value::Text(t)) => Some(t.into()),
                _ => None,
            },
        }
    }

    /// What stands of a part: its last correction, else what was said.
    pub fn standing(&self, part: Part) -> Option<Arc<str>> {
        match self.beside(part) {
            Some(right) => right.value.clone(),
            None => self.part(part),
        }
    }
}

impl Item {
    /// Whether all its messages come from an export.
    pub fn is_imported(&self) -> bool {
        self.origin.as_ref() == IMPORTED
    }

    /// Whether what puts a message right stands beside what it says: that was exported, or was captured.
    pub fn keeps_its_words(&self) -> bool {
        self.is_imported() || self.capture.is_some()
    }

    /// The route of paragraph 21 where nobody names one: all its words come from an export, or they were
    /// copied.
    pub fn route(&self) -> &'static str {
        match self.is_imported() {
            true => "export",
            false => "copy",
        }
    }

    /// Every correction, with the number of its message (from 1), in the order they were made.
    pub fn put_right(&self) -> impl Iterator<Item = (usize, &PutRight)> {
        let numbered = self.messages.iter().enumerate();
        numbered.flat_map(|(n, m)| m.put_right.iter().map(move |right| (n + 1, right)))
    }

    /// Puts one part of a message right, beside what it says or in its place.
    pub(super) fn right(
        &mut self,
        entry: &Entry,
        edit: &ItemEdited,
        (part, n): (Part, usize),
    ) -> Result<(), String> {
        let beside = self.keeps_its_words();
        let message = n.checked_sub(1).and_then(|n| self.messages.get_mut(n));
        let message =
            message.ok_or_else(|| format!("an edit of the message {n}, which is not there"))?;
        let value: Option<Arc<str>> = edit.value.as_deref().map(Into::into);
        let how = match beside {
            true => How::Beside,
            false => {
                let before = message.part(part);
                match part {
                    Part::Text => message.body = value.clone(),
                    Part::From => message.from = value.clone(),
                    Part::Sent => {
                        message.sent = value.as_deref().and_then(read_instant);
                        message.sent_wall = None;
                    }
                }
                How::Instead(before)
            }
        };
        message.put_right.push(PutRight {
            at: entry.at,
            place: entry.place(),
            person: edit.person.clone(),
            part,
            value,
            how,
        });
        Ok(())
    }
}
