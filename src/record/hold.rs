//! Holds: placing and releasing a duty not to erase.
//!
//! May import its siblings in `record` only; pure.

use super::command::*;
use super::decide::{find, known_conversation, must_say};
use super::event::{self, Event};
use super::field::Id;
use super::hold_timer::{self, TimerSaid};
use super::state::*;

/// A hold of a reference, on everything, on an item, or on every conversation of a name.
pub(super) fn hold_add(
    state: &State,
    reference: String,
    scope: HoldTarget,
    timers: Option<TimerSaid>,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    must_say(
        &reference,
        "The reference of the hold",
        "Name the request or inquiry: --ref REF",
    )?;
    if in_force(state, &reference).is_some() {
        return Err(Refusal::new(
            format!("A hold with the reference {reference} is in force already"),
            "Use another reference, or release that one first: onrecord hold release REF",
        ));
    }
    let scopes: Vec<HoldScope> = match scope {
        HoldTarget::All => vec![HoldScope::All],
        HoldTarget::Item(id) => vec![HoldScope::Item(find(state, id)?.id)],
        HoldTarget::Conversations(ids) => {
            let one = |id| Ok(HoldScope::Conversation(known_conversation(state, id)?.id));
            ids.into_iter().map(one).collect::<Result<_, Refusal>>()?
        }
    };
    let mut events: Vec<Event> = Vec::new();
    let mut off: Vec<Id> = Vec::new();
    for scope in scopes {
        let hold = Hold {
            id: (context.new_id)(),
            at: context.now,
            scope,
            reference: Some(reference.clone()),
            released: None,
            timers: Default::default(),
        };
        events.push(placed(&hold));
        let Some(said) = &timers else { continue };
        let covered = hold.covered(state, context.now);
        let running = covered.iter().filter(|c| c.runs());
        let running: Vec<Id> = running.map(|c| c.conversation.id).collect();
        let answers =
            hold_timer::answered(state, std::slice::from_ref(&hold), &running, said, context)?;
        events.extend(answers.into_iter().filter(|e| match e {
            // Two of its scopes may cover one conversation; its timer goes off once.
            Event::ConversationTimer(e) => {
                let again = off.contains(&e.conversation);
                off.push(e.conversation);
                !again
            }
            _ => true,
        }));
    }
    Ok(events)
}

fn placed(hold: &Hold) -> Event {
    let (scope, conversation, item) = match hold.scope {
        HoldScope::All => ("all", None, None),
        HoldScope::Conversation(id) => ("conversation", Some(id), None),
        HoldScope::Item(id) => ("item", None, Some(id)),
    };
    event::HoldPlaced {
        hold: hold.id,
        scope: scope.into(),
        conversation,
        item,
        reference: hold.reference.clone(),
    }
    .into()
}

fn in_force<'a>(state: &'a State, reference: &str) -> Option<&'a Hold> {
    state
        .holds
        .iter()
        .find(|h| h.released.is_none() && h.reference.as_deref() == Some(reference))
}

/// The end of every hold of a reference.
pub(super) fn hold_release(state: &State, reference: &str) -> Result<Vec<Event>, Refusal> {
    let named = state
        .holds
        .iter()
        .filter(|h| h.reference.as_deref() == Some(reference));
    let held: Vec<Event> = named
        .filter(|h| h.released.is_none())
        .map(|h| event::HoldReleased { hold: h.id }.into())
        .collect();
    match held.is_empty() {
        false => Ok(held),
        true => Err(Refusal::new(
            format!("No hold with the reference {reference} is in force"),
            "List them with: onrecord hold list",
        )),
    }
}
