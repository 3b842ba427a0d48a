//! What somebody says about a timer that runs in what a hold covers.

use crate::record::state::hold::TimerWord;

/// What somebody says about a timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimerSaid {
    Off,
    /// It cannot be switched off, and why.
    Cannot(String),
    NotAdmin,
}

impl TimerSaid {
    pub(in crate::record) fn word(&self) -> TimerWord {
        match self {
            TimerSaid::Off => TimerWord::Off,
            TimerSaid::Cannot(_) => TimerWord::Cannot,
            TimerSaid::NotAdmin => TimerWord::NotAdmin,
        }
    }
}
