//! One or more messages of one conversation: what is known of them and what became of them.

use std::mem::size_of;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};

use smallvec::SmallVec;

use super::data::Personal;
use super::rare::{More, Named, Rare};
use super::setting::Setting;
use super::task::Task;
use super::telling::told;
use super::told::Told;

pub use super::stands::ItemState;
pub use super::told::{Capture, Note, Substance};
use crate::record::again::{Frames, SlotSet};
use crate::record::entry::{Entry, Slot};
use crate::record::field::{Id, Stamp};

/// A message that was found not significant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSignificant {
    /// Since when that stands: when it was said, or brought back after it had been taken back.
    pub since: DateTime<Utc>,
    /// What was answered about requests: `none-known`, `known`, or nothing.
    pub requests: Option<Arc<str>>,
    /// The command that said so: its writer, and its number there.
    pub command: (Arc<str>, u64),
}

/// One or more messages of one conversation, waiting in the queue or dealt with: what the rules and lists ask for.
///
/// What was typed, and whatever is shown of one item alone, is [`Told`]: read again when somebody asks.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: Id,
    pub added: DateTime<Utc>,
    pub(in crate::record) setting: Arc<Setting>,
    pub state: ItemState,
    pub accepted: bool,
    pub erased: bool,
    /// Whether the capture has a reference.
    pub referenced: bool,
    /// Which details somebody put where they stand, by their bits.
    pub(in crate::record) said: u8,
    /// When it was captured last.
    pub captured: Option<DateTime<Utc>>,
    /// When its first message was sent.
    pub(in crate::record) sent: Option<DateTime<Utc>>,
    /// The event whose state stands.
    pub(in crate::record) state_stamp: Stamp,
    /// The event that made the item.
    pub(in crate::record) first_stamp: Stamp,
    /// That it was found not significant.
    pub not_significant: Option<Box<NotSignificant>>,
    pub(in crate::record) rare: Option<Box<Rare>>,
    /// Its frames, in the order of the fold; where it was picked from an export, that frame before.
    slots: SmallVec<[Slot; 4]>,
    frames: Frames,
    told: OnceLock<Box<Told>>,
}

/// A register holds tens of thousands, all of them in memory.
const _: () = assert!(size_of::<Item>() <= 160);

/// What is said of it beside its messages is read as if it stood here.
impl Deref for Item {
    type Target = Setting;

    fn deref(&self) -> &Setting {
        &self.setting
    }
}

/// Equal is what says the same, wherever it is read again.
impl PartialEq for Item {
    fn eq(&self, other: &Item) -> bool {
        let of = |item: &Item| {
            let flags = (item.accepted, item.erased, item.referenced, item.said);
            let times = (item.added, item.captured, item.sent);
            let stamps = (item.state_stamp, item.first_stamp);
            (item.id, item.state, flags, times, stamps)
        };
        of(self) == of(other)
            && self.setting == other.setting
            && self.not_significant == other.not_significant
            && self.rare == other.rare
            && self.told() == other.told()
    }
}

/// The bits of the details of which it is told whether somebody put them there.
pub(in crate::record) const RECEIVED: u8 = 1;
pub(in crate::record) const PERSONAL_DATA: u8 = 2;

impl Item {
    pub(in crate::record) fn new(
        id: Id,
        entry: &Entry,
        setting: Arc<Setting>,
        frames: Frames,
    ) -> Item {
        Item {
            id,
            added: entry.at,
            setting,
            state: ItemState::Waiting,
            accepted: false,
            erased: false,
            referenced: false,
            said: 0,
            captured: None,
            sent: None,
            state_stamp: entry.place().stamp(),
            first_stamp: entry.place().stamp(),
            not_significant: None,
            rare: None,
            slots: SmallVec::new(),
            frames,
            told: OnceLock::new(),
        }
    }

    /// One more frame is about it.
    pub(in crate::record) fn keep(&mut self, slot: Slot) {
        self.slots.push(slot);
        self.told = OnceLock::new();
    }

    /// The same of a frame that stands before the one kept last.
    pub(in crate::record) fn keep_before(&mut self, slot: Slot) {
        self.slots.insert(self.slots.len().saturating_sub(1), slot);
    }

    /// How many messages it has.
    pub fn count(&self) -> usize {
        1 + self.rare.as_ref().map_or(0, |r| r.more.len())
    }

    /// The frames it is read again from.
    pub(in crate::record) fn slots(&self) -> &[Slot] {
        &self.slots
    }

    pub(in crate::record) fn rare_mut(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// What its frames say, read again where nobody asked before. Where they cannot be read it is empty, and
    /// the failure is kept where they are read from.
    pub fn told(&self) -> &Told {
        self.told.get_or_init(|| {
            let entries = self.frames.read(&self.slots);
            Box::new(told(self.named(), &entries))
        })
    }

    /// The frames of these, in the order of their slots.
    pub(super) fn read_together(items: &[&Item]) -> Vec<Entry> {
        let Some(first) = items.first() else {
            return Vec::new();
        };
        let unread = items.iter().filter(|item| item.told.get().is_none());
        let mut slots: Vec<Slot> = unread.flat_map(|item| item.slots.iter().copied()).collect();
        slots.sort_unstable();
        slots.dedup();
        first.frames.read(&slots)
    }

    /// Whether one of these frames says something of it.
    pub(in crate::record) fn stands_in(&self, frames: &SlotSet) -> bool {
        self.slots.iter().any(|slot| frames.contains(*slot))
    }

    /// What it says, by frames that were read.
    pub(super) fn told_of(&self, read: &[Entry]) -> Told {
        if let Some(told) = self.told.get() {
            return Told::clone(told);
        }
        let of = |slot: &Slot| {
            let at = read.binary_search_by_key(slot, |entry| entry.slot).ok()?;
            Some(read[at].clone())
        };
        let own: Vec<Entry> = self.slots.iter().filter_map(of).collect();
        told(self.named(), &own)
    }

    /// Keeps that until something is said anew of it.
    pub(super) fn tell(&self, read: &[Entry]) {
        self.told.get_or_init(|| Box::new(self.told_of(read)));
    }

    fn named(&self) -> &[Named] {
        self.rare.as_ref().map_or(&[], |r| &r.named)
    }

    /// What was said about whether it was received; `None` where nobody said.
    pub fn received_as_said(&self) -> Option<bool> {
        self.said(self.received, RECEIVED)
    }

    /// What was said about whether it holds personal data (35); `None` where nobody said.
    pub fn personal_data_as_said(&self) -> Option<bool> {
        self.said(self.personal_data, PERSONAL_DATA)
    }

    /// How much personal data it holds, as said; `None` where nobody said. Whether it holds any is kept of every item;
    /// which kind that is stands in what it tells.
    pub fn personal_as_said(&self) -> Option<Personal> {
        let special = || {
            let data = self.told().data.as_deref();
            data.and_then(|d| d.personal) == Some(Personal::Special)
        };
        Some(match self.personal_data_as_said()? {
            false => Personal::None,
            true if special() => Personal::Special,
            true => Personal::Some,
        })
    }

    /// A yes is said as it stands; a no only where somebody put it there.
    fn said(&self, yes: bool, bit: u8) -> Option<bool> {
        (yes || self.said & bit != 0).then_some(yes)
    }

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
        self.sent
    }

    /// Who sent its first message.
    pub fn from(&self) -> Option<&str> {
        self.told().messages.first().and_then(|m| m.from.as_deref())
    }

    /// The text of its first message.
    pub fn body(&self) -> Option<&str> {
        self.told().messages.first().and_then(|m| m.body.as_deref())
    }

    /// Until when it is put off.
    pub fn snoozed_until(&self) -> Option<DateTime<Utc>> {
        self.rare.as_ref()?.snoozed_until
    }

    /// The colleague who was asked to capture it while it waits.
    pub fn task(&self) -> Option<&Task> {
        self.rare.as_ref()?.task.as_ref()
    }

    /// Whether two gave something of it two values without sight of each other.
    pub fn is_in_conflict(&self) -> bool {
        self.rare.as_ref().is_some_and(|r| !r.conflicts.is_empty())
    }

    /// How many such there are.
    pub(in crate::record) fn conflicts(&self) -> usize {
        self.rare.as_ref().map_or(0, |r| r.conflicts.len())
    }

    /// Of each message when it was sent, as its words and as what was put right beside them say.
    pub(in crate::record) fn sendings(&self) -> impl Iterator<Item = [Option<DateTime<Utc>>; 2]> {
        let right = self.rare.as_ref().and_then(|r| r.right);
        let more = self.rare.as_ref().map_or(&[][..], |r| &r.more);
        let more = more.iter().map(|m| [m.sent, m.right]);
        [[self.sent, right]].into_iter().chain(more)
    }

    /// Of each message who sent it, as it was put right last.
    pub(in crate::record) fn senders(&self) -> impl Iterator<Item = Option<&str>> {
        let more = self.rare.as_ref().map_or(&[][..], |r| &r.more);
        let more = more.iter().map(|m: &More| m.sender.as_deref());
        [self.first_sender.as_deref()].into_iter().chain(more)
    }
}

impl Item {
    /// Whether what puts a message right stands beside what it says: that was exported, or was captured.
    pub fn keeps_its_words(&self) -> bool {
        self.is_imported() || self.captured.is_some()
    }

    /// The conversation that was said last of it, beside that of its export.
    pub fn beside(&self) -> Option<Id> {
        self.rare.as_ref()?.beside
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
}
