//! Which frames of the set count, and how each writer's line ends.
//!
//! Invariant: a frame counts only with all frames of its command; only frames that count end a line or name others.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::brief::Brief;
use super::canon::unhex64;
use super::head::{Half, Head, half};
use super::parts::Erasure;
use super::rule::Rule;
use super::set::Set;
use crate::record::{Event, EventKind};

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
            let (place, of) = frame.part;
            let whole = !Rule::WholeCommands.off();
            if frame.same_as().is_some() || (place != of && whole) {
                continue;
            }
            if of == 1 || !whole {
                self.frames[n as usize].counts();
            } else if let Some(all) = self.command(n) {
                all.iter().for_each(|n| self.frames[*n as usize].counts());
            }
        }
        for n in 0..self.frames.len() as u32 {
            let frame = &self.frames[n as usize];
            if frame.counted()
                && frame.part.0 == 1
                && let Some(before) = self.before(n)
            {
                self.frames[before as usize].goes_on();
            }
        }
    }

    /// Every frame of the command that this one ends, if all are here; the last first.
    fn command(&self, last: u32) -> Option<Vec<u32>> {
        let end = &self.frames[last as usize];
        let mut all = vec![last];
        for place in (1..end.part.0).rev() {
            let before = self.before(*all.last()?)?;
            let entry = &self.frames[before as usize];
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
        for (n, frame) in (0..).zip(self.frames.iter()) {
            if Rule::Predecessor.off()
                || !frame.counted()
                || frame.part.0 != 1
                || frame.before() == Some(&[0; 32])
            {
                continue;
            }
            let here = self.before(n);
            if here.is_none_or(|b| !self.frames[b as usize].counted()) {
                let hash = self.hash_before(n);
                let before = Head::new(self.writer(n), frame.seq.max(2) - 1, &hash);
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
                let (place, of) = frame.part;
                frame.counted() && place == of && !frame.continued()
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
        let frame = &self.frames[n as usize];
        Link {
            hash: frame.hash,
            seq: frame.seq,
            at: frame.at(),
        }
    }

    /// The last number before a writer's frames are of two kinds.
    pub fn forked_after(&self, writer: &str) -> u64 {
        let Some(places) = self.places.get(writer) else {
            return 0;
        };
        let counted: Vec<u64> = places
            .iter()
            .filter(|(_, n)| self.frames[*n as usize].counted())
            .map(|(seq, _)| *seq)
            .collect();
        let twice = counted.windows(2).find(|w| w[0] == w[1]);
        let last = || counted.last().copied().unwrap_or(1);
        twice.map_or_else(last, |w| w[0]).saturating_sub(1)
    }

    /// Of commands whose number their writer gave twice, for its journal goes on in two ways: each frame that counts,
    /// with the first of its command.
    pub fn doubled(&self, heads: &Heads) -> HashMap<u32, Half> {
        let mut out = HashMap::new();
        let forked = heads.iter().filter(|(_, ends)| ends.len() > 1);
        for places in forked.filter_map(|(writer, _)| self.places.get(writer)) {
            let mut commands: BTreeMap<u64, Vec<(u32, Half)>> = BTreeMap::new();
            for (_, n) in places {
                let frame = &self.frames[*n as usize];
                if frame.counted()
                    && let Some(first) = self.first_of_command(*n)
                {
                    let first = half(&self.frames[first as usize].hash);
                    commands.entry(frame.lamport).or_default().push((*n, first));
                }
            }
            let twice = |all: &Vec<(u32, Half)>| all.iter().any(|(_, first)| *first != all[0].1);
            out.extend(commands.into_values().filter(twice).flatten());
        }
        out
    }

    fn first_of_command(&self, n: u32) -> Option<u32> {
        let back = self.frames[n as usize].part.0.saturating_sub(1);
        (0..back).try_fold(n, |n, _| self.before(n))
    }

    /// The erasures that are orders, those of a command that also says why, each with the first frame that has it; and
    /// those that stand alone.
    pub fn erasures(&self) -> (Erasures, Vec<u32>) {
        let counted = || (0..).zip(self.frames.iter()).filter(|(_, f)| f.counted());
        let command_of = |f: &Brief| (f.writer, f.lamport);
        let reasons = counted().filter(|(_, f)| f.kind == EventKind::ItemErased);
        let reasons: HashSet<_> = reasons.map(|(_, f)| command_of(f)).collect();
        let mut orders: HashMap<Erasure, u32> = HashMap::new();
        let mut alone = Vec::new();
        for (n, frame) in counted() {
            let Some(erasure) = frame.event().and_then(erasure) else {
                continue;
            };
            if !reasons.contains(&command_of(frame)) {
                alone.push(n);
                continue;
            }
            let first = orders.entry(erasure).or_insert(n);
            if self.order(n, *first).is_lt() {
                *first = n;
            }
        }
        let half_of = |n: u32| half(&self.frames[n as usize].hash);
        let orders = orders.into_iter().map(|(e, n)| (e, half_of(n))).collect();
        (orders, alone)
    }

    /// The order in which frames are folded, as [`crate::record::Entry::order`] has it.
    pub fn order(&self, a: u32, b: u32) -> Ordering {
        let of = |n: u32| {
            let frame = &self.frames[n as usize];
            (frame.lamport, self.writer(n), frame.seq)
        };
        of(a).cmp(&of(b))
    }
}

/// Texts that are on record as erased, and the frame that has it there.
pub(super) type Erasures = HashMap<Erasure, Half>;

/// The erasure that an event puts on record.
pub(super) fn erasure(event: &Event) -> Option<Erasure> {
    match event {
        Event::Erased(e) => Some((e.frame.clone(), unhex64(e.frame_text_hash.as_bytes())?)),
        _ => None,
    }
}
