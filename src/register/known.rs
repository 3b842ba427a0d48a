//! What is kept of the frames once they are read: where each stands, how each file and each writer's line ends.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::book::{At, File, Known, Of, Tail};
use super::head::{Half, Head, half};
use super::listing::Kind;
use super::parts::Where;
use super::reading::Gathered;
use super::rows::Rows;
use super::scan::Read;
use super::set::Set;
use super::settle::{Fork, Link};
use crate::record::{Event, Place};

impl Gathered {
    /// How each file ends, how much of it stands elsewhere, and whose it is.
    pub fn judge_files(&mut self) {
        let set = &self.set;
        for (n, file) in (0..).zip(&mut self.files) {
            let frames = set.in_file(n);
            file.frames = frames.len();
            let alone = |n: &&u32| !set.frames[set.first_of(**n) as usize].journal();
            file.alone = frames.iter().filter(alone).count();
            let last = frames.iter().rposition(|n| set.counts(*n));
            if let Some(last) = last {
                let frame = &set.frames[frames[last] as usize];
                file.end = frame.end();
                file.end_lines = u64::from(frame.line) - 1 + u64::from(frame.lines);
                file.last = Some(frame.hash);
            }
            let end = file.end;
            let other = |b: &super::set::BadPlace| b.file == n && !b.bad.cut && b.bad.offset >= end;
            let loose = |(f, l): &(u32, super::scan::Loose)| *f == n && l.read.offset >= end;
            let changed = |(f, l): &(u32, super::scan::Loose)| *f == n && l.changed;
            file.broken |= set.loose.iter().any(changed);
            file.judge_end();
            let nothing = frames.is_empty() && !set.loose.iter().any(|(f, _)| *f == n);
            if nothing && file.found.kind == Kind::Copy {
                file.tail = Tail::Whole;
            }
            if set.bads.iter().any(other) || set.loose.iter().any(loose) {
                file.tail = Tail::Other;
            }
            let folder = file.found.folder.as_ref();
            if let Some(folder) = folder.filter(|w| set.places.contains_key(*w)) {
                file.owner = Some(folder.clone());
            }
        }
    }
}

impl File {
    /// How it ends, where nothing but whole commands and the start of one stand in it.
    pub fn judge_end(&mut self) {
        self.tail = match self.odd.is_some() || self.end == self.found.stamp.len {
            true => Tail::Whole,
            false => Tail::Torn,
        };
    }
}

impl Of {
    /// Whether a frame of that name counts.
    pub fn holds(&self, head: &Head) -> bool {
        self.at(head.seq).any(|a| a.half == head.half)
    }

    /// Where the frames of a number stand.
    pub fn at(&self, seq: u64) -> impl Iterator<Item = &At> {
        let from = self.frames.partition_point(|a| a.seq < seq);
        let behind = (from..).map_while(|n| self.frames.get(n));
        behind.take_while(move |a| a.seq == seq)
    }
}

impl Where {
    /// Where a frame stands; its place in the file is counted from `base`.
    pub fn of(file: u32, base: u64, read: &Read) -> Where {
        let offset = base + read.offset;
        Where {
            file,
            offset: u32::try_from(offset).unwrap_or(u32::MAX),
            len: u32::try_from(read.end - read.offset).unwrap_or(u32::MAX),
            half: half(&read.entry.hash),
            hidden: read.entry.text_hash.is_some() && !read.entry.text_present,
            evidence: read.evidence,
        }
    }
}

impl Known {
    /// Notes what the frames that count say of their writers, and what the register's own kinds say.
    pub fn learn(&mut self, set: &Set, own: Option<&str>) {
        for (writer, places) in &set.places {
            let of = self.writers.entry(writer.clone()).or_default();
            let (mut last, mut earlier) = (None, false);
            for (_, n) in places {
                let frame = &set.frames[*n as usize];
                self.lamport = self.lamport.max(frame.lamport);
                if !frame.counted() {
                    continue;
                }
                of.events += 1;
                if own == Some(&**writer) {
                    self.named.extend(frame.seen().iter().cloned());
                }
                if let Some(Event::WriterClosed(closed)) = frame.event() {
                    self.closed.insert(closed.closed.clone());
                }
                if last.is_some_and(|at| frame.at() < at) {
                    let name = &self.files[frame.file as usize].found.name;
                    let first = (0, name.clone(), u64::from(frame.line));
                    self.set_back.get_or_insert(first).0 += 1;
                }
                last = Some(frame.at());
                earlier = frame.is_of_first();
                self.of_two_versions |= !earlier;
            }
            if earlier && own != Some(&**writer) {
                self.earlier.push(writer.clone());
            }
        }
    }

    /// Notes where each of these frames stands, which are all that count, in this order; and lets go of the set.
    pub fn index(&mut self, set: Set, order: &[u32]) -> Rows<Where> {
        let mut stands = Rows::default();
        set.let_go(order, |writer, frame| {
            stands.push(frame.stands());
            if let Some(of) = self.writers.get_mut(writer) {
                of.frames.push(At {
                    seq: frame.seq,
                    half: half(&frame.hash),
                    file: frame.file,
                });
            }
        });
        for of in self.writers.values_mut() {
            of.frames.sort_by_key(|at| at.seq);
        }
        stands
    }

    /// Writers whose newest frame is of an earlier version than others': an erasure there rewrites what is not theirs.
    pub fn of_earlier_version(&self) -> impl Iterator<Item = &Arc<str>> {
        let open = self.earlier.iter().filter(|w| !self.closed.contains(&***w));
        open.filter(|_| self.of_two_versions)
    }

    /// Takes in one more frame at the end of a file, which continues its writer's only line.
    pub fn take_in(&mut self, file: usize, base: (u64, u64), read: &Read, own: Option<&str>) {
        let entry = &read.entry;
        self.lamport = self.lamport.max(entry.lamport);
        let of = self.writers.entry(entry.writer.clone()).or_default();
        of.events += 1;
        of.frames.push(At {
            seq: entry.seq,
            half: half(&entry.hash),
            file: file as u32,
        });
        if own == Some(&*entry.writer) {
            self.named.extend(read.seen.iter().cloned());
        }
        let known = &mut self.files[file];
        known.end = base.0 + read.end;
        known.end_lines = base.1 + read.line - 1 + u64::from(read.lines);
        known.last = Some(entry.hash);
        known.frames += 1;
        let before = self
            .heads
            .insert(entry.writer.clone(), vec![Link::of(entry)]);
        let before = before.and_then(|ends| ends.first().copied());
        if before.is_some_and(|b| entry.at < b.at) {
            let first = (0, known.found.name.clone(), base.1 + read.line);
            self.set_back.get_or_insert(first).0 += 1;
        }
    }

    /// Writers whose journal goes on in more than one way.
    pub fn find_forks(&mut self, set: &Set, accepted: &HashSet<Head>) {
        for (writer, ends) in self.heads.iter().filter(|(_, ends)| ends.len() > 1) {
            let heads: Vec<Head> = ends
                .iter()
                .map(|e| Head::new(writer, e.seq, &e.hash))
                .collect();
            self.forks.push(Fork {
                writer: writer.to_string(),
                after: set.forked_after(writer),
                accepted: heads.iter().all(|h| accepted.contains(h)),
                heads,
            });
        }
    }

    /// The file in which the frame of that place stands, in words for people: the first of them where there are two.
    pub fn file_of(&self, place: &Place) -> Option<&File> {
        let at = self.writers.get(&place.writer)?.at(place.seq).next()?;
        self.files.get(at.file as usize)
    }

    /// The place of a frame by half of its hash.
    pub fn place_of(&self, wanted: &Half) -> Option<Place> {
        self.writers.iter().find_map(|(writer, of)| {
            let at = of.frames.iter().find(|a| a.half == *wanted)?;
            Some(Place {
                writer: writer.clone(),
                seq: at.seq,
            })
        })
    }

    /// The copies there are, those with frames in them.
    pub fn copies(&self) -> impl Iterator<Item = &File> {
        let copies = self.files.iter().filter(|f| f.found.kind == Kind::Copy);
        copies.filter(|f| f.frames > 0)
    }

    /// The highest number of a segment in each folder, whoever's frames it holds.
    pub fn numbers(&self) -> BTreeMap<&str, u32> {
        let mut out = BTreeMap::new();
        for file in &self.files {
            let (Some(folder), Some(number)) = (&file.found.folder, named_number(&file.found.name))
            else {
                continue;
            };
            let highest = out.entry(&**folder).or_insert(0);
            *highest = number.max(*highest);
        }
        out
    }
}

/// The number in a name like a segment's.
fn named_number(name: &str) -> Option<u32> {
    let last = name.rsplit('/').next()?;
    last.strip_suffix(".toml")?.parse().ok()
}
