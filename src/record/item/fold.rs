//! Folds what is said of items and their messages, and what became of them.

use std::borrow::Cow;
use std::sync::Arc;

use crate::record::entry::Entry;
use crate::record::event::{self, ItemEdited};
use crate::record::field::{Id, Place, read_instant};
use crate::record::rules::unknown_field;
use crate::record::state::State;
use crate::record::state::conflict::Conflict;
use crate::record::state::item::{Capture, Item, ItemState, Substance};
use crate::record::state::message::{Evidence, Exported, How, Message, Part, PutRight};

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

fn evidence(fields: &[String]) -> Vec<Evidence> {
    fields
        .iter()
        .filter_map(|f| Evidence::from_field(f))
        .collect()
}

/// A further message of an item.
pub fn message(state: &mut State, entry: &Entry, e: &event::ItemMessage) -> Result<(), String> {
    let message = Message {
        from: e.from.clone(),
        body: e.body.clone(),
        sent: e.sent,
        sent_wall: e.sent_wall,
        edited: e.edited,
        deleted: e.deleted,
        quoted: e.quoted,
        quoted_why: e.quoted_why.clone(),
        digest: e.digest.clone(),
        evidence: evidence(&e.evidence),
        exported: exported(state, entry, (e.entry, e.line), (&e.stamp, &e.date_order)),
        put_right: Vec::new(),
    };
    let item = find(state, e.item)?;
    item.text_places.push(entry.place());
    item.messages.push(message);
    Ok(())
}

/// Where a message stands in the export that the same command read.
fn exported(
    state: &State,
    entry: &Entry,
    (number, line): (Option<i64>, Option<i64>),
    (stamp, order): (&Option<Arc<str>>, &Option<Arc<str>>),
) -> Option<Box<Exported>> {
    let read = state.importing.as_ref();
    let read =
        read.filter(|(writer, command, _)| *writer == entry.writer && *command == entry.lamport);
    let any = read.is_some() || number.is_some() || line.is_some() || stamp.is_some();
    any.then(|| {
        Box::new(Exported {
            export: read.map(|(.., export)| export.clone()),
            entry: number,
            line,
            stamp: stamp.clone(),
            order: order.clone(),
        })
    })
}

pub fn added(state: &mut State, entry: &Entry, e: &event::ItemAdded) -> Result<(), String> {
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
        quoted_why: e.quoted_why.clone(),
        digest: e.digest.clone(),
        evidence: evidence(&e.evidence),
        exported: exported(state, entry, (e.entry, e.line), (&e.stamp, &e.date_order)),
        put_right: Vec::new(),
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
        marking_cut: false,
        principal: e.principal.clone(),
        received: e.received,
        personal_data: e.personal_data,
        zone: e.zone.clone(),
        timer: e.timer,
        origin: e.origin.clone(),
        person: e.person.clone(),
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

pub fn edited(state: &mut State, entry: &Entry, e: &event::ItemEdited) -> Result<(), String> {
    let item = find(state, e.item)?;
    item.text_places.push(entry.place());
    let key = edit_key(&e.field, e.message);
    let standing = item
        .field_places
        .get(key.as_ref())
        .unwrap_or(&item.first_place)
        .clone();
    if standing == e.replaces {
        item.conflicts.retain(|c| c.field != key);
    } else {
        item.conflicts.push(Conflict {
            field: key.clone().into_owned(),
            first: (field_text(item, e), standing),
            second: (e.value.clone().unwrap_or_default(), entry.place()),
        });
    }
    item.field_places.insert(key.into_owned(), entry.place());
    if let Some(part) = Part::of(e) {
        return right(item, entry, e, part);
    }
    let truth = || e.value.as_deref() == Some("yes");
    match e.field.as_str() {
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
            return Err(unknown_field(other));
        }
    }
    Ok(())
}

/// Puts one part of a message right, beside what it says or in its place.
fn right(
    item: &mut Item,
    entry: &Entry,
    edit: &ItemEdited,
    (part, n): (Part, usize),
) -> Result<(), String> {
    let beside = item.keeps_its_words();
    let message = n.checked_sub(1).and_then(|n| item.messages.get_mut(n));
    let message =
        message.ok_or_else(|| format!("an edit of the message {n}, which is not there"))?;
    let value: Option<Arc<str>> = edit.value.as_deref().map(Into::into);
    let how = match beside {
        true => How::Beside,
        false => {
            let before = message.part(part);
            match part {
                Part::Text => message.body = value.clone(),
                Part::From => message.from = value.clone(),
                Part::Sent => {
                    message.sent = value.as_deref().and_then(read_instant);
                    message.sent_wall = None;
                }
            }
            How::Instead(before)
        }
    };
    message.put_right.push(PutRight {
        at: entry.at,
        place: entry.place(),
        person: edit.person.clone(),
        part,
        value,
        how,
    });
    Ok(())
}

/// The name under which the place of a field's value is kept: of a message that is not the first, with its
/// number.
pub fn edit_key(field: &str, message: Option<i64>) -> Cow<'_, str> {
    match message {
        Some(n) => Cow::Owned(format!("{field} {n}")),
        None => Cow::Borrowed(field),
    }
}

/// A field's value in words, to show beside another.
fn field_text(item: &Item, edit: &event::ItemEdited) -> String {
    let yes = |b: bool| Some(if b { "yes" } else { "no" }.to_owned());
    if let Some((part, n)) = Part::of(edit) {
        let message = n.checked_sub(1).and_then(|n| item.messages.get(n));
        let value = message.and_then(|m| m.standing(part));
        return value.map_or_else(|| "not stated".into(), |v| v.to_string());
    }
    let value = match edit.field.as_str() {
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

pub fn substance(state: &mut State, entry: &Entry, e: &event::ItemSubstance) -> Result<(), String> {
    let item = find(state, e.item)?;
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
    item.not_significant = Some((entry.at, e.requests.clone()));
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
