//! A fold of entries that come one after the other, before it is known which commands are taken back.
//!
//! Most commands that are taken back are taken back soon: each entry waits a while, and is folded as by then it counts.
//! Invariant: what comes of it is what [`super::fold`] makes of the same entries, or nothing.

use std::collections::VecDeque;
use std::sync::Arc;

use super::again::Frames;
use super::entry::Entry;
use super::fold::{apply, begun};
use super::state::State;
use super::turned::{Turned, turned};

/// How many entries wait.
const WAITING: usize = 1024;

/// A state in the making.
pub struct Folding {
    state: State,
    waiting: VecDeque<Entry>,
    /// How many of them.
    wait: usize,
    /// Those that take a command back or bring it back.
    turns: Vec<Entry>,
    /// The command folded last: its number, and its writer.
    folded: Option<(u64, Arc<str>)>,
    /// Whether a command was turned that had been folded already.
    late: bool,
}

impl Folding {
    /// Of entries that are read again there by their slots.
    pub fn new(frames: &Frames) -> Folding {
        Folding::waiting(frames, WAITING)
    }

    /// The same where so many entries wait.
    pub fn waiting(frames: &Frames, wait: usize) -> Folding {
        Folding {
            state: begun(frames, Turned::default()),
            waiting: VecDeque::new(),
            wait,
            turns: Vec::new(),
            folded: None,
            late: false,
        }
    }

    /// The next entry, in the order of [`Entry::order`]. Given back is the one that was folded, which is done with.
    pub fn take(&mut self, entry: Entry) -> Option<Entry> {
        if let Some((named, off)) = turned(&entry.event) {
            let of = (named.number, Arc::from(named.writer));
            self.late |= self.folded.as_ref().is_some_and(|last| of <= *last);
            match off {
                true => self.state.taken_back.falls(named),
                false => self.state.taken_back.rises(named),
            }
            self.turns.push(entry.clone());
        }
        self.waiting.push_back(entry);
        match self.waiting.len() > self.wait {
            true => self.fold_next(),
            false => None,
        }
    }

    fn fold_next(&mut self) -> Option<Entry> {
        let entry = self.waiting.pop_front()?;
        if self.late {
            return Some(entry);
        }
        apply(&mut self.state, &entry);
        match &mut self.folded {
            Some((command, writer)) if *writer == entry.writer => *command = entry.lamport,
            folded => *folded = Some((entry.lamport, entry.writer.clone())),
        }
        Some(entry)
    }

    /// What they come to; `None` where one takes a command back, or brings one back, that was folded as if not: then
    /// all are to be folded anew.
    pub fn done(mut self) -> Option<State> {
        while !self.waiting.is_empty() {
            self.fold_next();
        }
        let off = Turned::by(self.turns.iter());
        let same = self.state.taken_back.iter().eq(off.iter());
        (same && !self.late).then(|| {
            self.state.taken_back = off;
            self.state
        })
    }
}
