//! What is answered to the conversations of a departure, each on its device.

use super::answers::Answers;
use super::core::{Context, Operation, Target};
use super::failure::Failure;
use super::field::{Field, Kind, Spec, Switch, Takes};
use super::form::{Choice, Form};
use super::outcome::{Outcome, Said, Subject};
use crate::desk::Desk;
use crate::desk::departure::{View, words};
use crate::record::departure::{Cell, Depart, Departure, Gone, NewAnswer};
use crate::record::next::{op, way_on};
use crate::record::{Id, Refusal};

/// Said of the argument that names lines, by every command but one.
const NUMBERS: &str = "Numbers of the grid: 3, 3-7, 1,4-6, or left for all that are not answered";

const COMMAND: Spec = Spec {
    takes: Takes::Cells,
    names: NUMBERS,
    ..Spec::PLAIN
};

/// A departure that is on record.
pub(super) fn found(desk: &Desk, id: Option<Id>) -> Result<&Departure, Refusal> {
    let found = id.and_then(|id| desk.state().departures.get(&id));
    found.ok_or_else(|| {
        Refusal::new(
            "That departure is not on record",
            way_on("List them with", op::DEPARTURES),
        )
    })
}

/// The lines of the grid that are meant.
fn lines<'v, 'a>(view: &'v View<'a>, target: &Target) -> Vec<&'v Cell<'a>> {
    let keys = target.cells().iter();
    keys.filter_map(|key| view.grid.cell(*key)).collect()
}

/// What the form of an answer is about.
fn about(form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
    let departure = found(on.desk, on.target.departure())?;
    let view = on.desk.departure_view(departure);
    form.note_alone(match lines(&view, on.target).as_slice() {
        [one] => format!("{}. {}", one.number, words::cell(on.desk, one)),
        several => format!("{} marked lines", several.len()),
    });
    Ok(())
}

/// Records an answer, once whoever gives it is sure of it.
fn answer(
    desk: &mut Desk,
    target: &Target,
    given: &Answers,
    answer: NewAnswer,
) -> Result<Outcome, Failure> {
    let departure = found(desk, target.departure())?;
    let (id, view) = (departure.id, desk.departure_view(departure));
    let asked = lines(&view, target);
    let waiting: usize = asked.iter().map(|c| c.tally.waiting).sum();
    if let Some(question) = words::question(&answer, &asked).filter(|_| !given.sure()) {
        return Err(Failure::Unsure(question));
    }
    let personal = matches!(&answer, NewAnswer::Gone(gone) if gone.personal_data);
    let settles = matches!(answer, NewAnswer::Nil { .. } | NewAnswer::Captured { .. });
    let became = became(&answer, waiting);
    desk.depart(Depart::Answer {
        departure: id,
        cells: target.cells().to_vec(),
        answer,
    })?;
    let outcome = Outcome::new(
        Subject::Answered {
            departure: id,
            cells: true,
        },
        said(desk, target, &became)?,
    );
    let waits = (settles && waiting > 0).then(|| still_wait(waiting));
    let outcome = outcome.notes(waits);
    Ok(outcome.notes(personal.then(|| desk.personal_data_words())))
}

/// An answer in a few words, as a screen says it of one line or several.
fn became(answer: &NewAnswer, waiting: usize) -> String {
    let words = match answer {
        NewAnswer::Captured { .. } => "captured already",
        NewAnswer::Nil { .. } if waiting > 0 => "nothing else significant",
        NewAnswer::Nil { .. } => "nothing significant",
        NewAnswer::HandedOver { to, .. } => {
            return format!("offered to {to}; it is theirs once accepted");
        }
        NewAnswer::Gone(_) => "no longer available",
        NewAnswer::NotOnDevice => "not on this device",
        NewAnswer::Open => "open again",
    };
    words.to_owned()
}

/// Each line as it is answered now; of all together, what became of them.
fn said(desk: &Desk, target: &Target, became: &str) -> Result<Said, Refusal> {
    let view = desk.departure_view(found(desk, target.departure())?);
    let cells = lines(&view, target);
    let whole = |cell: &&Cell<'_>| {
        let (name, answer) = (words::cell(desk, cell), cell.answer);
        let answer = words::answer(answer, &cell.tally);
        format!("{}. {name}: {answer}", cell.number)
    };
    let together = match cells.as_slice() {
        [one] => match &one.conversation.name {
            Some(name) => format!("{name}: {became}"),
            None => format!("a conversation: {became}"),
        },
        several => format!("{} lines: {became}", several.len()),
    };
    Ok(Said::each(cells.iter().map(whole).collect(), together))
}

fn still_wait(waiting: usize) -> crate::record::next::WayOn {
    let words = match waiting {
        1 => "1 item of it still waits in the queue: capture it, or say what it is".to_owned(),
        n => format!("{n} items of it still wait in the queue: capture them, or say what they are"),
    };
    way_on(words, op::QUEUE)
}

/// A note to an answer.
const fn note(id: &'static str, help: &'static str) -> Field {
    Field::new(id, Kind::Line).flag(id, help).or_input()
}

/// What is significant is captured already.
#[derive(Debug, Default)]
pub struct DepartCaptured;

static NOTE: Field = note("note", "A note; - reads standard input").value("NOTE");

static CAPTURED: Spec = Spec {
    id: "depart.captured",
    command: "depart captured",
    title: "Captured already",
    fields: &[&NOTE],
    form: Some(&[]),
    ..COMMAND
};

impl Operation for DepartCaptured {
    fn spec(&self) -> &'static Spec {
        &CAPTURED
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let note = given.get(&NOTE).map(str::to_owned);
        answer(desk, target, given, NewAnswer::Captured { note })
    }
}

/// Nothing in them is significant: one command, two actions of the screens.
#[derive(Debug, Default)]
pub enum DepartNil {
    #[default]
    AtOnce,
    Looked,
}

static LOOKED: Field = note("looked", "How they were looked at")
    .value("TEXT")
    .screen("Looked at", "How: for example, scrolled back to May");

static NIL: Spec = Spec {
    id: "depart.nil",
    command: "depart nil",
    title: "Nothing significant",
    fields: &[&LOOKED],
    form: Some(&[]),
    ..COMMAND
};

static NIL_LOOKED: Spec = Spec {
    id: "depart.nil-looked",
    form: None,
    draft: "depart-nil",
    ..NIL
};

impl Operation for DepartNil {
    fn spec(&self) -> &'static Spec {
        match self {
            DepartNil::AtOnce => &NIL,
            DepartNil::Looked => &NIL_LOOKED,
        }
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        about(form, on)
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let looked = given.get(&LOOKED).map(str::to_owned);
        answer(desk, target, given, NewAnswer::Nil { looked })
    }
}

/// Offers them to somebody by name.
#[derive(Debug, Default)]
pub struct DepartHandOver;

pub(super) static TO: Field = Field::new("to", Kind::Line)
    .flag("to", "Who takes them")
    .value("NAME")
    .screen("To whom", "By name: it is theirs once accepted")
    .must("Say to whom: a name is needed.");

static WORDS: Field = note("note", "A note; - reads standard input")
    .value("NOTE")
    .screen("Note", "Nothing need be said here");

static HAND_OVER: Spec = Spec {
    id: "depart.hand-over",
    command: "depart hand-over",
    title: "Hand over",
    fields: &[&TO, &WORDS],
    draft: "depart-hand-over",
    ..COMMAND
};

impl Operation for DepartHandOver {
    fn spec(&self) -> &'static Spec {
        &HAND_OVER
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        about(form, on)?;
        let departure = found(on.desk, on.target.departure())?;
        // Who was offered something last.
        let offers = departure.cells.values();
        let last = offers.filter_map(|a| Some((a.at, a.to.as_ref()?))).max();
        if on.desk.references_only() {
            form.leave_out(&WORDS);
        }
        if let (Some((_, last)), Some(to)) = (last, form.at(&TO)) {
            to.initial.clone_from(last);
        }
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let (to, note) = (given.must(&TO)?, given.get(&WORDS).map(str::to_owned));
        answer(desk, target, given, NewAnswer::HandedOver { to, note })
    }
}

/// They are no longer available.
#[derive(Debug, Default)]
pub struct DepartGone;

static REMEMBERED: Field = Field::new("note", Kind::Text)
    .flag("note", "What it said as remembered; - reads standard input")
    .value("NOTE")
    .or_input()
    .screen("What it said", "As remembered; in a line or two")
    .asked("Say what it said, as remembered.");

static WENT: Field = Field::new("went", Kind::Line)
    .flag("went", "When it went, as far as is known")
    .value("TEXT")
    .screen("When it went", "As far as is known");

static HOLDERS: Field = Field::new("holders", Kind::Line)
    .flag("holders", "Who else may hold it")
    .value("TEXT")
    .screen("Who may hold it", "Others in the conversation, a backup");

static PERSONAL: Field = Field::new("personal-data", Kind::Choice)
    .switches(&[Switch {
        name: "personal-data",
        value: YES,
        help: "Personal data is concerned",
    }])
    .screen(
        "Personal data",
        "Whether personal data is concerned (paras 35, 36)",
    );
const YES: &str = "yes";

static GONE: Spec = Spec {
    id: "depart.gone",
    command: "depart gone",
    title: "No longer available",
    fields: &[&REMEMBERED, &WENT, &HOLDERS, &PERSONAL],
    draft: "depart-gone",
    ..COMMAND
};

impl Operation for DepartGone {
    fn spec(&self) -> &'static Spec {
        &GONE
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        about(form, on)?;
        if on.desk.references_only() {
            form.leave_out(&REMEMBERED);
        }
        let words = ["no", YES].map(|word| Choice::new(word, word));
        form.offer(&PERSONAL, words.into());
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let said = |field| given.get(field).map(str::to_owned);
        let gone = Gone {
            note: said(&REMEMBERED).unwrap_or_default(),
            went: said(&WENT),
            holders: said(&HOLDERS),
            personal_data: given.is(&PERSONAL, YES),
        };
        answer(desk, target, given, NewAnswer::Gone(gone))
    }
}

/// They are not on that device.
#[derive(Debug, Default)]
pub struct NotOnDevice;

static NOT_ON_DEVICE: Spec = Spec {
    id: "depart.not-on-device",
    command: "depart not-on-device",
    title: "Not on this device",
    ..COMMAND
};

impl Operation for NotOnDevice {
    fn spec(&self) -> &'static Spec {
        &NOT_ON_DEVICE
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        answer(desk, target, given, NewAnswer::NotOnDevice)
    }
}

/// Takes their answers away.
#[derive(Debug, Default)]
pub struct DepartClear;

static CLEAR: Spec = Spec {
    id: "depart.clear",
    command: "depart clear",
    title: "Open again",
    names: "Numbers of the grid: 3, 3-7, 1,4-6",
    ..COMMAND
};

impl Operation for DepartClear {
    fn spec(&self) -> &'static Spec {
        &CLEAR
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        answer(desk, target, given, NewAnswer::Open)
    }
}
