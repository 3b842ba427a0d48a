//! What is to be done at the desk, and what came of it.
//!
//! Invariant: an answer that says "Recorded" is given only once it is on disk.

use crate::desk::decide::words;
use crate::desk::{Desk, DeskError, Turn};
use crate::policy::Verdict;
use crate::record::Id;
use crate::record::next::Ways;
use crate::record::state::Hold;
use crate::record::stated::StatedMarking;

use super::ids;
use super::next::{self, Keys};
use super::review::Became;
use crate::operation::meaning::{self, Unread};
use crate::operation::{Answers, Failure, Op, Outcome, Subject, Target, Wrong};

/// Something to do that ends on disk.
#[derive(Debug)]
pub enum Deed {
    /// An operation, by what was answered.
    Operate {
        op: Op,
        target: Target,
        answers: Box<Answers>,
    },
    /// Takes a command back, or brings it back.
    Turn(Box<Turn>),
}

/// What came of a deed.
#[derive(Debug)]
pub enum Done {
    /// An operation is on record.
    Recorded {
        subject: Subject,
        /// The items it was done to.
        items: Vec<Id>,
        /// `None` where a review does not count it.
        became: Option<Became>,
        said: String,
        /// Further sentences.
        more: Vec<String>,
    },
    /// Something was taken back, or what was taken back is back.
    Turned { back: bool, said: String },
    /// Nothing is on record yet: something is to be asked first.
    Ask {
        question: String,
        /// What a yes does.
        deed: Box<Deed>,
    },
    /// Some of several items have an outcome; why not the rest is said.
    Part { items: Vec<Id>, said: String },
}

/// Why a deed was not done: nothing was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    /// What happened, in sentences.
    pub said: String,
    /// What to do next.
    pub next: Ways,
    /// What was written may not be kept here, not even as a draft (paragraph 11).
    pub forget: bool,
    /// The field of an operation that it is about.
    pub field: Option<&'static str>,
    /// That field says a time still to come; entered again it is meant.
    pub ahead: bool,
}

impl From<DeskError> for Trouble {
    fn from(error: DeskError) -> Trouble {
        let (said, next) = match error {
            DeskError::Refused(refusal) => (refusal.reason, refusal.next),
            DeskError::Storage(what) => (what, Ways::default()),
            DeskError::Stuck { what, next } => (what, next),
        };
        Trouble {
            said: sentence(&said),
            next,
            ..Trouble::default()
        }
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        match failure {
            Failure::Desk(error) => error.into(),
            Failure::Left(what) => trouble(what, "", Wrong::Missing),
            Failure::Unsure(question) => trouble(&question, "", Wrong::Missing),
            Failure::Invalid {
                field,
                what,
                hint,
                why,
            } => Trouble {
                field: Some(field.id),
                ..trouble(&what, &hint, why)
            },
        }
    }
}

impl From<Unread> for Trouble {
    fn from(unread: Unread) -> Trouble {
        trouble(&unread.what, &unread.hint, unread.why)
    }
}

fn trouble(what: &str, hint: &str, why: Wrong) -> Trouble {
    let beside = match why {
        Wrong::Secret => ", and the text is gone from here",
        _ => "",
    };
    let again = match why {
        Wrong::Ahead => "Enter once more keeps it.",
        _ => "",
    };
    let what = sentence(&format!("{what}{beside}"));
    let said = format!("{what} {} {again}", sentence(hint));
    Trouble {
        said: said.split_whitespace().collect::<Vec<_>>().join(" "),
        forget: why == Wrong::Secret,
        ahead: why == Wrong::Ahead,
        ..Trouble::default()
    }
}

/// A message with a full stop at its end.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    match text.is_empty() || text.ends_with(['.', '!', '?']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

/// Does it.
pub fn perform(desk: &mut Desk, deed: Deed, keys: Keys<'_>) -> Result<Done, Trouble> {
    desk.marking_is_asked_by_repeating();
    match deed {
        Deed::Operate {
            op,
            target,
            answers,
        } => operate(desk, op, &target, &answers, keys),
        Deed::Turn(turn) => {
            desk.turn(&turn)?;
            let what = desk.turn_words(&turn);
            let done = if turn.back { "Brought" } else { "Taken" };
            Ok(Done::Turned {
                back: turn.back,
                said: format!("{done} back: {what}."),
            })
        }
    }
}

/// Does an operation; a refusal says which of its fields it is about.
fn operate(
    desk: &mut Desk,
    op: Op,
    target: &Target,
    answers: &Answers,
    keys: Keys<'_>,
) -> Result<Done, Trouble> {
    let outcome = match op.run(desk, target, answers) {
        Ok(outcome) => outcome,
        Err(Failure::Unsure(question)) => return Ok(ask(op, target, answers, question)),
        Err(failure) => return Err(failure.into()),
    };
    Ok(told(desk, outcome, keys))
}

/// What an operation came to, in sentences.
pub fn told(desk: &Desk, outcome: Outcome, keys: Keys<'_>) -> Done {
    let said = outcome.sentence(desk, |items| ids::named_all(desk, items));
    let said = without_ids(desk, &outcome.subject, said);
    let more = outcome.more.iter().chain(&outcome.notices);
    let more = more.map(|more| stopped(next::told(more, keys)));
    let mut more: Vec<String> = more.collect();
    if let Subject::Hold(reference) = &outcome.subject {
        more.push(timers_words(desk, reference));
    }
    if let (Subject::Request(id), false) = (&outcome.subject, outcome.asks.is_empty()) {
        let open = desk.request_timers(*id).into_iter().filter(|t| t.open);
        more.extend(
            open.map(|t| t.words)
                .next()
                .map(|first| wait(outcome.asks.len(), &first)),
        );
    }
    more.retain(|told| !told.is_empty());
    let items = outcome.done_to();
    if let (Some((item, error)), Subject::Captured { left, .. }) =
        (outcome.stopped, &outcome.subject)
    {
        let (named, why) = (ids::named(desk, item), Trouble::from(error).said);
        let said = [vec![said], more].concat().join(" ");
        let said = format!("{said} {left} left: {named} was not captured. {why}");
        return Done::Part { items, said };
    }
    Done::Recorded {
        subject: outcome.subject,
        items,
        became: outcome.became,
        said,
        more,
    }
}

/// A sentence that another may stand behind.
fn stopped(mut sentence: String) -> String {
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

/// A decision is named by what it says, not by its id.
fn without_ids(desk: &Desk, subject: &Subject, said: String) -> String {
    let (Subject::Decided { decision: id, .. } | Subject::Decision(id)) = subject else {
        return said;
    };
    let short = desk.short(*id);
    let decision = desk.state().decisions.get(id);
    let verdict = decision.and_then(|d| Verdict::parse(&d.said.verdict));
    match (subject, verdict) {
        (Subject::Decided { .. }, Some(verdict)) => {
            let (head, _) = words::sentence(verdict);
            format!("Recorded: the decision. {head}.")
        }
        _ => said.replace(&format!("decision {short}, "), ""),
    }
}

/// Nothing is done before somebody says that they are sure.
fn ask(op: Op, target: &Target, answers: &Answers, question: String) -> Done {
    let (target, mut answers) = (target.clone(), Box::new(answers.clone()));
    answers.be_sure();
    let deed = Deed::Operate {
        op,
        target,
        answers,
    };
    Done::Ask {
        question,
        deed: Box::new(deed),
    }
}

/// A marking as typed. SECRET and above may not be here at all (paragraph 11).
pub(super) fn stated(desk: &Desk, given: &str) -> Result<StatedMarking, Trouble> {
    Ok(meaning::marking(desk.policy(), given)?)
}

/// What a hold leaves running, behind what was recorded of it: the timers nobody answered for, and a chat
/// without a timer on record.
fn timers_words(desk: &Desk, reference: &str) -> String {
    let holds = desk.state().holds.iter();
    let held = holds.filter(|h| h.reference.as_deref() == Some(reference));
    let held: Vec<&Hold> = held.filter(|h| h.released.is_none()).collect();
    let open = desk.hold_timers_open(None);
    let open = open
        .iter()
        .filter(|(id, _)| held.iter().any(|h| h.id == *id));
    let open: Vec<&(Id, Id)> = open.collect();
    if let Some((hold, conversation)) = open.first() {
        let first = desk.hold_timer_words(*hold, *conversation);
        return wait(open.len(), &first);
    }
    let lines = held.iter().flat_map(|h| desk.held_lines(h)).next();
    lines.map(|l| format!("{l}.")).unwrap_or_default()
}

/// That so many timers wait for an answer, with the first of them.
fn wait(timers: usize, first: &str) -> String {
    match timers {
        1 => format!("1 timer runs in it and waits for an answer: {first}."),
        n => format!("{n} timers run in it and wait for an answer, the first: {first}."),
    }
}
