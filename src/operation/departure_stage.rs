//! What the department did about a departure (27): told, statement received, looked at, device released.

use super::departure_cells::found;
use super::prelude::*;
use crate::desk::departure::words;
use crate::record::departure::{Depart, NewStage, Stage};
use crate::record::next::op;
use crate::text::sentence_case;
use crate::text::when::Tense;

/// Records how far the department is with a departure.
#[derive(Debug, Default)]
pub struct DepartStaged;

static STAGE: Field = Field::new("stage", Kind::Choice)
    .positional("STAGE", "notified, statement-received, checked or released")
    .words(Stage::WORDS)
    .screen("How far", "What the department did about it")
    .must("Say how far the department is: notified, statement-received, checked or released.");

static BY: Field = Field::new("by", Kind::Line)
    .flag("by", "Who of the department")
    .value("NAME")
    .screen("By", "Who of the department: a name, or a team");

static AT: Field = Field::new("at", Kind::Time(Tense::Past))
    .flag("at", "When [default: now]")
    .value("TIME")
    .screen("When", "Today 9:40, yesterday 17:00; empty: now");

static REFERENCE: Field = Field::new("ref", Kind::Line)
    .flag("ref", "The reference they gave it")
    .value("REF")
    .screen("Their reference", "As they gave it");

static SPEC: Spec = Spec {
    id: op::DEPART_STAGE,
    command: "depart stage",
    title: "How far the department is",
    writes: "u takes it back.",
    takes: Takes::AnyDeparture,
    fields: &[&STAGE, &BY, &AT, &REFERENCE],
    draft: "depart-stage",
    ..Spec::PLAIN
};

impl Operation for DepartStaged {
    described_by!(SPEC);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let departure = found(on.desk, on.target.departure())?;
        let left = Stage::ALL.iter();
        let left = left.filter(|s| departure.stages.iter().all(|known| known.stage != **s));
        let left = left.map(|s| Choice::new(s.as_str(), words::stage(*s)));
        form.offer(&STAGE, Choice::unanswered(left));
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        given.need(&STAGE)?;
        let stage = given.word(&STAGE, "how far it can be", Stage::parse)?;
        let stage = stage.ok_or_else(|| missing(&STAGE))?;
        let at = given.time(&AT, Tense::Past, desk)?.map(|read| read.at);
        let departure = found(desk, target.departure())?.id;
        let new = NewStage {
            stage,
            at,
            by: given.text(&BY),
            reference: given.text(&REFERENCE),
        };
        desk.depart(Depart::Staged {
            departure,
            stage: new,
        })?;
        let held = desk.state().holds.iter().any(|h| {
            let whose = desk.state().departures.get(&departure);
            let whose = whose.and_then(|d| d.principal.as_deref());
            h.released.is_none() && h.concerns(desk.state(), whose)
        });
        let caution = (stage == Stage::Released && held).then_some(
            "A hold is in force here all the same: nothing that it covers is erased until it is released.",
        );
        let said = words::stage(stage);
        let said = Said::of(said.to_owned(), sentence_case(said));
        Ok(Outcome::new(Subject::Departure(departure), said).and_says(caution.unwrap_or_default()))
    }
}
