//! What someone wants of a conversation: its timer, how its exports are read, its details.

use chrono::{DateTime, Utc};

use crate::record::command::ConversationChange;
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
    Ok(vec![
        event::ConversationTimer {
            conversation,
            from,
            seconds,
            source: TimerSource::Stated.to_string(),
        }
        .into(),
    ])
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

/// The events of a conversation's changes, one for each.
pub fn edit(known: &Conversation, changes: Vec<ConversationChange>) -> Result<Vec<Event>, Refusal> {
    if changes.is_empty() {
        return Err(Refusal::new(
            "Nothing to change was named",
            way_on("Name at least one detail", op::CONVERSATION_EDIT).with("help"),
        ));
    }
    let event = |change| {
        let (field, seconds, value) = match change {
            ConversationChange::Members(names) => {
                (ConversationField::Members, None, trimmed(names))
            }
            ConversationChange::Office(names) => (ConversationField::Office, None, trimmed(names)),
            ConversationChange::CapturedBy(name) => {
                (ConversationField::CapturedBy, None, trimmed(name))
            }
            ConversationChange::ReviewEvery(seconds) => {
                (ConversationField::ReviewEvery, Some(seconds), None)
            }
        };
        event::ConversationEdited {
            conversation: known.id,
            field: field.to_string(),
            replaces: known.details.place(field.as_str()).cloned(),
            seconds,
            value,
        }
        .into()
    };
    Ok(changes.into_iter().map(event).collect())
}
