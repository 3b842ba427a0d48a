//! Holds: placing and releasing a duty not to erase.
//!
//! May import its siblings in `record` only; pure.

use super::command::*;
use super::decide::{find, known_conversation, must_say};
use super::event::{self, Event};
use super::field::Id;
use super::state::*;

/// A hold of a reference, on everything, on an item, or on every conversation of a name.
pub(super) fn hold_add(
    state: &State,
    reference: String,
    scope: HoldTarget,
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
    let mut place = |scope: &str, conversation, item| -> Event {
        event::HoldPlaced {
            hold: (context.new_id)(),
            scope: scope.into(),
            conversation,
            item,
            reference: Some(reference.clone()),
        }
        .into()
    };
    match scope {
        HoldTarget::All => Ok(vec![place("all", None, None)]),
        HoldTarget::Item(id) => Ok(vec![place("item", None, Some(find(state, id)?.id))]),
        HoldTarget::Conversations(ids) => {
            let ids = ids
                .into_iter()
                .map(|id| Ok(known_conversation(state, id)?.id));
            let ids = ids.collect::<Result<Vec<Id>, Refusal>>()?;
            Ok(ids
                .into_iter()
                .map(|id| place("conversation", Some(id), None))
                .collect())
        }
    }
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
