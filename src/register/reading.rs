//! Reading what is on disk into what is known: all of it, or what was added.
//!
//! Takes no lock and changes nothing on disk.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::book::{Erasure, Refreshed, Register};
use super::canon::{hex64, unhex64};
use super::chain::Chain;
use super::error::{StoreError, plain, reading};
use super::frame::NO_HASH;
use super::parts::{Odd, Segment, Stamp, Tail};
use super::scan::{Start, scan};
use super::shelf::{Found, FoundFile, Job, look, read_all, read_from};
use crate::record::{Entry, Event, Place};

/// How often a register that changes while it is read is read again.
const RETRIES: usize = 3;

impl Register {
    /// What came since the last look.
    pub(super) fn news(&mut self) -> Result<Refreshed, StoreError> {
        let (found, strays) = look(&self.ports.files, &self.dir(), self.own.as_deref())?;
        self.strays = strays;
        let amiss = self.amiss();
        let mut new = Vec::new();
        let news = match self.read_on(&found, &mut new)? {
            true if new.is_empty() => Some(Refreshed::Nothing),
            true if self.takes(&mut new) => Some(Refreshed::More(new)),
            _ => None,
        };
        match news {
            // What is amiss in it may be a change between listing and reading: that is judged on the whole.
            Some(news) if self.amiss() == amiss => Ok(news),
            _ => Ok(Refreshed::All(self.load()?)),
        }
    }

    /// How many places are known to be amiss.
    fn amiss(&self) -> u64 {
        let of = |c: &Chain| c.problems.len() as u64 + c.more;
        self.chains.values().map(of).sum()
    }

    /// Whether new entries can be given out as they are: none erases anything, none comes in between.
    fn takes(&mut self, new: &mut [Entry]) -> bool {
        new.sort_by(Entry::order);
        let behind = match (&self.last, new.first()) {
            (Some((lamport, writer, seq)), Some(e)) => {
                (*lamport, &**writer, *seq) < (e.lamport, &*e.writer, e.seq)
            }
            _ => true,
        };
        if !behind || new.iter().any(|e| matches!(e.event, Event::Erased(_))) {
            return false;
        }
        self.veil(new);
        self.note_last(new);
        true
    }

    pub(super) fn note_last(&mut self, entries: &[Entry]) {
        if let Some(e) = entries.last() {
            self.last = Some((e.lamport, e.writer.clone(), e.seq));
        }
    }

    /// Reads what was added; false when that is not all that changed.
    fn read_on(&mut self, found: &[Found], new: &mut Vec<Entry>) -> Result<bool, StoreError> {
        let there = |w: &String| found.iter().any(|f| f.writer == *w && !f.files.is_empty());
        if self
            .chains
            .iter()
            .any(|(w, c)| !c.segments.is_empty() && !there(w))
        {
            return Ok(false);
        }
        for journal in found.iter().filter(|f| !f.files.is_empty()) {
            let known = self
                .chains
                .get(&journal.writer)
                .map_or(0, |c| c.segments.len());
            if known == 0 {
                let chain = self.read_journals(&[journal], new)?;
                self.chains.extend(chain);
            } else if !self.read_on_in(journal, known, new)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The same in one journal of which `known` files, at least one, have been read.
    fn read_on_in(
        &mut self,
        journal: &Found,
        known: usize,
        new: &mut Vec<Entry>,
    ) -> Result<bool, StoreError> {
        let files = &self.ports.files;
        let Some(chain) = self.chains.get_mut(&journal.writer) else {
            return Ok(false);
        };
        if journal.files.len() < known {
            return Ok(false);
        }
        let (read, later) = journal.files.split_at(known);
        let (Some((file, earlier)), Some((last, before))) =
            (read.split_last(), chain.segments.split_last())
        else {
            return Ok(false);
        };
        let same = |(f, s): (&FoundFile, &Segment)| f.number == s.number && f.stamp == s.stamp;
        if !earlier.iter().zip(before).all(same) || file.number != last.number {
            return Ok(false);
        }
        if file.stamp != last.stamp {
            let Some(start) = grown(chain, last, file.stamp) else {
                return Ok(false);
            };
            let bytes = read_from(files, &file.path, last.end).map_err(reading(&file.path))?;
            let more = scan(&bytes, 0, &chain.writer, start);
            chain.resume(file.stamp, more, new);
        }
        if later.is_empty() {
            return Ok(true);
        }
        if chain.tail() == Tail::Torn || chain.stranger.is_some() {
            return Ok(false);
        }
        let jobs: Vec<_> = jobs(&chain.writer, later, Some(file)).collect();
        for (i, (file, more)) in later.iter().zip(read_all(files, &jobs)).enumerate() {
            let more = more.map_err(reading(&file.path))?;
            chain.add(file.number, file.stamp, more, i + 1 == later.len(), new);
        }
        Ok(chain.stranger.is_none())
    }

    /// Reads everything anew; gives back every entry that counts. No lock is taken, so where something
    /// seems amiss and files changed meanwhile (one journal read before, another after an erasure), it
    /// is read again.
    pub(super) fn load(&mut self) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.load_once()?;
        for _ in 0..RETRIES {
            if self.amiss() == 0 || self.is_as_read()? {
                break;
            }
            entries = self.load_once()?;
        }
        Ok(entries)
    }

    /// Whether every file is as it was when it was read.
    fn is_as_read(&self) -> Result<bool, StoreError> {
        let (found, _) = look(&self.ports.files, &self.dir(), self.own.as_deref())?;
        let stamps = |f: &Found| f.files.iter().map(|f| f.stamp).collect::<Vec<_>>();
        let known = |f: &Found| {
            self.chains
                .get(&f.writer)
                .map(|c| c.segments.iter().map(|s| s.stamp).collect::<Vec<_>>())
        };
        Ok(found
            .iter()
            .all(|f| known(f).unwrap_or_default() == stamps(f)))
    }

    fn load_once(&mut self) -> Result<Vec<Entry>, StoreError> {
        let (found, strays) = look(&self.ports.files, &self.dir(), self.own.as_deref())?;
        self.strays = strays;
        let mut entries = Vec::new();
        let journals: Vec<_> = found.iter().filter(|f| !f.files.is_empty()).collect();
        self.chains = self.read_journals(&journals, &mut entries)?;
        if !entries.is_sorted_by(|a, b| a.order(b) != Ordering::Greater) {
            entries.sort_by(Entry::order);
        }
        self.erased.clear();
        self.unfinished.clear();
        let shown = self.chains.values().flat_map(|c| &c.shown);
        let erasures: Vec<_> = entries.iter().chain(shown).filter_map(erasure).collect();
        self.erased.extend(erasures);
        if self.misses_text() && !self.is_as_read()? {
            let later = self.erasures_by_now()?;
            self.erased.extend(later);
        }
        self.veil(&mut entries);
        self.note_last(&entries);
        Ok(entries)
    }

    /// Whether a text line is missing or changed without an erasure on record.
    fn misses_text(&self) -> bool {
        let sound = self.chains.values().filter(|c| c.stranger.is_none());
        sound
            .flat_map(|c| c.odd.iter().map(|odd| of_odd(&c.writer, odd)))
            .any(|erasure| !self.erased.contains(&erasure))
    }

    /// Every erasure that is on record now. An erasure is on record before any text goes, so for each text that
    /// was found missing before this is called, its erasure is among these: also where it stands in a segment that
    /// was read too early, or that was not there yet, and however fast others go on erasing.
    fn erasures_by_now(&self) -> Result<Vec<Erasure>, StoreError> {
        let (found, _) = look(&self.ports.files, &self.dir(), self.own.as_deref())?;
        let journals: Vec<_> = found.iter().filter(|f| !f.files.is_empty()).collect();
        let mut entries = Vec::new();
        let chains = self.read_journals(&journals, &mut entries)?;
        let shown = chains.values().flat_map(|c| &c.shown);
        Ok(entries.iter().chain(shown).filter_map(erasure).collect())
    }

    fn read_journals(
        &self,
        journals: &[&Found],
        out: &mut Vec<Entry>,
    ) -> Result<BTreeMap<String, Chain>, StoreError> {
        let mut chains: Vec<_> = journals.iter().map(|f| Chain::new(&f.writer)).collect();
        let of_each = journals.iter().zip(&chains);
        let jobs: Vec<_> = of_each
            .flat_map(|(j, c)| jobs(&c.writer, &j.files, None))
            .collect();
        let mut scans = read_all(&self.ports.files, &jobs).into_iter();
        out.reserve_exact(
            scans
                .as_slice()
                .iter()
                .flatten()
                .map(|s| s.frames.len())
                .sum(),
        );
        for (chain, journal) in chains.iter_mut().zip(journals) {
            let from = out.len();
            for (i, file) in journal.files.iter().enumerate() {
                match scans.next() {
                    Some(Ok(scan)) => chain.add(
                        file.number,
                        file.stamp,
                        scan,
                        i + 1 == journal.files.len(),
                        out,
                    ),
                    // With several writers one of them must not keep the others from being read.
                    Some(Err(e))
                        if journals.len() > 1 && self.own.as_ref() != Some(&journal.writer) =>
                    {
                        chain.problem_in(
                            file.number,
                            0,
                            format!("this file cannot be read: {}", plain(&e)),
                        );
                    }
                    Some(Err(e)) => return Err(reading(&file.path)(e)),
                    None => {}
                }
            }
            if chain.stranger.is_some() {
                out.truncate(from);
            }
        }
        Ok(chains
            .into_iter()
            .map(|c| (c.writer.to_string(), c))
            .collect())
    }

    /// Takes the text out of every entry that an erasure names, and looks at text lines that are
    /// missing or changed.
    fn veil(&mut self, entries: &mut [Entry]) {
        if !self.erased.is_empty() {
            for entry in entries.iter_mut().filter(|e| e.text_present) {
                let Some(text_hash) = entry.text_hash else {
                    continue;
                };
                let erasure = (entry.place(), text_hash);
                if self.erased.contains(&erasure) {
                    strip(entry);
                    self.unfinished.push(erasure);
                }
            }
        }
        for chain in self.chains.values_mut().filter(|c| c.stranger.is_none()) {
            for entry in chain.shown.iter_mut().filter(|e| e.text_present) {
                let Some(text_hash) = entry.text_hash else {
                    continue;
                };
                let erasure = (entry.place(), text_hash);
                if self.erased.contains(&erasure) {
                    strip(entry);
                    self.unfinished.push(erasure);
                }
            }
            for odd in std::mem::take(&mut chain.odd) {
                let erasure = of_odd(&chain.writer, &odd);
                match (self.erased.contains(&erasure), odd.changed) {
                    (true, true) => self.unfinished.push(erasure),
                    (true, false) => {}
                    (false, changed) => {
                        let what = match changed {
                            true => {
                                "the text of this frame was changed after it was written: it is not shown"
                            }
                            false => {
                                "the text of this frame is missing, and no writer has it on record as erased"
                            }
                        };
                        chain.problem_in(odd.segment, odd.line, what.into());
                    }
                }
            }
        }
    }
}

/// How to read on in a journal's last file, which changed since; `None` where it did not just become longer.
fn grown(chain: &Chain, last: &Segment, now: Stamp) -> Option<Start> {
    let same_file = (now.device, now.inode) == (last.stamp.device, last.stamp.inode);
    if !same_file
        || now.len <= last.stamp.len
        || chain.tail() == Tail::Damaged
        || chain.stranger.is_some()
    {
        return None;
    }
    Some(match (last.end, chain.last) {
        (0, _) => Start::Segment,
        (_, Some(link)) => Start::After(hex64(&link.hash)),
        (_, None) => Start::After(NO_HASH),
    })
}

/// The files of one journal to read; `before` is the one that the first of them follows.
fn jobs<'f>(
    writer: &'f Arc<str>,
    files: &'f [FoundFile],
    before: Option<&'f FoundFile>,
) -> impl Iterator<Item = Job> + 'f {
    let earlier = std::iter::once(before).chain(files.iter().map(Some));
    files.iter().zip(earlier).map(|(file, before)| Job {
        writer: writer.clone(),
        path: file.path.clone(),
        len: file.stamp.len,
        before: before.map(|f| f.path.clone()),
    })
}

/// The erasure an entry has on record.
pub(super) fn erasure(entry: &Entry) -> Option<Erasure> {
    match &entry.event {
        Event::Erased(e) => Some((e.frame.clone(), unhex64(e.frame_text_hash.as_bytes())?)),
        _ => None,
    }
}

/// The erasure that would explain an odd text line.
fn of_odd(writer: &Arc<str>, odd: &Odd) -> Erasure {
    let place = Place {
        writer: writer.clone(),
        seq: odd.seq,
    };
    (place, odd.text_hash)
}

/// Takes the text out of an entry.
fn strip(entry: &mut Entry) {
    entry.event = Event::read(entry.event.kind(), &entry.event.plain(), None);
    entry.text_present = false;
}
