//! The parts of going through a departure: its chats, its checklist, and that one may go back in each.

use super::super::ask::{Got, Prompt};
use super::super::error::CliError;
use super::super::review;
use super::sight;
use super::walk::{Did, Ended, STOPS, Walk};
use crate::operation::Target;
use crate::record::Id;
use crate::record::departure::CellKey;

impl Walk<'_> {
    /// Each chat that is not answered, on its device.
    pub(super) fn chats(&mut self) -> Result<Ended, CliError> {
        let (mut order, mut in_hand): (Vec<(CellKey, bool)>, _) = (Vec::new(), None);
        while let Some(chat) = sight::next_chat(self, &order, in_hand) {
            self.desk.refresh()?;
            in_hand = Some(chat.key);
            let mut prompt = Prompt::keyed(&chat.question, CHATS.iter().copied());
            prompt = prompt.explained(CHATS_MEAN.iter().copied());
            (prompt.brief, prompt.stops) = (true, STOPS);
            let chosen = match self.asker.put(&mut self.app.out, &prompt)? {
                Got::Chosen(at) => CHATS[at].0,
                Got::Back => {
                    in_hand = self.back(&mut order)?.or(in_hand);
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

    /// Back to the chat before, which is given: what was answered about it is taken away.
    fn back(&mut self, order: &mut Vec<(CellKey, bool)>) -> Result<Option<CellKey>, CliError> {
        let Some((key, answered)) = order.pop() else {
            self.app.out.say("This is the first chat.")?;
            return Ok(None);
        };
        let target = Target::Cells {
            departure: self.departure,
            cells: vec![key],
        };
        if answered && self.does("depart.clear", &target)? != Did::It {
            order.push((key, answered));
        }
        Ok(Some(key))
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
    pub(super) fn steps(&mut self) -> Result<Ended, CliError> {
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
    ("x", "does not apply and why"),
    ("l", "leave it undone and why"),
    ("e", "later"),
];
