//! What becomes of a request: answered to the team, closed by it, withdrawn, taken up again.

use super::prelude::*;
use super::request_said::{ARROWS, NO, YES, found, hold_or_not, is};
use crate::record::command::Command;
use crate::record::next::{op, way_on};
use crate::record::request::SearchResult;
use crate::record::request::wanted::RequestCommand;

/// Records that what was found, or that nothing was, was told to the team that asked.
#[derive(Debug, Default)]
pub struct RequestAnswer;

const NIL: &str = "nil";
const FOUND: &str = "found";

static OUTCOME: Field = Field::new("outcome", Kind::Choice)
    .switches(&[Switch {
        name: NIL,
        value: NIL,
        help: "Nothing was found, which is a proper answer",
    }])
    .screen("Answer", ARROWS);

static ANSWERED_TO: Field = Field::new("to", Kind::Line)
    .flag("to", "Who of the department was told")
    .value("NAME")
    .screen("Told to", "Who of the department was told");

static NOTE: Field = Field::new("note", Kind::Line)
    .flag("note", "What else was told, without what the messages say")
    .value("TEXT")
    .or_input()
    .screen("Note", "What else was told, without what the messages say");

static ANSWER: Spec = Spec {
    id: op::REQUEST_ANSWER,
    command: "request answer",
    title: "Answered to the team",
    takes: Takes::Request,
    fields: &[&OUTCOME, &ANSWERED_TO, &NOTE],
    draft: "request-answer",
    ..Spec::PLAIN
};

impl Operation for RequestAnswer {
    described_by!(ANSWER);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let request = found(on.desk, on.target)?;
        form.note =
            "What is disclosed the department decides (para 29). Nothing found is an answer too."
                .into();
        let found = request
            .searches
            .iter()
            .any(|s| s.result == SearchResult::Found);
        // That nothing was found is known only of what was searched.
        let choices = match request.was_searched() {
            true => vec![(FOUND, "what was found"), (NIL, "nothing was found")],
            false => vec![(FOUND, "that nothing was searched, and why")],
        };
        let nil = choices.len() > 1 && !found;
        let choices = choices.into_iter();
        let choices = choices.map(|(value, words)| Choice::new(value, words));
        form.offer(&OUTCOME, choices.collect());
        form.begins(&OUTCOME, if nil { NIL } else { FOUND });
        form.begins(&ANSWERED_TO, request.asked_by().unwrap_or_default());
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let about = found(desk, target)?;
        let (request, searched) = (about.id, about.was_searched());
        let nil = given.is(&OUTCOME, NIL);
        desk.run(Command::Request(RequestCommand::Answer {
            request,
            nil,
            to: given.text(&ANSWERED_TO),
            note: given.text(&NOTE),
        }))?;
        let what = match (nil, searched) {
            (true, _) => "was answered: nothing was found",
            (false, true) => "was answered to the team",
            (false, false) => "was answered to the team: nothing was searched",
        };
        Ok(is(desk, request, what).and_says(
            way_on("Once the team says so, close it", op::REQUEST_CLOSE)
                .on(desk.request_name(request)),
        ))
    }
}

/// Records that the team closed it.
#[derive(Debug, Default)]
pub struct RequestClose;

static BY: Field = Field::new("by", Kind::Line)
    .flag("by", "Who of the team says that it is closed")
    .value("NAME")
    .screen("By", "Who of the team says so");

static CLOSE: Spec = Spec {
    id: op::REQUEST_CLOSE,
    command: "request close",
    title: "Closed by the team",
    takes: Takes::Request,
    fields: &[&BY],
    draft: "request-close",
    ..Spec::PLAIN
};

/// What is said of the hold of a request that is at its end.
fn hold_stands(desk: &Desk, request: Id, outcome: Outcome) -> Outcome {
    let reference = desk.state().requests.get(&request);
    let reference = reference.and_then(|r| r.reference.clone());
    match (desk.request_is_held(request), reference) {
        (true, Some(reference)) => outcome.and_says(
            way_on(
                "Its hold stands until it is released by name",
                op::HOLD_RELEASE,
            )
            .on(reference.as_str()),
        ),
        _ => outcome,
    }
}

impl Operation for RequestClose {
    described_by!(CLOSE);

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let request = found(desk, target)?.id;
        let by = given.text(&BY);
        desk.run(Command::Request(RequestCommand::Close { request, by }))?;
        let outcome = is(desk, request, "is closed");
        Ok(hold_stands(desk, request, outcome))
    }
}

/// Records that it was withdrawn.
#[derive(Debug, Default)]
pub struct RequestWithdraw;

static REASON: Field = Field::new("reason", Kind::Line)
    .flag("reason", "Why, or who says so")
    .value("TEXT")
    .or_input()
    .screen("Reason", "Why, or who says so");

static WITHDRAW: Spec = Spec {
    id: op::REQUEST_WITHDRAW,
    command: "request withdraw",
    title: "Withdrawn",
    takes: Takes::Request,
    fields: &[&REASON],
    draft: "request-withdraw",
    ..Spec::PLAIN
};

impl Operation for RequestWithdraw {
    described_by!(WITHDRAW);

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let request = found(desk, target)?.id;
        let reason = given.text(&REASON);
        desk.run(Command::Request(RequestCommand::Withdraw {
            request,
            reason,
        }))?;
        let outcome = is(desk, request, "is withdrawn");
        Ok(hold_stands(desk, request, outcome))
    }
}

/// Takes a request up again that was answered, closed or withdrawn.
#[derive(Debug, Default)]
pub struct RequestReopen;

static HOLD: Field = Field::new("hold", Kind::Choice)
    .switches(&[Switch {
        name: "no-hold",
        value: NO,
        help: "Place no hold again where it was released",
    }])
    .screen("Hold", "Placed again where it was released");

static REOPEN: Spec = Spec {
    id: op::REQUEST_REOPEN,
    command: "request reopen",
    title: "Take a request up again",
    takes: Takes::Request,
    fields: &[&REASON, &HOLD],
    draft: "request-reopen",
    ..Spec::PLAIN
};

impl Operation for RequestReopen {
    described_by!(REOPEN);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let request = found(on.desk, on.target)?;
        form.offer(&HOLD, hold_or_not());
        form.begins(&HOLD, if request.no_hold { NO } else { YES });
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let request = found(desk, target)?;
        let (id, held) = (request.id, desk.request_is_held(request.id));
        // One that came without a hold gets none by being taken up again, unless somebody says so.
        let hold = match given.get(&HOLD) {
            Some(said) => said != NO,
            None => !request.no_hold,
        };
        desk.run(Command::Request(RequestCommand::Reopen {
            request: id,
            reason: given.text(&REASON),
            hold,
        }))?;
        let again = !held && desk.request_is_held(id);
        let outcome = is(desk, id, "is open again");
        let outcome = match again {
            true => outcome.and_says("Its hold was released, so it was placed again"),
            false => outcome,
        };
        Ok(outcome.asks(super::request_timer::asks(desk, id)))
    }
}
