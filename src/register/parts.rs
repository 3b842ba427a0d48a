//! The small facts that reading gives: where something is amiss, which state of a file was read, where a frame stands.

use chrono::{DateTime, TimeDelta, Utc};

use super::head::Half;
use super::rule::Rule;
use crate::ports::Stat;
use crate::record::Place;

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
    /// A tool that writes in place can set back the time of its writing, and not this one.
    pub changed: Option<DateTime<Utc>>,
}

impl Stamp {
    pub fn of(stat: &Stat) -> Stamp {
        Stamp {
            device: stat.device,
            inode: stat.inode,
            len: stat.len,
            modified: stat.modified,
            changed: stat.changed,
        }
    }

    /// The file's number on its disk, as it is noted down.
    pub fn number(&self) -> String {
        self.inode.to_string()
    }

    /// Whether it is the same file, whatever became of its bytes.
    pub fn is_file_of(&self, other: &Stamp) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }
}

/// The time to give a file that was changed, where the clock gave it none later than it had: no tool may take an older
/// state for the newer.
pub(super) fn later_than(
    before: Option<DateTime<Utc>>,
    now: Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    let before = before.filter(|before| now.is_some_and(|now| now <= *before))?;
    (!Rule::LaterTime.off()).then_some(before + TimeDelta::seconds(1))
}

/// The name of a segment.
pub(super) fn file_name(number: u32) -> String {
    format!("{number:04}.toml")
}

/// A frame whose text is to be, or has been, taken out, and the hash of its text line.
pub(super) type Erasure = (Place, [u8; 32]);

/// Where a frame that counts stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Where {
    pub file: u32,
    /// Its first byte, in the form the file was written in.
    pub offset: u32,
    pub len: u32,
    pub half: Half,
    /// Whether its text is not shown, whatever stands there.
    pub hidden: bool,
    /// Whether its text is shown and names kept files.
    pub evidence: bool,
}

/// The number of a frame whose entry was not given on while it was read.
pub(super) const NOT_GIVEN: u32 = u32::MAX;
