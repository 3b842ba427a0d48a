//! Which message of which capture stands where in a package that is ordered by conversation and time.
//!
//! Invariant: nothing is kept of what is read of an item but a few numbers for each of its messages.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Making, go_on};
use crate::desk::DeskError;
use crate::record::Id;
use crate::record::state::{EvidenceKind, Item};

/// An event on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Planned {
    /// The conversation, by its place among those met.
    pub chat: u32,
    pub day: NaiveDate,
    pub at: DateTime<Utc>,
    /// The item, by its place among all, and the message in it; one past the last is the capture as a whole.
    pub item: u32,
    pub n: u32,
    /// Who sent it, by their place among those met; none where nobody is named.
    pub from: Option<u32>,
    pub bytes: u64,
}

/// Which events there are, sorted by conversation and time.
#[derive(Default)]
pub(super) struct MessagePlan {
    /// Channel and conversation.
    pub chats: ByPlace<(String, Option<Id>)>,
    pub people: ByPlace<String>,
    pub events: Vec<Planned>,
    /// Captures whose texts are here.
    pub held: usize,
}

/// Things that are met, each once, by their place.
pub(super) struct ByPlace<T> {
    pub all: Vec<T>,
    at: HashMap<T, u32>,
}

impl<T> Default for ByPlace<T> {
    fn default() -> ByPlace<T> {
        ByPlace {
            all: Vec::new(),
            at: HashMap::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> ByPlace<T> {
    fn of(&mut self, thing: T) -> u32 {
        let next = self.all.len() as u32;
        let place = *self.at.entry(thing.clone()).or_insert(next);
        if place == next {
            self.all.push(thing);
        }
        place
    }
}

/// Whether the texts of an item are here.
pub(super) fn is_held(item: &Item) -> bool {
    !item.erased && !item.reference_only
}

impl Making<'_> {
    /// Goes through all captures once.
    pub(super) fn planned(
        &self,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<MessagePlan, DeskError> {
        let mut plan = MessagePlan::default();
        for (n, item) in self.items.iter().enumerate() {
            go_on(progress, 0, self.items.len())?;
            self.plan(&mut plan, n, item);
        }
        plan.events.sort_unstable();
        Ok(plan)
    }

    fn plan(&self, plan: &mut MessagePlan, place: usize, item: &Item) {
        // Read for this alone, and not kept beside the item.
        let item = item.clone();
        let told = item.told();
        let zone = self.desk.zone();
        let chat = (item.channel.to_string(), item.conversation);
        let chat = plan.chats.of(chat);
        plan.held += usize::from(is_held(&item));
        let mut event = |n: usize, at: DateTime<Utc>, from, bytes| {
            plan.events.push(Planned {
                chat,
                day: at.with_timezone(&zone).date_naive(),
                at,
                item: place as u32,
                n: n as u32,
                from,
                bytes,
            });
        };
        for (n, message) in told.messages.iter().enumerate() {
            let from = message.from.as_deref();
            let from = from.map(|from| plan.people.of(from.to_owned()));
            let files = message.evidence.iter();
            let files = files.filter(|e| e.is(EvidenceKind::Attachment));
            let text = message.body.as_deref().map_or(0, str::len) as u64;
            let bytes = text + files.map(|e| e.length).sum::<u64>();
            event(n, message.sent.unwrap_or(item.added), from, bytes);
        }
        let capture = told.capture.as_deref();
        let substance = capture.is_some_and(|c| c.route == "substance") && told.substance.is_some();
        if substance || told.messages.is_empty() {
            let at = capture.map_or(item.added, |c| c.at);
            event(told.messages.len(), at, None, 0);
        }
    }
}
