//! What is to be done at the desk, and what came of it.
//!
//! Invariant: an answer that says "Recorded" is given only once it is on disk.

use crate::desk::{Desk, DeskError, ReviewEnd, Turn};
use crate::record::Id;
use crate::record::command::StatedMarking;
use crate::record::next::Ways;
use crate::text::when;

use super::decide;
use super::more::{self, More};
use super::next::{self, Keys};
use super::review::Became;
use crate::config::{Machine, Me};
use crate::desk::decide::Answers as CaseAnswers;
use crate::operation::meaning::{self, Unread};
use crate::operation::{Answers, Failure, Op, Subject, Target, Wrong};

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
    /// What was answered goes on record.
    Decide {
        answers: Box<CaseAnswers>,
        reason: Option<String>,
        principal: Option<String>,
    },
    SetUp {
        me: Box<Me>,
        machine: Machine,
    },
    /// A review reached its end; its figures are counted from the register.
    EndReview {
        /// The principal whose items were looked at.
        principal: Option<String>,
        /// What became of each item in this sitting.
        sitting: Vec<(Id, Became)>,
        chats: Option<String>,
        how: Option<String>,
    },
    /// Several items at once, and what a review does not ask for.
    More(More),
}

/// What came of a deed.
#[derive(Debug)]
pub enum Done {
    Added {
        item: Id,
        said: String,
    },
    Undone {
        said: String,
    },
    /// What was taken back is back.
    Redone {
        said: String,
    },
    /// A decision is on record; its id as people see it.
    Decided {
        id: Id,
        short: String,
        said: String,
    },
    SetUp {
        lines: Vec<String>,
    },
    Said(String),
    /// The lines that tell of the recorded review, and where what stands open is seen.
    Reviewed {
        lines: Vec<(String, Ways)>,
    },
    /// Something is on record of these items, or of none.
    Many {
        items: Vec<Id>,
        /// `None` where a review does not count it.
        became: Option<Became>,
        said: String,
    },
    /// For the clipboard of the device one connects from.
    Copy {
        text: String,
    },
    /// Alone on the screen, to be selected by hand.
    Plain {
        text: String,
    },
    /// Nothing is on record yet: something is to be asked first.
    Ask {
        question: String,
        /// What a yes does.
        deed: Box<Deed>,
    },
    /// Something is on record of a departure.
    Departed {
        said: String,
        /// A paper to carry somewhere by hand.
        paper: Option<Vec<String>>,
        /// A departure that was opened.
        opened: Option<Id>,
    },
    /// Some of several items have an outcome; why not the rest is said.
    Part {
        items: Vec<Id>,
        said: String,
    },
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
            Ok(match turn.back {
                true => Done::Redone {
                    said: format!("Brought back: {what}."),
                },
                false => Done::Undone {
                    said: format!("Taken back: {what}."),
                },
            })
        }
        Deed::Decide {
            answers,
            reason,
            principal,
        } => decide::deed::record(desk, &answers, reason, principal),
        Deed::SetUp { me, machine } => decide::deed::set_up(desk, &me, &machine),
        Deed::EndReview {
            principal,
            sitting,
            chats,
            how,
        } => review(desk, principal.as_deref(), &sitting, chats, how),
        Deed::More(more) => more::perform(desk, more),
    }
}

/// An item as a person would name it: the start of what it says.
pub(super) fn named(desk: &Desk, item: Id) -> String {
    let found = desk.state().items.get(&item);
    match found.and_then(|i| i.body()) {
        Some(body) => {
            let line = body.lines().next().unwrap_or_default();
            let start = crate::text::fit(line, 24);
            match start.len() < line.len() {
                // A word that was cut is left out; what follows is said to be left out.
                true => {
                    let whole = start.rsplit_once(' ').map_or(start, |(whole, _)| whole);
                    format!("\"{} ...\"", whole.trim_end())
                }
                false => format!("\"{}\"", line.trim_end()),
            }
        }
        None => format!("item {}", desk.short(item)),
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
    let mut said = outcome.sentence(desk, |items| more::named_all(desk, items));
    said.push_str(&next::further(&outcome.more, keys));
    said.push_str(&next::further(&outcome.notices, keys));
    if let Subject::Decision(_) = outcome.subject {
        return Ok(Done::Said(said));
    }
    let timers = match &outcome.subject {
        Subject::Hold(reference) => more::timers_words(desk, reference),
        _ => String::new(),
    };
    match outcome.subject {
        Subject::Added(item) => return Ok(Done::Added { item, said }),
        Subject::Opened(id) => return Ok(departed(said, None, Some(id))),
        Subject::Departure(_) | Subject::Answered { .. } => return Ok(departed(said, None, None)),
        Subject::Stated { paper, .. } => return Ok(departed(said, paper, None)),
        _ => {}
    }
    let items = outcome.done_to();
    if let (Some((item, error)), Subject::Captured { left, .. }) =
        (outcome.stopped, &outcome.subject)
    {
        let (named, why) = (named(desk, item), Trouble::from(error).said);
        let said = format!("{said} {left} left: {named} was not captured. {why}");
        return Ok(Done::Part { items, said });
    }
    Ok(Done::Many {
        items,
        became: outcome.became,
        said: said + &timers,
    })
}

fn departed(said: String, paper: Option<String>, opened: Option<Id>) -> Done {
    let paper = paper.map(|text| text.lines().map(str::to_owned).collect());
    Done::Departed {
        said,
        paper,
        opened,
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

fn review(
    desk: &mut Desk,
    principal: Option<&str>,
    sitting: &[(Id, Became)],
    chats: Option<String>,
    how: Option<String>,
) -> Result<Done, Trouble> {
    let reviewed = desk.end_review(ReviewEnd {
        principal,
        sitting,
        chats,
        how,
    })?;
    let at = when::full(reviewed.at, desk.zone());
    let recorded = [
        format!("Review recorded {at}."),
        format!("{}.", reviewed.outcome),
    ];
    let mut lines = Vec::from(recorded.map(|line| (line, Ways::default())));
    lines.extend(reviewed.open.into_iter().map(|open| {
        let see = open.see.map(Ways::from).unwrap_or_default();
        (format!("{}: {}", open.label, open.value), see)
    }));
    Ok(Done::Reviewed { lines })
}
