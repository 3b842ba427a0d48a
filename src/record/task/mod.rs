//! Tasking: a colleague is asked to capture an item that goes on waiting in the queue.
//!
//! Invariant: a task knows the event that gave it, so that two given without sight of each other are both kept.

pub(super) mod decide;
pub(super) mod fold;
