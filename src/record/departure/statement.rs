//! The statements of a departure, that they are filed, and its end: the events, or a refusal.

use super::wanted::NewStatement;
use crate::record::command::Context;
use crate::record::event::{self, Event};
use crate::record::next::{give, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::{must_say, spoken};
use crate::record::state::departure::{Departure, Status};
use crate::text::when;

pub fn stated(departure: &Departure, new: NewStatement, context: &Context<'_>) -> Event {
    event::DepartureStated {
        departure: departure.id,
        after: departure.status_place().clone(),
        heads: new.heads,
        destination_kind: new.destination_kind,
        read_back: new.read_back,
        cells: new.cells,
        open: new.open,
        stays_open: new.stays_open,
        policy: context.policy.0.into(),
        policy_digest: context.policy.1.into(),
        destination: new.destination,
        reference: spoken(new.reference),
        path: new.path,
        sha256: new.sha256,
    }
    .into()
}

/// A statement never closes what has something open. When that is settled, or the date has come and gone, it
/// is closed by a word of its own.
pub fn close(
    departure: &Departure,
    reason: Option<String>,
    open: i64,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if departure.statements.is_empty() {
        return Err(Refusal::new(
            "No statement has been made of this departure, so it cannot be closed",
            [
                way_on("Make it first", op::DEPART_STATEMENT).with("to"),
                way_on("cancel it", op::DEPART_CANCEL),
            ],
        ));
    }
    let things = match open {
        1 => "1 thing is".to_owned(),
        n => format!("{n} things are"),
    };
    if open > 0 && departure.on > context.now {
        return Err(Refusal::new(
            format!(
                "{things} still open, and it takes place on {}",
                when::full(departure.on, context.zone)
            ),
            way_on(
                "Settle them, or hand them over and have that accepted",
                op::DEPART_SHOW,
            ),
        ));
    }
    if open > 0 {
        must_say(
            reason.as_deref().unwrap_or_default(),
            "Why it is closed all the same",
            give(
                format!("{things} still open: say why"),
                op::DEPART_CLOSE,
                "reason",
            ),
        )?;
    }
    Ok(vec![
        event::DepartureClosed {
            departure: departure.id,
            after: departure.status_place().clone(),
            open,
            reason: spoken(reason),
        }
        .into(),
    ])
}

pub fn confirm(departure: &Departure, by: String, stays_open: bool) -> Result<Vec<Event>, Refusal> {
    must_say(
        &by,
        "The name of who confirms it",
        give("Say who saw it filed", op::DEPART_CONFIRM, "by"),
    )?;
    let last = departure.statements.last();
    match (departure.status, last) {
        (Status::Stated, Some(_)) => Ok(vec![
            event::DepartureConfirmed {
                departure: departure.id,
                after: departure.status_place().clone(),
                stays_open,
                by: spoken(Some(by)),
            }
            .into(),
        ]),
        (Status::Open, Some(last)) if last.read_back || last.confirmed_by.is_some() => {
            Err(Refusal::new(
                "The statement is filed already; the departure goes on, because something is open",
                way_on("See what is open with", op::DEPART_SHOW),
            ))
        }
        (Status::Closed, _) => Err(Refusal::new(
            "The statement is filed already",
            way_on("See it with", op::DEPART_SHOW),
        )),
        (Status::Cancelled, _) => Err(Refusal::new(
            "This departure was cancelled",
            way_on("If it goes on after all", op::DEPART_REOPEN),
        )),
        _ => Err(Refusal::new(
            "No statement has been made since this departure was opened, so there is none to confirm",
            way_on("Make it first", op::DEPART_STATEMENT).with("to"),
        )),
    }
}

pub fn reopen(departure: &Departure, reason: Option<String>) -> Result<Vec<Event>, Refusal> {
    if departure.status == Status::Open {
        return Err(Refusal::new(
            "This departure is open already",
            way_on("Go on with it", op::DEPART_SHOW),
        ));
    }
    Ok(vec![
        event::DepartureReopened {
            departure: departure.id,
            after: departure.status_place().clone(),
            reason: spoken(reason),
        }
        .into(),
    ])
}
