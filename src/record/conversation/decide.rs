//! What someone wants of a conversation: its timer, how its exports are read, its details.

use chrono::{DateTime, Utc};

use crate::record::command::{Context, ConversationChange};
use crate::record::event::{self, Event};
use crate::record::field::Id;
use crate::record::next::{op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::{known_conversation, trimmed};
use crate::record::state::State;
use crate::record::state::conversation::{Conversation, ConversationField, TimerSource};

/// The event of a timer somebody states.
pub fn timer(
    state: &State,
    conversation: Id,
    from: DateTime<Utc>,
    seconds: i64,
) -> Result<Vec<Event>, Refusal> {
    known_conversation(state, conversation)?;
    Ok(vec![stated(conversation, from, seconds)])
}

fn stated(conversation: Id, from: DateTime<Utc>, seconds: i64) -> Event {
    event::ConversationTimer {
        conversation,
        from,
        seconds,
        source: TimerSource::Stated.to_string(),
    }
    .into()
}

/// The event of what is remembered for reading its exports.
pub fn settings(
    state: &State,
    conversation: Id,
    date_order: Option<String>,
    zone: Option<String>,
    me: Option<String>,
) -> Result<Vec<Event>, Refusal> {
    known_conversation(state, conversation)?;
    Ok(vec![
        event::ConversationSettings {
            conversation,
            date_order,
            zone,
            me,
        }
        .into(),
    ])
}

/// The events of a conversation that becomes known before anything said in it: on its channel no other may have
/// its name.
pub fn add(
    state: &State,
    (channel, name): (String, String),
    timer: Option<(DateTime<Utc>, i64)>,
    changes: Vec<ConversationChange>,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let name = trimmed(name).ok_or_else(|| {
        Refusal::new(
            "The chat has no name",
            "Say what it is called on the phone, or whom it is with",
        )
    })?;
    if state.conversation_named(&name, Some(&channel)).is_some() {
        return Err(Refusal::new(
            format!("{name} is on record already on this channel"),
            way_on("Put its details right with", op::CONVERSATION_EDIT),
        ));
    }
    let conversation = (context.new_id)();
    let mut events: Vec<Event> = vec![
        event::ConversationOpened {
            conversation,
            channel,
            name: Some(name),
        }
        .into(),
    ];
    events.extend(timer.map(|(from, seconds)| stated(conversation, from, seconds)));
    events.extend(edited(conversation, None, changes));
    Ok(events)
}

/// The events of a conversation's changes, one for each.
pub fn edit(known: &Conversation, changes: Vec<ConversationChange>) -> Result<Vec<Event>, Refusal> {
    if changes.is_empty() {
        return Err(Refusal::new(
            "Nothing to change was named",
            way_on("Name at least one detail", op::CONVERSATION_EDIT).with("help"),
        ));
    }
    Ok(edited(known.id, Some(known), changes).collect())
}

fn edited(
    conversation: Id,
    known: Option<&Conversation>,
    changes: Vec<ConversationChange>,
) -> impl Iterator<Item = Event> {
    let event = move |change| {
        let (field, seconds, value) = match change {
            ConversationChange::Members(names) => {
                (ConversationField::Members, None, trimmed(names))
            }
            ConversationChange::Office(names) => (ConversationField::Office, None, trimmed(names)),
            ConversationChange::CapturedBy(name) => {
                (ConversationField::CapturedBy, None, trimmed(name))
            }
            ConversationChange::DataRoutine(said) => {
                let word = |yes| if yes { "yes" } else { "no" }.to_owned();
                (ConversationField::DataRoutine, None, said.map(word))
            }
            ConversationChange::DataAdvice(text) => {
                (ConversationField::DataAdvice, None, trimmed(text))
            }
            ConversationChange::DataOwner(name) => {
                (ConversationField::DataOwner, None, trimmed(name))
            }
            ConversationChange::ReviewEvery(seconds) => {
                (ConversationField::ReviewEvery, Some(seconds), None)
            }
        };
        event::ConversationEdited {
            conversation,
            field: field.to_string(),
            replaces: known.and_then(|k| k.details.place(field.as_str()).cloned()),
            seconds,
            value,
        }
        .into()
    };
    changes.into_iter().map(event)
}
