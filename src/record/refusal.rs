//! How a command is refused: why, and what can be done instead.

/// Why a command was not carried out, and what can be done instead. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Refusal {
    /// A sentence.
    pub reason: String,
    /// A sentence.
    pub hint: String,
}

impl Refusal {
    /// A refusal with its way on.
    pub fn new(reason: impl Into<String>, hint: impl Into<String>) -> Refusal {
        Refusal {
            reason: reason.into(),
            hint: hint.into(),
        }
    }
}
