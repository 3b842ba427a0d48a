//! Which frames of the set count, and how each writer's line ends.
//!
//! Invariant: a frame counts only with all frames of its command; only frames that count end a line or name others.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::canon::unhex64;
use super::head::{Half, Head, half};
use super::parts::Erasure;
use super::set::Set;
use crate::record::{Entry, Event};

/// The last frame of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub hash: [u8; 32],
    pub seq: u64,
    pub at: DateTime<Utc>,
}

/// The last frames of each writer's lines: more than one where it is forked.
pub(super) type Heads = BTreeMap<Arc<str>, Vec<Link>>;

/// A writer's journal that goes on in more than one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    pub writer: String,
    /// The last number that its branches have in common.
    pub after: u64,
    pub heads: Vec<Head>,
    /// Whether somebody took note of it.
    pub accepted: bool,
}

/// A frame that counts and whose predecessor does not.
pub(super) struct Gap {
    pub frame: u32,
    pub before: Head,
}

impl Set {
    /// Marks what counts.
    pub fn settle(&mut self) {
        for n in 0..self.frames.len() as u32 {
            let frame = &self.frames[n as usize];
            let (place, of) = frame.read.entry.part;
            if frame.same_as.is_some() || place != of {
                continue;
            }
            if of == 1 {
                self.frames[n as usize].counted = true;
            } else if let Some(all) = self.command(n) {
                all.iter()
                    .for_each(|n| self.frames[*n as usize].counted = true);
            }
        }
        for n in 0..self.frames.len() as u32 {
            let frame = &self.frames[n as usize];
            if frame.counted
                && frame.read.entry.part.0 == 1
                && let Some(before) = self.before(n)
            {
                self.frames[before as usize].continued = true;
            }
        }
    }

    /// Every frame of the command that this one ends, if all are here; the last first.
    fn command(&self, last: u32) -> Option<Vec<u32>> {
        let end = &self.frames[last as usize].read.entry;
        let mut all = vec![last];
        for place in (1..end.part.0).rev() {
            let before = self.before(*all.last()?)?;
            let entry = &self.frames[before as usize].read.entry;
            if entry.part != (place, end.part.1) || entry.lamport != end.lamport {
                return None;
            }
            all.push(before);
        }
        Some(all)
    }

    /// Frames that count and follow one that does not.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut out = Vec::new();
        for (n, frame) in (0..).zip(&self.frames) {
            let entry = &frame.read.entry;
            if !frame.counted || entry.part.0 != 1 || frame.read.before == [0; 32] {
                continue;
            }
            let here = self.before(n);
            if here.is_none_or(|b| !self.frames[b as usize].counted) {
                let before = Head::new(&entry.writer, entry.seq.max(2) - 1, &frame.read.before);
                out.push(Gap { frame: n, before });
            }
        }
        out
    }

    /// How each line ends. Where frames between are not here, the line that ends before them may go on behind them:
    /// that is no second way.
    pub fn heads(&self, gaps: &[Gap]) -> Heads {
        let mut heads = Heads::new();
        for (writer, places) in &self.places {
            let ends = places.iter().filter(|(_, n)| {
                let frame = &self.frames[*n as usize];
                let (place, of) = frame.read.entry.part;
                frame.counted && place == of && !frame.continued
            });
            let mut ends: Vec<Link> = ends.map(|(_, n)| self.link(*n)).collect();
            let mut behind: Vec<u64> = gaps
                .iter()
                .filter(|g| g.before.writer == *writer)
                .map(|g| g.before.seq)
                .collect();
            behind.sort_unstable();
            for seq in behind {
                if let Some(n) = ends.iter().rposition(|e| e.seq < seq) {
                    ends.remove(n);
                }
            }
            if !ends.is_empty() {
                heads.insert(writer.clone(), ends);
            }
        }
        heads
    }

    fn link(&self, n: u32) -> Link {
        let entry = &self.frames[n as usize].read.entry;
        Link {
            hash: entry.hash,
            seq: entry.seq,
            at: entry.at,
        }
    }

    /// The last number before a writer's frames are of two kinds.
    pub fn forked_after(&self, writer: &str) -> u64 {
        let Some(places) = self.places.get(writer) else {
            return 0;
        };
        let counted: Vec<u64> = places
            .iter()
            .filter(|(_, n)| self.frames[*n as usize].counted)
            .map(|(seq, _)| *seq)
            .collect();
        let twice = counted.windows(2).find(|w| w[0] == w[1]);
        let last = || counted.last().copied().unwrap_or(1);
        twice.map_or_else(last, |w| w[0]).saturating_sub(1)
    }

    /// The erasures that are orders, those of a command that also says why, each with the first frame that has it; and
    /// those that stand alone.
    pub fn erasures(&self) -> (Erasures, Vec<u32>) {
        let counted = || (0..).zip(&self.frames).filter(|(_, f)| f.counted);
        let reasons = counted().filter(|(_, f)| matches!(f.read.entry.event, Event::ItemErased(_)));
        let reasons: HashSet<_> = reasons.map(|(_, f)| command_of(&f.read.entry)).collect();
        let mut orders: HashMap<Erasure, u32> = HashMap::new();
        let mut alone = Vec::new();
        for (n, frame) in counted() {
            let Some(erasure) = erasure(&frame.read.entry) else {
                continue;
            };
            if !reasons.contains(&command_of(&frame.read.entry)) {
                alone.push(n);
                continue;
            }
            let first = orders.entry(erasure).or_insert(n);
            let before = |a: u32, b: u32| {
                let [a, b] = [a, b].map(|n| &self.frames[n as usize].read.entry);
                a.order(b).is_lt()
            };
            if before(n, *first) {
                *first = n;
            }
        }
        let half_of = |n: u32| half(&self.frames[n as usize].read.entry.hash);
        let orders = orders.into_iter().map(|(e, n)| (e, half_of(n))).collect();
        (orders, alone)
    }
}

/// Texts that are on record as erased, and the frame that has it there.
pub(super) type Erasures = HashMap<Erasure, Half>;

fn command_of(entry: &Entry) -> (Arc<str>, u64) {
    (entry.writer.clone(), entry.lamport)
}

/// The erasure an entry has on record.
pub(super) fn erasure(entry: &Entry) -> Option<Erasure> {
    match &entry.event {
        Event::Erased(e) => Some((e.frame.clone(), unhex64(e.frame_text_hash.as_bytes())?)),
        _ => None,
    }
}
