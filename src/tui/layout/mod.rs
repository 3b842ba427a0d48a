//! Where things stand on a screen of some size, and how much of a text or a list fits.
//!
//! Invariant: what is drawn and what is scrolled by are reckoned here, once.

pub mod areas;
pub mod asked;
pub mod choices;
pub mod decide;
pub mod deciding;
pub mod lines;
pub mod page;
pub mod room;
pub mod spoken;
pub mod texts;
pub mod things;
