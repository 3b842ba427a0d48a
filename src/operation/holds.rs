//! Holds: a duty not to erase, from the request team, and the timers that go on running in what one covers.

use super::conversations::{named, named_all};
use super::field::LATER;
use super::prelude::*;
use crate::desk::PHONE_GOES_ON;
use crate::desk::words::hold_words;
use crate::record::command::{Command, HoldTarget};
use crate::record::hold::TimerSaid;
use crate::text::counted;

const OFF: &str = "off";
const CANNOT: &str = "cannot";
const NOT_ADMIN: &str = "not-admin";
const ARROWS: &str = "";

/// What can be said of a timer (24, 28).
fn answers() -> Vec<Choice> {
    let words = [
        (OFF, "off: it is switched off now"),
        (CANNOT, "cannot be switched off"),
        (NOT_ADMIN, "somebody else is the admin"),
    ];
    let words = words.into_iter();
    Choice::unanswered(words.map(|(value, words)| Choice::new(value, words)))
}

static TIMERS: Field = Field::new("timers", Kind::Choice)
    .screen(
        "Its timers",
        "Of every timer that runs in it; each can be answered later",
    )
    .taught(TAUGHT);

/// What becomes of timers, as the command line says it; why one cannot be switched off has its own flag.
pub(super) const TAUGHT: &[(&str, &[&str])] =
    &[(OFF, &["--off"]), (NOT_ADMIN, &["--not-admin"]), ("*", &[])];

static IS_OFF: Field = Field::new("off", Kind::Choice)
    .switches(&[Switch {
        name: OFF,
        value: OFF,
        help: "They are switched off now; that is recorded as their timer too",
    }])
    .group("timers")
    .when(&TIMERS, OFF);

static WHY: Field = Field::new("cannot", Kind::Line)
    .flag("cannot", "They cannot be switched off, and why")
    .value("TEXT")
    .or_input()
    .group("timers")
    .screen("Why", "Where it cannot be switched off")
    .asks("Why can it not be switched off?")
    .asked("Say why the timer cannot be switched off.")
    .when(&TIMERS, CANNOT);

static IS_NOT_ADMIN: Field = Field::new("not-admin", Kind::Choice)
    .switches(&[Switch {
        name: NOT_ADMIN,
        value: NOT_ADMIN,
        help: "Somebody else is the admin",
    }])
    .group("timers")
    .when(&TIMERS, NOT_ADMIN);

/// What was said of timers; `None` where nothing was.
fn said(given: &Answers) -> Result<Option<TimerSaid>, Failure> {
    Ok(match given.get(&TIMERS) {
        Some(OFF) => Some(TimerSaid::Off),
        Some(CANNOT) => Some(TimerSaid::Cannot(given.must(&WHY)?)),
        Some(NOT_ADMIN) => Some(TimerSaid::NotAdmin),
        _ => None,
    })
}

/// Places a hold.
#[derive(Debug, Default)]
pub struct HoldAdd;

static REFERENCE: Field = Field::new("reference", Kind::Line)
    .flag("ref", "The request or inquiry it is for")
    .value("REF")
    .screen("Reference", "Of the request, inquiry or litigation")
    .must("Say which request, inquiry or litigation it is.");

static SCOPE: Field = Field::new("scope", Kind::Choice)
    .flag("scope", "all, conversation=NAME or item=ID")
    .value("SCOPE")
    .default(ALL)
    .screen("Covers", ARROWS)
    .taught(&[
        (THIS_ITEM, &["--scope", "item=-"]),
        (ITS_CONVERSATION, &["--scope", "conversation=-"]),
    ])
    .asked("Say what it covers.");

const ALL: &str = "all";
const THIS_ITEM: &str = "this-item";
const ITS_CONVERSATION: &str = "its-conversation";

static ADD: Spec = Spec {
    id: "hold.add",
    command: "hold add",
    title: "Place a hold",
    button: "Place the hold",
    writes: "Nothing it covers is erased while it stands.",
    takes: Takes::MayName,
    fields: &[&REFERENCE, &SCOPE, &TIMERS, &IS_OFF, &WHY, &IS_NOT_ADMIN],
    draft: "hold",
    ..Spec::PLAIN
};

impl Operation for HoldAdd {
    described_by!(ADD);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        form.note = "Nothing that a hold covers can be erased here. It comes from the request team. A phone goes on deleting until its timer is off (24, 28).".into();
        let (desk, mut covers) = (on.desk, vec![Choice::new(ALL, "everything")]);
        if let Some(item) = on.target.items().first() {
            covers.push(Choice::new(THIS_ITEM, "this item"));
            let item = desk.state().items.get(item);
            if let Some(name) = item.and_then(|i| desk.state().conversation_name(i)) {
                covers.push(Choice::new(ITS_CONVERSATION, format!("the chat {name}")));
            }
        }
        form.offer(&SCOPE, Choice::unanswered(covers.into_iter()));
        if let Some(scope) = form.at(&SCOPE) {
            scope.hint = match in_force(desk).len() {
                0 => "No hold is in force now".to_owned(),
                n => format!("In force now: {}", counted(n, "hold")),
            };
        }
        form.offer(&TIMERS, answers());
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let reference = given.must(&REFERENCE)?;
        let scope = scope(desk, target, given.get(&SCOPE).unwrap_or(ALL))?;
        desk.run(Command::HoldAdd {
            reference: reference.clone(),
            scope,
            timers: said(given)?,
        })?;
        let mut open = open_timers(desk, None);
        open.retain(|t| of_its_value(&t.value).1 == reference);
        let asks = open.into_iter().map(|timer| {
            let mut answers = Answers::default();
            answers.give(&TIMER, timer.value);
            (ANSWER.id, Target::Nothing, answers)
        });
        let done =
            format!("nothing that the hold {reference} covers can be erased until it is released");
        Ok(Outcome::of(Subject::Hold(reference), done).asks(asks))
    }
}

/// What a hold is to cover.
fn scope(desk: &Desk, target: &Target, said: &str) -> Result<HoldTarget, Failure> {
    match (said.split_once('='), target.items().first()) {
        (None, _) if said == ALL => Ok(HoldTarget::All),
        (None, Some(item)) if said == THIS_ITEM => Ok(HoldTarget::Item(*item)),
        (None, Some(_)) if said == ITS_CONVERSATION => {
            Ok(HoldTarget::Conversations(vec![target.conversation(desk)?]))
        }
        (Some(("conversation", name)), _) => {
            let all = named_all(desk, name)?;
            Ok(HoldTarget::Conversations(
                all.iter().map(|c| c.id).collect(),
            ))
        }
        (Some(("item", id)), _) => Ok(HoldTarget::Item(desk.resolve(id)?)),
        _ => Err(misread(
            &SCOPE,
            format!("{said} is not a scope"),
            "Use --scope all, --scope conversation=NAME or --scope item=ID".into(),
        )),
    }
}

/// The holds in force by their references, each with what it covers.
fn in_force(desk: &Desk) -> Vec<Choice> {
    let mut all: Vec<Choice> = Vec::new();
    for hold in desk.state().holds.iter().filter(|h| h.released.is_none()) {
        let reference = hold.reference.as_deref().unwrap_or_default();
        let covers = hold_words(desk, hold);
        match all.iter_mut().find(|h| h.value == reference) {
            Some(same) => same.words.push_str(&format!("; {covers}")),
            None => all.push(Choice::new(reference, format!("{reference}, {covers}"))),
        }
    }
    all
}

/// Says what became of the timer of a conversation under a hold.
#[derive(Debug, Default)]
pub struct HoldTimer;

/// Whose timers are asked for.
static FOR: Field = Field::new("whose", Kind::Line).principal();

static UNDER: Field = Field::new("reference", Kind::Line)
    .positional("REF", "The reference of the hold")
    .must("Say under which hold.");

static CONVERSATION: Field = Field::new("conversation", Kind::Line)
    .flag("conversation", "The conversation's name")
    .value("NAME")
    .must("Say of which chat.");

/// On the screens both of them: the conversation's id, a blank, the reference.
static TIMER: Field = Field::new("timer", Kind::Choice)
    .screen("Timer", ARROWS)
    .taught(&[("*", &["-", "--conversation", "-"])]);

static BECAME: Field = Field::new("timers", Kind::Choice)
    .screen("Its timers", "What became of it")
    .asks("Its timer: o it is off now, c it cannot be switched off, n somebody else is the admin, Enter later?")
    .keys(&[("o", OFF), ("c", CANNOT), ("n", NOT_ADMIN), ("l", LATER)])
    .taught(TAUGHT)
    .asked("Say what became of the timer.")
    .way("Say --off, --cannot TEXT or --not-admin");

static ANSWER: Spec = Spec {
    id: "hold.timer",
    command: "hold timer",
    title: "A timer under a hold",
    fields: &[
        &UNDER,
        &CONVERSATION,
        &TIMER,
        &BECAME,
        &IS_OFF,
        &WHY,
        &IS_NOT_ADMIN,
        &FOR,
    ],
    draft: "hold-timer",
    ..Spec::PLAIN
};

/// The timers under a hold that nobody answered for. No more are offered: nobody chooses among more.
fn open_timers(desk: &Desk, principal: Option<&str>) -> Vec<Choice> {
    let open = desk.hold_timers_open(principal).into_iter();
    let timer = |(id, conversation)| {
        let hold = desk.state().holds.iter().find(|h| h.id == id)?;
        let value = format!("{conversation} {}", hold.reference.as_ref()?);
        Some(Choice::new(value, desk.hold_timer_words(id, conversation)))
    };
    open.filter_map(timer).collect()
}

/// Conversation and reference of a timer on the screens.
fn of_its_value(value: &str) -> (Option<Id>, &str) {
    let (conversation, reference) = value.split_once(' ').unwrap_or_default();
    (Id::parse(conversation), reference)
}

impl Operation for HoldTimer {
    described_by!(ANSWER);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        form.note = PHONE_GOES_ON.into();
        let mut open = open_timers(on.desk, on.before.get(&FOR));
        open.truncate(50);
        if open.is_empty() && on.before.get(&CONVERSATION).is_none() {
            return Err(Refusal::new(
                "No timer under a hold waits for an answer",
                "",
            ));
        }
        form.offer(&TIMER, open);
        form.offer(&BECAME, answers());
        Ok(())
    }

    fn question(&self, field: &Field, on: &Context<'_>) -> Option<String> {
        let open = open_timers(on.desk, None).into_iter();
        let timer = on.before.get(&TIMER);
        let words = timer.and_then(|t| open.map(|c| (c.value, c.words)).find(|(v, _)| v == t));
        let about = words.map(|(_, words)| words);
        let about = about.or_else(|| on.before.get(&CONVERSATION).map(str::to_owned))?;
        field
            .is(&BECAME)
            .then(|| format!("{about}. {}", field.question))
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let (conversation, reference) = match given.get(&TIMER).map(of_its_value) {
            Some((Some(conversation), reference)) => (conversation, reference.to_owned()),
            _ => {
                let reference = given.must(&UNDER)?;
                // Two chats of one name on two channels have two timers: which is meant has to be said.
                (named(desk, &given.must(&CONVERSATION)?)?.id, reference)
            }
        };
        desk.run(Command::HoldTimer {
            reference: reference.clone(),
            conversations: vec![conversation],
            said: said(given)?.ok_or_else(|| missing(&BECAME))?,
        })?;
        Ok(Outcome::of(
            Subject::Hold(reference),
            "the answer about the timer",
        ))
    }
}

/// Records that a hold has ended.
#[derive(Debug, Default)]
pub struct HoldRelease;

static ENDED: Field = Field::new("reference", Kind::Choice)
    .positional("REF", "The reference of the hold")
    .screen("Which hold", ARROWS)
    .must("Choose the hold that has ended.");

static RELEASE: Spec = Spec {
    id: "hold.release",
    command: "hold release",
    title: "Release a hold",
    button: "Release the hold",
    fields: &[&ENDED],
    draft: "release",
    ..Spec::PLAIN
};

impl Operation for HoldRelease {
    described_by!(RELEASE);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let holds = in_force(on.desk);
        if holds.is_empty() {
            let none = "No hold in force is on record here. Ask the request team";
            return Err(Refusal::new(none, ""));
        }
        let none = std::iter::once(Choice::new("", "none"));
        form.offer(&ENDED, none.chain(holds).collect());
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let reference = given.must(&ENDED)?;
        desk.run(Command::HoldRelease {
            reference: reference.clone(),
        })?;
        let done = format!("the hold {reference} is released");
        Ok(Outcome::of(Subject::Hold(reference), done))
    }
}
