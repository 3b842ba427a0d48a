//! Folds what is known of conversations.

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::Id;
use crate::record::rules::unknown_field;
use crate::record::state::State;
use crate::record::state::conversation::{Conversation, ConversationField, Timer};
use crate::record::state::message::Export;

fn find(state: &mut State, id: Id) -> Result<&mut Conversation, String> {
    let found = state.conversations.get_mut(&id);
    found.ok_or_else(|| format!("about the conversation {id}, which is not on record"))
}

pub fn opened(
    state: &mut State,
    entry: &Entry,
    e: &event::ConversationOpened,
) -> Result<(), String> {
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
    Ok(())
}

/// What is not said stays as it was.
pub fn settings(state: &mut State, e: &event::ConversationSettings) -> Result<(), String> {
    let conversation = find(state, e.conversation)?;
    let keep = |new: &Option<String>, old: &mut Option<String>| {
        if new.is_some() {
            old.clone_from(new);
        }
    };
    keep(&e.date_order, &mut conversation.date_order);
    keep(&e.zone, &mut conversation.zone);
    keep(&e.me, &mut conversation.me);
    Ok(())
}

pub fn timer(state: &mut State, e: &event::ConversationTimer) -> Result<(), String> {
    let timers = &mut find(state, e.conversation)?.timers;
    timers.push(Timer {
        from: e.from,
        seconds: e.seconds,
        source: e.source.clone(),
    });
    timers.sort_by_key(|t| t.from);
    Ok(())
}

/// Items of the same command that come after it were picked from this export.
pub fn imported(
    state: &mut State,
    entry: &Entry,
    e: &event::ConversationImported,
) -> Result<(), String> {
    find(state, e.conversation)?.imported = Some((e.entries, e.last, e.tail.clone()));
    if Export::of(e) != Export::default() {
        state.importing = Some((entry.writer.clone(), entry.lamport, entry.slot));
    }
    Ok(())
}

/// Folds a changed detail of a conversation.
pub fn edited(
    state: &mut State,
    entry: &Entry,
    e: &event::ConversationEdited,
) -> Result<(), String> {
    let known = find(state, e.conversation)?;
    if ConversationField::parse(&e.field).is_none() {
        return Err(unknown_field(&e.field));
    }
    let value = e.seconds.map(|s| s.to_string()).or_else(|| e.value.clone());
    let details = &mut known.details;
    details.put(&e.field, value, e.replaces.as_ref(), entry.place());
    Ok(())
}
