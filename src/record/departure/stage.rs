//! What the department did about a departure (27): the event, or a refusal.

use super::wanted::NewStage;
use crate::record::command::Context;
use crate::record::event::{self, Event};
use crate::record::next::{op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::spoken;
use crate::record::state::departure::{Departure, Stage, Status};

/// Each stage once; nothing is checked or received before there is a statement.
pub fn staged(
    departure: &Departure,
    new: NewStage,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let NewStage {
        stage,
        at,
        by,
        reference,
    } = new;
    if departure.status == Status::Cancelled {
        return Err(Refusal::new(
            "This departure was cancelled",
            way_on("If it goes on after all", op::DEPART_REOPEN),
        ));
    }
    if departure.stages.iter().any(|s| s.stage == stage) {
        return Err(Refusal::new(
            format!("That the department has it as far as \"{stage}\" is on record already"),
            way_on("See it with", op::DEPART_SHOW),
        ));
    }
    let of_statement = matches!(stage, Stage::Received | Stage::Checked);
    if of_statement && departure.statements.is_empty() {
        return Err(Refusal::new(
            "No statement has been made of this departure, so the department cannot have one",
            way_on("Make it first", op::DEPART_STATEMENT).with("to"),
        ));
    }
    Ok(vec![
        event::DepartureStaged {
            departure: departure.id,
            stage: stage.to_string(),
            staged: at.unwrap_or(context.now),
            by: spoken(by),
            reference: spoken(reference),
            person: context.person.map(str::to_owned),
        }
        .into(),
    ])
}
