//! What is on record now: items, conversations, holds, reviews.
//!
//! Filled by the fold; read by the rules and the queries. A time here is a moment in UTC unless its name says
//! `wall`.

pub mod changed;
pub mod conflict;
pub mod conversation;
pub mod data;
pub mod decision;
pub mod departure;
pub mod destination;
pub mod details;
pub mod device;
pub mod hold;
pub mod incident;
pub mod item;
pub mod items;
pub mod message;
pub mod part;
pub mod rare;
pub mod report;
pub mod request;
pub mod setting;
mod stands;
pub mod task;
mod telling;
pub mod told;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

pub use changed::Changed;
pub use conflict::Conflict;
pub use conversation::{Conversation, Timer};
pub use destination::DestinationKind;
pub use hold::{Hold, HoldScope};
pub use item::{Capture, Item, ItemState, NotSignificant, Note, Substance};
pub use items::Items;
pub use message::{
    Clock, Evidence, EvidenceKind, Export, Exported, How, Message, Original, PutRight,
};
pub use part::{ItemField, Part};
pub use setting::Setting;
pub use told::Told;

use super::again::Frames;
use super::entry::Slot;
use super::event::PaperLodged;
use super::field::{Id, Place};
use super::measure::SaidOfMeasure;
use super::turned::Turned;
use decision::Decision;
use departure::Departure;
use device::Device;
use incident::Incident;
use report::Report;
use request::Request;

/// A review that was finished.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    pub at: DateTime<Utc>,
    pub looked_at: i64,
    pub left: i64,
    pub next: Option<DateTime<Utc>>,
    /// The principal whose items it looked at; `None` for all.
    pub principal: Option<String>,
}

/// A paper that was lodged, and is followed by nothing else on record.
#[derive(Clone, Debug, PartialEq)]
pub struct LodgedPaper {
    pub at: DateTime<Utc>,
    pub said: PaperLodged,
}

/// Something in the journal that does not fit; shown, never hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anomaly {
    pub place: Place,
    pub what: String,
}

/// All that is on record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub items: Items,
    pub conversations: BTreeMap<Id, Conversation>,
    pub holds: Vec<Hold>,
    pub decisions: BTreeMap<Id, Decision>,
    /// Decision ids in the order they came.
    pub decision_order: Vec<Id>,
    pub devices: BTreeMap<Id, Device>,
    pub departures: BTreeMap<Id, Departure>,
    /// What was done about reports, by the id of what raises them.
    pub reports: BTreeMap<Id, Report>,
    /// What was asked for, in the order of their ids.
    pub requests: BTreeMap<Id, Request>,
    pub incidents: BTreeMap<Id, Incident>,
    pub reviews: Vec<Review>,
    pub papers: Vec<LodgedPaper>,
    /// What was said of measures for people at particular risk.
    pub measures: Vec<SaidOfMeasure>,
    /// Frames that were taken back and still hold text of an item, whether or not the item stands.
    pub withdrawn: BTreeMap<Id, Vec<Place>>,
    /// The commands that were taken back.
    pub taken_back: Turned,
    pub anomalies: Vec<Anomaly>,
    /// The highest command number seen.
    pub lamport: u64,
    /// When each writer last wrote.
    pub writers: BTreeMap<Arc<str>, DateTime<Utc>>,
    /// The export that was read last, and the command (writer, number) that picked items from it.
    pub(in crate::record) importing: Option<(Arc<str>, u64, Slot)>,
    /// Where its frames are read again.
    pub(in crate::record) frames: Frames,
}

impl State {
    /// Where its frames are read again.
    pub fn frames(&self) -> &Frames {
        &self.frames
    }

    /// Whether a hold in force covers the item.
    pub fn held(&self, item: &Item) -> bool {
        self.holds_on(item).next().is_some()
    }

    /// The holds in force that cover the item.
    pub fn holds_on<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = &'a Hold> {
        self.holds
            .iter()
            .filter(|h| h.released.is_none())
            .filter(move |h| h.scope.covers(item))
    }

    /// The items in the order they came.
    pub fn items_in_order(&self) -> impl Iterator<Item = &Item> {
        self.items.values()
    }

    /// The conversation of that name (on that channel, where one is given).
    pub fn conversation_named(&self, name: &str, channel: Option<&str>) -> Option<&Conversation> {
        self.conversations
            .values()
            .filter(|c| c.name.as_deref() == Some(name))
            .filter(|c| channel.is_none_or(|wanted| c.channel == wanted))
            .min_by_key(|c| (c.opened, c.id))
    }

    /// The device of that name, any case.
    pub fn device_named(&self, name: &str) -> Option<&Device> {
        let wanted = name.trim().to_lowercase();
        self.devices
            .values()
            .filter(|d| d.name().is_some_and(|n| n.to_lowercase() == wanted))
            .min_by_key(|d| (d.at, d.id))
    }

    /// The decisions in the order they came.
    pub fn decisions_in_order(&self) -> impl Iterator<Item = &Decision> {
        let order = self.decision_order.iter();
        order.filter_map(|id| self.decisions.get(id))
    }

    /// The name of the item's conversation; of an export, as that has it.
    pub fn conversation_name(&self, item: &Item) -> Option<&str> {
        self.name_of(item.conversation)
    }

    /// The name of the conversation that somebody said last it is of.
    pub fn conversation_said(&self, item: &Item) -> Option<&str> {
        self.name_of(item.beside().or(item.conversation))
    }

    fn name_of(&self, conversation: Option<Id>) -> Option<&str> {
        self.conversations.get(&conversation?)?.name.as_deref()
    }
}
