//! What every rule asks: that a thing is on record, that an item is where it has to be, that something was said.

use super::command::Context;
use super::field::Id;
use super::next::{Ways, op, way_on};
use super::refusal::Refusal;
use super::state::State;
use super::state::conversation::Conversation;
use super::state::item::{Item, ItemState};
use super::stated::StatedMarking;

pub(super) fn find(state: &State, id: Id) -> Result<&Item, Refusal> {
    state.items.get(&id).ok_or_else(|| {
        Refusal::new(
            format!("No item {id} is on record"),
            way_on("List what there is with", op::EVERYTHING).with("all"),
        )
    })
}

pub(super) fn known_conversation(state: &State, id: Id) -> Result<&Conversation, Refusal> {
    state.conversations.get(&id).ok_or_else(|| {
        Refusal::new(
            format!("No chat {id} is on record"),
            way_on("List them with", op::CONVERSATIONS),
        )
    })
}

/// Refuses unless the item is in one of the states.
pub(super) fn must_be(item: &Item, states: &[ItemState], what: &str) -> Result<(), Refusal> {
    if item.erased {
        return Err(Refusal::new(
            format!(
                "The content of item {} was erased, so it cannot be {what}",
                item.id
            ),
            way_on("Its history still stands", op::SHOW).on(item.id),
        ));
    }
    if states.contains(&item.state) {
        return Ok(());
    }
    let next = match item.state {
        ItemState::Waiting => Ways::from("It is still waiting in the queue: capture it first"),
        _ => way_on("Take it back into the queue first with", op::REOPEN)
            .on(item.id)
            .into(),
    };
    Err(Refusal::new(
        format!(
            "Item {} is {}, so it cannot be {what}",
            item.id,
            item.state.words()
        ),
        next,
    ))
}

pub(super) fn must_say(text: &str, what: &str, next: impl Into<Ways>) -> Result<(), Refusal> {
    match text.trim().is_empty() {
        true => Err(Refusal::new(format!("{what} is empty"), next)),
        false => Ok(()),
    }
}

/// The words of what is not as it should be with the policy files.
pub(super) fn caution_words(context: &Context<'_>) -> Vec<String> {
    context.cautions.iter().map(ToString::to_string).collect()
}

/// Refuses what no such channel may carry, before anything of it is stored (paragraph 11).
pub(super) fn refuse_secret(marking: Option<&StatedMarking>) -> Result<(), Refusal> {
    match marking.map(|m| m.classification.as_str()) {
        Some("secret" | "top-secret") => Err(Refusal::new(
            "Information at SECRET or above must not be on such a channel (para 11); nothing was stored here",
            "Tell your security team at once, and do not type or copy its content anywhere. What was typed may still stand in the shell's history, in ps and on the phone",
        )),
        _ => Ok(()),
    }
}

/// The text without blanks at its ends; `None` where nothing is left.
pub(super) fn trimmed(text: String) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

/// What is told of an edit whose field this version does not know.
pub(super) fn unknown_field(field: &str) -> String {
    format!("an edit of the field {field}, which this version does not know")
}

/// The same of text that may not have been given at all.
pub(super) fn spoken(text: Option<String>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}
