//! What the frames of an item say: its messages, what was put right of them, where it went, what was remarked.
//!
//! Read again from the frames whenever somebody asks, and not kept by the state. Filled in by `state::telling`.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::changed::Changed;
use super::conflict::Conflict;
use super::data::DataSaid;
use super::message::{Message, PutRight};
use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::Place;

/// A capture: what was put where.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    pub at: DateTime<Utc>,
    /// The writer.
    pub by: Arc<str>,
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

/// What an item says, and what was said of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    pub messages: Vec<Message>,
    pub capture: Option<Box<Capture>>,
    /// Captures by others who had not seen the one that stands: they are filed as well.
    pub also_captured: Vec<Box<Capture>>,
    pub substance: Option<Box<Substance>>,
    pub handed_to: Option<String>,
    pub gone_note: Option<String>,
    /// What was remarked on it, in the order that was done.
    pub notes: Vec<Note>,
    /// What was said of the personal data in it.
    pub data: Option<Box<DataSaid>>,
    /// Why it was found not significant.
    pub reason: Option<String>,
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

impl Told {
    /// Takes in what was said of its personal data.
    pub(super) fn data_said(&mut self, entry: &Entry, e: &event::ItemDataSaid) {
        self.text_places.push(entry.place());
        let said = DataSaid::after(self.data.as_deref(), entry, e);
        self.data = Some(Box::new(said));
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
