//! One sitting of a review: how far it has come, and how a question or the sitting ends.

use std::collections::HashMap;

use super::super::App;
use super::super::ask::{Asker, Got, Prompt};
use super::super::error::CliError;
use super::super::next;
use super::super::out::OutError;
use super::super::rows::counted;
use crate::operation::{Answers, Target};
use crate::record::Id;
use crate::record::review::Became;

/// What `q` leaves behind at a question about an item.
pub(super) const STOPS: &str = "The item stays as it was then.";

/// How one item's question ended.
pub(super) enum Turn {
    Done(Became),
    /// Nothing was decided: ask again.
    Again,
    Undo,
    /// The person stopped, or there are no more answers.
    Stop,
    Ended,
}

/// Why an answer was not carried out: another turn of the review, or trouble.
pub(super) enum Halt {
    Turn(Turn),
    Trouble(CliError),
}

impl<E: Into<CliError>> From<E> for Halt {
    fn from(error: E) -> Halt {
        Halt::Trouble(error.into())
    }
}

/// How a sitting ended.
pub(in crate::cli) struct End {
    pub(super) way: Way,
    /// Items answered about, and those of them that were kept waiting.
    pub(super) answered: usize,
    pub(super) kept: usize,
    pub(super) total: usize,
}

/// Which of the ways to end it was.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Finished,
    Stopped,
    /// The input ended or the link dropped.
    Ended,
}

impl End {
    /// Whether the input ended before it was through.
    pub(in crate::cli) fn was_cut(&self) -> bool {
        self.way == Way::Ended
    }

    /// How far a sitting came that did not reach its end, and how to go on: one sentence.
    pub(in crate::cli) fn sentence(&self) -> Option<String> {
        let how = match self.way {
            Way::Finished => return None,
            Way::Stopped => "Stopped",
            Way::Ended => "The input ended",
        };
        let (done, total) = (self.answered, counted(self.total, "item"));
        let kept = match self.kept {
            0 => String::new(),
            n => format!(" ({n} kept waiting)"),
        };
        Some(match self.total {
            0 => format!("{how}, so no review was recorded; start again with: onrecord review"),
            _ => format!(
                "{how} after {done} of {total}{kept}: all answers are on record; finish the review with: \
                 onrecord review"
            ),
        })
    }
}

/// One sitting.
pub(super) struct Review {
    pub(super) asker: Asker,
    /// What became of each item, and in which order they were looked at.
    pub(super) became: HashMap<Id, Became>,
    pub(super) order: Vec<Id>,
    /// What is asked once: about requests, at the first item found not significant.
    pub(super) remembered: Answers,
    pub(super) total: usize,
    /// The item that was shown last.
    pub(super) shown: Option<Id>,
}

impl Review {
    /// A sitting about so many items.
    pub(super) fn of(total: usize) -> Review {
        Review {
            asker: Asker::default(),
            became: HashMap::new(),
            order: Vec::new(),
            remembered: Answers::default(),
            total,
            shown: None,
        }
    }

    /// What became of each item so far.
    pub(super) fn sitting(&self) -> Target {
        Target::Sitting(self.became.iter().map(|(id, b)| (*id, *b)).collect())
    }

    /// Which item it is, of how many.
    pub(super) fn count(&self) -> String {
        let n = self.order.len() + 1;
        format!("{n} of {}", self.total.max(n))
    }

    pub(super) fn end(&self, way: Way) -> End {
        let kept = self.became.values().filter(|b| **b == Became::Left);
        End {
            way,
            answered: self.order.len(),
            kept: kept.count(),
            total: self.total,
        }
    }

    /// What was answered: `?` explains the question, `q` goes back to the item's main question. `None`: back to the
    /// question before.
    pub(super) fn put(&mut self, app: &mut App, prompt: &Prompt) -> Result<Option<Got>, Halt> {
        match self.asker.put(&mut app.out, prompt)? {
            Got::Back => Ok(None),
            Got::Stopped => Err(left(app)?),
            Got::Ended => Err(Halt::Turn(Turn::Ended)),
            got => Ok(Some(got)),
        }
    }
}

/// Says that nothing was changed and goes back to the item's main question.
pub(super) fn left(app: &mut App) -> Result<Halt, OutError> {
    app.out.say("Left as it was.")?;
    Ok(Halt::Turn(Turn::Again))
}

/// A refusal is an answer: it is said, and the question is asked again. Other trouble goes on.
pub(in crate::cli) fn say_refusal(app: &mut App, error: CliError) -> Result<(), CliError> {
    let (what, hint) = match error {
        CliError::Refused(refusal) => (refusal.reason, next::told(&refusal.next)),
        CliError::Usage { what, hint } => (what, hint),
        other => return Err(other),
    };
    for line in [what, hint].iter().filter(|line| !line.is_empty()) {
        app.out.say(super::super::error::sentence(line))?;
    }
    Ok(())
}
