//! What becomes of an incident: who was told, who took it over, when it was closed (11, 37).

use chrono::{DateTime, Utc};

use super::incidents::{CONTAINED, FOR, NOW, is_bare, moment, sure, told};
use super::prelude::*;
use crate::desk::incident::recipient_words;
use crate::record::incident::{Incident, IncidentCommand, Informed, NewTelling, Sure};
use crate::record::next::{op, way_on};
use crate::text::when::{self, Tense};

/// Which incident is meant: the only one that is open, or the one that is named.
static WHICH: Field = Field::new("incident", Kind::Choice)
    .positional(
        "INCIDENT",
        "The incident, by the start of its id; not needed where one alone is open",
    )
    .screen("Which incident", "Those that are not closed")
    .asks("Which incident?");

fn which(desk: &Desk, given: &Answers) -> Result<Id, Failure> {
    match given.text(&WHICH) {
        Some(named) => Ok(desk.resolve_incident(&named)?),
        None => Ok(desk.only_incident(given.get(&FOR))?),
    }
}

/// Offers those that are open.
fn offer(form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
    let desk = on.desk;
    let mut open = desk.incidents(on.before.get(&FOR));
    open.retain(|i| i.is_open());
    if open.is_empty() && on.before.get(&WHICH).is_none() {
        return Err(Refusal::new(
            "No incident is open",
            way_on("Put one on record with", op::INCIDENT_ADD),
        ));
    }
    // The newest first: it is the one in hand.
    let open = open.into_iter().rev().take(50);
    let words = |i: &Incident| desk.incident_line(i);
    let open = open.map(|i| Choice::new(i.id().to_string(), words(i)));
    form.offer(&WHICH, open.collect());
    Ok(())
}

/// Records that somebody was told.
#[derive(Debug, Default)]
pub struct IncidentTold;

static RECIPIENT: Field = Field::new("recipient", Kind::Choice)
    .flag("recipient", "Who was told")
    .value("WHO")
    .words(Informed::WORDS)
    .screen("Who was told", "The policy file may name who that is")
    .must("Say who was told.")
    .asks("Who was told?")
    .way("Say it with --recipient WHO");

static NAME: Field = Field::new("name", Kind::Line)
    .flag("name", "Their name, or that of their desk")
    .value("NAME")
    .screen("Name", "Theirs, or that of their desk")
    .asks("Their name, or that of their desk? (Enter: not said)");

static WHEN: Field = Field::new("at", Kind::Time(Tense::Past))
    .flag("at", "When [default: now]")
    .value("TIME")
    .screen("When", NOW)
    .asks("When? (Enter: now)");

static HOW: Field = Field::new("how", Kind::Line)
    .flag("how", "How: by telephone, in person, by a form")
    .value("TEXT")
    .screen("How", "By telephone, in person, by a form")
    .asks("How: by telephone, in person, by a form? (Enter: not said)");

static REFERENCE: Field = Field::new("reference", Kind::Line)
    .flag("ref", "The reference they gave it")
    .value("REF")
    .screen("Their reference", "As they gave it")
    .asks("The reference they gave it? (Enter: none)");

static AWARE: Field = Field::new("aware", Kind::Time(Tense::Past))
    .flag(
        "aware",
        "When the department became aware, as it says: its 72 hours are counted from then alone",
    )
    .value("TIME")
    .screen(
        "Department aware",
        "As it says itself: its 72 hours run from then; empty: not said",
    )
    .asks("When did the department become aware, as it says? Its 72 hours run from then. (Enter: not said)");

static TOLD: Spec = Spec {
    id: op::INCIDENT_TOLD,
    command: "incident told",
    title: "Who was told of an incident",
    fields: &[
        &WHICH, &RECIPIENT, &NAME, &WHEN, &HOW, &REFERENCE, &AWARE, &FOR,
    ],
    draft: "incident-told",
    ..Spec::PLAIN
};

impl Operation for IncidentTold {
    described_by!(TOLD);

    fn asks_all(&self, on: &Context<'_>) -> bool {
        is_bare(&TOLD, on)
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        offer(form, on)?;
        let all = Informed::ALL.iter();
        let all = all.map(|t| Choice::new(t.as_str(), recipient_words(*t)));
        form.offer(&RECIPIENT, Choice::unanswered(all));
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        given.need(&RECIPIENT)?;
        let who = given.word(&RECIPIENT, "whom one tells", Informed::parse)?;
        let recipient = who.ok_or_else(|| missing(&RECIPIENT))?;
        let aware = moment(given, &AWARE, desk)?;
        let telling = NewTelling {
            recipient,
            at: moment(given, &WHEN, desk)?,
            aware,
            name: given.text(&NAME),
            how: given.text(&HOW),
            reference: given.text(&REFERENCE),
        };
        let incident = which(desk, given)?;
        desk.run_incident(IncidentCommand::Told {
            incident,
            telling: Box::new(telling),
        })?;
        let said = format!(
            "{} told of incident {}",
            recipient_words(recipient),
            desk.short(incident)
        );
        Ok(clock_stands(
            desk,
            incident,
            aware,
            told(desk, incident, said),
        ))
    }
}

/// The department's clock runs from the earliest time that was said; that what was said now moves nothing is told.
fn clock_stands(
    desk: &Desk,
    incident: Id,
    said: Option<DateTime<Utc>>,
    outcome: Outcome,
) -> Outcome {
    let stands = desk
        .state()
        .incidents
        .get(&incident)
        .and_then(|i| i.aware());
    let noticed = desk.state().incidents.get(&incident);
    let noticed = noticed.map(|i| i.said.noticed);
    let outcome = match noticed.zip(said).filter(|(noticed, said)| said < noticed) {
        Some((noticed, said)) => outcome.and_says(format!(
            "That is {}, before it was noticed here ({}). If that is a slip, take it back",
            when::full(said, desk.zone()),
            when::full(noticed, desk.zone())
        )),
        None => outcome,
    };
    match stands.zip(said).filter(|(stands, said)| stands < said) {
        Some((stands, _)) => outcome.and_says(format!(
            "The department's clock runs from what was said before, {}. If that was wrong, take it back",
            when::full(stands, desk.zone())
        )),
        None => outcome,
    }
}

/// Records that the department took it over.
#[derive(Debug, Default)]
pub struct IncidentTaken;

static BY: Field = Field::new("by", Kind::Line)
    .flag("by", "Who took it over: a name, or a team")
    .value("NAME")
    .screen("By", "Who took it over: a name, or a team")
    .must("Say who took it over.")
    .asks("Who took it over: a name, or a team?")
    .way("Say it with --by NAME");

static TAKEN: Spec = Spec {
    id: op::INCIDENT_TAKEN,
    command: "incident taken",
    title: "The department takes an incident over",
    fields: &[&WHICH, &BY, &WHEN, &REFERENCE, &AWARE, &FOR],
    draft: "incident-taken",
    ..Spec::PLAIN
};

impl Operation for IncidentTaken {
    described_by!(TAKEN);

    fn asks_all(&self, on: &Context<'_>) -> bool {
        is_bare(&TAKEN, on)
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        offer(form, on)
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let by = given.need(&BY)?;
        let at = moment(given, &WHEN, desk)?;
        let aware = moment(given, &AWARE, desk)?;
        let incident = which(desk, given)?;
        desk.run_incident(IncidentCommand::Taken {
            incident,
            at,
            aware,
            by: by.clone(),
            reference: given.text(&REFERENCE),
        })?;
        let said = format!("incident {} is taken over by {by}", desk.short(incident));
        Ok(clock_stands(
            desk,
            incident,
            aware,
            told(desk, incident, said),
        ))
    }
}

/// Records that it is over.
#[derive(Debug, Default)]
pub struct IncidentClose;

static CLOSED_BY: Field = Field::new("by", Kind::Line)
    .flag("by", "Who closed it")
    .value("NAME")
    .screen("By", "Who closed it")
    .asks("Who closed it? (Enter: not said)");

static CLOSE: Spec = Spec {
    id: op::INCIDENT_CLOSE,
    command: "incident close",
    title: "Close an incident",
    button: "Close it",
    writes: "What was recorded stays.",
    fields: &[&WHICH, &CLOSED_BY, &WHEN, &CONTAINED, &REFERENCE, &FOR],
    draft: "incident-close",
    ..Spec::PLAIN
};

impl Operation for IncidentClose {
    described_by!(CLOSE);

    fn asks_all(&self, on: &Context<'_>) -> bool {
        is_bare(&CLOSE, on)
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        offer(form, on)?;
        form.offer(&CONTAINED, sure());
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let at = moment(given, &WHEN, desk)?;
        let contained = given.word(&CONTAINED, "an answer to that", Sure::parse)?;
        let incident = which(desk, given)?;
        let untold = desk.state().incidents.get(&incident);
        let untold = untold.is_some_and(|i| i.told.is_empty());
        desk.run_incident(IncidentCommand::Close {
            incident,
            at,
            contained,
            by: given.text(&CLOSED_BY),
            reference: given.text(&REFERENCE),
        })?;
        let said = format!("incident {} is closed", desk.short(incident));
        let notice = untold.then_some("By what is on record here nobody was told of it.");
        Ok(told(desk, incident, said).and_says(notice.unwrap_or_default()))
    }
}
