//! A request comes in: what is asked, by whom, of what; its hold is placed with it.

use super::prelude::*;
use super::request_said::*;
use crate::record::command::Command;
use crate::record::next::op;
use crate::record::request::RequestKind;
use crate::record::request::wanted::{NewRequest, RequestCommand};

/// Puts a request on record.
#[derive(Debug, Default)]
pub struct RequestAdd;

static REFERENCE: Field = Field::new("reference", Kind::Line)
    .flag("ref", "The department's reference")
    .value("REF")
    .screen("Reference", "The department's")
    .asks("The department's reference?")
    .must("Say the reference that the department has for it.")
    .way("Say --ref REF");

static KIND_NEW: Field = Field {
    question: "What is it?",
    ..KIND
}
.must("Say what kind of request it is.")
.way("Say --kind foi, eir, sar, inquiry, litigation, police, parliament, audit or other");

static RECEIVED_NEW: Field = Field {
    question: "When did the department receive it?",
    ..RECEIVED
}
.must("Say when the department received it.")
.way("Say --received DATE");

static DUE_NEW: Field = Field {
    question: "When is the department's answer due? (Enter: counted for FOI and EIR)",
    ..DUE
};

static TERMS_NEW: Field = Field {
    question: "What does it ask for, word for word?",
    ..TERMS
};

static ASKED_BY_NEW: Field = Field {
    question: "Who of the department asks you to search?",
    ..ASKED_BY
};

static INSTRUCTION_NEW: Field = Field {
    question: "What search does the department want, word for word?",
    ..INSTRUCTION
};

static HOLD: Field = Field::new("hold", Kind::Choice)
    .switches(&[Switch {
        name: "no-hold",
        value: NO,
        help: "Place no hold with it: what it covers can be erased here",
    }])
    .screen("Hold", "Nothing it covers is erased here while it is open. A phone goes on deleting until its timer is off (24, 28)");

static FOR: Field = Field::new("principal", Kind::Line).principal();

static SPEC: Spec = Spec {
    id: op::REQUEST_ADD,
    command: "request add",
    title: "A request comes in",
    button: "Record the request",
    writes: "What it covers is held; a hold is released, not undone.",
    fields: &[
        &REFERENCE,
        &KIND_NEW,
        &RECEIVED_NEW,
        &DUE_NEW,
        &TERMS_NEW,
        &ASKED_BY_NEW,
        &ASKED_ON,
        &INSTRUCTION_NEW,
        &CONVERSATION,
        &CHANNEL,
        &DEVICE,
        &PEOPLE,
        &FROM,
        &TO,
        &HOLD,
        &FOR,
    ],
    says: &[(&IN_A_FORM, YES)],
    draft: "request-add",
    ..Spec::PLAIN
};

impl Operation for RequestAdd {
    described_by!(SPEC);

    fn prepare(&self, form: &mut Form, _: &Context<'_>) -> Result<(), Refusal> {
        form.note = "The department decides what is searched and what is exempt (para 29).".into();
        let kinds = RequestKind::ALL.iter();
        let kinds = kinds.map(|kind| Choice::new(kind.as_str(), kind.words()));
        form.offer(&KIND_NEW, Choice::unanswered(kinds));
        form.offer(&HOLD, hold_or_not());
        Ok(())
    }

    /// Nothing was given that says what it is.
    fn asks_all(&self, on: &Context<'_>) -> bool {
        on.before.get(&REFERENCE).is_none()
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let reference = given.need(&REFERENCE)?;
        let kind = given.word(&KIND_NEW, "a kind of request", RequestKind::parse)?;
        let kind = kind.ok_or_else(|| missing(&KIND_NEW))?;
        let received = given.day(&RECEIVED_NEW, desk)?;
        let received = received.ok_or_else(|| missing(&RECEIVED_NEW))?;
        // Days are read before names are looked up.
        let due = given.day(&DUE_NEW, desk)?;
        let asked_on = given.day(&ASKED_ON, desk)?;
        let from = given.day(&FROM, desk)?;
        let to = given.day(&TO, desk)?;
        let new = NewRequest {
            reference,
            kind,
            received,
            due,
            asked_on,
            from,
            to,
            conversations: conversations(desk, given)?.unwrap_or_default(),
            channels: channels(desk, given)?.unwrap_or_default(),
            devices: devices(desk, given)?.unwrap_or_default(),
            terms: given.text(&TERMS_NEW),
            asked_by: given.text(&ASKED_BY_NEW),
            instruction: given.text(&INSTRUCTION_NEW),
            people: names(given, &PEOPLE).unwrap_or_default(),
            principal: given.text(&FOR),
            hold: !given.is(&HOLD, NO),
        };
        let written = desk.run(Command::Request(RequestCommand::Add(Box::new(new))))?;
        let id = written.iter().find_map(|e| e.event.request());
        let id = id.ok_or_else(|| missing(&REFERENCE))?;
        Ok(is(desk, id, "is on record").asks(super::request_timer::asks(desk, id)))
    }
}
