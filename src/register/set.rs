//! The frames there are, from whatever files: each once, linked to the frame before it.
//!
//! Where a file lies, what it is called and when it came has no part in what is put together here: two readers of the
//! same frames have the same set.
//!
//! Invariant: a frame is in the set only where its hash agrees with that of the frame it follows.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::brief::{Brief, Names};
use super::canon::hex64;
use super::frame::chained;
use super::rows::Rows;
use super::scan::{Bad, Loose, Read, Text, Unsound};
use crate::record::{EventKind, Place};

/// A frame found in one more file.
pub(super) struct Again {
    pub frame: u32,
    pub file: u32,
    /// Its text line there.
    pub text: Text,
    pub line: u32,
    pub lines: u32,
}

/// A place in a file that is no frame.
pub(super) struct BadPlace {
    pub file: u32,
    pub bad: Bad,
}

/// What was read in a file.
#[derive(Default)]
struct Filed {
    journal: bool,
    frames: Range<u32>,
    /// Those that another file explained.
    later: Vec<u32>,
}

#[derive(Default)]
pub(super) struct Set {
    pub frames: Rows<Brief>,
    names: Names,
    /// Of each writer, the numbers and places in `frames` of its frames, in that order.
    pub places: BTreeMap<Arc<str>, Vec<(u64, u32)>>,
    pub again: Vec<Again>,
    /// What nothing that is here can tell, with its file.
    pub loose: Vec<(u32, Loose)>,
    pub bads: Vec<BadPlace>,
    files: Vec<Filed>,
}

impl Set {
    /// An empty one, of frames whose writers have these numbers.
    pub fn new(names: Names) -> Set {
        Set {
            names,
            ..Set::default()
        }
    }

    /// Adds what was read in the next file: its frames, and what is none.
    pub fn add(&mut self, journal: bool, frames: Vec<Brief>, amiss: Vec<(usize, Unsound)>) {
        let file = self.files.len() as u32;
        let from = self.frames.len() as u32;
        self.files.push(Filed {
            journal,
            frames: from..from + frames.len() as u32,
            later: Vec::new(),
        });
        for (_, amiss) in amiss {
            match amiss {
                Unsound::Loose(loose) => self.loose.push((file, *loose)),
                Unsound::Bad(bad) => self.bads.push(BadPlace { file, bad }),
            }
        }
        // Most frames of a file are by one writer, whose list is looked for once.
        let (mut writer, mut places) = (None, Vec::new());
        for mut brief in frames {
            let n = self.frames.len() as u32;
            brief.file = file;
            if journal {
                brief.stands_in_journal();
            }
            if writer != Some(brief.writer) {
                self.put_back(writer, std::mem::take(&mut places));
                writer = Some(brief.writer);
                let list = self.places.get_mut(self.names.name(brief.writer));
                places = list.map(std::mem::take).unwrap_or_default();
            }
            places.push((brief.seq, n));
            self.frames.push(brief);
        }
        self.put_back(writer, places);
    }

    fn put_back(&mut self, writer: Option<u32>, places: Vec<(u64, u32)>) {
        if let Some(writer) = writer {
            let name = self.names.name(writer);
            self.places.insert(name.clone(), places);
        }
    }

    fn push(&mut self, mut brief: Brief, file: u32) -> u32 {
        let n = self.frames.len() as u32;
        brief.file = file;
        if self.files[file as usize].journal {
            brief.stands_in_journal();
        }
        let writer = self.names.name(brief.writer);
        match self.places.get_mut(writer) {
            Some(places) => places.push((brief.seq, n)),
            None => drop(self.places.insert(writer.clone(), vec![(brief.seq, n)])),
        }
        self.frames.push(brief);
        n
    }

    /// Puts each frame in its place, once, and takes in what another file explains.
    pub fn arrange(&mut self) {
        for places in self.places.values_mut() {
            if !places.is_sorted() {
                places.sort_unstable();
            }
        }
        self.merge_all();
        self.tie_loose();
    }

    fn merge_all(&mut self) {
        let mut twice = Vec::new();
        for places in self.places.values() {
            let mut from = 0;
            while from < places.len() {
                let same = places[from..].iter().take_while(|p| p.0 == places[from].0);
                let count = same.count();
                if count > 1 {
                    twice.push(places[from..from + count].iter().map(|p| p.1).collect());
                }
                from += count;
            }
        }
        for run in twice {
            self.merge(run);
        }
        self.forget_merged();
    }

    /// Makes one of those frames of a number that are the same.
    fn merge(&mut self, mut run: Vec<u32>) {
        run.sort_by_key(|n| (!self.frames[*n as usize].journal(), *n));
        for (i, n) in run.iter().enumerate() {
            let hash = self.frames[*n as usize].hash;
            let first = run[..i].iter().find(|m| {
                let known = &self.frames[**m as usize];
                known.same_as().is_none() && known.hash == hash
            });
            if let Some(first) = first.copied() {
                self.note_again(first, *n);
            }
        }
    }

    fn note_again(&mut self, first: u32, n: u32) {
        let of = |frame: u32, brief: &Brief| Again {
            frame,
            file: brief.file,
            text: brief.text(),
            line: brief.line,
            lines: brief.lines,
        };
        let Some((known, other)) = self.frames.both(first as usize, n as usize) else {
            return;
        };
        other.is_same_as(first);
        self.again.push(of(first, other));
        if other.text() == Text::Present && known.text() != Text::Present {
            // The text line that stands here is kept in mind as another's.
            self.again.push(of(first, known));
            known.take_text_of(other);
        }
    }

    fn forget_merged(&mut self) {
        if self.again.is_empty() {
            return;
        }
        for places in self.places.values_mut() {
            places.retain(|(_, n)| self.frames[*n as usize].same_as().is_none());
        }
    }

    /// Takes in frames that follow one of another file.
    fn tie_loose(&mut self) {
        if self.loose.is_empty() {
            return;
        }
        let mut loose = std::mem::take(&mut self.loose);
        loose.sort_by_key(|(_, l)| l.read.entry.seq);
        for (file, mut one) in loose {
            let entry = &one.read.entry;
            let before = entry.seq.checked_sub(1).map(|n| self.at(&entry.writer, n));
            let hashes = before.into_iter().flatten();
            let hashes = hashes.map(|(_, n)| self.frames[*n as usize].hash);
            let known = self.find(&entry.writer, entry.seq, &entry.hash);
            let known = known.map(|n| self.hash_before(n));
            let tied = hashes
                .chain(known)
                .find(|h| chained(&hex64(h), &one.hashed) == entry.hash);
            match tied {
                Some(hash) => {
                    one.read.before = hash;
                    self.take_in(file, one.read, one.given);
                }
                None => self.loose.push((file, one)),
            }
        }
    }

    fn take_in(&mut self, file: u32, read: Read, given: u32) {
        let (writer, seq, hash) = (read.entry.writer.clone(), read.entry.seq, read.entry.hash);
        let known = self.find(&writer, seq, &hash);
        let number = self.names.number(&writer);
        let (mut brief, _) = Brief::of(read, None, number);
        brief.given = given;
        let n = self.push(brief, file);
        self.files[file as usize].later.push(n);
        if let Some(places) = self.places.get_mut(&writer) {
            places.pop();
            let at = places.partition_point(|p| *p < (seq, n));
            places.insert(at, (seq, n));
        }
        if let Some(known) = known {
            self.note_again(known, n);
            if let Some(places) = self.places.get_mut(&writer) {
                places.retain(|p| p.1 != n);
            }
        }
    }

    /// The frames that were read in a file, in their order; each as it stands there.
    pub fn in_file(&self, file: u32) -> Vec<u32> {
        let of = &self.files[file as usize];
        let mut all: Vec<u32> = of.frames.clone().chain(of.later.iter().copied()).collect();
        if !of.later.is_empty() {
            all.sort_by_key(|n| self.frames[*n as usize].offset);
        }
        all
    }

    /// The frame as it counts, of one that stands in any file.
    pub fn first_of(&self, n: u32) -> u32 {
        self.frames[n as usize].same_as().unwrap_or(n)
    }

    /// Whether a frame, wherever it stands, counts.
    pub fn counts(&self, n: u32) -> bool {
        self.frames[self.first_of(n) as usize].counted()
    }

    pub fn writer(&self, n: u32) -> &Arc<str> {
        self.names.name(self.frames[n as usize].writer)
    }

    pub fn place(&self, n: u32) -> Place {
        Place {
            writer: self.writer(n).clone(),
            seq: self.frames[n as usize].seq,
        }
    }

    /// The frames of a writer with this number.
    pub fn at(&self, writer: &str, seq: u64) -> &[(u64, u32)] {
        let Some(places) = self.places.get(writer) else {
            return &[];
        };
        let from = places.partition_point(|p| p.0 < seq);
        let count = places[from..].iter().take_while(|p| p.0 == seq).count();
        &places[from..from + count]
    }

    pub fn find(&self, writer: &str, seq: u64, hash: &[u8; 32]) -> Option<u32> {
        let same = |n: &u32| self.frames[*n as usize].hash == *hash;
        self.at(writer, seq).iter().map(|p| p.1).find(same)
    }

    /// The hash of the frame before it; zeros before a writer's first.
    pub fn hash_before(&self, n: u32) -> [u8; 32] {
        match self.frames[n as usize].before() {
            Some(hash) => *hash,
            None => self.frames[n as usize - 1].hash,
        }
    }

    /// The frame that this one follows, if it is here.
    pub fn before(&self, n: u32) -> Option<u32> {
        let brief = &self.frames[n as usize];
        if brief.before().is_none() {
            // Most stand right behind it.
            let before = self.first_of(n - 1);
            let other = &self.frames[before as usize];
            if other.writer == brief.writer && other.seq + 1 == brief.seq {
                return Some(before);
            }
        }
        let hash = self.hash_before(n);
        if brief.kind == EventKind::DamageNoted {
            let places = self.places.get(self.writer(n))?;
            let same = |p: &&(u64, u32)| self.frames[p.1 as usize].hash == hash;
            return places.iter().find(same).map(|p| p.1);
        }
        self.find(self.writer(n), brief.seq.checked_sub(1)?, &hash)
    }

    /// The frames that count, in the order of the fold.
    pub fn in_order(&self) -> Vec<u32> {
        let all = (0..self.frames.len() as u32).filter(|n| self.frames[*n as usize].counted());
        let mut all: Vec<u32> = all.collect();
        if !all.is_sorted_by(|a, b| self.order(*a, *b) != Ordering::Greater) {
            all.sort_by(|a, b| self.order(*a, *b));
        }
        all
    }

    /// Whether these are just the frames that were given on, in their order and as they were given; so many were.
    pub fn is_as_given(&self, order: &[u32], given: u32) -> bool {
        let same = |(n, frame): (u32, &u32)| {
            let frame = &self.frames[*frame as usize];
            frame.given == n && frame.is_as_given()
        };
        given as usize == order.len() && (0..).zip(order).all(same)
    }

    /// Goes through these frames in this order, and lets go of those that were gone through: nothing else is asked of
    /// the set any more.
    pub fn let_go(self, order: &[u32], mut each: impl FnMut(&Arc<str>, &Brief)) {
        let Set {
            mut frames, names, ..
        } = self;
        let in_order = order.is_sorted();
        for n in order {
            if in_order {
                frames.forget_before(*n as usize);
            }
            let frame = &frames[*n as usize];
            each(names.name(frame.writer), frame);
        }
    }

    /// Its place in the order of the fold.
    pub fn place_in_order(&self, n: u32) -> (u64, Arc<str>, u64, [u8; 32]) {
        let frame = &self.frames[n as usize];
        (frame.lamport, self.writer(n).clone(), frame.seq, frame.hash)
    }

    /// Whose a frame is that is not in it yet.
    pub fn name(&self, brief: &Brief) -> &Arc<str> {
        self.names.name(brief.writer)
    }
}
