//! What a person can do in the application: ONE table of actions and their keys.
//!
//! The key bar, the help screen, the palette, `onrecord keys`, the manual's key table and the manual page are all
//! read from [`all`]; a new action is one row here and one handler in the application. Which keys an action has is
//! asked of a [`Keymap`], never of its row: a person may have given it others. Invariants, each held by a test: ids
//! are unique, a key means one thing in a context, every action has a title and help, and the default keys are ones
//! that survive SSH, tmux and PuTTY.

mod context;
mod deciding;
mod find;
mod help_group;
mod key;
mod keymap;
mod meaning;
mod paper;
mod row;
mod synonyms;
mod table;

pub use context::Context;
pub use deciding::Deciding;
pub use find::{Found, bar, everywhere, in_context, matching};
pub use help_group::HelpGroup;
pub use key::Key;
pub use keymap::{FILE, Keymap, load};
pub use meaning::{MEANINGS, Meaning, means_the_same};
pub use paper::{HelpPart, help, markdown, roff, sample};
pub use row::{Act, Action, Departing, Mending, Need, Situation, Step};
pub use synonyms::synonyms;
pub use table::all;

#[cfg(test)]
mod tests;
