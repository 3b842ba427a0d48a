//! One or more messages of one conversation: what is known of them and what became of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::changed::Changed;
use super::conflict::Conflict;
use super::message::{Message, PutRight};
use super::task::Task;
use crate::record::field::{Id, Place};
use crate::vocabulary::vocabulary;

/// The `origin` of an item that was picked from an export.
pub const IMPORTED: &str = "imported";

vocabulary! {
    /// What became of an item.
    ItemState {
        Waiting = "waiting",
        Captured = "captured",
        Confirmed = "confirmed",
        NotSignificant = "not-significant",
        HandedOver = "handed-over",
        Gone = "gone",
    }
}

impl ItemState {
    /// The words on a screen.
    pub fn words(self) -> &'static str {
        match self {
            ItemState::Waiting => "waiting",
            ItemState::Captured => "captured",
            ItemState::Confirmed => "confirmed",
            ItemState::NotSignificant => "not significant",
            ItemState::HandedOver => "handed over",
            ItemState::Gone => "no longer available",
        }
    }
}

/// A capture: what was put where.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    pub at: DateTime<Utc>,
    pub route: String,
    pub destination_kind: String,
    pub destination: Option<String>,
    pub reference: Option<String>,
    pub note: Option<String>,
    pub path: Option<String>,
    pub sha256: Option<String>,
    pub read_back: bool,
    /// Who confirmed it, where a person did.
    pub confirmed_by: Option<String>,
}

/// The substance of an item in words (paragraph 21b).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Substance {
    pub decided: Option<String>,
    pub who: Option<String>,
    pub when: Option<String>,
    pub why: Option<String>,
    pub next: Option<String>,
}

impl Substance {
    /// Label and text of every part that was written.
    pub fn parts(&self) -> Vec<(&'static str, &str)> {
        [
            ("What was decided", &self.decided),
            ("Who", &self.who),
            ("When", &self.when),
            ("Why", &self.why),
            ("Next step", &self.next),
        ]
        .into_iter()
        .filter_map(|(label, text)| text.as_deref().map(|t| (label, t)))
        .collect()
    }
}

/// A remark on an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub at: DateTime<Utc>,
    /// The writer.
    pub by: Arc<str>,
    /// That person's name, as their settings had it; `None` where it was not kept, or was erased.
    pub person: Option<Arc<str>>,
    /// `None` where it was erased.
    pub note: Option<Arc<str>>,
}

impl Note {
    /// The name of who made it, else the writer's.
    pub fn name(&self) -> &str {
        self.person.as_deref().unwrap_or(&self.by)
    }
}

/// A message that was found not significant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSignificant {
    /// Since when that stands: when it was said, or brought back after it had been taken back.
    pub since: DateTime<Utc>,
    /// What was answered about requests: `none-known`, `known`, or nothing.
    pub requests: Option<String>,
    /// The command that said so: its writer, and its number there.
    pub command: (Arc<str>, u64),
}

/// One or more messages of one conversation, waiting in the queue or dealt with.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub id: Id,
    pub added: DateTime<Utc>,
    pub conversation: Option<Id>,
    pub channel: Arc<str>,
    /// The kind of device as it was stated.
    pub device: Option<Arc<str>>,
    /// The registered device, where it was said by its name.
    pub device_id: Option<Id>,
    /// The recorded decision it comes from.
    pub decision: Option<Id>,
    /// The classification and `-sensitive` alone.
    pub classification: Option<Arc<str>>,
    /// The whole marking; `None` is "not stated", or erased.
    pub marking: Option<Arc<str>>,
    /// Whether the marking said more that was erased with the text.
    pub marking_cut: bool,
    pub principal: Option<Arc<str>>,
    pub received: bool,
    pub personal_data: bool,
    /// IANA name of the zone its wall-clock times were read in.
    pub zone: Option<Arc<str>>,
    /// Its own stated timer in seconds; 0 is off.
    pub timer: Option<i64>,
    pub origin: Arc<str>,
    /// Who typed it, by the name of their settings.
    pub person: Option<Arc<str>>,
    pub reference_only: bool,
    pub messages: Vec<Message>,

    pub state: ItemState,
    pub snoozed_until: Option<DateTime<Utc>>,
    pub capture: Option<Box<Capture>>,
    pub substance: Option<Box<Substance>>,
    pub handed_to: Option<String>,
    pub accepted: bool,
    /// The colleague who was asked to capture it while it waits.
    pub task: Option<Box<Task>>,
    pub gone_note: Option<String>,
    /// What was remarked on it, in the order that was done.
    pub notes: Vec<Note>,
    /// Why it was found not significant.
    pub reason: Option<String>,
    /// That it was found not significant.
    pub not_significant: Option<Box<NotSignificant>>,
    pub erased: bool,
    pub conflicts: Vec<Conflict>,
    /// What of it as a whole was said anew where something stood, in the order that was done.
    pub changed: Vec<Changed>,

    /// The event whose state stands.
    pub state_place: Place,
    /// The event whose value of a field stands, where it is not the item's first.
    pub field_places: BTreeMap<String, Place>,
    /// The event that made the item.
    pub first_place: Place,
    /// Frames whose text an erasure takes.
    pub text_places: Vec<Place>,
}

impl Item {
    /// Whether something is still to be done about it: an item whose content was erased waits for nothing.
    pub fn is_waiting(&self) -> bool {
        self.state == ItemState::Waiting && !self.erased
    }

    /// Whether it was offered to somebody who has not accepted: until then its times run for whoever offered it.
    pub fn is_offered(&self) -> bool {
        self.state == ItemState::HandedOver && !self.accepted && !self.erased
    }

    /// Whether it was erased before it was filed or found not to need it: it waits for nothing, and no record of
    /// its words stands anywhere this register knows of.
    pub fn is_erased_unfiled(&self) -> bool {
        self.state == ItemState::Waiting && self.erased
    }

    /// When its first message was sent, where that is known.
    pub fn sent(&self) -> Option<DateTime<Utc>> {
        self.messages.first().and_then(|m| m.sent)
    }

    /// Who sent its first message.
    pub fn from(&self) -> Option<&str> {
        self.messages.first().and_then(|m| m.from.as_deref())
    }

    /// The text of its first message.
    pub fn body(&self) -> Option<&str> {
        self.messages.first().and_then(|m| m.body.as_deref())
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

    /// The conversation that was said last of it, beside that of its export.
    pub fn beside(&self) -> Option<Id> {
        self.changed.iter().rev().find_map(|c| c.beside)
    }

    /// The conversations it is of: as it was exported, and as somebody put that right. What is kept, held or due in
    /// either counts: a correction takes nothing away.
    pub fn conversations(&self) -> [Option<Id>; 2] {
        let own = self.conversation;
        [own, self.beside().filter(|id| Some(*id) != own)]
    }

    /// Whether it is of that conversation, as it was exported or as somebody put that right.
    pub fn is_of(&self, conversation: Id) -> bool {
        self.conversations().contains(&Some(conversation))
    }

    /// The route of paragraph 21 where nobody names one: all its words come from an export, or they were
    /// copied.
    pub fn route(&self) -> &'static str {
        match self.is_imported() {
            true => "export",
            false => "copy",
        }
    }

    /// All that was said anew of it and of its messages, and what stood there where that was changed.
    pub fn said_anew(&self) -> impl Iterator<Item = &Arc<str>> {
        let of_messages = self.put_right().flat_map(|(_, right)| right.said());
        of_messages.chain(self.changed.iter().flat_map(Changed::said))
    }

    /// Every correction, with the number of its message (from 1), in the order they were made.
    pub fn put_right(&self) -> impl Iterator<Item = (usize, &PutRight)> {
        let numbered = self.messages.iter().enumerate();
        numbered.flat_map(|(n, m)| m.put_right.iter().map(move |right| (n + 1, right)))
    }
}
