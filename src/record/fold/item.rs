//! Folds what is said of items and their messages.
//!
//! May import its siblings in `record` only. See [`super`] for the invariants.

use std::borrow::Cow;
use std::sync::Arc;

use super::item;
use crate::record::entry::Entry;
use crate::record::event;
use crate::record::origin::{Exported, Part};
use crate::record::state::*;

fn evidence(fields: &[String]) -> Vec<Evidence> {
    fields
        .iter()
        .filter_map(|f| Evidence::from_field(f))
        .collect()
}

/// A further message of an item.
pub(super) fn message(state: &State, entry: &Entry, e: &event::ItemMessage) -> Message {
    Message {
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
    }
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

pub(super) fn added(state: &mut State, entry: &Entry, e: &event::ItemAdded) -> Result<(), String> {
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

pub(super) fn edited(
    state: &mut State,
    entry: &Entry,
    e: &event::ItemEdited,
) -> Result<(), String> {
    let item = item(state, e.item)?;
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
        return item.right(entry, e, part);
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
            return Err(format!(
                "an edit of the field {other}, which this version does not know"
            ));
        }
    }
    Ok(())
}

/// The name under which the place of a field's value is kept: of a message that is not the first, with its
/// number.
pub(in crate::record) fn edit_key(field: &str, message: Option<i64>) -> Cow<'_, str> {
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
