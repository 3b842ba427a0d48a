//! A decision on record: what the policy said to a situation, and what came of it.
//!
//! Invariant: it keeps what was said when it was made, whatever becomes of its device or of the policy.

use chrono::{DateTime, Utc};

use super::conflict::Conflict;
use crate::policy::Situation;
use crate::record::event;
use crate::record::field::{Id, Place};
use crate::vocabulary::vocabulary;

/// The id of the duty that makes a use one to report (10a).
pub const REPORT: &str = "report";

/// A decision on record.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub at: DateTime<Utc>,
    /// What was said when it was made.
    pub said: event::DecisionRecorded,
    pub outcome: Option<WasUsed>,
    /// Two outcomes given without sight of each other.
    pub conflict: Option<Conflict>,
    /// The event whose outcome stands: the decision itself, or the last outcome.
    pub place: Place,
}

vocabulary! {
    /// Whether the channel was used, as one word of the journal.
    Use {
        Used = "used",
        NotUsed = "not-used",
    }
}

/// What came of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WasUsed {
    pub used: bool,
    pub at: DateTime<Utc>,
}

impl WasUsed {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        word(self.used)
    }
}

/// The stable word of whether the channel was used.
pub(in crate::record) fn word(used: bool) -> &'static str {
    match used {
        true => Use::Used.as_str(),
        false => Use::NotUsed.as_str(),
    }
}

impl Decision {
    /// Its id.
    pub fn id(&self) -> Id {
        self.said.decision
    }

    /// Since when the channel is known to have been used; `None` where it was not, or nobody said yet.
    pub fn used_since(&self) -> Option<DateTime<Utc>> {
        match self.outcome {
            Some(outcome) => outcome.used.then_some(outcome.at),
            None => self.was(Situation::AlreadyUsed).then_some(self.at),
        }
    }

    /// Whether a use of the kind is one to report (10a).
    pub fn is_exceptional(&self) -> bool {
        self.said.duties.iter().any(|d| d == REPORT)
    }

    /// Whether it is still to be said what came of it, because a report hangs on that.
    pub fn waits_for_outcome(&self) -> bool {
        self.is_exceptional() && self.outcome.is_none() && self.was(Situation::AboutToUse)
    }

    pub(in crate::record) fn was(&self, situation: Situation) -> bool {
        self.said.situation == situation.as_str()
    }
}
