//! The frames there are, from whatever files: each once, linked to the frame before it.
//!
//! Where a file lies, what it is called and when it came has no part in what is put together here: two readers of the
//! same frames have the same set.
//!
//! Invariant: a frame is in the set only where its hash agrees with that of the frame it follows.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::canon::hex64;
use super::frame::chained;
use super::scan::{Bad, Loose, Read, Scan, Text, Unsound};
use crate::record::Event;

/// One frame of the set.
pub(super) struct Sound {
    pub read: Read,
    /// Which file it was found in, the journal's own before any copy.
    pub file: u32,
    /// Whether that is a journal file.
    pub journal: bool,
    /// Whether it counts: its command is whole.
    pub counted: bool,
    /// Whether a command that counts follows it.
    pub continued: bool,
    /// The same frame, where it stands in a file that comes first.
    pub same_as: Option<u32>,
    /// Where its text stands, if that is in another file: that file, and where the frame begins and ends there.
    pub text_at: Option<(u32, u64, u64)>,
}

/// A frame found in one more file.
pub(super) struct Again {
    pub frame: u32,
    pub file: u32,
    /// Its text line there.
    pub text: Text,
    pub line: u64,
    pub lines: u32,
}

/// A place in a file that is no frame.
pub(super) struct BadPlace {
    pub file: u32,
    pub bad: Bad,
}

#[derive(Default)]
pub(super) struct Set {
    pub frames: Vec<Sound>,
    /// Of each writer, the numbers and places in `frames` of its frames, in that order.
    pub places: BTreeMap<Arc<str>, Vec<(u64, u32)>>,
    pub again: Vec<Again>,
    /// What nothing that is here can tell, with its file.
    pub loose: Vec<(u32, Loose)>,
    pub bads: Vec<BadPlace>,
    /// Of each file, whether it is a journal's own, and the frames that were read in it.
    files: Vec<(bool, Vec<u32>)>,
}

impl Set {
    /// Adds what was read in the next file.
    pub fn add(&mut self, journal: bool, scan: Scan) {
        let file = self.files.len() as u32;
        self.files.push((journal, Vec::new()));
        let count = scan.frames.len();
        for (_, amiss) in scan.amiss {
            match amiss {
                Unsound::Loose(loose) => self.loose.push((file, *loose)),
                Unsound::Bad(bad) => self.bads.push(BadPlace { file, bad }),
            }
        }
        self.frames.reserve(count);
        for read in scan.frames {
            self.push(read, file);
        }
    }

    fn push(&mut self, read: Read, file: u32) -> u32 {
        let n = self.frames.len() as u32;
        let (journal, of_file) = &mut self.files[file as usize];
        let journal = *journal;
        of_file.push(n);
        let (writer, seq) = (read.entry.writer.clone(), read.entry.seq);
        self.frames.push(Sound {
            read,
            file,
            journal,
            counted: false,
            continued: false,
            same_as: None,
            text_at: None,
        });
        match self.places.get_mut(&writer) {
            Some(places) => places.push((seq, n)),
            None => drop(self.places.insert(writer, vec![(seq, n)])),
        }
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
        run.sort_by_key(|n| (!self.frames[*n as usize].journal, *n));
        for (i, n) in run.iter().enumerate() {
            let hash = self.frames[*n as usize].read.entry.hash;
            let first = run[..i].iter().find(|m| {
                let known = &self.frames[**m as usize];
                known.same_as.is_none() && known.read.entry.hash == hash
            });
            if let Some(first) = first.copied() {
                self.note_again(first, *n);
            }
        }
    }

    fn note_again(&mut self, first: u32, n: u32) {
        let other = &mut self.frames[n as usize];
        other.same_as = Some(first);
        self.again.push(Again {
            frame: first,
            file: other.file,
            text: other.read.text,
            line: other.read.line,
            lines: other.read.lines,
        });
        let text = other.read.text;
        let read = &other.read;
        let place = (other.file, read.offset, read.end);
        let event = match text {
            Text::Present => std::mem::replace(&mut other.read.entry.event, nothing()),
            _ => return,
        };
        let known = &mut self.frames[first as usize];
        if known.read.text != Text::Present {
            // The text line that stands here is kept in mind as another's.
            let (was, line, lines) = (known.read.text, known.read.line, known.read.lines);
            self.again.push(Again {
                frame: first,
                file: known.file,
                text: was,
                line,
                lines,
            });
            known.read.text = Text::Present;
            known.read.entry.event = event;
            known.read.entry.text_present = true;
            known.text_at = Some(place);
        }
    }

    fn forget_merged(&mut self) {
        if self.again.is_empty() {
            return;
        }
        for places in self.places.values_mut() {
            places.retain(|(_, n)| self.frames[*n as usize].same_as.is_none());
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
            let hashes = hashes.map(|(_, n)| self.frames[*n as usize].read.entry.hash);
            let known = self.find(&entry.writer, entry.seq, &entry.hash);
            let known = known.map(|n| self.frames[n as usize].read.before);
            let tied = hashes
                .chain(known)
                .find(|h| chained(&hex64(h), &one.hashed) == entry.hash);
            match tied {
                Some(hash) => {
                    one.read.before = hash;
                    self.take_in(file, one.read);
                }
                None => self.loose.push((file, one)),
            }
        }
    }

    fn take_in(&mut self, file: u32, read: Read) {
        let (writer, seq, hash) = (read.entry.writer.clone(), read.entry.seq, read.entry.hash);
        let known = self.find(&writer, seq, &hash);
        let n = self.push(read, file);
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
        let mut all = self.files[file as usize].1.clone();
        all.sort_by_key(|n| self.frames[*n as usize].read.offset);
        all
    }

    /// The frame as it counts, of one that stands in any file.
    pub fn first_of(&self, n: u32) -> u32 {
        self.frames[n as usize].same_as.unwrap_or(n)
    }

    /// Whether a frame, wherever it stands, counts.
    pub fn counts(&self, n: u32) -> bool {
        self.frames[self.first_of(n) as usize].counted
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
        let same = |n: &u32| self.frames[*n as usize].read.entry.hash == *hash;
        self.at(writer, seq).iter().map(|p| p.1).find(same)
    }

    /// The frame that this one follows, if it is here.
    pub fn before(&self, n: u32) -> Option<u32> {
        let read = &self.frames[n as usize].read;
        let entry = &read.entry;
        if let Event::DamageNoted(_) = entry.event {
            let places = self.places.get(&entry.writer)?;
            let same = |p: &&(u64, u32)| self.frames[p.1 as usize].read.entry.hash == read.before;
            return places.iter().find(same).map(|p| p.1);
        }
        self.find(&entry.writer, entry.seq.checked_sub(1)?, &read.before)
    }
}

/// What is left of an event that was taken elsewhere.
fn nothing() -> Event {
    Event::read("", &Vec::new(), None)
}
