//! The book on disk: an append-only journal for each writer, its chain, its lock, its erasures.
//!
//! Nothing here knows what an event means, save the few that are about the journal itself: `writer.opened`,
//! `damage.noted`, `erased`.
//!
//! ```text
//! canon    one spelling of a value          cursor   the strict reader of it (escape: what is escaped)
//! frame    one event in bytes               scan     the bytes of one segment (share: by several threads)
//! chain    one writer's segments (parts)    shelf    folders and files, read side by side
//! book     Register, what it knows          reading  all of it read, or what was added
//! session  a turn at writing (folders, modes) append   one command, one write (compose: its bytes)
//! erase    taking text out, for good        evidence, drafts   kept files; half-written text
//! identity which journal is ours            verify, doctor     what is amiss (finding)
//! ```
//!
//! Invariants: opening changes nothing; nothing is given back as recorded before it is synced; a frame
//! that does not agree with its hash is never folded; no byte that was acknowledged is ever cut off.

mod append;
mod book;
mod canon;
mod chain;
mod compose;
mod cursor;
mod doctor;
mod drafts;
mod erase;
mod error;
mod escape;
mod evidence;
mod finding;
mod folders;
mod frame;
mod identity;
mod modes;
mod parts;
mod reading;
mod scan;
mod session;
mod share;
mod shelf;
mod verify;

pub use book::{Opened, Refreshed, Register, Report};
pub use drafts::Drafts;
pub use erase::ErasedReport;
pub use error::StoreError;
pub use evidence::read_evidence;
pub use finding::{Finding, Mend};
pub use frame::{Encoded, Header, encode};
pub use parts::Problem;
pub use session::Session;
pub use verify::{HeadFound, VerifyReport, WriterReport};

/// A segment holds at most this many bytes, unless one command alone has more.
pub const SEGMENT_BYTES: u64 = 8 * 1024 * 1024;
