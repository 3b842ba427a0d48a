//! What is answered to the conversations of a departure, each on its device.

use super::prelude::*;
use crate::desk::departure::{View, words};
use crate::record::departure::{Cell, Depart, Departure, Gone, NewAnswer};
use crate::record::next::{op, way_on};

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
        NewAnswer::Captured { .. } => "filed already",
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
            None => format!("a chat: {became}"),
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

/// One way to answer: its description, and the answer that it reads.
struct Row {
    spec: Spec,
    answer: fn(&Answers) -> Result<NewAnswer, Failure>,
}

/// An answer to lines of the grid, by its place among the rows.
#[derive(Debug, Default)]
pub struct DepartCells<const N: usize>;

pub type DepartCaptured = DepartCells<0>;
pub type DepartNil = DepartCells<1>;
pub type DepartHandOver = DepartCells<3>;
pub type DepartGone = DepartCells<4>;
pub type NotOnDevice = DepartCells<5>;
pub type DepartClear = DepartCells<6>;

static NOTE: Field = note("note", "A note; - reads standard input").value("NOTE");
static WORDS: Field = note("note", "A note; - reads standard input")
    .value("NOTE")
    .asks("A note? (Enter: none)")
    .screen("Note", "");
static LOOKED: Field = note("looked", "How they were looked at")
    .value("TEXT")
    .asks("How did you look at it? (Enter: not stated)")
    .screen("Looked at", "How: for example, scrolled back to May");

pub(super) static TO: Field = Field::new("to", Kind::Line)
    .flag("to", "Who takes them")
    .value("NAME")
    .asks("To whom? It is theirs once they have accepted.")
    .screen("To whom", "A name. Yours until they accept")
    .must("Say to whom: a name is needed.");

static REMEMBERED: Field = Field::new("note", Kind::Text)
    .flag("note", "What it said as remembered; - reads standard input")
    .value("NOTE")
    .or_input()
    .asks("What did it say, as remembered?")
    .screen("What it said", "As remembered; in a line or two")
    .asked("Say what it said, as remembered.");
static WENT: Field = Field::new("went", Kind::Line)
    .flag("went", "When it went, as far as is known")
    .value("TEXT")
    .asks("When did it go, as far as is known? (Enter: not known)")
    .screen("When it went", "As far as is known");
static HOLDERS: Field = Field::new("holders", Kind::Line)
    .flag("holders", "Who else may hold it")
    .value("TEXT")
    .asks("Who else may hold it? (Enter: not known)")
    .screen("Who has it", "Others in the chat, a backup");
static PERSONAL: Field = Field::new("personal-data", Kind::Choice)
    .switches(&[Switch {
        name: "personal-data",
        value: YES,
        help: "Personal data is concerned",
    }])
    .asks("Is personal data concerned?")
    .screen(
        "Personal data",
        "Whether personal data is concerned (paras 35, 36)",
    );
const YES: &str = "yes";

const NIL: Spec = Spec {
    id: "depart.nil",
    command: "depart nil",
    title: "Nothing significant",
    fields: &[&LOOKED],
    form: Some(&[]),
    ..COMMAND
};

static ROWS: [Row; 7] = [
    Row {
        spec: Spec {
            id: "depart.captured",
            command: "depart captured",
            title: "Filed already",
            fields: &[&NOTE],
            ..COMMAND
        },
        answer: |given| {
            let note = text(given, &NOTE);
            Ok(NewAnswer::Captured { note })
        },
    },
    Row {
        spec: NIL,
        answer: nil,
    },
    // One command, two actions of the screens.
    Row {
        spec: Spec {
            id: "depart.nil-looked",
            form: None,
            draft: "depart-nil",
            ..NIL
        },
        answer: nil,
    },
    Row {
        spec: Spec {
            id: "depart.hand-over",
            command: "depart hand-over",
            title: "Hand over",
            fields: &[&TO, &WORDS],
            draft: "depart-hand-over",
            ..COMMAND
        },
        answer: |given| {
            let (to, note) = (given.must(&TO)?, text(given, &WORDS));
            Ok(NewAnswer::HandedOver { to, note })
        },
    },
    Row {
        spec: Spec {
            id: "depart.gone",
            command: "depart gone",
            title: "No longer available",
            fields: &[&REMEMBERED, &WENT, &HOLDERS, &PERSONAL],
            draft: "depart-gone",
            ..COMMAND
        },
        answer: |given| {
            Ok(NewAnswer::Gone(Gone {
                note: text(given, &REMEMBERED).unwrap_or_default(),
                went: text(given, &WENT),
                holders: text(given, &HOLDERS),
                personal_data: given.is(&PERSONAL, YES),
            }))
        },
    },
    Row {
        spec: Spec {
            id: "depart.not-on-device",
            command: "depart not-on-device",
            title: "Not on this device",
            ..COMMAND
        },
        answer: |_| Ok(NewAnswer::NotOnDevice),
    },
    Row {
        spec: Spec {
            id: "depart.clear",
            command: "depart clear",
            title: "Open again",
            names: "Numbers of the grid: 3, 3-7, 1,4-6",
            ..COMMAND
        },
        answer: |_| Ok(NewAnswer::Open),
    },
];

fn text(given: &Answers, field: &Field) -> Option<String> {
    given.get(field).map(str::to_owned)
}

fn nil(given: &Answers) -> Result<NewAnswer, Failure> {
    let looked = text(given, &LOOKED);
    Ok(NewAnswer::Nil { looked })
}

impl<const N: usize> Operation for DepartCells<N> {
    fn spec(&self) -> &'static Spec {
        &ROWS[N].spec
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let departure = found(on.desk, on.target.departure())?;
        let view = on.desk.departure_view(departure);
        form.note_alone(match lines(&view, on.target).as_slice() {
            [one] => format!("{}. {}", one.number, words::cell(on.desk, one)),
            several => format!("{} marked lines", several.len()),
        });
        // Who was offered something last.
        let offers = departure.cells.values();
        let last = offers.filter_map(|a| Some((a.at, a.to.as_ref()?))).max();
        if let (Some((_, last)), Some(to)) = (last, form.at(&TO)) {
            to.initial.clone_from(last);
        }
        // Words of a message are refused there under any of these, so none are asked for.
        if on.desk.references_only() {
            for field in [&NOTE, &WORDS, &REMEMBERED] {
                form.leave_out(field);
            }
        }
        form.offer(&PERSONAL, ["no", YES].map(|w| Choice::new(w, w)).into());
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        answer(desk, target, given, (ROWS[N].answer)(given)?)
    }
}
