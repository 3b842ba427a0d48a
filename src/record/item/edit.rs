//! Putting details of an item right.
//!
//! Whether what is put right takes the place of what stood, or stands beside it, follows from the item: see
//! [`super::fold`].

use chrono::SecondsFormat;

use super::fold::edit_key;
use crate::record::command::{Change, Context, ConversationRef};
use crate::record::event::{self, Event};
use crate::record::field::{Field, Value};
use crate::record::refusal::Refusal;
use crate::record::rules::{known_conversation, must_be, refuse_secret};
use crate::record::state::State;
use crate::record::state::item::{Item, ItemState};
use crate::record::state::message::Part;

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
            "Name at least one field: onrecord edit --help",
        ));
    }
    if item.messages.get(message.wrapping_sub(1)).is_none() {
        return Err(Refusal::new(
            format!(
                "Item {} has no message {message}: it has {}",
                item.id,
                item.messages.len()
            ),
            format!("See them with: onrecord show {}", item.id),
        ));
    }
    let mut events = Vec::new();
    let mut changes = changes;
    // One order, whoever asks: what an edit records does not hang on how it was asked for.
    changes.sort_by_key(rank);
    for change in changes {
        let part = part(&change);
        if part.is_some() {
            // What was captured is put right beside what it says.
            use ItemState as S;
            must_be(
                item,
                &[S::Waiting, S::HandedOver, S::Captured, S::Confirmed],
                "edited",
            )?;
        }
        if item.erased {
            must_be(item, &[], "edited")?;
        }
        let (mut field, value) = spell(&change);
        let number = part
            .and_then(|_| i64::try_from(message).ok())
            .filter(|n| *n > 1);
        if let (Some(part), Some(_)) = (part, number) {
            field = part.further();
        }
        let standing = item.field_places.get(edit_key(field, number).as_ref());
        let mut edited = event::ItemEdited {
            item: item.id,
            replaces: standing.unwrap_or(&item.first_place).clone(),
            field: field.into(),
            classification: None,
            conversation: None,
            device_id: None,
            message: number,
            value,
            person: context.person.map(Into::into),
        };
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
                let channel = item.channel.clone();
                let name = Some(name);
                events.push(
                    event::ConversationOpened {
                        conversation,
                        channel: channel.to_string(),
                        name,
                    }
                    .into(),
                );
                edited.conversation = Some(conversation);
            }
            Change::Device(device) => edited.device_id = device.id,
            _ => {}
        }
        events.push(edited.into());
    }
    Ok(events)
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
fn spell(change: &Change) -> (&'static str, Option<String>) {
    let yes = |b: &bool| Some(if *b { "yes" } else { "no" }.to_owned());
    match change {
        Change::Text(text) => ("text", Some(text.clone())),
        Change::From(from) => ("from", Some(from.clone())),
        Change::Sent(at) => match at.to_value() {
            Some(Value::Text(t)) => ("sent", Some(t.into_owned())),
            _ => (
                "sent",
                Some(at.to_rfc3339_opts(SecondsFormat::Millis, true)),
            ),
        },
        Change::Marking(m) => ("marking", Some(m.whole.clone())),
        Change::Device(device) => ("device", Some(device.kind.clone())),
        Change::Conversation(_) => ("conversation", None),
        Change::Received(b) => ("received", yes(b)),
        Change::PersonalData(b) => ("personal-data", yes(b)),
        Change::Timer(seconds) => ("timer", Some(seconds.to_string())),
        Change::Principal(name) => ("principal", Some(name.clone())),
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
