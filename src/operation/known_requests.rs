//! Whether a request, inquiry or litigation is known: paragraph 28 for information requests, the rest is this
//! tool's reading. Asked wherever something goes that may be asked for.

use super::answers::{Answers, missing};
use super::failure::{Failure, Wrong};
use super::field::{Field, Kind, Need, Switch};
use super::form::{Choice, Form};
use crate::desk::words::{ASKERS, OFFENCE};
use crate::record::command::Requests;

const KNOWN: &str = "yes";
/// What is asked there.
const ASKED_HINT: &str = "Has anybody asked for this: an information request (para 28), or an inquiry, court case, police or Parliament (this tool's reading)?";
pub(super) const NONE_KNOWN: &str = "no";

pub(super) static REQUESTS: Field = known().remembered();
pub(super) static WHICH: Field = which(&REQUESTS).remembered();

/// The same where it is asked each time anew.
pub(super) static REQUESTS_ANEW: Field = known();
pub(super) static WHICH_ANEW: Field = which(&REQUESTS_ANEW);

/// The same where it counts only with something else that was said.
pub(super) static REQUESTS_THEN: Field = then();
pub(super) static WHICH_THEN: Field = Field {
    need: Need::May,
    ..which(&REQUESTS_THEN)
};

pub(super) const fn then() -> Field {
    Field {
        need: Need::May,
        ..known()
    }
}

/// What no erasure reaches.
pub(super) const NOT_REACHED: &str =
    "Copies made before, backups and what was lodged elsewhere are not reached by this.";

const fn known() -> Field {
    Field::new("requests", Kind::Choice)
        .switches(&[Switch {
            name: "no-request-known",
            value: NONE_KNOWN,
            help: "You know of no information request (para 28), inquiry, litigation, police matter, order of Parliament or subject access request (this tool's reading) that asks for it",
        }])
        .screen("Anyone asked", ASKED_HINT)
        .asks("Do you know of a request, inquiry, litigation or other demand that asks for it? (y/n)")
        .keys(&[("y", KNOWN), ("n", NONE_KNOWN)])
        .explains(&[
            OFFENCE,
            "With y the text stays, with d the item is left as it was. q leaves it.",
        ])
        .asked("Say whether a request is known: y or n in that field.")
}

const fn which(known: &'static Field) -> Field {
    Field::new("which", Kind::Line)
        .flag(
            "request",
            "The request, inquiry, litigation or other demand you know of",
        )
        .value("TEXT")
        .or_input()
        .screen("Which", "Its number, or who asks for what")
        .asks("Which?")
        .explains(&["Its number, or who asks for what, so that it can be found again; the text stays. q leaves it."])
        .asked("Say which request, inquiry or litigation it is.")
        .when(known, KNOWN)
}

/// The answers of the form.
pub(super) fn offer(form: &mut Form) {
    let choices = [
        (NONE_KNOWN, "none that I know of"),
        (KNOWN, "yes, and which"),
    ];
    let choices = choices.map(|(value, words)| Choice::new(value, words));
    form.offer(&REQUESTS, Choice::unanswered(choices.into_iter()));
}

/// What was answered; `None` where nothing was.
pub(super) fn requests(given: &Answers) -> Result<Option<Requests>, Failure> {
    match (given.get(&REQUESTS), given.text(&WHICH)) {
        (Some(NONE_KNOWN), _) => Ok(Some(Requests::NoneKnown)),
        (_, Some(which)) => Ok(Some(Requests::Known(which))),
        (Some(KNOWN), None) => Err(missing(&WHICH)),
        _ => Ok(None),
    }
}

/// What was answered before something is erased: which one it is need not be known for nothing to be erased.
pub(super) fn before_erasing(given: &Answers) -> Option<Requests> {
    let unnamed = |_| Some(Requests::Known("not named".into()));
    requests(given).unwrap_or_else(unnamed)
}

/// That it is not answered, and what was not done then.
pub(super) fn unanswered(nothing: &str) -> Failure {
    Failure::Invalid {
        field: &REQUESTS_ANEW,
        what: format!(
            "Before anything is erased it must be answered whether {ASKERS} asks for it. {OFFENCE}"
        ),
        hint: format!("Answer with --no-request-known or --request TEXT. {nothing}"),
        why: Wrong::Missing,
    }
}
