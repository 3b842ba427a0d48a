//! An event in its place: which writer, which number, when.
//!
//! Entries of several writers are ordered by (lamport,
//! writer, seq), so every reader of the same folders sees the same order however they were copied.

use std::cmp::Ordering;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::event::Event;
use super::field::Place;

/// Which of the frames read this is, for reading it again. Numbers are dense, and valid until everything is read
/// anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot(pub u32);

/// One frame of the journal, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub writer: Arc<str>,
    /// The frame's number in its writer's journal, from 1.
    pub seq: u64,
    /// The command's number: one more than any number its writer had seen.
    pub lamport: u64,
    pub at: DateTime<Utc>,
    /// Place in the command's group, from 1, and the size of the group.
    pub part: (u32, u32),
    /// SHA-256 of the frame, in the chain.
    pub hash: [u8; 32],
    /// SHA-256 of the frame's text line; `None` when it never had one.
    pub text_hash: Option<[u8; 32]>,
    /// Whether the text line is there to be read (false: erased, or never written).
    pub text_present: bool,
    /// The first frame of its command by half of its hash, where its writer gave two commands this number: its journal
    /// goes on in two ways. Else the number is enough to name it by.
    pub branch: Option<[u8; 16]>,
    /// Where it is read again. No part of what it says: whoever keeps entries numbers them.
    pub slot: Slot,
    pub event: Event,
}

impl Entry {
    /// Where the entry stands.
    pub fn place(&self) -> Place {
        Place {
            writer: self.writer.clone(),
            seq: self.seq,
        }
    }

    /// Whether its text was there once and is no more.
    pub fn text_gone(&self) -> bool {
        self.text_hash.is_some() && !self.text_present
    }

    /// The order in which entries of all writers are folded.
    pub fn order(&self, other: &Entry) -> Ordering {
        (self.lamport, &self.writer, self.seq).cmp(&(other.lamport, &other.writer, other.seq))
    }
}
