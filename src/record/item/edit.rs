//! Putting details of an item right.
//!
//! Whether what is put right takes the place of what stood, or stands beside it, follows from the item: see
//! [`super::content`].

use chrono::SecondsFormat;

use crate::record::command::{Change, Context, ConversationRef, TypedTime};
use crate::record::event::{self, Event};
use crate::record::field::{Field, Value};
use crate::record::next::{give, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::{known_conversation, must_be, must_say, refuse_secret};
use crate::record::state::State;
use crate::record::state::item::{Item, ItemState};
use crate::record::state::part::edit_key;
use crate::record::state::part::{ItemField, Part};

/// The events that put details right; text, sender and time of the message of that number, from 1.
pub fn edit(
    state: &State,
    item: &Item,
    message: usize,
    changes: Vec<Change>,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if changes.is_empty() {
        return Err(Refusal::new(
            "Nothing to change was named",
            way_on("Name at least one field", op::EDIT).with("help"),
        ));
    }
    if item.told().messages.get(message.wrapping_sub(1)).is_none() {
        return Err(Refusal::new(
            format!(
                "Item {} has no message {message}: it has {}",
                item.id,
                item.told().messages.len()
            ),
            way_on("See them with", op::SHOW).on(item.id),
        ));
    }
    let mut events = Vec::new();
    let mut changes = changes;
    // One order, whoever asks: what an edit records does not hang on how it was asked for.
    changes.sort_by_key(rank);
    for change in changes {
        let part = part(&change);
        may_change(item, part)?;
        says_something(item, &change)?;
        let (mut field, value) = spell(&change);
        let number = part
            .and_then(|_| i64::try_from(message).ok())
            .filter(|n| *n > 1);
        if let (Some(part), Some(_)) = (part, number) {
            field = part.field(false);
        }
        let key = edit_key(field.as_str(), number);
        let standing = item.told().field_places.get(key.as_ref());
        let mut edited = event::ItemEdited {
            item: item.id,
            replaces: standing.unwrap_or(&item.told().first_place).clone(),
            field: field.to_string(),
            classification: None,
            conversation: None,
            device_id: None,
            message: number,
            sent_wall: None,
            zone: None,
            value,
            person: context.person.map(Into::into),
        };
        name_ids(state, item, change, &mut edited, &mut events, context)?;
        events.push(edited.into());
    }
    Ok(events)
}

/// Of what was captured text, sender and time are put right beside what it says.
fn may_change(item: &Item, part: Option<Part>) -> Result<(), Refusal> {
    use ItemState as S;
    if part.is_some() {
        let states = [S::Waiting, S::HandedOver, S::Captured, S::Confirmed];
        must_be(item, &states, "edited")?;
    }
    match item.erased {
        true => must_be(item, &[], "edited"),
        false => Ok(()),
    }
}

/// What stands beside an export or a capture must say something: an empty word there says neither what is so nor
/// that the other is not.
fn says_something(item: &Item, change: &Change) -> Result<(), Refusal> {
    let (text, what, hint) = match change {
        Change::Text(text) => (
            text,
            "The text put right",
            give("Say what it should be", op::EDIT, "text"),
        ),
        Change::From(name) => (
            name,
            "The sender put right",
            give("Say who sent it", op::EDIT, "from"),
        ),
        _ => return Ok(()),
    };
    match item.keeps_its_words() {
        true => must_say(text, what, hint),
        false => Ok(()),
    }
}

/// What a change names besides its words: a classification, a conversation (opened where it is new), a device, the
/// clock that was typed.
fn name_ids(
    state: &State,
    item: &Item,
    change: Change,
    edited: &mut event::ItemEdited,
    events: &mut Vec<Event>,
    context: &mut Context<'_>,
) -> Result<(), Refusal> {
    match change {
        Change::Marking(marking) => {
            refuse_secret(Some(&marking))?;
            edited.classification = Some(marking.classification);
        }
        Change::Conversation(ConversationRef::Known(id)) => {
            edited.conversation = Some(known_conversation(state, id)?.id);
        }
        Change::Conversation(ConversationRef::New { id, name }) => {
            let conversation = id.unwrap_or_else(|| (context.new_id)());
            let opened = event::ConversationOpened {
                conversation,
                channel: item.channel.to_string(),
                name: Some(name),
            };
            events.push(opened.into());
            edited.conversation = Some(conversation);
        }
        Change::Device(device) => edited.device_id = device.id,
        Change::Sent(TypedTime { clock, .. }) => {
            edited.sent_wall = clock.as_ref().map(|c| c.wall);
            edited.zone = clock.map(|c| c.zone);
        }
        Change::Text(_)
        | Change::From(_)
        | Change::Received(_)
        | Change::PersonalData(_)
        | Change::Timer(_)
        | Change::Principal(_) => {}
    }
    Ok(())
}

/// The order in which the changes of one edit are recorded: the marking before the text it is about.
fn rank(change: &Change) -> u8 {
    match change {
        Change::Marking(_) => 0,
        Change::Device(_) => 1,
        Change::Timer(_) => 2,
        Change::Text(_) => 3,
        Change::From(_) => 4,
        Change::Sent(_) => 5,
        Change::Conversation(_) => 6,
        Change::Received(_) => 7,
        Change::PersonalData(_) => 8,
        Change::Principal(_) => 9,
    }
}

/// A change as the name of its field and its value in words.
fn spell(change: &Change) -> (ItemField, Option<String>) {
    let yes = |b: &bool| Some(if *b { "yes" } else { "no" }.to_owned());
    match change {
        Change::Text(text) => (ItemField::Text, Some(text.clone())),
        Change::From(from) => (ItemField::From, Some(from.clone())),
        Change::Sent(TypedTime { at, .. }) => match at.to_value() {
            Some(Value::Text(t)) => (ItemField::Sent, Some(t.into_owned())),
            _ => (
                ItemField::Sent,
                Some(at.to_rfc3339_opts(SecondsFormat::Millis, true)),
            ),
        },
        Change::Marking(m) => (ItemField::Marking, Some(m.whole.clone())),
        Change::Device(device) => (ItemField::Device, Some(device.kind.clone())),
        Change::Conversation(_) => (ItemField::Conversation, None),
        Change::Received(b) => (ItemField::Received, yes(b)),
        Change::PersonalData(b) => (ItemField::PersonalData, yes(b)),
        Change::Timer(seconds) => (ItemField::Timer, Some(seconds.to_string())),
        Change::Principal(name) => (ItemField::Principal, Some(name.clone())),
    }
}

/// The part of a message that a change is about; `None` where it is about the item.
fn part(change: &Change) -> Option<Part> {
    match change {
        Change::Text(_) => Some(Part::Text),
        Change::From(_) => Some(Part::From),
        Change::Sent(_) => Some(Part::Sent),
        _ => None,
    }
}
