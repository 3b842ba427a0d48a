//! Why an operation was not done. Nothing is on record then.

use super::field::Field;
use crate::desk::DeskError;
use crate::record::Refusal;

/// Why it was not done.
#[derive(Debug)]
pub enum Failure {
    /// A field says what cannot be understood, or says nothing where something is needed.
    Invalid {
        field: &'static Field,
        /// A sentence without its stop.
        what: String,
        /// What to do next, as a sentence without its stop.
        hint: String,
        why: Wrong,
    },
    Desk(DeskError),
    /// Whoever does it is asked first whether they are sure: the question. A script goes on.
    Unsure(String),
    /// Somebody who was asked left it as it is: what was not done, as a sentence without its stop.
    Left(&'static str),
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is absent.
    Missing,
    /// It is not understood.
    Words,
    /// It is understood and cannot be.
    Refused,
    /// It may not be here, and nothing that was written with it (paragraph 11).
    Secret,
    /// It is still to come, in a field about what has happened; somebody may say that it is meant.
    Ahead,
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Failure {
        Failure::Desk(error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::Desk(refusal.into())
    }
}
