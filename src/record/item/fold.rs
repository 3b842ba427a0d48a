//! Folds what became of items; what they say is in [`super::content`].

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::{Id, Place, word};
use crate::record::state::State;
use crate::record::state::conflict::{CAPTURE, STATE};
use crate::record::state::item::{Item, ItemState, NotSignificant};

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
    decided(find(state, id)?, entry, after, (to, STATE))
}

/// The same, with what a conflict about it is called.
fn decided<'a>(
    item: &'a mut Item,
    entry: &Entry,
    after: &Place,
    (to, field): (ItemState, &str),
) -> Result<&'a mut Item, String> {
    if after.stamp() == item.state_stamp {
        if let Some(rare) = &mut item.rare {
            rare.conflicts.retain(|c| **c != *STATE && **c != *CAPTURE);
        }
    } else if item.state != to || field == CAPTURE {
        item.rare_mut().conflicts.push(field.into());
    }
    item.state = to;
    item.state_stamp = entry.place().stamp();
    if let Some(rare) = &mut item.rare {
        rare.snoozed_until = None;
    }
    Ok(item)
}

pub fn captured(state: &mut State, entry: &Entry, e: &event::ItemCaptured) -> Result<(), String> {
    let item = find(state, e.item)?;
    let field = match item.state.is_filed() {
        true => CAPTURE,
        false => STATE,
    };
    let item = decided(item, entry, &e.after, (ItemState::after(e), field))?;
    item.captured = Some(entry.at);
    item.referenced = e.reference.is_some();
    Ok(())
}

pub fn referenced(state: &mut State, e: &event::ItemReferenced) -> Result<(), String> {
    let item = find(state, e.item)?;
    item.captured
        .ok_or("a reference for an item not captured")?;
    item.referenced = e.reference.is_some();
    Ok(())
}

pub fn confirmed(state: &mut State, entry: &Entry, e: &event::ItemConfirmed) -> Result<(), String> {
    let item = change_state(state, entry, e.item, &e.after, ItemState::Confirmed)?;
    let captured = item.captured.map(|_| ());
    captured.ok_or_else(|| "a confirmation of an item not captured".into())
}

pub fn not_significant(
    state: &mut State,
    entry: &Entry,
    e: &event::ItemNotSignificant,
) -> Result<(), String> {
    let item = change_state(state, entry, e.item, &e.after, ItemState::NotSignificant)?;
    item.not_significant = Some(Box::new(NotSignificant {
        since: entry.at,
        requests: e.requests.as_deref().map(word),
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
    find(state, e.item)?.rare_mut().snoozed_until = Some(e.until);
    Ok(())
}

pub fn handed_over(
    state: &mut State,
    entry: &Entry,
    e: &event::ItemHandedOver,
) -> Result<(), String> {
    let item = change_state(state, entry, e.item, &e.after, ItemState::HandedOver)?;
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
    change_state(state, entry, e.item, &e.after, ItemState::Gone).map(|_| ())
}

/// The item itself may have been taken back; then there is nothing else to note.
pub fn erased(state: &mut State, e: &event::ItemErased) -> Result<(), String> {
    if let Some(item) = state.items.get_mut(&e.item) {
        item.erased = true;
    }
    state.items.put(&e.item, |setting| {
        setting.marking = e.marking.as_deref().map(Into::into);
        setting.marking_cut = e.marking_cut;
    });
    Ok(())
}
