//! Decisions on record: what the policy said to a situation, and what came of it.
//!
//! Invariant: of SECRET and above, and of what is not government business, no text is kept (11, 18).

pub(super) mod decide;
pub(super) mod fold;
pub(super) mod wanted;

pub use crate::record::state::decision::{Decision, REPORT, WasUsed};
pub use wanted::{Because, NewDecision, may_keep_text};
