//! The book on disk: an append-only journal for each writer, its chain, its lock, its erasures.
//!
//! Nothing here knows what an event means, save the few that are about the journal itself: `writer.opened`,
//! `damage.noted`, `erased`.
//!
//! ```text
//! canon    one spelling of a value          cursor   the strict reader of it (escape: what is escaped)
//! frame    one event in bytes (header, stub; head: its name)      scan     the bytes of one file (odd_form)
//! listing  files, whatever their names      piece    one of a file (brief: what is kept of a frame)
//! stream   all, given on meanwhile (jobs, window)   set      the frames there are, each once
//! settle   which count, how lines end       texts    which texts are shown
//! expected what is known and not here       losses   what is amiss, in words
//! book     Register, what is kept (known)   reading  all of it read (loading), or what was added (grown)
//! again    frames read again from disk (shown)
//! memory   what is remembered outside       session  a turn at writing (folders, modes)
//! append   one command, one write (compose) erase    taking text out, for good (overwrite)
//! adopt    frames that stand in copies      note_taken   losses that somebody took note of
//! rule     what tests can switch off
//! evidence, drafts   kept files; half-written text          verify, doctor   what is amiss (finding)
//! ```
//!
//! Invariants: opening changes nothing; nothing is given back as recorded before it is synced; a frame
//! that does not agree with its hash is never folded; no byte that was acknowledged is ever cut off.

mod adopt;
mod again;
mod append;
mod book;
mod brief;
mod canon;
mod compose;
mod cursor;
mod doctor;
mod drafts;
mod erase;
mod erased;
mod error;
mod escape;
mod evidence;
mod expected;
mod finding;
mod folders;
mod frame;
mod grown;
mod head;
mod header;
mod jobs;
mod known;
mod listing;
mod loading;
mod losses;
mod lost;
mod memory;
mod modes;
mod note_taken;
mod odd_form;
mod overwrite;
mod parts;
mod piece;
mod reading;
mod rows;
mod rule;
mod scan;
mod scraps;
mod session;
mod set;
mod settle;
mod shown;
mod stream;
mod stub;
mod swept;
mod texts;
mod verify;
mod whose;
mod window;
mod witness;
mod word;

pub use again::FramesOnDisk;
pub use book::{CopyFile, Opened, Refreshed, Register, Report};
pub use drafts::Drafts;
pub use erase::ErasedReport;
pub use error::StoreError;
pub use evidence::{holds_evidence, read_evidence};
pub use expected::Unmet;
pub use finding::{Finding, Mend};
pub use frame::{Encoded, encode};
pub use head::Head;
pub use header::{Header, SCHEMA};
pub use lost::Loss;
pub use parts::Problem;
pub use session::Session;
pub use settle::Fork;
pub use stream::Take;
pub use verify::{HeadFound, VerifyReport, WriterReport};

/// A segment holds at most this many bytes, unless one command alone has more.
pub const SEGMENT_BYTES: u64 = 8 * 1024 * 1024;
