//! What has become of items since the last review on record: what the next one counts.
//!
//! Taken from the register and not from one sitting, so a
//! review that was broken off and finished later counts what was answered in both. What was taken back
//! (see [`State::taken_back`]) counts nowhere. A review for one principal counts that principal's items alone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::entry::Entry;
use super::event::{Event, EventKind, departure_events, incident_events};
use super::field::Id;
use super::state::State;
use super::state::item::ItemState;

/// What became of an item that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    Captured,
    NotSignificant,
    HandedOver,
    Gone,
    /// Waiting, but not to be shown before a time still to come.
    PutOff,
    /// Kept waiting: nothing is on record about it but the figures of the review.
    Left,
}

/// The kinds of events by which it is counted.
pub const COUNTED: &[EventKind] = &[
    EventKind::ItemCaptured,
    EventKind::ItemNotSignificant,
    EventKind::ItemHandedOver,
    EventKind::ItemGone,
    EventKind::ItemSnoozed,
    EventKind::ReviewRecorded,
];

/// The items something was decided about since the last review on record (ever, where there is none), and
/// what they are now; those that wait again as if nothing had been decided are left out. With `principal`
/// only the items kept for that one are counted, and only reviews that looked at them end the count.
pub fn since_last(
    entries: impl DoubleEndedIterator<Item = Entry>,
    state: &State,
    now: DateTime<Utc>,
    principal: Option<&str>,
) -> BTreeMap<Id, Became> {
    let stands = |e: &Entry| !state.taken_back.covers(e);
    // Principals whose items a later review has counted.
    let mut counted: BTreeSet<String> = BTreeSet::new();
    let mut all = BTreeMap::new();
    for entry in entries.rev().filter(stands) {
        if let Event::ReviewRecorded(review) = &entry.event {
            match review.principal.as_deref() {
                None => break,
                Some(name) => counted.insert(name.to_owned()),
            };
        }
        let Some(id) = decided(&entry.event) else {
            continue;
        };
        let Some(item) = state.items.get(&id) else {
            continue;
        };
        let of = item.principal.as_deref();
        if principal.is_some() && of != principal || of.is_some_and(|name| counted.contains(name)) {
            continue;
        }
        let outcome = match item.state {
            ItemState::Captured | ItemState::Confirmed => Became::Captured,
            ItemState::NotSignificant => Became::NotSignificant,
            ItemState::HandedOver => Became::HandedOver,
            ItemState::Gone => Became::Gone,
            ItemState::Waiting if item.snoozed_until().is_some_and(|t| t > now) => Became::PutOff,
            ItemState::Waiting => continue,
        };
        all.insert(id, outcome);
    }
    all
}

/// The item something was decided about; what decides nothing is listed.
fn decided(event: &Event) -> Option<Id> {
    match event {
        Event::ItemCaptured(e) => Some(e.item),
        Event::ItemNotSignificant(e) => Some(e.item),
        Event::ItemHandedOver(e) => Some(e.item),
        Event::ItemGone(e) => Some(e.item),
        Event::ItemSnoozed(e) => Some(e.item),
        Event::WriterOpened(_)
        | Event::WriterClosed(_)
        | Event::Accepted(_)
        | Event::DamageNoted(_)
        | Event::Erased(_)
        | Event::Undone(_)
        | Event::Redone(_)
        | Event::ConversationOpened(_)
        | Event::ConversationSettings(_)
        | Event::ConversationTimer(_)
        | Event::ConversationImported(_)
        | Event::ConversationEdited(_)
        | Event::ItemAdded(_)
        | Event::ItemMessage(_)
        | Event::ItemEdited(_)
        | Event::ItemSubstance(_)
        | Event::ItemReferenced(_)
        | Event::ItemConfirmed(_)
        | Event::ItemReopened(_)
        | Event::ItemAccepted(_)
        | Event::ItemTasked(_)
        | Event::ItemTaskAnswered(_)
        | Event::ItemNoted(_)
        | Event::ItemDataSaid(_)
        | Event::ItemErased(_)
        | Event::HoldPlaced(_)
        | Event::HoldReleased(_)
        | Event::HoldTimer(_)
        | Event::DecisionRecorded(_)
        | Event::DecisionOutcome(_)
        | Event::ReportDrafted(_)
        | Event::ReportSent(_)
        | Event::ReportAcknowledged(_)
        | Event::ReportAsked(_)
        | Event::ReportWithdrawn(_)
        | Event::ReportReopened(_)
        | incident_events!()
        | Event::DeviceRegistered(_)
        | Event::DeviceEdited(_)
        | departure_events!()
        | Event::RegisterLodged(_)
        | Event::PaperLodged(_)
        | Event::MeasureAnswered(_)
        | Event::RequestReceived(_)
        | Event::RequestChanged(_)
        | Event::RequestSearched(_)
        | Event::RequestTimer(_)
        | Event::RequestAnswered(_)
        | Event::RequestClosed(_)
        | Event::RequestWithdrawn(_)
        | Event::RequestReopened(_)
        | Event::RequestLodged(_)
        | Event::ReviewRecorded(_)
        | Event::Other { .. } => None,
    }
}
