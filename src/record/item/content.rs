//! Folds what an item and its messages say, what was put right of them, and what was remarked on it.

use std::borrow::Cow;
use std::sync::Arc;

use super::fold::find;
use crate::record::entry::Entry;
use crate::record::event::{self, ItemEdited};
use crate::record::field::{Id, read_instant};
use crate::record::rules::unknown_field;
use crate::record::state::State;
use crate::record::state::changed::Changed;
use crate::record::state::conflict::Conflict;
use crate::record::state::item::{Item, ItemState, Note, Substance};
use crate::record::state::message::{Clock, Evidence, Exported, How, Message, PutRight};
use crate::record::state::part::{ItemField, Part};

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

/// Its first message.
fn first(state: &State, entry: &Entry, e: &event::ItemAdded) -> Message {
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

pub fn added(state: &mut State, entry: &Entry, e: &event::ItemAdded) -> Result<(), String> {
    if state.items.contains_key(&e.item) {
        return Err(format!("the item {} a second time", e.item));
    }
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
        messages: vec![first(state, entry, e)],
        state: ItemState::Waiting,
        snoozed_until: None,
        capture: None,
        substance: None,
        handed_to: None,
        accepted: false,
        task: None,
        gone_note: None,
        notes: Vec::new(),
        reason: None,
        not_significant: None,
        erased: false,
        conflicts: Vec::new(),
        changed: Vec::new(),
        state_place: entry.place(),
        field_places: Default::default(),
        first_place: entry.place(),
        text_places: vec![entry.place()],
    };
    let kept = state.items.insert(item).then_some(());
    kept.ok_or_else(|| "an item more than can be counted".into())
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

/// What was remarked may quote what the item says: its text goes when that is erased.
pub fn noted(state: &mut State, entry: &Entry, e: &event::ItemNoted) -> Result<(), String> {
    let item = find(state, e.item)?;
    item.text_places.push(entry.place());
    item.notes.push(Note {
        at: entry.at,
        by: entry.writer.clone(),
        person: e.person.as_deref().map(Into::into),
        note: e.note.as_deref().map(Into::into),
    });
    Ok(())
}

pub fn edited(state: &mut State, entry: &Entry, e: &event::ItemEdited) -> Result<(), String> {
    let field = ItemField::parse(&e.field);
    let before = field.and_then(|field| detail(state, e.item, field));
    apply(state, entry, e)?;
    if let (Some(field), Some(before)) = (field, before) {
        said_anew(state, entry, e, field, before);
    }
    Ok(())
}

/// A detail of an item as a whole that a record of it tells, in words: a name, or as the journal has it.
fn detail(state: &State, id: Id, field: ItemField) -> Option<Arc<str>> {
    let item = state.items.get(&id)?;
    match field {
        ItemField::Marking => item.marking.clone(),
        ItemField::Device => {
            let named = item.device_id.and_then(|id| state.devices.get(&id));
            let name = named.and_then(|d| d.name()).map(Arc::from);
            name.or_else(|| item.device.clone())
        }
        ItemField::Conversation => state.conversation_name(item).map(Arc::from),
        ItemField::PersonalData => item.personal_data.then(|| "yes".into()),
        ItemField::Timer => item.timer.map(|s| s.to_string().into()),
        ItemField::Principal => item.principal.clone(),
        // No record tells whether it was received; the others are of its messages.
        ItemField::Received
        | ItemField::Text
        | ItemField::From
        | ItemField::Sent
        | ItemField::MessageText
        | ItemField::MessageFrom
        | ItemField::MessageSent => None,
    }
}

/// Keeps what stood where a detail was said anew, and who did that.
fn said_anew(
    state: &mut State,
    entry: &Entry,
    e: &event::ItemEdited,
    field: ItemField,
    before: Arc<str>,
) {
    let beside = e.conversation.filter(|_| is_beside(state, e));
    let value = match (field, beside) {
        (_, Some(id)) => {
            let named = state.conversations.get(&id);
            named.and_then(|c| c.name.as_deref()).map(Arc::from)
        }
        (ItemField::Conversation | ItemField::Device, _) => detail(state, e.item, field),
        _ => e.value.as_deref().map(Arc::from),
    };
    if value.as_ref() == Some(&before) && beside.is_none() {
        return;
    }
    if let Some(item) = state.items.get_mut(&e.item) {
        item.changed.push(Changed {
            at: entry.at,
            place: entry.place(),
            person: e.person.clone(),
            field,
            value,
            before: Some(before),
            beside,
        });
    }
}

/// Whether an edit names a chat of what an export says is of another one: that stands.
fn is_beside(state: &State, e: &event::ItemEdited) -> bool {
    let item = state.items.get(&e.item);
    let chat = ItemField::parse(&e.field) == Some(ItemField::Conversation);
    chat && item.is_some_and(|i| i.is_imported() && state.conversation_name(i).is_some())
}

fn apply(state: &mut State, entry: &Entry, e: &event::ItemEdited) -> Result<(), String> {
    let beside = is_beside(state, e);
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
    match ItemField::parse(&e.field) {
        Some(ItemField::Marking) => {
            item.marking = e.value.as_deref().map(Into::into);
            item.classification = e.classification.as_deref().map(Into::into);
        }
        Some(ItemField::Device) => {
            item.device = e.value.as_deref().map(Into::into);
            item.device_id = e.device_id;
        }
        Some(ItemField::Conversation) if beside => {}
        Some(ItemField::Conversation) => item.conversation = e.conversation,
        Some(ItemField::Received) => item.received = truth(),
        Some(ItemField::PersonalData) => item.personal_data = truth(),
        Some(ItemField::Timer) => item.timer = e.value.as_deref().and_then(|v| v.parse().ok()),
        Some(ItemField::Principal) => item.principal = e.value.as_deref().map(Into::into),
        // Those of a message were dealt with above, where it is named.
        Some(
            ItemField::Text
            | ItemField::From
            | ItemField::Sent
            | ItemField::MessageText
            | ItemField::MessageFrom
            | ItemField::MessageSent,
        )
        | None => return Err(unknown_field(&e.field)),
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
    let clock = edit.sent_wall.zip(edit.zone.clone());
    let clock = clock.map(|(wall, zone)| Clock { wall, zone });
    let how = match beside {
        true => How::Beside,
        false => {
            let before = message.part(part);
            match part {
                Part::Text => message.body = value.clone(),
                Part::From => message.from = value.clone(),
                Part::Sent => {
                    message.sent = value.as_deref().and_then(read_instant);
                    message.sent_wall = clock.as_ref().map(|c| c.wall);
                    let zone = clock.as_ref().map(|c| c.zone.clone());
                    item.zone = zone.or_else(|| item.zone.take());
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
        clock,
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
    let value = match ItemField::parse(&edit.field) {
        Some(ItemField::Marking) => item.marking.as_deref().map(str::to_owned),
        Some(ItemField::Device) => item.device.as_deref().map(str::to_owned),
        Some(ItemField::Conversation) => {
            let said = item.beside().or(item.conversation);
            said.map(|c| c.to_string())
        }
        Some(ItemField::Received) => yes(item.received),
        Some(ItemField::PersonalData) => yes(item.personal_data),
        Some(ItemField::Timer) => item.timer.map(|s| s.to_string()),
        Some(ItemField::Principal) => item.principal.as_deref().map(str::to_owned),
        Some(
            ItemField::Text
            | ItemField::From
            | ItemField::Sent
            | ItemField::MessageText
            | ItemField::MessageFrom
            | ItemField::MessageSent,
        )
        | None => None,
    };
    value.unwrap_or_else(|| "not stated".into())
}
