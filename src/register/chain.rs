//! One writer's journal put together: segments linked, groups whole or not, the tail judged.
//!
//! [`super::scan`] says what each frame is worth on its own; here it is seen in its place.
//!
//! Invariants: an entry is folded only with its whole group, never beside an unreadable member; only
//! the end of the last segment can be torn ([`Tail::Torn`]): the good frames of an unfinished group, at
//! most one start of a frame, any zeros. Everything else amiss is a [`Problem`] with its place.

mod ingest;

use std::sync::Arc;

use super::canon::hex;
use super::frame::NO_HASH;
use super::parts::{Link, Odd, Problem, Segment, Stamp, Tail};
use super::scan::Scan;
use crate::record::Entry;

/// Problems kept of one writer; a file that is another altogether would have one for every line.
const PROBLEMS_KEPT: usize = 500;

/// One writer's journal.
pub(super) struct Chain {
    pub writer: Arc<str>,
    pub segments: Vec<Segment>,
    pub last: Option<Link>,
    /// Frames whose hash agrees, an unfinished group at the end not counted.
    pub events: u64,
    /// The highest command number seen.
    pub lamport: u64,
    pub problems: Vec<Problem>,
    /// Problems beyond those kept.
    pub more: u64,
    /// Frames dated before the one they follow, and the place of the first.
    pub set_back: Option<(u64, String, u64)>,
    /// Readable members of groups that have an unreadable one: shown, not folded.
    pub shown: Vec<Entry>,
    pub odd: Vec<Odd>,
    /// Bad places after the last frame that agrees: about as many frames may have stood there.
    pub hidden: u64,
    /// Whether it holds frames that a later version wrote.
    pub newer: bool,
    /// The writer its frames name, where that is not the folder's name: nothing of it is folded.
    pub stranger: Option<String>,
    exits: Vec<[u8; 64]>,
}

impl Chain {
    pub fn new(writer: &str) -> Chain {
        Chain {
            writer: writer.into(),
            segments: Vec::new(),
            last: None,
            events: 0,
            lamport: 0,
            problems: Vec::new(),
            more: 0,
            set_back: None,
            shown: Vec::new(),
            odd: Vec::new(),
            hidden: 0,
            newer: false,
            stranger: None,
            exits: vec![NO_HASH],
        }
    }

    /// The file's name relative to the home folder.
    pub fn file(&self, number: u32) -> String {
        format!("register/{}/{}", self.writer, Segment::file_name(number))
    }

    /// Notes something amiss in the segment read last.
    fn problem(&mut self, line: u64, what: String) {
        let number = self.segments.last().map_or(1, |s| s.number);
        self.problem_in(number, line, what);
    }

    pub fn problem_in(&mut self, number: u32, line: u64, what: String) {
        if self.problems.len() < PROBLEMS_KEPT {
            let file = self.file(number);
            self.problems.push(Problem { file, line, what });
        } else {
            self.more += 1;
        }
    }

    /// Adds the next segment; entries of whole groups go into `out`.
    pub fn add(
        &mut self,
        number: u32,
        stamp: Stamp,
        scan: Scan,
        is_last: bool,
        out: &mut Vec<Entry>,
    ) {
        let due = self.segments.last().map_or(1, |s| s.number + 1);
        self.segments.push(Segment {
            number,
            stamp: Stamp {
                len: scan.len,
                ..stamp
            },
            end: 0,
            end_lines: 0,
            seqs: None,
            tail: Tail::Whole,
        });
        if number != due {
            self.problem(
                0,
                format!(
                    "{} should stand before this file and is missing",
                    Segment::file_name(due)
                ),
            );
        }
        if scan.len == 0 && !is_last {
            self.problem(0, "this file is empty and files follow it".into());
        }
        self.weave(scan, is_last, out);
    }

    /// Reads on in the last segment: `scan` is of the bytes from its `end`.
    pub fn resume(&mut self, stamp: Stamp, scan: Scan, out: &mut Vec<Entry>) {
        if let Some(segment) = self.segments.last_mut() {
            segment.stamp = Stamp {
                len: segment.end + scan.len,
                ..stamp
            };
        }
        self.weave(scan, true, out);
    }

    /// How the journal ends.
    pub fn tail(&self) -> Tail {
        self.segments.last().map_or(Tail::Whole, |s| s.tail)
    }

    /// The hash of the last frame, in digits.
    pub fn head(&self) -> Option<String> {
        self.last.map(|l| hex(&l.hash))
    }
}
