//! A departure that is gone through on a line: how a part of it ends, and how one thing is done by its operation.

use std::collections::HashSet;

use super::super::App;
use super::super::ask::Asker;
use super::super::error::CliError;
use super::super::operate::{perform, told};
use super::super::prompter::{Asked, fill};
use super::super::review;
use crate::desk::Desk;
use crate::operation::{self, Answers, Context, Op, Target};
use crate::record::Id;

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

impl Walk<'_> {
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
}

/// What was looked at in this sitting.
pub(super) fn seen<T: Clone + Eq + std::hash::Hash>(order: &[(T, bool)]) -> HashSet<T> {
    order.iter().map(|(one, _)| one.clone()).collect()
}
