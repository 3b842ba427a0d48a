//! What has become of items since the last review on record: what the next one counts.
//!
//! May import its siblings in `record` only; pure. Taken from the register and not from one sitting, so a
//! review that was broken off and finished later counts what was answered in both. What was taken back
//! (see [`withdrawn`]) counts nowhere.

use std::collections::BTreeMap;

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
}

/// The items something was decided about since the last review on record (ever, where there is none), and
/// what they are now; those that wait again as if nothing had been decided are left out.
pub fn since_last(entries: &[Entry], state: &State, now: DateTime<Utc>) -> BTreeMap<Id, Outcome> {
    let off = withdrawn(entries);
    let stands = |e: &&Entry| !off.contains(&(e.writer.as_ref(), e.lamport));
    let decided = entries
        .iter()
        .rev()
        .filter(stands)
        .take_while(|e| !matches!(e.event, Event::ReviewRecorded(_)))
        .filter_map(|e| match &e.event {
            Event::ItemCaptured(e) => Some(e.item),
            Event::ItemNotSignificant(e) => Some(e.item),
            Event::ItemHandedOver(e) => Some(e.item),
            Event::ItemGone(e) => Some(e.item),
            Event::ItemSnoozed(e) => Some(e.item),
            _ => None,
        });
    decided
        .filter_map(|id| {
            let item = state.items.get(&id)?;
            let outcome = match item.state {
                ItemState::Captured | ItemState::Confirmed => Outcome::Captured,
                ItemState::NotSignificant => Outcome::NotSignificant,
                ItemState::HandedOver => Outcome::HandedOver,
                ItemState::Gone => Outcome::Gone,
                ItemState::Waiting if item.snoozed_until.is_some_and(|t| t > now) => {
                    Outcome::PutOff
                }
                ItemState::Waiting => return None,
            };
            Some((id, outcome))
        })
        .collect()
}
