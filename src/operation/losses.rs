//! What a person puts on record of the register itself: that something is lost and why nothing more can be done, and
//! that an installation is gone for good.

use super::prelude::*;
use crate::desk::Loss;
use crate::record::next::{op, way_on};
use crate::text::counted;

/// Takes note of a loss, or takes over the journal of an installation that is gone: one command, two actions of the
/// screens.
#[derive(Debug, Default)]
pub enum Losses {
    #[default]
    TakeNote,
    TakeOver,
}

/// Everything that is missing or goes on in two ways; what may still arrive is named by its head.
const ALL: &str = "all";
/// So many digits of a head are enough, where no other begins with them.
const DIGITS: usize = 4;

static HEADS: Field = Field::new("accept", Kind::Choice)
    .flag(
        "accept",
        "Take note that these are lost, by their heads as doctor prints them; all = whatever is missing now",
    )
    .value("HEAD")
    .many()
    .group("what-of-it")
    .screen("What is lost", "It stays in the list of verify; it is no alarm any more")
    .missing("Say of which head you take note, or of all.")
    .way("Name them as doctor prints them, or say all");

static WRITER: Field = Field::new("take-over", Kind::Choice)
    .flag(
        "take-over",
        "Take over the journal of an installation that is gone for good",
    )
    .value("WRITER")
    .group("what-of-it")
    .screen("Whose journal", "Its installation must really be gone")
    .missing("Say whose journal.");

static REASON: Field = Field::new("reason", Kind::Line)
    .flag(
        "reason",
        "Why nothing more can be done; - reads standard input",
    )
    .value("TEXT")
    .or_input()
    .screen(
        "Why",
        "What became of it, for whoever reads the register later",
    )
    .asks("Why can nothing more be done?")
    .must("Say why.")
    .way("Give it with --reason TEXT");

const DOCTOR: Spec = Spec {
    command: "doctor",
    fields: &[&HEADS, &WRITER, &REASON],
    ..Spec::PLAIN
};

static TAKE_NOTE: Spec = Spec {
    id: op::TAKE_NOTE,
    title: "Take note of what is lost",
    button: "Take note of it",
    form: Some(&[&HEADS, &REASON]),
    draft: "take-note",
    ..DOCTOR
};

static TAKE_OVER: Spec = Spec {
    id: op::TAKE_OVER,
    title: "Take over a journal",
    button: "Take it over",
    form: Some(&[&WRITER, &REASON]),
    draft: "take-over",
    ..DOCTOR
};

impl Operation for Losses {
    fn spec(&self) -> &'static Spec {
        match self {
            Losses::TakeNote => &TAKE_NOTE,
            Losses::TakeOver => &TAKE_OVER,
        }
    }

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let (field, choices) = match self {
            Losses::TakeNote => (&HEADS, losses(on.desk)?),
            Losses::TakeOver => {
                form.note = "What is erased is taken out of that journal by this installation from then on. If the other one still writes, its journal goes on in two ways.".into();
                (&WRITER, writers(on.desk)?)
            }
        };
        form.offer(field, choices);
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let said = match (given.get(&WRITER), given.get(&HEADS), self) {
            (Some(writer), _, _) => return take_over(desk, writer, given),
            (None, None, Losses::TakeOver) => return Err(missing(&WRITER)),
            (None, None, Losses::TakeNote) => return Err(missing(&HEADS)),
            (None, Some(heads), _) => heads.to_owned(),
        };
        let reason = given.need(&REASON)?;
        let mut lost: Vec<Loss> = Vec::new();
        for word in said.split('\n').map(str::trim) {
            lost.extend(named(desk, word)?);
        }
        // A journal that goes on in two ways has a head for each; of a loss there is one.
        let (forked, lost): (Vec<Loss>, Vec<Loss>) =
            lost.into_iter().partition(|l| l.heads.len() > 1);
        let mut heads: Vec<_> = forked
            .iter()
            .chain(&lost)
            .flat_map(|l| l.heads.clone())
            .collect();
        heads.sort();
        heads.dedup();
        desk.take_note_of(&heads, &reason)?;
        let ways = counted(forked.len(), "journal");
        let ways = match forked.len() {
            1 => format!(
                "{ways} that goes on in two ways is taken note of; all of it counts as before"
            ),
            _ => format!(
                "{ways} that go on in two ways are taken note of; all of them count as before"
            ),
        };
        let gone = format!(
            "{} noted as lost; verify names them for good, and what comes back counts",
            counted(lost.len(), "head")
        );
        let done = match (forked.is_empty(), lost.is_empty()) {
            (false, true) => ways,
            (false, false) => format!("{gone}; {ways}"),
            (true, _) => gone,
        };
        Ok(Outcome::of(Subject::Register, done))
    }
}

/// What there is to take note of.
fn losses(desk: &Desk) -> Result<Vec<Choice>, Refusal> {
    let losses = desk.losses();
    let (awaited, lost): (Vec<&Loss>, Vec<&Loss>) = losses.iter().partition(|l| l.awaited);
    let all = match lost.len() {
        0 | 1 => None,
        n => Some(Choice::new(
            ALL,
            format!("all {n} that are missing or go on in two ways"),
        )),
    };
    let each = lost.iter().chain(&awaited).filter_map(|loss| {
        let head = loss.heads.first()?;
        Some(Choice::new(head.to_string(), loss.what.clone()))
    });
    let choices: Vec<Choice> = all.into_iter().chain(each).collect();
    match choices.is_empty() {
        true => Err(none_lost()),
        false => Ok(choices),
    }
}

fn none_lost() -> Refusal {
    Refusal::new("Nothing is missing here of which note could be taken", "")
}

/// What a word means: all of it, a head as it is printed, or the beginning of its digits.
fn named(desk: &Desk, word: &str) -> Result<Vec<Loss>, Failure> {
    let all = desk.losses();
    if all.is_empty() {
        return Err(none_lost().into());
    }
    if word == ALL {
        let lost: Vec<Loss> = all.into_iter().filter(|l| !l.awaited).collect();
        return match lost.is_empty() {
            true => Err(none_lost().into()),
            false => Ok(lost),
        };
    }
    let digits = word.to_ascii_lowercase();
    let is_meant = |loss: &&Loss| {
        loss.heads.iter().any(|head| {
            let (whole, own) = (head.to_string(), head.digits());
            let begins = own.starts_with(&digits) || digits.starts_with(&own);
            whole == word || (digits.len() >= DIGITS && !head.is_by_number() && begins)
        })
    };
    let meant: Vec<Loss> = all.iter().filter(is_meant).cloned().collect();
    match meant.len() {
        1 => Ok(meant),
        0 => Err(Refusal::new(
            format!("Nothing that is missing now has the head {word}: that is no head, it is here, or note was taken of it"),
            way_on("See what is missing with", op::DOCTOR),
        )
        .into()),
        n => Err(misread(
            &HEADS,
            format!("{n} heads begin with {word}"),
            "Give more of its digits".into(),
        )),
    }
}

/// Whose journals can be taken over.
fn writers(desk: &Desk) -> Result<Vec<Choice>, Refusal> {
    let all = desk.other_writers();
    let choices = all.into_iter().map(|(writer, events)| {
        let events = counted(events as usize, "event");
        Choice::new(writer.clone(), format!("{writer}, {events}"))
    });
    let choices: Vec<Choice> = choices.collect();
    match choices.is_empty() {
        true => Err(Refusal::new(
            "No journal here is another installation's",
            "",
        )),
        false => Ok(Choice::unanswered(choices.into_iter())),
    }
}

fn take_over(desk: &mut Desk, said: &str, given: &Answers) -> Result<Outcome, Failure> {
    let reason = given.need(&REASON)?;
    let all = desk.other_writers();
    if !all.iter().any(|(writer, _)| writer == said) {
        let names: Vec<&str> = all.iter().map(|(writer, _)| writer.as_str()).collect();
        return Err(misread(
            &WRITER,
            format!("{said} is no journal that could be taken over"),
            match names.as_slice() {
                [] => "Every journal here is this installation's already".into(),
                names => format!("Name one of: {}", names.join(", ")),
            },
        ));
    }
    if !given.sure() {
        return Err(Failure::Unsure(format!(
            "Is the installation that wrote as {said} really gone? If it still writes, its journal goes on in two ways."
        )));
    }
    desk.take_over(said, &reason)?;
    let done = format!(
        "the journal of {said} is looked after here from now on; what is erased is taken out of it too"
    );
    Ok(Outcome::of(Subject::Register, done))
}
