//! What is on record, pure: events, the state they fold into, and what may be done next.
//!
//! May import `policy` and `text`; reads no clock, no file, no random number: all three come in with the
//! command. Invariants: the fold is total; a command is answered with events or a refusal, never both.

mod add;
pub mod command;
pub mod decide;
pub mod decision;
pub mod departure;
pub mod device;
mod edit;
pub mod entry;
mod erase;
pub mod event;
pub mod field;
pub mod fold;
mod hold;
pub mod hold_timer;
pub mod items;
pub mod origin;
pub mod query;
pub mod report;
pub mod review;
pub mod state;
pub mod task;
mod together;
mod undo;

pub use command::{Command, Context, Refusal};
pub use entry::Entry;
pub use event::Event;
pub use field::{Id, Place};
pub use state::{Item, ItemState, State};
