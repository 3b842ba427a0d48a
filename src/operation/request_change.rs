//! What comes to a request later: the search the department wants, and what is put right.

use super::prelude::*;
use super::request_said::*;
use crate::record::command::Command;
use crate::record::next::op;
use crate::record::request::wanted::{RequestChange, RequestCommand};
use crate::record::request::{RequestField, RequestKind};
use crate::text::when::Days;

/// Records what search the department wants.
#[derive(Debug, Default)]
pub struct RequestAsked;

static BY: Field = Field::new("asked-by", Kind::Line)
    .flag("by", "Who of the department asks for the search")
    .value("TEXT")
    .screen("Asked by", "Who of the department asks you")
    .asks("Who of the department asks for the search?")
    .must("Say who of the department asks for the search.")
    .way("Say --by NAME");

static WHAT: Field = Field {
    question: "What search does the department want, word for word?",
    ..INSTRUCTION
}
.must("Say what search the department wants.")
.way("Say --instruction TEXT");

static ON: Field = Field::new("asked-on", Kind::Day(Days::Past))
    .flag(
        "on",
        "The day you were asked [default: the day on record, else today]",
    )
    .value("DATE")
    .screen("Asked on", "Empty: the day on record, else today");

static ASKED: Spec = Spec {
    id: op::REQUEST_ASKED,
    command: "request asked",
    title: "The search the department wants",
    takes: Takes::Request,
    fields: &[&BY, &WHAT, &ON],
    draft: "request-asked",
    ..Spec::PLAIN
};

impl Operation for RequestAsked {
    described_by!(ASKED);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let request = found(on.desk, on.target)?;
        form.note = "The department decides what is searched (para 29).".into();
        form.begins(&BY, request.asked_by().unwrap_or_default());
        form.begins(&WHAT, request.instruction().unwrap_or_default());
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let request = found(desk, target)?;
        // The day that is on record stays, where no other is said.
        let known = request.date(RequestField::AskedOn);
        let request = request.id;
        let today = desk.now().with_timezone(&desk.zone()).date_naive();
        let on = given.day(&ON, desk)?.or(known).unwrap_or(today);
        let changes = vec![
            RequestChange::AskedBy(given.need(&BY)?),
            RequestChange::Instruction(given.need(&WHAT)?),
            RequestChange::AskedOn(Some(on)),
        ];
        desk.run(Command::Request(RequestCommand::Change {
            request,
            changes,
        }))?;
        Ok(is(
            desk,
            request,
            "has the search that the department wants",
        ))
    }
}

/// Puts details of a request right.
#[derive(Debug, Default)]
pub struct RequestEdit;

static CLARIFIED: Field = Field::new("clarified", Kind::Day(Days::Past))
    .flag(
        "clarified",
        "The day on which what was unclear was made clear: the days are counted from there; none takes it away",
    )
    .value("DATE")
    .screen(
        "Clarified",
        "The day it was made clear; days count from there",
    );

static EXTENDED: Field = Field::new("extended-to", Kind::Day(Days::Forwards))
    .flag(
        "extended-to",
        "The day to which the department extended it; none takes it away",
    )
    .value("DATE")
    .screen("Extended to", "By the department");

static DUE_CHANGE: Field = Field {
    help: "When the department's answer is due, where it is not counted here; none takes it away",
    ..DUE
};

static ASKED_ON_CHANGE: Field = Field {
    help: "The day you were asked; none takes it away",
    ..ASKED_ON
};

static FROM_CHANGE: Field = Field {
    help: "The first day it covers; none takes it away",
    ..FROM
};

static TO_CHANGE: Field = Field {
    help: "The last day it covers; none takes it away",
    ..TO
};

static RECEIVED_STAYS: Field = Field { ..RECEIVED }.stays("Say when the department received it.");

static CHANGE: Spec = Spec {
    id: op::REQUEST_CHANGE,
    command: "request change",
    title: "Put a request right",
    takes: Takes::Request,
    fields: &[
        &DUE_CHANGE,
        &CLARIFIED,
        &EXTENDED,
        &KIND,
        &RECEIVED_STAYS,
        &TERMS,
        &ASKED_BY,
        &ASKED_ON_CHANGE,
        &INSTRUCTION,
        &CONVERSATION,
        &CHANNEL,
        &DEVICE,
        &PEOPLE,
        &FROM_CHANGE,
        &TO_CHANGE,
    ],
    says: &[(&IN_A_FORM, YES)],
    unchanged: "Nothing was changed.",
    draft: "request-change",
    ..Spec::PLAIN
};

impl Operation for RequestEdit {
    described_by!(CHANGE);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let (desk, request) = (on.desk, found(on.desk, on.target)?);
        let kinds = RequestKind::ALL.iter();
        let kinds = kinds.map(|kind| Choice::new(kind.as_str(), kind.words()));
        form.offer(&KIND, kinds.collect());
        form.stands(&KIND, request.kind().as_str());
        for (field, of) in [
            (&DUE, RequestField::Due),
            (&CLARIFIED, RequestField::Clarified),
            (&EXTENDED, RequestField::ExtendedTo),
            (&RECEIVED_STAYS, RequestField::Received),
            (&ASKED_ON, RequestField::AskedOn),
            (&FROM, RequestField::From),
            (&TO, RequestField::To),
        ] {
            form.stands(field, day(request.date(of)));
        }
        form.stands(&TERMS, request.terms().unwrap_or_default());
        form.stands(&ASKED_BY, request.asked_by().unwrap_or_default());
        form.stands(&INSTRUCTION, request.instruction().unwrap_or_default());
        let chats = request.conversations().into_iter();
        let chats = chats.filter_map(|id| desk.state().conversations.get(&id)?.name.clone());
        form.stands(&CONVERSATION, chats.collect::<Vec<_>>().join("; "));
        form.stands(&CHANNEL, request.channels().join("; "));
        let devices = request.devices().into_iter();
        let devices = devices.filter_map(|id| desk.state().devices.get(&id)?.name());
        form.stands(&DEVICE, devices.collect::<Vec<_>>().join("; "));
        form.stands(&PEOPLE, request.people().join("; "));
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let request = found(desk, target)?.id;
        // What it begins with is taken away nowhere.
        let received = given.get(&RECEIVED_STAYS);
        if received.is_some_and(|said| said.trim().is_empty()) {
            return Err(missing(&RECEIVED_STAYS));
        }
        let mut changes: Vec<RequestChange> = Vec::new();
        let kind = given.word(&KIND, "a kind of request", RequestKind::parse)?;
        changes.extend(kind.map(RequestChange::Kind));
        changes.extend(
            given
                .day(&RECEIVED_STAYS, desk)?
                .map(RequestChange::Received),
        );
        changes.extend(
            given
                .day_or_none(&DUE_CHANGE, desk)?
                .map(RequestChange::Due),
        );
        changes.extend(
            given
                .day_or_none(&CLARIFIED, desk)?
                .map(RequestChange::Clarified),
        );
        let extended = given.day_or_none(&EXTENDED, desk)?;
        changes.extend(extended.map(RequestChange::ExtendedTo));
        changes.extend(
            given
                .day_or_none(&ASKED_ON_CHANGE, desk)?
                .map(RequestChange::AskedOn),
        );
        changes.extend(
            given
                .day_or_none(&FROM_CHANGE, desk)?
                .map(RequestChange::From),
        );
        changes.extend(given.day_or_none(&TO_CHANGE, desk)?.map(RequestChange::To));
        let text = |field| given.get(field).map(str::to_owned);
        changes.extend(text(&TERMS).map(RequestChange::Terms));
        changes.extend(text(&ASKED_BY).map(RequestChange::AskedBy));
        changes.extend(text(&INSTRUCTION).map(RequestChange::Instruction));
        changes.extend(conversations(desk, given)?.map(RequestChange::Conversations));
        changes.extend(channels(desk, given)?.map(RequestChange::Channels));
        changes.extend(devices(desk, given)?.map(RequestChange::Devices));
        changes.extend(names(given, &PEOPLE).map(RequestChange::People));
        desk.run(Command::Request(RequestCommand::Change {
            request,
            changes,
        }))?;
        Ok(is(desk, request, "is put right"))
    }
}
