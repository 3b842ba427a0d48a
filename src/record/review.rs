//! What has become of items since the last review on record: what the next one counts.
//!
//! May import its siblings in `record` only; pure. Taken from the register and not from one sitting, so a
//! review that was broken off and finished later counts what was answered in both. What was taken back
//! (see [`withdrawn`]) counts nowhere. A review for one principal counts that principal's items alone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::entry::Entry;
use super::event::Event;
use super::field::Id;
use super::fold::withdrawn;
use super::state::{ItemState, State};

/// What became of an item that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Captured,
    NotSignificant,
    HandedOver,
    Gone,
    /// Waiting, but not to be shown before a time still to come.
    PutOff,
    /// Kept waiting: nothing is on record about it but the figures of the review.
    Left,
}

/// The items something was decided about since the last review on record (ever, where there is none), and
/// what they are now; those that wait again as if nothing had been decided are left out. With `principal`
/// only the items kept for that one are counted, and only reviews that looked at them end the count.
pub fn since_last(
    entries: &[Entry],
    state: &State,
    now: DateTime<Utc>,
    principal: Option<&str>,
) -> BTreeMap<Id, Outcome> {
    let off = withdrawn(entries);
    let stands = |e: &&Entry| !off.contains(&(e.writer.as_ref(), e.lamport));
    // Principals whose items a later review has counted.
    let mut counted: BTreeSet<&str> = BTreeSet::new();
    let mut all = BTreeMap::new();
    for entry in entries.iter().rev().filter(stands) {
        let id = match &entry.event {
            Event::ReviewRecorded(review) => match review.principal.as_deref() {
                None => break,
                Some(name) => {
                    counted.insert(name);
                    continue;
                }
            },
            Event::ItemCaptured(e) => e.item,
            Event::ItemNotSignificant(e) => e.item,
            Event::ItemHandedOver(e) => e.item,
            Event::ItemGone(e) => e.item,
            Event::ItemSnoozed(e) => e.item,
            _ => continue,
        };
        let Some(item) = state.items.get(&id) else {
            continue;
        };
        let of = item.principal.as_deref();
        if principal.is_some() && of != principal || of.is_some_and(|name| counted.contains(name)) {
            continue;
        }
        let outcome = match item.state {
            ItemState::Captured | ItemState::Confirmed => Outcome::Captured,
            ItemState::NotSignificant => Outcome::NotSignificant,
            ItemState::HandedOver => Outcome::HandedOver,
            ItemState::Gone => Outcome::Gone,
            ItemState::Waiting if item.snoozed_until.is_some_and(|t| t > now) => Outcome::PutOff,
            ItemState::Waiting => continue,
        };
        all.insert(id, outcome);
    }
    all
}
