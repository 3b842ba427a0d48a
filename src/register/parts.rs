//! The small facts a journal is made of as it is read: where something is amiss, which state of a file
//! was read, how far it is sound.

use chrono::{DateTime, Utc};

use crate::ports::Stat;

/// A place in the register that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the home folder.
    pub file: String,
    /// The line, from 1; 0 where it is about the file as a whole.
    pub line: u64,
    /// What is amiss, as a sentence without its full stop.
    pub what: String,
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub device: u64,
    pub inode: u64,
    pub len: u64,
    pub modified: Option<DateTime<Utc>>,
}

impl Stamp {
    pub fn of(stat: &Stat) -> Stamp {
        Stamp {
            device: stat.device,
            inode: stat.inode,
            len: stat.len,
            modified: stat.modified,
        }
    }
}

/// One file of a journal, as far as it was read.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub number: u32,
    pub stamp: Stamp,
    /// The byte after its last whole group, and the lines before that byte.
    pub end: u64,
    pub end_lines: u64,
    /// The first and last seq read in it.
    pub seqs: Option<(u64, u64)>,
    pub tail: Tail,
}

impl Segment {
    pub fn file_name(number: u32) -> String {
        format!("{number:04}.toml")
    }
}

/// The last frame that agrees.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub hash: [u8; 32],
    pub seq: u64,
    pub at: DateTime<Utc>,
}

/// How a journal ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// With a frame that the next can follow.
    Whole,
    /// With a command that was never finished, from the last segment's `end` on.
    Torn,
    /// With bytes that nothing can follow in the same segment.
    Damaged,
}

/// A frame whose text line is missing or changed.
#[derive(Clone, Debug)]
pub(super) struct Odd {
    pub seq: u64,
    pub text_hash: [u8; 32],
    pub changed: bool,
    pub segment: u32,
    pub line: u64,
}
