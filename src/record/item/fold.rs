//! Folds what became of items; what they say is in [`super::content`].

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::{Id, Place};
use crate::record::state::State;
use crate::record::state::conflict::Conflict;
use crate::record::state::item::{Capture, Item, ItemState, NotSignificant};

pub fn find(state: &mut State, id: Id) -> Result<&mut Item, String> {
    state
        .items
        .get_mut(&id)
        .ok_or_else(|| format!("about the item {id}, which is not on record"))
}

/// Moves an item to another state; where the event was written without sight of the one whose state
/// stands, both are kept as a conflict until somebody who has seen both decides.
fn change_state<'a>(
    state: &'a mut State,
    entry: &Entry,
    id: Id,
    after: &Place,
    to: ItemState,
) -> Result<&'a mut Item, String> {
    let item = find(state, id)?;
    if *after == item.state_place {
        item.conflicts.retain(|c| c.field != "state");
    } else if item.state != to {
        item.conflicts.push(Conflict {
            field: "state".into(),
            first: (item.state.as_str().into(), item.state_place.clone()),
            second: (to.as_str().into(), entry.place()),
        });
    }
    item.state = to;
    item.state_place = entry.place();
    item.snoozed_until = None;
    Ok(item)
}

/// What read back equal is confirmed by that.
pub fn captured(state: &mut State, entry: &Entry, e: &event::ItemCaptured) -> Result<(), String> {
    let to = match e.read_back {
        true => ItemState::Confirmed,
        false => ItemState::Captured,
    };
    let item = change_state(state, entry, e.item, &e.after, to)?;
    item.capture = Some(Box::new(Capture {
        at: entry.at,
        route: e.route.clone(),
        destination_kind: e.destination_kind.clone(),
        destination: e.destination.clone(),
        reference: e.reference.clone(),
        note: e.note.clone(),
        path: e.path.clone(),
        sha256: e.sha256.clone(),
        read_back: e.read_back,
        confirmed_by: None,
    }));
    Ok(())
}

pub fn referenced(state: &mut State, e: &event::ItemReferenced) -> Result<(), String> {
    let capture = find(state, e.item)?.capture.as_mut();
    let capture = capture.ok_or("a reference for an item not captured")?;
    capture.reference = e.reference.clone();
    Ok(())
}

pub fn confirmed(state: &mut State, entry: &Entry, e: &event::ItemConfirmed) -> Result<(), String> {
    let item = change_state(state, entry, e.item, &e.after, ItemState::Confirmed)?;
    let capture = item.capture.as_mut();
    let capture = capture.ok_or("a confirmation of an item not captured")?;
    capture.confirmed_by = e.by.clone();
    Ok(())
}

pub fn not_significant(
    state: &mut State,
    entry: &Entry,
    e: &event::ItemNotSignificant,
) -> Result<(), String> {
    let item = change_state(state, entry, e.item, &e.after, ItemState::NotSignificant)?;
    item.reason = e.reason.clone();
    item.not_significant = Some(Box::new(NotSignificant {
        since: entry.at,
        requests: e.requests.clone(),
        command: (entry.writer.clone(), entry.lamport),
    }));
    Ok(())
}

/// A command was brought back: what it said stands since now, so that the time in which it can be taken back runs
/// anew.
pub fn brought_back(state: &mut State, entry: &Entry, e: &event::Redone) -> Result<(), String> {
    let of = |n: &NotSignificant| *n.command.0 == *e.writer && n.command.1 == e.command as u64;
    let found = state.items.values_mut();
    let found = found.filter_map(|i| i.not_significant.as_mut());
    found.filter(|n| of(n)).for_each(|n| n.since = entry.at);
    Ok(())
}

pub fn reopened(state: &mut State, entry: &Entry, e: &event::ItemReopened) -> Result<(), String> {
    change_state(state, entry, e.item, &e.after, ItemState::Waiting).map(|_| ())
}

pub fn snoozed(state: &mut State, e: &event::ItemSnoozed) -> Result<(), String> {
    find(state, e.item)?.snoozed_until = Some(e.until);
    Ok(())
}

pub fn handed_over(
    state: &mut State,
    entry: &Entry,
    e: &event::ItemHandedOver,
) -> Result<(), String> {
    let item = change_state(state, entry, e.item, &e.after, ItemState::HandedOver)?;
    item.handed_to = e.to.clone();
    item.accepted = false;
    Ok(())
}

pub fn accepted(state: &mut State, e: &event::ItemAccepted) -> Result<(), String> {
    let item = find(state, e.item)?;
    item.accepted = true;
    match item.state {
        ItemState::HandedOver => Ok(()),
        other => Err(format!("accepted, but the item is {}", other.words())),
    }
}

pub fn gone(state: &mut State, entry: &Entry, e: &event::ItemGone) -> Result<(), String> {
    let item = change_state(state, entry, e.item, &e.after, ItemState::Gone)?;
    item.gone_note = e.note.clone();
    Ok(())
}

/// The item itself may have been taken back; then there is nothing else to note.
pub fn erased(state: &mut State, e: &event::ItemErased) -> Result<(), String> {
    if let Some(item) = state.items.get_mut(&e.item) {
        item.erased = true;
        item.marking = e.marking.as_deref().map(Into::into);
        item.marking_cut = e.marking_cut;
    }
    Ok(())
}
