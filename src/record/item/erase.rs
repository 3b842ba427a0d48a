//! What may be erased, and which frames hold its text.
//!
//! Nothing is erased under a hold, nor where a request is known (paragraph 28).

use crate::record::command::Requests;
use crate::record::event::{self, Event};
use crate::record::field::{Id, Place};
use crate::record::next::{Ways, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::find;
use crate::record::state::State;
use crate::record::state::hold::{Hold, HoldScope};

/// What an erasure of an item's content needs: the event, and the frames whose text goes.
pub fn erase(
    state: &State,
    id: Id,
    requests: Requests,
    reason: Option<String>,
    cause: &str,
) -> Result<(Event, Vec<Place>), Refusal> {
    let withdrawn = state.withdrawn.get(&id);
    let item = match state.items.get(&id) {
        None if withdrawn.is_some() => None,
        _ => Some(find(state, id)?),
    };
    // Of an item that was taken back the conversation is not known any more: any hold on one covers it.
    let covers = |h: &&Hold| match (item, h.scope) {
        (Some(item), scope) => scope.covers(item),
        (None, HoldScope::Item(held)) => held == id,
        (None, _) => true,
    };
    let in_force = state.holds.iter().filter(|h| h.released.is_none());
    let holds: Vec<&str> = in_force
        .filter(covers)
        .map(|h| h.reference.as_deref().unwrap_or("no reference"))
        .collect();
    if !holds.is_empty() {
        return Err(Refusal::new(
            format!(
                "Item {id} is under a hold ({}), so nothing of it can be erased",
                holds.join(", ")
            ),
            Ways::from(way_on(
                "Ask the request team; when it has ended",
                op::HOLD_RELEASE,
            ))
            .and(
                "Para 28: deleting or concealing what a request asks for may be a criminal offence",
            ),
        ));
    }
    if let Requests::Known(_) = requests {
        return Err(Refusal::new(
            format!("A request, inquiry or litigation is known, so item {id} was not erased"),
            way_on("Ask the request team, and place a hold", op::HOLD_ADD),
        ));
    }
    if withdrawn.is_none() && item.is_some_and(|i| i.erased) {
        return Err(Refusal::new(
            format!("The content of item {id} was erased already"),
            way_on("Its history still stands", op::SHOW).on(id),
        ));
    }
    let event = erased(id, requests, reason, cause);
    let standing = item
        .filter(|i| !i.erased)
        .map(|i| i.told().text_places.as_slice());
    let places = standing
        .unwrap_or_default()
        .iter()
        .chain(withdrawn.into_iter().flatten());
    Ok((event, places.cloned().collect()))
}

/// The event; what of its marking outlives the text is for whoever knows the policy's words.
fn erased(item: Id, requests: Requests, reason: Option<String>, cause: &str) -> Event {
    let (requests, request) = requests.parts();
    event::ItemErased {
        item,
        requests,
        cause: cause.into(),
        marking: None,
        marking_cut: false,
        reason,
        request,
    }
    .into()
}
