//! The record of search goes out: lodged, and on record with the head hashes it carries.

use super::prelude::*;
use super::request_said::{ARROWS, found, is};
use crate::desk::request::SearchPaper;
use crate::record::next::{op, way_on};

/// Makes the record of search and lodges it.
#[derive(Debug, Default)]
pub struct RequestPaper;

/// What the command line prints it as, where it does not go out.
static FORM: Field = Field::new("form", Kind::Choice)
    .switches(&[
        Switch {
            name: "text",
            value: "text",
            help: "Print it as text of 72 columns; nothing is recorded (the default)",
        },
        Switch {
            name: "html",
            value: "html",
            help: "Print it as a page; nothing is recorded",
        },
        Switch {
            name: "eml",
            value: "eml",
            help: "Print it as a mail; nothing is recorded",
        },
    ])
    .against(&["to"]);

static TO: Field = Field::new("to", Kind::Choice)
    .flag(
        "to",
        "Lodge it in a destination of your settings, and put that on record",
    )
    .value("DESTINATION")
    .screen("To", ARROWS)
    .missing("Say where it goes.");

static REFERENCE: Field = Field::new("reference", Kind::Line)
    .flag("ref", "The reference it has there")
    .value("REF")
    .screen("File reference", "The one it has there");

static MARKING: Field = Field::new("marking", Kind::Marking)
    .flag("marking", "Its marking; not given = not stated")
    .short('m')
    .value("MARKING")
    .screen("Marking", "Space changes it");

static SPEC: Spec = Spec {
    id: op::REQUEST_PAPER,
    command: "request paper",
    title: "Lodge the record of search",
    button: "Make and lodge it",
    writes: "It is written and read back. Make it again later and both stand.",
    takes: Takes::Request,
    fields: &[&TO, &REFERENCE, &MARKING, &FORM],
    draft: "request-paper",
    ..Spec::PLAIN
};

impl Operation for RequestPaper {
    described_by!(SPEC);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        found(on.desk, on.target)?;
        let (all, last) = on.desk.destination_choices();
        let Some(last) = all.get(last) else {
            return Err(Refusal::new(
                "No destination is in your settings, so there is nowhere to lodge it",
                way_on("A sample", op::CONFIG_SAMPLE),
            ));
        };
        form.note_alone("It says what was searched and how much was found, nothing found as an answer, what was not searched and why, and what it cannot show. No words of any message stand in it.".to_owned());
        let choices = all.iter();
        let choices = choices.map(|d| Choice::new(&d.name, format!("{} ({})", d.name, d.kind)));
        form.offer(&TO, choices.collect());
        form.offer_markings(&MARKING, Some(Choice::new("", "not stated")), None);
        if let Some(to) = form.at(&TO) {
            to.initial.clone_from(&last.name);
        }
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let id = found(desk, target)?.id;
        let marking = given.marking(&MARKING, desk)?;
        let wanted = SearchPaper {
            to: given.need(&TO)?,
            reference: given.text(&REFERENCE),
            marking: marking.map(|m| m.whole),
        };
        let recorded = desk.lodge_record_of_search(id, wanted)?;
        let lodged = &recorded.lodged;
        let back = match lodged.read_back {
            true => ", read back, bytes match",
            false => "",
        };
        let what = format!(
            "has its record of search lodged to {}{back}",
            lodged.destination
        );
        let outcome = is(desk, id, &what);
        let mut outcome = match recorded.by_hand {
            Some(_) => outcome.and_says("Nothing was sent: take its text there by hand"),
            None => outcome,
        };
        outcome.subject = Subject::SearchLodged {
            request: id,
            by_hand: recorded.by_hand,
        };
        Ok(outcome)
    }
}
