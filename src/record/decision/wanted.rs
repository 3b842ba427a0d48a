//! What is to be put on record of a decision, and whether text of it may be.

use crate::policy::{self, Case, Marking, Scope};
use crate::record::field::Id;

/// What is to be put on record: the case as stated, and what the policy said to it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDecision {
    pub case: Case,
    pub said: policy::Decision,
    /// Which halves of paragraph 14 were named; neither where it was only said to be significant.
    pub direction: bool,
    pub change: bool,
    /// The registered device, where it was said by its name.
    pub device_id: Option<Id>,
    /// Whether a government system would have done (8); `None` where nobody was asked.
    pub government_system: Option<bool>,
    /// Why none would, where that was said.
    pub because: Option<Because>,
    pub reason: Option<String>,
    pub principal: Option<String>,
}

/// Why no government system would do (8): of the policy's list, or in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Because {
    /// The id of the policy's list.
    pub id: String,
    /// In words, where the list has none for it.
    pub note: Option<String>,
}

/// Whether text about a case may be kept: not where SECRET or above is concerned, and not where it is no
/// government business. Asked before any text is read.
pub fn may_keep_text(case: &Case) -> bool {
    let secret = case
        .marking
        .as_ref()
        .is_some_and(Marking::is_secret_or_above);
    !secret && case.scope == Scope::Government
}
