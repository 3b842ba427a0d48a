//! What is known and not here: heads that this installation met, heads that others named, frames that others follow.
//!
//! Invariant: what was once known is in this list until it counts, whoever took note of it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::head::{BY_NUMBER, Half, Head, half};
use super::memory::{Memory, Met};
use super::rule::Rule;
use super::set::Set;
use super::settle::{Gap, Heads};
use crate::record::Event;

/// How long what others named may take to arrive before it is called missing.
pub(super) const ARRIVES_WITHIN: TimeDelta = TimeDelta::days(7);

/// Frames that are known and do not count here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    pub head: Head,
    /// The first number of that writer from which on none counts up to the head.
    pub from: u64,
    /// The number from which on they are here up to the head, and do not count for want of those before.
    pub here_from: Option<u64>,
    /// Who named it: writers; none where it was met here.
    pub known_by: Vec<String>,
    /// When it was first met or named.
    pub since: DateTime<Utc>,
    /// Whether it is missing; else it may still arrive.
    pub missing: bool,
    /// Whether somebody took note of it.
    pub accepted: bool,
}

/// Who knows of a head.
#[derive(Clone, Default)]
struct Witness {
    by: BTreeSet<Arc<str>>,
    since: Option<DateTime<Utc>>,
    /// It counted here, or an own frame named it.
    here: bool,
}

impl Witness {
    fn at(&mut self, at: DateTime<Utc>) -> &mut Witness {
        self.since = Some(self.since.map_or(at, |known| known.min(at)));
        self
    }
}

/// What there is to ask of a set.
pub(super) struct Expecting<'a> {
    pub set: &'a Set,
    pub gaps: &'a [Gap],
    pub memory: &'a Memory,
    pub accepted: &'a HashSet<Head>,
    pub now: DateTime<Utc>,
}

impl Expecting<'_> {
    /// Everything that is unmet, by writer and number.
    pub fn unmet(&self) -> Vec<Unmet> {
        let mut all = self.named();
        for met in &self.memory.here {
            self.remembered(&mut all, met).here = true;
        }
        for met in &self.memory.told {
            self.remembered(&mut all, met);
        }
        let lacking = all.into_iter().filter(|(head, _)| !self.is_met(head));
        lacking
            .map(|(head, witness)| self.lacks(head, witness))
            .collect()
    }

    fn remembered<'m>(&self, all: &'m mut BTreeMap<Head, Witness>, met: &Met) -> &'m mut Witness {
        let at = met.day.and_time(NaiveTime::MIN).and_utc();
        all.entry(met.head.clone()).or_default().at(at)
    }

    /// What frames that count name, and what stands without a frame before it.
    fn named(&self) -> BTreeMap<Head, Witness> {
        let mut all: BTreeMap<Head, Witness> = BTreeMap::new();
        let counted = (0..)
            .zip(self.set.frames.iter())
            .filter(|(_, f)| f.counted());
        for (n, frame) in counted {
            for head in frame.seen() {
                let witness = all.entry(head.clone()).or_default().at(frame.at());
                let writer = self.set.writer(n);
                witness.by.insert(writer.clone());
                witness.here |= self.memory.owns(writer);
            }
        }
        for gap in self.gaps {
            let frame = &self.set.frames[gap.frame as usize];
            let witness = all.entry(gap.before.clone()).or_default().at(frame.at());
            let writer = self.set.writer(gap.frame);
            witness.by.insert(writer.clone());
            // What this installation wrote was here.
            witness.here |= self.memory.owns(writer);
        }
        for (_, loose) in &self.set.loose {
            let entry = &loose.read.entry;
            let head = Head {
                writer: entry.writer.clone(),
                seq: entry.seq.max(2) - 1,
                half: BY_NUMBER,
            };
            let witness = all.entry(head).or_default().at(entry.at);
            witness.by.insert(entry.writer.clone());
            witness.here |= self.memory.owns(&entry.writer);
        }
        all
    }

    fn is_met(&self, head: &Head) -> bool {
        let counted = |n: &u32| self.set.frames[*n as usize].counted();
        let mut there = self.set.at(&head.writer, head.seq).iter().map(|p| p.1);
        there.any(|n| {
            counted(&n)
                && (head.half == BY_NUMBER || half(&self.set.frames[n as usize].hash) == head.half)
        })
    }

    fn lacks(&self, head: Head, witness: Witness) -> Unmet {
        let places = self
            .set
            .places
            .get(&head.writer)
            .map_or(&[][..], Vec::as_slice);
        let counted = |p: &&(u64, u32)| self.set.frames[p.1 as usize].counted();
        let last = places.iter().rfind(|p| p.0 < head.seq && counted(p));
        let other = places.iter().any(|p| p.0 == head.seq && counted(&p));
        let since = witness.since.unwrap_or(self.now);
        let late = self.now - since > ARRIVES_WITHIN;
        let from = last.map_or(1, |p| p.0 + 1);
        Unmet {
            from,
            here_from: self.here_from(&head, from),
            known_by: witness.by.iter().map(|w| w.to_string()).collect(),
            since,
            missing: witness.here || other || late,
            accepted: self.accepted.contains(&head),
            head,
        }
    }

    /// The first of the frames that stand behind one another up to this head, none of which anything here can tell;
    /// none where all from that number on are here.
    fn here_from(&self, head: &Head, from: u64) -> Option<u64> {
        let loose = self.set.loose.iter().map(|(_, l)| &l.read.entry);
        let of = loose.filter(|e| e.writer == head.writer && e.seq <= head.seq);
        let here: BTreeMap<u64, Half> = of.map(|e| (e.seq, half(&e.hash))).collect();
        let ends = here.get(&head.seq)?;
        if head.half != BY_NUMBER && head.half != *ends {
            return None;
        }
        let behind = |n: &u64| here.contains_key(n);
        let first = (from..=head.seq).rev().take_while(behind).last()?;
        (first > from).then_some(first)
    }

    /// What is to be remembered from now on.
    pub fn remember(&self, heads: &Heads, unmet: &[Unmet]) -> Memory {
        let today = self.now.date_naive();
        let known: BTreeMap<&Head, &Met> = (self.memory.told.iter())
            .chain(&self.memory.here)
            .map(|m| (&m.head, m))
            .collect();
        let met = |head: Head| {
            let day = known.get(&head).map_or(today, |m| m.day);
            Met { head, day }
        };
        let mut here: BTreeSet<Met> = (heads.iter())
            .flat_map(|(w, ends)| ends.iter().map(|e| Head::new(w, e.seq, &e.hash)))
            .map(met)
            .collect();
        let lost = self.memory.here.iter().filter(|m| !self.is_met(&m.head));
        if !Rule::Remember.off() {
            here.extend(lost.cloned());
        }
        let told = unmet.iter().filter(|u| u.head.half != BY_NUMBER);
        let told: BTreeSet<Met> = told
            .map(|u| met(u.head.clone()))
            .filter(|m| !here.contains(m))
            .collect();
        Memory {
            here: here.into_iter().collect(),
            told: told.into_iter().collect(),
            ..self.memory.clone()
        }
    }
}

/// Heads that somebody took note of.
pub(super) fn accepted(set: &Set) -> HashSet<Head> {
    let counted = set.frames.iter().filter(|f| f.counted());
    let lists = counted.filter_map(|f| match f.event() {
        Some(Event::Accepted(e)) => Some(&e.heads),
        _ => None,
    });
    lists
        .flatten()
        .filter_map(|text| Head::read(text))
        .collect()
}
