//! Conversations: what is remembered of them, their timers, and the details that can be put right.

pub(super) mod decide;
pub(super) mod fold;
