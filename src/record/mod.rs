//! What is on record, pure: events, the state they fold into, and what may be done next.
//!
//! Reads no clock, no file, no random number: all three come in with the command. Rules (`decide`) and fold of
//! one kind of thing stand side by side in its folder; what it is while on record, in `state`. Invariants: the
//! fold is total; a command is answered with events or a refusal, never both.

pub mod again;
pub mod command;
mod conversation;
mod day;
pub mod decide;
pub mod decision;
pub mod departure;
pub mod device;
pub mod entry;
pub mod event;
pub mod field;
pub mod fold;
pub mod folding;
pub mod hold;
pub mod incident;
mod item;
pub mod measure;
pub mod next;
pub mod op;
mod past;
pub mod query;
mod refusal;
pub mod report;
pub mod request;
pub mod review;
mod rules;
pub mod state;
pub mod stated;
mod stays;
mod task;
pub mod turned;
mod undo;

pub use command::{Command, Context};
pub use entry::{Entry, Slot};
pub use event::{Event, EventKind};
pub use field::{Id, Place};
pub use refusal::Refusal;
pub use state::{Item, ItemState, State};
