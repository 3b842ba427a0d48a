//! What an answer to a conversation said when it was given, in words.
//!
//! Invariant: what was answered is told as it was then, whatever became since of the items it left aside; of an
//! answer in an older register, which did not keep that, as it stands today.

use crate::record::departure::{CellAnswer, Outcome, Tally, Then};
use crate::record::event::DepartureCell;
use crate::text::counted;

/// An outcome in a few words.
pub fn outcome(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        None => "open",
        Some(Outcome::Captured) => "filed already",
        Some(Outcome::Nil) => "nothing significant",
        Some(Outcome::HandedOver) => "handed over",
        Some(Outcome::Gone) => "no longer available",
        Some(Outcome::NotOnDevice) => "not on this device",
    }
}

/// What stood aside, as far as it is known: then, or today.
fn aside(then: Option<Then>, tally: &Tally<'_>) -> Then {
    then.unwrap_or(Then {
        waiting: tally.waiting,
        captured: tally.filed(),
    })
}

/// Whether "nothing significant" leaves something aside.
pub(super) fn leaves_aside(answer: &CellAnswer, tally: &Tally<'_>) -> bool {
    let then = aside(answer.then, tally);
    then.waiting + then.captured + tally.waiting + tally.filed() > 0
}

/// What "nothing significant" left aside; `when` stands behind what waited.
fn beyond(then: Then, when: &str) -> String {
    let waits = match then.waiting {
        0 => None,
        1 => Some(format!("the 1 item waiting{when}")),
        n => Some(format!("the {n} items waiting{when}")),
    };
    match (then.captured, waits) {
        (0, None) => String::new(),
        (0, Some(waits)) => format!(" beyond {waits}"),
        (_, None) => " beyond what is captured".into(),
        (_, Some(waits)) => format!(" beyond what is captured and {waits}"),
    }
}

/// "; 2 items of it wait now", where none did then or fewer did.
fn came_since(then: Then, waiting: usize) -> String {
    match waiting > then.waiting {
        false => String::new(),
        true => format!("; {} now", items_wait(waiting)),
    }
}

fn items_wait(n: usize) -> String {
    let ending = if n == 1 { "s" } else { "" };
    format!("{} of it wait{ending}", counted(n, "item"))
}

const THEN: &str = " when that was said";

/// An outcome in a few words, true to what is on record of the conversation: of one where something waited or is
/// captured nobody says that nothing in it is significant.
pub fn outcome_of(answer: &CellAnswer, tally: &Tally<'_>) -> String {
    let words = outcome(answer.outcome);
    let mut then = aside(answer.then, tally);
    let changed = then.waiting != tally.waiting;
    match answer.outcome {
        Some(Outcome::Nil) => {
            // What was captured since is captured now.
            then.captured = then.captured.max(tally.filed());
            let when = if changed { THEN } else { "" };
            let now = came_since(then, tally.waiting);
            let plain = then.waiting == 0 && changed;
            let when_plain = if plain { THEN } else { "" };
            format!("{words}{when_plain}{}{now}", beyond(then, when))
        }
        Some(Outcome::NotOnDevice) if changed && then.waiting > 0 => {
            let waited = counted(then.waiting, "item");
            let now = came_since(then, tally.waiting);
            format!("{words}; {waited} of it waited{THEN}{now}")
        }
        Some(Outcome::NotOnDevice) if tally.waiting > 0 => {
            format!("{words}; {}", items_wait(tally.waiting))
        }
        _ => words.to_owned(),
    }
}

/// An answer as its event says it: what was said then, and no more.
pub fn outcome_said(event: &DepartureCell) -> String {
    let given = Outcome::parse(&event.outcome);
    let words = outcome(given);
    let n = |n: Option<i64>| n.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let then = Then {
        waiting: n(event.waiting),
        captured: n(event.captured),
    };
    match given {
        Some(Outcome::Nil) => format!("{words}{}", beyond(then, "")),
        Some(Outcome::NotOnDevice) if then.waiting > 0 => {
            format!("{words}; {} of it waiting", counted(then.waiting, "item"))
        }
        _ => words.to_owned(),
    }
}
