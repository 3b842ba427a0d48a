//! Folds the journal into what is on record now.
//!
//! May import its siblings in `record` only. Invariants: the fold is total and never fails; what does not
//! fit becomes an [`Anomaly`]; the same entries in the same order give the same [`State`], and folding
//! them in two goes gives what folding them in one does.

use std::collections::{HashMap, HashSet};

use super::entry::Entry;
use super::event::{self, Event};
use super::field::{Id, Place};
use super::state::*;
use super::{decision, departure, device, report, task};

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
        Event::ItemAdded(e) => item_added(state, entry, e),
        Event::ItemMessage(e) => {
            let item = item(state, e.item)?;
            item.text_places.push(entry.place());
            item.messages.push(Message {
                from: e.from.clone(),
                body: e.body.clone(),
                sent: e.sent,
                sent_wall: e.sent_wall,
                edited: e.edited,
                deleted: e.deleted,
                quoted: e.quoted,
                digest: e.digest.clone(),
                evidence: evidence(&e.evidence),
            });
            Ok(())
        }
        Event::ItemEdited(e) => item_edited(state, entry, e),
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
            });
        }
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

fn evidence(fields: &[String]) -> Vec<Evidence> {
    fields
        .iter()
        .filter_map(|f| Evidence::from_field(f))
        .collect()
}

fn item_added(state: &mut State, entry: &Entry, e: &event::ItemAdded) -> Result<(), String> {
    if state.items.contains_key(&e.item) {
        return Err(format!("the item {} a second time", e.item));
    }
    let message = Message {
        from: e.from.clone(),
        body: e.body.clone(),
        sent: e.sent,
        sent_wall: e.sent_wall,
        edited: e.edited,
        deleted: e.deleted,
        quoted: e.quoted,
        digest: e.digest.clone(),
        evidence: evidence(&e.evidence),
    };
    let item = Item {
        id: e.item,
        added: entry.at,
        conversation: e.conversation,
        channel: e.channel.clone(),
        device: e.device.clone(),
        device_id: e.device_id,
        decision: e.decision,
        classification: e.classification.clone(),
        marking: e.marking.clone(),
        principal: e.principal.clone(),
        received: e.received,
        personal_data: e.personal_data,
        zone: e.zone.clone(),
        timer: e.timer,
        origin: e.origin.clone(),
        reference_only: e.reference_only,
        messages: vec![message],
        state: ItemState::Waiting,
        snoozed_until: None,
        capture: None,
        substance: None,
        handed_to: None,
        accepted: false,
        task: None,
        gone_note: None,
        reason: None,
        not_significant: None,
        erased: false,
        conflicts: Vec::new(),
        state_place: entry.place(),
        field_places: Default::default(),
        first_place: entry.place(),
        text_places: vec![entry.place()],
    };
    match state.items.insert(item) {
        true => Ok(()),
        false => Err("an item more than can be counted".into()),
    }
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

fn item_edited(state: &mut State, entry: &Entry, e: &event::ItemEdited) -> Result<(), String> {
    let item = item(state, e.item)?;
    item.text_places.push(entry.place());
    let standing = item
        .field_places
        .get(&e.field)
        .unwrap_or(&item.first_place)
        .clone();
    if standing == e.replaces {
        item.conflicts.retain(|c| c.field != e.field);
    } else {
        item.conflicts.push(Conflict {
            field: e.field.clone(),
            first: (field_text(item, &e.field), standing),
            second: (e.value.clone().unwrap_or_default(), entry.place()),
        });
    }
    item.field_places.insert(e.field.clone(), entry.place());
    let truth = || e.value.as_deref() == Some("yes");
    match e.field.as_str() {
        "text" => first_message(item)?.body = e.value.as_deref().map(Into::into),
        "from" => first_message(item)?.from = e.value.as_deref().map(Into::into),
        "sent" => {
            let sent = e.value.as_deref().and_then(super::field::read_instant);
            let message = first_message(item)?;
            message.sent = sent;
            message.sent_wall = None;
        }
        "marking" => {
            item.marking = e.value.as_deref().map(Into::into);
            item.classification = e.classification.as_deref().map(Into::into);
        }
        "device" => {
            item.device = e.value.as_deref().map(Into::into);
            item.device_id = e.device_id;
        }
        "conversation" => item.conversation = e.conversation,
        "received" => item.received = truth(),
        "personal-data" => item.personal_data = truth(),
        "timer" => item.timer = e.value.as_deref().and_then(|v| v.parse().ok()),
        "principal" => item.principal = e.value.as_deref().map(Into::into),
        other => {
            return Err(format!(
                "an edit of the field {other}, which this version does not know"
            ));
        }
    }
    Ok(())
}

fn first_message(item: &mut Item) -> Result<&mut Message, String> {
    item.messages
        .first_mut()
        .ok_or_else(|| "an item without a message".into())
}

/// A field's value in words, to show beside another.
fn field_text(item: &Item, field: &str) -> String {
    let yes = |b: bool| Some(if b { "yes" } else { "no" }.to_owned());
    let value = match field {
        "text" => item.body().map(str::to_owned),
        "from" => item.from().map(str::to_owned),
        "sent" => item.sent().map(|t| t.to_rfc3339()),
        "marking" => item.marking.as_deref().map(str::to_owned),
        "device" => item.device.as_deref().map(str::to_owned),
        "conversation" => item.conversation.map(|c| c.to_string()),
        "received" => yes(item.received),
        "personal-data" => yes(item.personal_data),
        "timer" => item.timer.map(|s| s.to_string()),
        "principal" => item.principal.as_deref().map(str::to_owned),
        _ => None,
    };
    value.unwrap_or_else(|| "not stated".into())
}
