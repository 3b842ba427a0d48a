//! What is on record now: items, conversations, holds, reviews.
//!
//! May import its siblings in `record` only. Filled by [`super::fold`]; read by [`super::decide`] and
//! [`super::query`]. A time here is a moment in UTC unless its name says `wall`.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::decision::Decision;
use super::departure::Departure;
use super::device::{Details, Device};
use super::field::{Id, Place};
use super::hold_timer::TimerAnswer;
use super::items::Items;
use super::origin::{Export, Exported, PutRight};
use super::report::Report;
use super::task::Task;

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemState {
    Waiting,
    Captured,
    Confirmed,
    NotSignificant,
    HandedOver,
    Gone,
}

impl ItemState {
    /// The stable name (`not-significant`).
    pub fn as_str(self) -> &'static str {
        match self {
            ItemState::Waiting => "waiting",
            ItemState::Captured => "captured",
            ItemState::Confirmed => "confirmed",
            ItemState::NotSignificant => "not-significant",
            ItemState::HandedOver => "handed-over",
            ItemState::Gone => "gone",
        }
    }

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

/// A file kept with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// SHA-256 in hex: its name in `evidence/`.
    pub sha256: String,
    pub length: u64,
    /// `attachment` (travels with a capture) or `original` (the message's own bytes as exported).
    pub kind: String,
    /// The name it came under.
    pub name: String,
}

impl Evidence {
    /// As one string of a frame's `evidence` list.
    pub fn to_field(&self) -> String {
        format!(
            "{} {} {} {}",
            self.sha256, self.length, self.kind, self.name
        )
    }

    /// Reads one string of a frame's `evidence` list.
    pub fn from_field(field: &str) -> Option<Evidence> {
        let mut parts = field.splitn(4, ' ');
        Some(Evidence {
            sha256: parts.next()?.to_owned(),
            length: parts.next()?.parse().ok()?,
            kind: parts.next()?.to_owned(),
            name: parts.next()?.to_owned(),
        })
    }
}

/// One message of an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    pub from: Option<Arc<str>>,
    pub body: Option<Arc<str>>,
    pub sent: Option<DateTime<Utc>>,
    /// The wall-clock time `sent` was read from, where an export gave no zone.
    pub sent_wall: Option<NaiveDateTime>,
    pub edited: bool,
    pub deleted: bool,
    pub quoted: bool,
    /// Why it may be quoted text, in a word of the import.
    pub quoted_why: Option<Arc<str>>,
    pub digest: Option<Arc<str>>,
    pub evidence: Vec<Evidence>,
    /// Where it stands in the export it was picked from, as far as that was kept.
    pub exported: Option<Box<Exported>>,
    /// What was put right of it, in the order that was done.
    pub put_right: Vec<PutRight>,
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

/// Two people gave one field two values without having seen each other's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// `state`, or the field's name.
    pub field: String,
    /// The value that was there first in the order of the fold, and who gave it.
    pub first: (String, Place),
    /// The value that stands, and who gave it.
    pub second: (String, Place),
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
    /// Why it was found not significant.
    pub reason: Option<String>,
    /// When it was found not significant, and what was answered about requests.
    pub not_significant: Option<(DateTime<Utc>, Option<String>)>,
    pub erased: bool,
    pub conflicts: Vec<Conflict>,

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

/// When a timer came into force in a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    pub from: DateTime<Utc>,
    /// 0 is off.
    pub seconds: i64,
    /// `stated` by a person or `notice` in an export.
    pub source: String,
}

/// A chat, thread or mailbox, as the register knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    pub id: Id,
    pub channel: String,
    pub name: Option<String>,
    pub opened: DateTime<Utc>,
    pub date_order: Option<String>,
    pub zone: Option<String>,
    pub me: Option<String>,
    /// In order of `from`; of two with the same `from` the later recorded stands.
    pub timers: Vec<Timer>,
    /// Entries read at the last import, its last wall-clock time and the digests of its last minute.
    pub imported: Option<(i64, Option<NaiveDateTime>, Vec<String>)>,
    /// Who is in it, who captures, how often it is looked through.
    pub details: Details,
}

impl Conversation {
    /// The timer a message sent at `sent` is under; `None` where nothing is known.
    pub fn timer_at(&self, sent: DateTime<Utc>) -> Option<&Timer> {
        self.timers.iter().rev().find(|t| t.from <= sent)
    }
}

/// A duty not to erase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    pub id: Id,
    pub at: DateTime<Utc>,
    pub scope: HoldScope,
    pub reference: Option<String>,
    pub released: Option<DateTime<Utc>>,
    /// What was answered about the timers that run in what it covers, by conversation.
    pub timers: BTreeMap<Id, TimerAnswer>,
}

/// What a hold covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldScope {
    All,
    Conversation(Id),
    Item(Id),
}

impl HoldScope {
    /// Whether a hold of this scope covers the item.
    pub fn covers(self, item: &Item) -> bool {
        match self {
            HoldScope::All => true,
            HoldScope::Conversation(c) => item.conversation == Some(c),
            HoldScope::Item(i) => item.id == i,
        }
    }
}

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
    pub reviews: Vec<Review>,
    /// Frames that were taken back and still hold text of an item, whether or not the item stands.
    pub withdrawn: BTreeMap<Id, Vec<Place>>,
    pub anomalies: Vec<Anomaly>,
    /// The highest command number seen.
    pub lamport: u64,
    /// When each writer last wrote.
    pub writers: BTreeMap<Arc<str>, DateTime<Utc>>,
    /// The export that was read last, and the command (writer, number) that picked items from it.
    pub(super) importing: Option<(Arc<str>, u64, Arc<Export>)>,
}

impl State {
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

    /// The name of the item's conversation.
    pub fn conversation_name(&self, item: &Item) -> Option<&str> {
        self.conversations.get(&item.conversation?)?.name.as_deref()
    }
}
