//! A request that the department laid, signed, into its folder: taken in here, and answered beside it.

use super::meaning;
use super::prelude::*;
use super::request_said::{ARROWS, found, is};
use crate::desk::DeskError;
use crate::record::command::Command;
use crate::record::next::op;
use crate::record::request::wanted::RequestCommand;

/// Takes one in: it is on record from then on as any other.
#[derive(Debug, Default)]
pub struct RequestTake;

static NAME: Field = Field::new("name", Kind::Choice)
    .flag("name", "The name of its folder")
    .value("NAME")
    .screen("Request", ARROWS)
    .asks("Which of them?")
    .must("Say which of them.")
    .way("Say --name NAME; request laid tells the names");

static TAKE: Spec = Spec {
    id: op::REQUEST_TAKE,
    command: "request take",
    title: "Take a request of the department in",
    button: "Put it on record",
    writes: "What it covers is held; a hold is released, not undone.",
    fields: &[&NAME],
    draft: "request-take",
    ..Spec::PLAIN
};

impl Operation for RequestTake {
    described_by!(TAKE);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        on.desk.must_be_laid()?;
        let all = on.desk.requests_laid().map_err(|error| match error {
            DeskError::Refused(refusal) => refusal,
            other => Refusal::new(other.to_string(), ""),
        })?;
        let new = all.iter().filter(|laid| laid.here.is_none());
        let choices = new.map(|laid| {
            let words = match &laid.said {
                Ok((reference, kind)) => format!("{reference}, {}", kind.words()),
                Err(why) => format!("cannot be read: {why}"),
            };
            Choice::new(&laid.name, format!("{}: {words}", laid.name))
        });
        let choices: Vec<Choice> = choices.collect();
        if choices.is_empty() {
            let here = "Every request that lies in the department's folder is on record here";
            return Err(Refusal::new(here, ""));
        }
        form.note_alone("It is taken in where its signature holds, and not otherwise. The department decides what is searched and what is exempt (para 29).".to_owned());
        form.offer(&NAME, choices);
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let name = given.need(&NAME)?;
        let signed = desk.signed_request(&name)?;
        let mut new = signed.new;
        for channel in &mut new.channels {
            let known = meaning::channel(desk.policy(), channel);
            *channel = known.map_err(|unread| Refusal::new(unread.what, unread.hint))?;
        }
        let written = desk.run(Command::Request(RequestCommand::Add(Box::new(new))))?;
        let id = written.iter().find_map(|e| e.event.request());
        let id = id.ok_or_else(|| missing(&NAME))?;
        let what = format!(
            "is on record, signed by {}",
            crate::text::safe_line(&signed.by)
        );
        Ok(is(desk, id, &what).asks(super::request_timer::asks(desk, id)))
    }
}

/// Writes the answer of this register beside the department's request.
#[derive(Debug, Default)]
pub struct RequestReply;

static REPLY: Spec = Spec {
    id: op::REQUEST_REPLY,
    command: "request reply",
    title: "Answer beside the department's request",
    button: "Write the answer",
    writes: "A file of figures; no words of any message, and none that you typed, stand in it.",
    takes: Takes::Request,
    fields: &[],
    draft: "request-reply",
    ..Spec::PLAIN
};

impl Operation for RequestReply {
    described_by!(REPLY);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        found(on.desk, on.target)?;
        form.note_alone("How many places were searched and how, how much was found, nothing found as an answer, its holds and timers. Make it again later and the newer stands.".to_owned());
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, _: &Answers) -> Result<Outcome, Failure> {
        let id = found(desk, target)?.id;
        let file = desk.reply(id)?;
        let what = format!("is answered beside it: {}", file.display());
        Ok(is(desk, id, &what))
    }
}
