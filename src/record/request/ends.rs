//! What becomes of a request: answered, closed, withdrawn, taken up again.

use super::standing::{called, must_go_on};
use crate::record::command::Context;
use crate::record::event::{self, Event};
use crate::record::hold::decide as hold;
use crate::record::next::{Ways, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::spoken;
use crate::record::state::State;
use crate::record::state::request::{Request, SearchResult};

/// The event of an answer: what was found, or that nothing was, told to whoever asked for the search.
pub(super) fn answer(
    request: &Request,
    nil: bool,
    to: Option<String>,
    note: Option<String>,
) -> Result<Vec<Event>, Refusal> {
    must_go_on(request)?;
    let reference = called(request);
    let found: i64 = request.searches.iter().filter_map(|s| s.hits).sum();
    let any = |r: SearchResult| request.searches.iter().any(|s| s.result == r);
    if request.searches.is_empty() {
        return Err(Refusal::new(
            format!("Nothing was searched for {reference} yet, so nothing is known to answer"),
            way_on(
                "Search first, or say what was searched by hand",
                op::REQUEST_SEARCHED,
            )
            .on(reference),
        ));
    }
    if nil && (any(SearchResult::Found) || found > 0) {
        return Err(Refusal::new(
            format!(
                "A search for {reference} found something, so the answer is not that nothing was found"
            ),
            way_on("Answer with what was found", op::REQUEST_ANSWER).on(reference),
        ));
    }
    if nil && !request.was_searched() {
        return Err(Refusal::new(
            format!("Nothing was searched for {reference}, so that nothing was found is not known"),
            way_on(
                "Answer without that: the record says what was not searched, and why",
                op::REQUEST_ANSWER,
            )
            .on(reference),
        ));
    }
    if !nil && request.was_searched() && !any(SearchResult::Found) {
        return Err(Refusal::new(
            format!("No search for {reference} found anything"),
            way_on("Nothing found is a proper answer", op::REQUEST_ANSWER)
                .on(reference)
                .with("nil"),
        ));
    }
    Ok(vec![
        event::RequestAnswered {
            request: request.id,
            after: request.ended_place.clone(),
            nil,
            to: spoken(to),
            note: spoken(note),
        }
        .into(),
    ])
}

/// The event of its close, which is the team's to say.
pub(super) fn close(request: &Request, by: Option<String>) -> Result<Vec<Event>, Refusal> {
    must_go_on(request)?;
    if request.wants_answer() {
        let reference = called(request);
        return Err(Refusal::new(
            format!("The request {reference} was not answered yet"),
            Ways::from(way_on("Answer it first", op::REQUEST_ANSWER).on(reference))
                .and(way_on("where it was withdrawn, say so", op::REQUEST_WITHDRAW).on(reference)),
        ));
    }
    if request.is_overtaken() {
        let reference = called(request);
        return Err(Refusal::new(
            match request.answer.as_ref().is_some_and(|answer| answer.nil) {
                true => format!(
                    "It was answered that nothing was found for {reference}, and something was since"
                ),
                false => format!("More was found for {reference} since it was answered"),
            },
            Ways::from(way_on("Answer it again", op::REQUEST_ANSWER).on(reference)),
        ));
    }
    Ok(vec![
        event::RequestClosed {
            request: request.id,
            after: request.ended_place.clone(),
            by: spoken(by),
        }
        .into(),
    ])
}

pub(super) fn withdraw(request: &Request, reason: Option<String>) -> Result<Vec<Event>, Refusal> {
    must_go_on(request)?;
    Ok(vec![
        event::RequestWithdrawn {
            request: request.id,
            after: request.ended_place.clone(),
            reason: spoken(reason),
        }
        .into(),
    ])
}

/// The event of its taking up, with its hold where that was released since.
pub(super) fn reopen(
    state: &State,
    request: &Request,
    reason: Option<String>,
    wanted: bool,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if request.wants_answer() {
        return Err(Refusal::new(
            format!("The request {} is open", called(request)),
            way_on("See how far it is", op::REQUEST_SHOW).on(called(request)),
        ));
    }
    let mut events: Vec<Event> = vec![
        event::RequestReopened {
            request: request.id,
            after: request.ended_place.clone(),
            reason: spoken(reason),
        }
        .into(),
    ];
    if let (true, Some(reference)) = (wanted, &request.reference) {
        let conversations = request.conversations();
        events.extend(hold::of_request(state, reference, &conversations, context)?);
    }
    Ok(events)
}
