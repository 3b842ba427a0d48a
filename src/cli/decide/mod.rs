//! `decide`: may this channel be used for this, on this device.
//!
//! One file reads the answers of the command line, one asks the questions, one prints.
//! Invariants: the marking is looked at before anything else, and with SECRET or above nothing more is read;
//! a reason is read only where it may be kept.

mod answers;
mod questions;
mod say;

use serde::Serialize;

use super::App;
use super::args::DecideArgs;
use super::ask::{Asker, Got, Prompt};
use super::error::CliError;
use super::input;
use crate::desk::Desk;
use crate::desk::decide::{Ask, CaseAnswers, words};
use crate::operation::{self, Operation, REASON, RecordDecision, Subject, Target};
use crate::policy::{Decision, Verdict};
use crate::record::Id;
use crate::record::decision::may_keep_text;

pub(super) use say::{DecisionRow, decision_lines};

#[derive(Serialize)]
struct OutcomeRow<'a> {
    decision: String,
    #[serde(flatten)]
    row: DecisionRow<'a>,
}

/// Says what the policy in force says to a case; asks for it on a terminal; records it where that is wanted.
pub(super) fn decide(app: &mut App, args: DecideArgs) -> Result<(), CliError> {
    let mut desk = app.desk()?;
    if args.record {
        desk.must_be_set_up()?;
    }
    let mut answers = answers::given(&desk, &args)?;
    let lacks = answers.lacks(desk.policy());
    let ask = !app.out.json && Asker::at_terminal() && lacks.is_some();
    if ask && !questions::ask(app, &desk, &mut answers)? {
        return Ok(());
    }
    if let Some(lacks) = lacks.filter(|a| !ask && *a != Ask::Marking) {
        let option = answers::option(lacks);
        return Err(CliError::usage(
            "There is too little to decide on",
            format!("Give {option}; on a terminal, onrecord decide asks for everything"),
        ));
    }
    let case = answers.case();
    let decision = desk.consider_answers(&answers, app.global.principal.as_deref());
    if ask {
        say::decision(&mut app.out, &desk, &case, &decision, say::For::Ears)?;
    }
    let recorded = match (args.record, ask) {
        // On a terminal an incident is recorded only once it is said that something happened.
        (true, asked) if !(asked && is_incident(&answers, &decision)) => {
            Some(record(app, &mut desk, &args, &answers, &decision, ask)?)
        }
        (_, true) if desk.is_set_up() => offer(app, &mut desk, &args, &mut answers, &decision)?,
        (_, true) => {
            app.out
                .say("To put decisions on record, run once: onrecord setup")?;
            None
        }
        _ => None,
    };
    if !args.record && args.given.said(REASON.id).is_some() && recorded.is_none() {
        super::note("The reason was neither read nor kept: nothing is kept without --record.");
    }
    if app.out.json {
        return say::row(&mut app.out, &decision, recorded);
    }
    if !ask {
        say::decision(&mut app.out, &desk, &case, &decision, say::For::Paper)?;
    }
    if let Some(id) = recorded {
        say::recorded(&mut app.out, &desk, id)?;
        app.tidy(&mut desk)?;
    }
    Ok(())
}

/// Puts a decision on record, with its reason where one may be kept.
fn record(
    app: &mut App,
    desk: &mut Desk,
    args: &DecideArgs,
    answers: &CaseAnswers,
    decision: &Decision,
    ask: bool,
) -> Result<Id, CliError> {
    let case = answers.case();
    let reason = match (args.given.said(REASON.id), may_keep_text(&case)) {
        (Some(_), false) => {
            super::note(words::no_text(&case, decision.verdict));
            None
        }
        (Some(reason), true) => Some(input::text(reason)?),
        (None, true) if ask => reason(app)?,
        (None, _) => None,
    };
    let spec = RecordDecision.spec();
    let mut given = operation::Answers::said_by(spec, app.global.principal.as_deref());
    if let Some(reason) = reason {
        given.give(&REASON, reason);
    }
    let case = Target::Case(Box::new(answers.clone()));
    match RecordDecision.run(desk, &case, &given)?.subject {
        Subject::Decided { decision, .. } => Ok(decision),
        other => Err(CliError::Storage(format!("Recorded otherwise: {other:?}"))),
    }
}

fn reason(app: &mut App) -> Result<Option<String>, CliError> {
    let mut prompt = Prompt::words(REASON.question);
    prompt.stops = "The decision is recorded without one then.";
    match Asker::default().put(&mut app.out, &prompt)? {
        Got::Said(reason) => Ok(Some(reason)),
        Got::Ended => Err(CliError::ended("decide")),
        _ => Ok(None),
    }
}

/// Whether something that must not be on such a channel is, or may be, there.
fn is_incident(answers: &CaseAnswers, decision: &Decision) -> bool {
    answers.is_secret() && decision.verdict == Verdict::MustNotUse
}

/// On a terminal, after the answer: whether to put it on record.
fn offer(
    app: &mut App,
    desk: &mut Desk,
    args: &DecideArgs,
    answers: &mut CaseAnswers,
    decision: &Decision,
) -> Result<Option<Id>, CliError> {
    let incident = is_incident(answers, decision);
    let wanted = match incident {
        true => questions::incident(app, answers)?,
        false => questions::wanted(app, "Put this decision on record?")?,
    };
    if !wanted {
        app.out.say("Nothing was recorded.")?;
        return Ok(None);
    }
    let decision = match incident {
        // What happened decides which of the steps apply.
        true => desk.consider_answers(answers, app.global.principal.as_deref()),
        false => decision.clone(),
    };
    record(app, desk, args, answers, &decision, true).map(Some)
}

/// What came of a decision, as JSON.
pub(super) fn object(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let Some(decision) = desk.state().decisions.get(&id) else {
        return Ok(());
    };
    let row = DecisionRow::new(desk, decision);
    let decision = id.to_string();
    Ok(app.out.object(&OutcomeRow { decision, row })?)
}
