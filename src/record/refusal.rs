//! How a command is refused: why, and what can be done instead.

use super::next::Ways;

/// Why a command was not carried out, and what can be done instead. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Refusal {
    /// A sentence.
    pub reason: String,
    /// The ways on.
    pub next: Ways,
}

impl Refusal {
    /// A refusal with its way on: a sentence, or what can be done.
    pub fn new(reason: impl Into<String>, next: impl Into<Ways>) -> Refusal {
        Refusal {
            reason: reason.into(),
            next: next.into(),
        }
    }
}
