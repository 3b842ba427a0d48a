//! What every rule of requests asks: that it is on record, and that it goes on.

use chrono::NaiveDate;

use crate::record::field::Id;
use crate::record::next::{op, way_on};
use crate::record::refusal::Refusal;
use crate::record::state::State;
use crate::record::state::request::{Request, RequestStage};

pub(super) fn find(state: &State, id: Id) -> Result<&Request, Refusal> {
    state.requests.get(&id).ok_or_else(|| {
        Refusal::new(
            format!("No request {id} is on record"),
            way_on("List them with", op::REQUESTS),
        )
    })
}

/// What a request is called in a sentence.
pub(super) fn called(request: &Request) -> &str {
    request.reference.as_deref().unwrap_or(request.id.as_str())
}

/// Refuses a period that ends before it begins.
pub(super) fn backwards(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<(), Refusal> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => Err(Refusal::new(
            format!("The period ends on {to}, before it begins on {from}"),
            "Put one of the two right",
        )),
        _ => Ok(()),
    }
}

/// Refuses what is done to a request that is at its end.
pub(super) fn must_go_on(request: &Request) -> Result<(), Refusal> {
    if request.is_open() {
        return Ok(());
    }
    let reference = called(request);
    let words = match request.stage() {
        RequestStage::Withdrawn => "was withdrawn",
        _ => "is closed",
    };
    Err(Refusal::new(
        format!("The request {reference} {words}"),
        way_on("Take it up again first", op::REQUEST_REOPEN).on(reference),
    ))
}
