//! What became of a timer that runs in what a request covers (24, 28).

use super::conversations::named;
use super::field::LATER;
use super::holds::TAUGHT;
use super::prelude::*;
use super::request_said::{ARROWS, found, is};
use crate::desk::PHONE_GOES_ON;
use crate::record::command::Command;
use crate::record::hold::TimerSaid;
use crate::record::next::op;
use crate::record::request::wanted::RequestCommand;

const OFF: &str = "off";
const CANNOT: &str = "cannot";
const NOT_ADMIN: &str = "not-admin";

/// Says what became of the timer of a conversation that a request covers.
#[derive(Debug, Default)]
pub struct RequestTimer;

static CONVERSATION: Field = Field::new("conversation", Kind::Line)
    .flag("conversation", "The conversation's name")
    .value("NAME")
    .must("Say of which chat.")
    .way("Say --conversation NAME");

/// On the screens: the conversation's id.
static TIMER: Field = Field::new("timer", Kind::Choice)
    .screen("Timer", ARROWS)
    .taught(&[("*", &["--conversation", "-"])]);

static BECAME: Field = Field::new("timers", Kind::Choice)
    .screen("Its timer", "What became of it")
    .asks("Its timer: o it is off now, c it cannot be switched off, n somebody else is the admin, Enter later?")
    .keys(&[("o", OFF), ("c", CANNOT), ("n", NOT_ADMIN), ("l", LATER)])
    .taught(TAUGHT)
    .asked("Say what became of the timer.")
    .way("Say --off, --cannot TEXT or --not-admin");

static IS_OFF: Field = Field::new("off", Kind::Choice)
    .switches(&[Switch {
        name: OFF,
        value: OFF,
        help: "It is switched off now; that is recorded as its timer too",
    }])
    .group("timers")
    .when(&BECAME, OFF);

static WHY: Field = Field::new("cannot", Kind::Line)
    .flag("cannot", "It cannot be switched off, and why")
    .value("TEXT")
    .or_input()
    .group("timers")
    .screen("Why", "Where it cannot be switched off")
    .asks("Why can it not be switched off?")
    .asked("Say why the timer cannot be switched off.")
    .when(&BECAME, CANNOT);

static IS_NOT_ADMIN: Field = Field::new("not-admin", Kind::Choice)
    .switches(&[Switch {
        name: NOT_ADMIN,
        value: NOT_ADMIN,
        help: "Somebody else is the admin",
    }])
    .group("timers")
    .when(&BECAME, NOT_ADMIN);

static SPEC: Spec = Spec {
    id: op::REQUEST_TIMER,
    command: "request timer",
    title: "A timer in what a request covers",
    takes: Takes::Request,
    fields: &[&CONVERSATION, &TIMER, &BECAME, &IS_OFF, &WHY, &IS_NOT_ADMIN],
    draft: "request-timer",
    ..Spec::PLAIN
};

/// Every timer of a request that nobody answered for, to be asked about.
pub(super) fn asks(desk: &Desk, request: Id) -> Vec<(&'static str, Target, Answers)> {
    let open = desk.request_timers(request).into_iter().filter(|t| t.open);
    let one = |timer: crate::desk::request::CoveredTimer| {
        let mut answers = Answers::default();
        answers.give(&TIMER, timer.conversation.to_string());
        (SPEC.id, Target::Request(request), answers)
    };
    open.map(one).collect()
}

impl Operation for RequestTimer {
    described_by!(SPEC);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        form.note = PHONE_GOES_ON.into();
        let request = found(on.desk, on.target)?;
        let open = on.desk.request_timers(request.id).into_iter();
        let mut open: Vec<Choice> = open
            .filter(|t| t.open)
            .map(|t| Choice::new(t.conversation.as_str(), t.words))
            .collect();
        open.truncate(50);
        if open.is_empty() && on.before.get(&CONVERSATION).is_none() {
            let none = "No timer in what this request covers waits for an answer";
            return Err(Refusal::new(none, ""));
        }
        form.offer(&TIMER, open);
        let words = [
            (OFF, "off: it is switched off now"),
            (CANNOT, "cannot be switched off"),
            (NOT_ADMIN, "somebody else is the admin"),
        ];
        let words = words.into_iter();
        let answers = words.map(|(value, words)| Choice::new(value, words));
        form.offer(&BECAME, Choice::unanswered(answers));
        Ok(())
    }

    fn question(&self, field: &Field, on: &Context<'_>) -> Option<String> {
        let request = found(on.desk, on.target).ok()?;
        let timer = on.before.get(&TIMER).and_then(Id::parse);
        let of = |id: Id| {
            on.desk
                .request_timers(request.id)
                .into_iter()
                .find(|t| t.conversation == id)
        };
        let words = timer.and_then(of).map(|t| t.words);
        let about = words.or_else(|| on.before.get(&CONVERSATION).map(str::to_owned))?;
        field
            .is(&BECAME)
            .then(|| format!("{about}. {}", field.question))
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let request = found(desk, target)?.id;
        let conversation = match given.get(&TIMER).and_then(Id::parse) {
            Some(id) => id,
            None => named(desk, &given.must(&CONVERSATION)?)?.id,
        };
        let said = match given.get(&BECAME) {
            Some(OFF) => TimerSaid::Off,
            Some(CANNOT) => TimerSaid::Cannot(given.must(&WHY)?),
            Some(NOT_ADMIN) => TimerSaid::NotAdmin,
            _ => return Err(missing(&BECAME)),
        };
        desk.run(Command::Request(RequestCommand::Timer {
            request,
            conversation,
            said,
        }))?;
        Ok(is(desk, request, "has the answer about the timer"))
    }
}
