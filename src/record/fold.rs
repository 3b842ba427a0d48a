//! Folds the journal into what is on record now.
//!
//! May import its siblings in `record` only. Invariants: the fold is total and never fails; what does not
//! fit becomes an [`Anomaly`]; the same entries in the same order give the same [`State`], and folding
//! them in two goes gives what folding them in one does.

mod item;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::entry::Entry;
use super::event::Event;
use super::field::{Id, Place};
use super::origin::Export;
use super::state::*;
use super::{decision, departure, device, hold_timer, report, task};

pub(super) use item::edit_key;

/// Folds entries that are in the order of [`Entry::order`].
pub fn fold(entries: &[Entry]) -> State {
    fold_without(entries, &withdrawn(entries))
}

/// The same, where other commands count as taken back than do.
pub(super) fn fold_without(entries: &[Entry], withdrawn: &HashSet<(&str, u64)>) -> State {
    let mut state = State::default();
    for entry in entries {
        apply(
            &mut state,
            entry,
            withdrawn.contains(&(entry.writer.as_ref(), entry.lamport)),
        );
    }
    state
}

/// Adds later entries to a state; `None` when they do not simply follow (one takes a command back, or
/// comes before what is there) and everything must be folded anew.
pub fn fold_more(state: &mut State, last: Option<&Entry>, more: &[Entry]) -> Option<()> {
    let follows = last.is_none_or(|l| more.first().is_none_or(|m| l.order(m).is_lt()));
    if !follows || more.iter().any(|e| turns(&e.event)) {
        return None;
    }
    more.iter().for_each(|entry| apply(state, entry, false));
    Some(())
}

/// The commands that were taken back: (writer, command number). Of several undos and redos of one command the
/// last in the order of the fold tells; one that was itself taken back tells nothing.
pub fn withdrawn(entries: &[Entry]) -> HashSet<(&str, u64)> {
    let mut off: HashMap<(&str, u64), bool> = HashMap::new();
    for entry in entries.iter().rev() {
        let (target, is_off) = match &entry.event {
            Event::Undone(e) => ((e.writer.as_str(), e.command as u64), true),
            Event::Redone(e) => ((e.writer.as_str(), e.command as u64), false),
            _ => continue,
        };
        if off.get(&(entry.writer.as_ref(), entry.lamport)) != Some(&true) {
            off.entry(target).or_insert(is_off);
        }
    }
    let off = off.into_iter().filter(|(_, is_off)| *is_off);
    off.map(|(command, _)| command).collect()
}

/// What is on record if these commands had not been taken back; `of` is an entry of each.
pub fn fold_with(entries: &[Entry], of: &[&Entry]) -> State {
    let mut off = withdrawn(entries);
    for entry in of {
        off.remove(&(entry.writer.as_ref(), entry.lamport));
    }
    fold_without(entries, &off)
}

/// Whether an event turns a command off or on, so that what came before counts otherwise than it did.
pub fn turns(event: &Event) -> bool {
    matches!(event, Event::Undone(_) | Event::Redone(_))
}

fn apply(state: &mut State, entry: &Entry, withdrawn: bool) {
    state.lamport = state.lamport.max(entry.lamport);
    match state.writers.get_mut(&entry.writer) {
        Some(at) => *at = entry.at,
        None => drop(state.writers.insert(entry.writer.clone(), entry.at)),
    }
    if withdrawn {
        return remember_withdrawn(state, entry);
    }
    if let Err(what) = apply_event(state, entry) {
        state.anomalies.push(Anomaly {
            place: entry.place(),
            what,
        });
    }
}

/// What was taken back counts no more, but its text is still there to be erased.
fn remember_withdrawn(state: &mut State, entry: &Entry) {
    let texts = matches!(
        entry.event,
        Event::ItemAdded(_)
            | Event::ItemMessage(_)
            | Event::ItemEdited(_)
            | Event::ItemSubstance(_)
    );
    if let (true, true, Some(item)) = (texts, entry.text_present, entry.event.item()) {
        state.withdrawn.entry(item).or_default().push(entry.place());
    }
}

fn apply_event(state: &mut State, entry: &Entry) -> Result<(), String> {
    match &entry.event {
        Event::ItemAdded(e) => item::added(state, entry, e),
        Event::ItemMessage(e) => {
            let message = item::message(state, entry, e);
            let item = item(state, e.item)?;
            item.text_places.push(entry.place());
            item.messages.push(message);
            Ok(())
        }
        Event::ItemEdited(e) => item::edited(state, entry, e),
        Event::ItemSubstance(e) => {
            let item = item(state, e.item)?;
            item.text_places.push(entry.place());
            item.substance = Some(Box::new(Substance {
                decided: e.decided.clone(),
                who: e.who.clone(),
                when: e.when.clone(),
                why: e.why.clone(),
                next: e.next.clone(),
            }));
            Ok(())
        }
        Event::ItemCaptured(e) => {
            let to = if e.read_back {
                ItemState::Confirmed
            } else {
                ItemState::Captured
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
        Event::ItemReferenced(e) => {
            let capture = item(state, e.item)?
                .capture
                .as_mut()
                .ok_or("a reference for an item not captured")?;
            capture.reference = e.reference.clone();
            Ok(())
        }
        Event::ItemConfirmed(e) => {
            let item = change_state(state, entry, e.item, &e.after, ItemState::Confirmed)?;
            let capture = item
                .capture
                .as_mut()
                .ok_or("a confirmation of an item not captured")?;
            capture.confirmed_by = e.by.clone();
            Ok(())
        }
        Event::ItemNotSignificant(e) => {
            let item = change_state(state, entry, e.item, &e.after, ItemState::NotSignificant)?;
            item.reason = e.reason.clone();
            item.not_significant = Some((entry.at, e.requests.clone()));
            Ok(())
        }
        Event::ItemReopened(e) => {
            change_state(state, entry, e.item, &e.after, ItemState::Waiting).map(|_| ())
        }
        Event::ItemSnoozed(e) => {
            item(state, e.item)?.snoozed_until = Some(e.until);
            Ok(())
        }
        Event::ItemHandedOver(e) => {
            let item = change_state(state, entry, e.item, &e.after, ItemState::HandedOver)?;
            item.handed_to = e.to.clone();
            item.accepted = false;
            Ok(())
        }
        Event::ItemAccepted(e) => {
            let item = item(state, e.item)?;
            item.accepted = true;
            match item.state {
                ItemState::HandedOver => Ok(()),
                other => Err(format!("accepted, but the item is {}", other.words())),
            }
        }
        Event::ItemGone(e) => {
            let item = change_state(state, entry, e.item, &e.after, ItemState::Gone)?;
            item.gone_note = e.note.clone();
            Ok(())
        }
        Event::ItemErased(e) => {
            // The item itself may have been taken back; then there is nothing else to note.
            if let Some(item) = state.items.get_mut(&e.item) {
                item.erased = true;
                item.marking = e.marking.as_deref().map(Into::into);
                item.marking_cut = e.marking_cut;
            }
            Ok(())
        }
        Event::Other { kind } => Err(format!(
            "an event of the kind {kind}, which this version does not know"
        )),
        Event::WriterOpened(_)
        | Event::DamageNoted(_)
        | Event::Erased(_)
        | Event::Undone(_)
        | Event::Redone(_) => Ok(()),
        _ => apply_other(state, entry),
    }
}

fn apply_other(state: &mut State, entry: &Entry) -> Result<(), String> {
    match &entry.event {
        Event::ConversationOpened(e) => {
            state
                .conversations
                .entry(e.conversation)
                .or_insert_with(|| Conversation {
                    id: e.conversation,
                    channel: e.channel.clone(),
                    name: e.name.clone(),
                    opened: entry.at,
                    date_order: None,
                    zone: None,
                    me: None,
                    timers: Vec::new(),
                    imported: None,
                    details: Default::default(),
                });
        }
        Event::ConversationSettings(e) => {
            let conversation = conversation(state, e.conversation)?;
            let keep = |new: &Option<String>, old: &mut Option<String>| {
                if new.is_some() {
                    old.clone_from(new);
                }
            };
            keep(&e.date_order, &mut conversation.date_order);
            keep(&e.zone, &mut conversation.zone);
            keep(&e.me, &mut conversation.me);
        }
        Event::ConversationTimer(e) => {
            let timers = &mut conversation(state, e.conversation)?.timers;
            timers.push(Timer {
                from: e.from,
                seconds: e.seconds,
                source: e.source.clone(),
            });
            timers.sort_by_key(|t| t.from);
        }
        Event::ConversationEdited(e) => {
            device::conversation_edited(conversation(state, e.conversation)?, entry, e)?;
        }
        Event::DecisionRecorded(e) => decision::recorded(state, entry, e)?,
        Event::DecisionOutcome(e) => decision::outcome_known(state, entry, e)?,
        Event::ItemTasked(e) => task::asked(item(state, e.item)?, entry, e),
        Event::ItemTaskAnswered(e) => task::answered(item(state, e.item)?, entry, e)?,
        Event::DeviceRegistered(e) => device::registered(state, entry, e)?,
        Event::DeviceEdited(e) => device::edited(state, entry, e)?,
        event if event.departure().is_some() => departure::apply(state, entry)?,
        Event::ConversationImported(e) => {
            conversation(state, e.conversation)?.imported =
                Some((e.entries, e.last, e.tail.clone()));
            let export = Export {
                format: e.format.clone(),
                name: e.name.clone(),
                sha256: e.sha256.clone(),
            };
            if export != Export::default() {
                state.importing = Some((entry.writer.clone(), entry.lamport, Arc::new(export)));
            }
        }
        Event::HoldPlaced(e) => {
            let scope = match (e.scope.as_str(), e.conversation, e.item) {
                ("conversation", Some(c), _) => HoldScope::Conversation(c),
                ("item", _, Some(i)) => HoldScope::Item(i),
                // A scope this version cannot read is taken at its widest: a hold must never hold too little.
                _ => HoldScope::All,
            };
            let reference = e.reference.clone();
            state.holds.push(Hold {
                id: e.hold,
                at: entry.at,
                scope,
                reference,
                released: None,
                timers: Default::default(),
            });
        }
        Event::HoldTimer(e) => hold_timer::folded(state, entry, e)?,
        Event::HoldReleased(e) => {
            let hold = state.holds.iter_mut().find(|h| h.id == e.hold);
            hold.ok_or("the release of a hold that is not on record")?
                .released = Some(entry.at);
        }
        Event::ReviewRecorded(e) => {
            state.reviews.push(Review {
                at: entry.at,
                looked_at: e.looked_at,
                left: e.left,
                next: e.next,
                principal: e.principal.clone(),
            });
        }
        _ => report::folded(state, entry)?,
    }
    Ok(())
}

fn item(state: &mut State, id: Id) -> Result<&mut Item, String> {
    state
        .items
        .get_mut(&id)
        .ok_or_else(|| format!("about the item {id}, which is not on record"))
}

fn conversation(state: &mut State, id: Id) -> Result<&mut Conversation, String> {
    let found = state.conversations.get_mut(&id);
    found.ok_or_else(|| format!("about the conversation {id}, which is not on record"))
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
    let item = item(state, id)?;
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
