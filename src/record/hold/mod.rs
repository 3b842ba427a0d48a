//! Holds: a duty not to erase, and the timers that run in what it covers.
//!
//! A hold keeps this register from erasing, and no phone (24, 28). Of every conversation under a running timer
//! one answer is wanted: it is off now, it cannot be switched off and why, or somebody else is the admin. "Off"
//! is on record in two ways that cannot part: as the answer, and as the conversation's timer from that moment on.

pub(super) mod decide;
pub(super) mod fold;
pub(super) mod in_force;
pub(super) mod timers;
pub(super) mod wanted;

pub use crate::record::state::hold::{TimerAnswer, TimerWord};
pub use in_force::{asked, holds_in_force};
pub use timers::{Covered, next_to_vanish, timers_open};
pub use wanted::TimerSaid;
