//! `depart` at a terminal: chat by chat, step by step, what is open, and the statement, each asked on a line.
//!
//! Invariant: each answer is an operation of its own and on record before the next question is asked, so it may be
//! stopped anywhere.

use std::collections::HashSet;

use super::super::App;
use super::super::ask::{Asker, Got, Prompt};
use super::super::error::CliError;
use super::super::operate::{perform, told};
use super::super::prompter::{Asked, fill};
use super::super::review;
use super::sight;
use crate::desk::Desk;
use crate::desk::departure::words;
use crate::operation::{self, Answers, Context, Op, Target};
use crate::record::Id;
use crate::record::departure::CellKey;
use crate::text::when;

/// How a part of it ended.
pub(super) enum Ended {
    /// It came to its end.
    Through,
    Stopped,
    /// The input ended, or the link dropped.
    Cut,
}

/// What came of one answer.
#[derive(PartialEq, Eq)]
pub(super) enum Did {
    It,
    /// It was left, or refused; which was said.
    Nothing,
    /// The input ended.
    Cut,
}

/// One departure that is gone through.
pub(super) struct Walk<'a> {
    pub(super) app: &'a mut App,
    pub(super) desk: &'a mut Desk,
    pub(super) departure: Id,
    pub(super) asker: Asker,
}

/// What `q` leaves behind.
pub(super) const STOPS: &str = "What was answered is on record.";

/// Goes through the departure that is open, or the one that is chosen of several.
pub(super) fn walk(app: &mut App, desk: &mut Desk) -> Result<(), CliError> {
    let mut asker = Asker::default();
    let Some(departure) = which(app, desk, &mut asker)? else {
        return Ok(app.out.say("Stopped. Nothing was recorded.")?);
    };
    let mut walk = Walk {
        app,
        desk,
        departure,
        asker,
    };
    sight::head(&mut walk)?;
    let ended = walk.parts()?;
    walk.app.tidy(walk.desk)?;
    let on = "all answers are on record; go on with: onrecord depart";
    match ended {
        Ended::Through => Ok(()),
        Ended::Stopped => Ok(walk.app.out.say(format!("Stopped: {on}"))?),
        Ended::Cut => Err(CliError::refused(format!("The input ended: {on}"), "")),
    }
}

/// The departure that is meant; `None` where none is chosen.
fn which(app: &mut App, desk: &Desk, asker: &mut Asker) -> Result<Option<Id>, CliError> {
    let principal = app.global.principal.as_deref();
    let open = desk.departures_open(principal);
    if let [one] = open.as_slice() {
        return Ok(Some(one.id));
    }
    let names = open.iter().map(|d| {
        let on = when::full(d.on, desk.zone());
        let whose = d.principal.as_deref().map(|p| format!("{p}, "));
        format!("{}{}, {on}", whose.unwrap_or_default(), words::kind(d.kind))
    });
    let names: Vec<String> = names.collect();
    let mut prompt = Prompt::numbered("Which departure?", names.iter().map(String::as_str));
    prompt.stops = "Nothing is recorded then.";
    Ok(match asker.put(&mut app.out, &prompt)? {
        Got::Chosen(at) => open.get(at).map(|d| d.id),
        _ => None,
    })
}

impl Walk<'_> {
    fn parts(&mut self) -> Result<Ended, CliError> {
        for part in [Walk::chats, Walk::steps, sight::open, sight::statement] {
            match part(self)? {
                Ended::Through => self.app.out.gap()?,
                ended => return Ok(ended),
            }
        }
        Ok(Ended::Through)
    }

    /// Does one thing by its operation: what its form asks for is asked for, a line each.
    pub(super) fn does(&mut self, op: &str, target: &Target) -> Result<Did, CliError> {
        let Some(op) = operation::of(op) else {
            return Ok(Did::Nothing);
        };
        match self.done(op, target) {
            Ok(did) => Ok(did),
            Err(refused) => {
                review::say_refusal(self.app, refused)?;
                Ok(Did::Nothing)
            }
        }
    }

    fn done(&mut self, op: Op, target: &Target) -> Result<Did, CliError> {
        let mut answers = Answers::said_by(op.spec(), self.app.global.principal.as_deref());
        let before = answers.clone();
        let on = Context {
            desk: self.desk,
            target,
            before: &before,
        };
        match fill(self.app, op.0, &on, &mut answers)? {
            Asked::Through => {}
            Asked::Stopped => {
                self.app.out.say("Left as it was.")?;
                return Ok(Did::Nothing);
            }
            Asked::Ended => return Ok(Did::Cut),
        }
        let Some(outcome) = perform(self.app, self.desk, op.0, target, answers)? else {
            return Ok(Did::Nothing);
        };
        told(self.app, self.desk, &outcome)?;
        Ok(Did::It)
    }

    /// Each chat that is not answered, on its device.
    fn chats(&mut self) -> Result<Ended, CliError> {
        let mut order: Vec<(CellKey, bool)> = Vec::new();
        while let Some(chat) = sight::next_chat(self, &order) {
            self.desk.refresh()?;
            let mut prompt = Prompt::keyed(&chat.question, CHATS.iter().copied());
            prompt = prompt.explained(CHATS_MEAN.iter().copied());
            (prompt.brief, prompt.stops) = (true, STOPS);
            let chosen = match self.asker.put(&mut self.app.out, &prompt)? {
                Got::Chosen(at) => CHATS[at].0,
                Got::Back => {
                    self.back(&mut order)?;
                    continue;
                }
                Got::Stopped => return Ok(Ended::Stopped),
                Got::Said(_) => continue,
                Got::Ended => return Ok(Ended::Cut),
            };
            let target = Target::Cells {
                departure: self.departure,
                cells: vec![chat.key],
            };
            let did = match chosen {
                "c" => {
                    if self.captured(&chat.waiting)? == Did::Cut {
                        return Ok(Ended::Cut);
                    }
                    continue;
                }
                "l" => {
                    order.push((chat.key, false));
                    self.app.out.say("Left open.")?;
                    continue;
                }
                "d" => self.does("depart.captured", &target)?,
                "n" => self.does("depart.nil-looked", &target)?,
                "h" => self.does("depart.hand-over", &target)?,
                "N" => self.does("depart.gone", &target)?,
                _ => self.does("depart.not-on-device", &target)?,
            };
            match did {
                Did::It => order.push((chat.key, true)),
                Did::Nothing => {}
                Did::Cut => return Ok(Ended::Cut),
            }
        }
        Ok(Ended::Through)
    }

    /// Back to the chat before: what was answered about it is taken away.
    fn back(&mut self, order: &mut Vec<(CellKey, bool)>) -> Result<(), CliError> {
        let Some((key, answered)) = order.pop() else {
            return Ok(self.app.out.say("This is the first chat.")?);
        };
        let target = Target::Cells {
            departure: self.departure,
            cells: vec![key],
        };
        if answered && self.does("depart.clear", &target)? != Did::It {
            order.push((key, answered));
        }
        Ok(())
    }

    /// What waits of a chat, one message after another, as in a review.
    fn captured(&mut self, waiting: &[Id]) -> Result<Did, CliError> {
        if waiting.is_empty() {
            self.app.out.say("Nothing of it waits in the queue.")?;
            return Ok(Did::Nothing);
        }
        match review::some(self.app, self.desk, waiting)?.was_cut() {
            true => Ok(Did::Cut),
            false => Ok(Did::It),
        }
    }

    /// Each step of the checklist that is not answered.
    fn steps(&mut self) -> Result<Ended, CliError> {
        let mut order: Vec<(String, bool)> = Vec::new();
        while let Some(step) = sight::next_step(self, &order) {
            self.desk.refresh()?;
            let mut prompt = Prompt::keyed(&step.question, STEPS.iter().copied());
            prompt = prompt.explained(["The statement carries each step with its answer."]);
            (prompt.default, prompt.stops) = (Some(STEPS.len() - 1), STOPS);
            let chosen = match self.asker.put(&mut self.app.out, &prompt)? {
                Got::Chosen(at) => STEPS[at].0,
                Got::Back => {
                    self.step_back(&mut order)?;
                    continue;
                }
                Got::Stopped => return Ok(Ended::Stopped),
                Got::Said(_) => continue,
                Got::Ended => return Ok(Ended::Cut),
            };
            let target = Target::Steps {
                departure: self.departure,
                steps: vec![step.id.clone()],
            };
            let did = match chosen {
                "d" => self.does("step.done", &target)?,
                "x" => self.does("step.not-applicable", &target)?,
                "l" => self.does("step.waive", &target)?,
                _ => {
                    order.push((step.id, false));
                    continue;
                }
            };
            match did {
                Did::It => order.push((step.id, true)),
                Did::Nothing => {}
                Did::Cut => return Ok(Ended::Cut),
            }
        }
        Ok(Ended::Through)
    }

    fn step_back(&mut self, order: &mut Vec<(String, bool)>) -> Result<(), CliError> {
        let Some((step, answered)) = order.pop() else {
            return Ok(self.app.out.say("This is the first step.")?);
        };
        let target = Target::Steps {
            departure: self.departure,
            steps: vec![step.clone()],
        };
        if answered && self.does("step.clear", &target)? != Did::It {
            order.push((step, answered));
        }
        Ok(())
    }
}

/// What was looked at in this sitting.
pub(super) fn seen<T: Clone + Eq + std::hash::Hash>(order: &[(T, bool)]) -> HashSet<T> {
    order.iter().map(|(one, _)| one.clone()).collect()
}

/// What may be answered about a chat.
const CHATS: &[(&str, &str)] = &[
    ("c", "capture what waits"),
    ("d", "filed already"),
    ("n", "nothing more"),
    ("h", "hand over"),
    ("N", "no longer available"),
    ("x", "not on this device"),
    ("l", "leave it"),
];

const CHATS_MEAN: &[&str] = &[
    "c: what waits of it in the queue, one message after another",
    "d: all that is significant in it is filed already",
    "n: you looked, and nothing in it is significant beyond what is filed or waits",
    "h: somebody else is to look at it; it is theirs once they have accepted",
    "N: it vanished or was deleted; you say what it said as remembered",
    "x: this chat is not on this device",
    "l: it stays open, and the statement says so",
    "u: back to the chat before; its answer is taken away",
    "q: stops here; what was answered is on record",
];

/// What may be answered about a step.
const STEPS: &[(&str, &str)] = &[
    ("d", "done"),
    ("x", "does not apply, and why"),
    ("l", "leave it undone, and why"),
    ("e", "later"),
];
