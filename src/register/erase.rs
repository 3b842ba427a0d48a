//! Taking text out of the register for good, with the chain whole before and after.
//!
//! The order is fixed: `erased` is on record and synced; then go the kept files that nothing else names, and the
//! text in quarantine and drafts; last the text lines themselves. Death at any point leaves the text lines to say
//! what was still to be done, and the next session does it.
//!
//! Invariants: only whole `text` lines of frames that an `erased` names are taken out, every other byte
//! of a segment stays; another writer's journal is only touched under that writer's lock.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::book::{Erasure, Register};
use super::canon::{hex, write_string};
use super::cursor::Cursor;
use super::error::{StoreError, reading, writing};
use super::evidence::{named_by, named_in};
use super::folders::EVIDENCE;
use super::folders::{sweep, take_lock};
use super::frame::{Scratch, parse};

use super::scan::{Scan, Start, scan};
use super::session::Session;
use super::shelf::QUARANTINE;
use crate::record::event::Erased;
use crate::record::field::Value;
use crate::record::{Entry, Event, Place};

/// What an erasure did.
#[derive(Debug)]
pub struct ErasedReport {
    /// Every entry anew, the erased ones without their text.
    pub entries: Vec<Entry>,
    /// The frames whose text was put on record as erased now.
    pub frames: Vec<Place>,
    /// The kept files that went, by digest.
    pub evidence: Vec<String>,
    /// Frames of other writers that are hidden, but whose text is still on disk until their journal can
    /// be locked.
    pub unfinished: Vec<Place>,
}

/// A draft's text is cut where it repeats at least this many bytes of what is erased: shorter words
/// (a name, a marking) are the drafter's own.
const DRAFT_OVERLAP: usize = 20;

/// What is to go from one segment.
#[derive(Default)]
struct Doomed {
    segments: BTreeSet<(Arc<str>, u32)>,
    values: BTreeSet<String>,
    evidence: BTreeSet<String>,
}

impl Session<'_> {
    /// Erases the text of `targets`: writes `head_events` and one `erased` for each frame that has text
    /// in one group, then takes the text out. `Ok` means that it is gone from this writer's journal and,
    /// save what [`ErasedReport::unfinished`] names, from every other. Targets without text, or erased
    /// before, are passed over; one that is not in the register refuses the whole.
    ///
    /// # Errors
    /// [`StoreError::Remains`] where it is on record and the text could not be taken out; the next session tries
    /// again.
    pub fn erase(
        &mut self,
        head_events: Vec<Event>,
        targets: &[Place],
    ) -> Result<ErasedReport, StoreError> {
        let erasures = self.book.texts_of(targets)?;
        let mut events = head_events;
        events.extend(erasures.iter().map(|(frame, text_hash)| {
            Event::from(Erased {
                frame: frame.clone(),
                frame_text_hash: hex(text_hash),
            })
        }));
        self.append(events)?;
        self.book.erased.extend(erasures.iter().cloned());
        self.book.unfinished.extend(erasures.iter().cloned());
        let (entries, evidence) = self.take_out().map_err(StoreError::remains)?;
        Ok(ErasedReport {
            entries,
            frames: erasures.into_iter().map(|(place, _)| place).collect(),
            evidence,
            unfinished: self
                .book
                .unfinished
                .iter()
                .map(|(place, _)| place.clone())
                .collect(),
        })
    }

    /// Takes out all text that is on record as erased and still on disk; gives back every entry anew.
    pub(super) fn take_text_out(&mut self) -> Result<Vec<Entry>, StoreError> {
        self.take_out().map(|(entries, _)| entries)
    }

    fn take_out(&mut self) -> Result<(Vec<Entry>, Vec<String>), StoreError> {
        let doomed = self.book.survey()?;
        let evidence = self.remove_evidence(&doomed.evidence)?;
        self.clear_quarantine(&doomed.values)?;
        self.clear_drafts(&doomed.values)?;
        let mut by_writer: BTreeMap<Arc<str>, Vec<u32>> = BTreeMap::new();
        for (writer, number) in doomed.segments {
            by_writer.entry(writer).or_default().push(number);
        }
        for (writer, numbers) in by_writer {
            if *writer == *self.identity.writer {
                self.rewrite_all(&writer, &numbers)?;
            } else {
                self.rewrite_of_another(&writer, &numbers);
            }
        }
        Ok((self.book.load()?, evidence))
    }

    /// Removes kept files that no readable text names any more.
    fn remove_evidence(&mut self, named: &BTreeSet<String>) -> Result<Vec<String>, StoreError> {
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let entries = self.book.load()?;
        let shown = self.book.report().shown;
        let used: HashSet<String> = entries
            .iter()
            .chain(&shown)
            .flat_map(|e| named_by(&e.event))
            .collect();
        let dir = self.book.home.join(EVIDENCE);
        let mut gone = Vec::new();
        for name in named.iter().filter(|n| !used.contains(*n)) {
            let path = dir.join(name);
            match self.files().remove_file(&path) {
                Ok(()) => gone.push(name.clone()),
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                Err(e) => return Err(writing("removing a kept file", &path)(e)),
            }
        }
        if !gone.is_empty() {
            self.files()
                .sync_dir(&dir)
                .map_err(writing("removing a kept file", &dir))?;
        }
        Ok(gone)
    }

    /// Takes out of torn tails every text line that repeats any of the values, and the line that was
    /// being written at the end: nothing there was ever acknowledged.
    fn clear_quarantine(&mut self, values: &BTreeSet<String>) -> Result<(), StoreError> {
        if values.is_empty() {
            return Ok(());
        }
        let spelt: Vec<_> = values.iter().map(|v| quoted(v)).collect();
        let dir = self.book.dir().join(QUARANTINE);
        for listed in self.files().list(&dir).map_err(reading(&dir))? {
            if !listed.stat.is_file {
                continue;
            }
            let bytes = self
                .files()
                .read(&listed.path)
                .map_err(reading(&listed.path))?;
            let keep = |line: &&[u8]| {
                let repeats = || {
                    spelt
                        .iter()
                        .any(|v| memchr::memmem::find(line, v.as_bytes()).is_some())
                };
                !line.starts_with(b"text = ") || (line.ends_with(b"\n") && !repeats())
            };
            let left: Vec<u8> = bytes
                .split_inclusive(|b| *b == b'\n')
                .filter(keep)
                .flatten()
                .copied()
                .collect();
            if left.len() < bytes.len() {
                self.put(&dir, &listed.name.to_string_lossy(), &left)?;
            }
        }
        Ok(())
    }

    /// Cuts the values out of drafts, as they are and as the journal spells them.
    fn clear_drafts(&mut self, values: &BTreeSet<String>) -> Result<(), StoreError> {
        let drafts = super::drafts::Drafts::new(&self.book.ports, &self.book.home);
        for dir in drafts.folders() {
            self.clear_drafts_in(dir, values)?;
        }
        Ok(())
    }

    fn clear_drafts_in(&self, dir: &Path, values: &BTreeSet<String>) -> Result<(), StoreError> {
        for listed in self.files().list(dir).map_err(reading(dir))? {
            if !listed.stat.is_file || values.is_empty() {
                continue;
            }
            let bytes = self
                .files()
                .read(&listed.path)
                .map_err(reading(&listed.path))?;
            let text = String::from_utf8_lossy(&bytes);
            let mut left = text.to_string();
            for value in values {
                let quoted = quoted(value);
                for form in [value.as_str(), &quoted[1..quoted.len() - 1]] {
                    if form.len() >= DRAFT_OVERLAP || left.trim() == form.trim() {
                        left = left.replace(form, "");
                    }
                }
            }
            let name = listed.name.to_string_lossy();
            if left == *text {
                continue;
            }
            if name.ends_with(".tmp") || left.trim().is_empty() {
                self.files()
                    .remove_file(&listed.path)
                    .map_err(writing("clearing a draft", &listed.path))?;
                self.files()
                    .sync_dir(dir)
                    .map_err(writing("clearing a draft", dir))?;
            } else {
                self.put(dir, &name, left.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Rewrites segments of a journal whose lock is held.
    fn rewrite_all(&self, writer: &Arc<str>, numbers: &[u32]) -> Result<(), StoreError> {
        for number in numbers {
            let path = self.book.segment_path(writer, *number);
            let bytes = self.files().read(&path).map_err(reading(&path))?;
            let before = scan(&bytes, 0, writer, Start::Segment);
            let lines = self.book.doomed_lines(&before);
            let mut left = Vec::with_capacity(bytes.len());
            let mut from = 0;
            for (start, end) in lines {
                left.extend_from_slice(&bytes[from..start]);
                from = end + 1;
            }
            left.extend_from_slice(&bytes[from..]);
            if left.len() == bytes.len() {
                continue;
            }
            if !same_chain(&before, &scan(&left, 0, writer, Start::Segment)) {
                return Err(StoreError::Changed { path });
            }
            let dir = self.book.dir().join(&**writer);
            self.put(&dir, &super::parts::Segment::file_name(*number), &left)?;
        }
        Ok(())
    }

    /// Rewrites another writer's segments where its lock is free and its files are of the same owner;
    /// otherwise its text stays hidden and that writer, or a later session, takes it out.
    fn rewrite_of_another(&self, writer: &Arc<str>, numbers: &[u32]) {
        let folder = self.book.dir().join(&**writer);
        let owner = |path: &Path| self.files().stat(path).ok().flatten().map(|s| s.owner);
        let own = owner(&self.folder().join("lock"));
        let path = |number: &u32| self.book.segment_path(writer, *number);
        if own.is_none() || numbers.iter().any(|n| owner(&path(n)) != own) {
            return;
        }
        if let Ok(_lock) = take_lock(self.files(), &folder, Duration::ZERO) {
            sweep(self.files(), &folder, ".");
            // What could not be taken out is still named by the reading that follows.
            let _ = self.rewrite_all(writer, numbers);
        }
    }
}

impl Register {
    /// The erasures that targets ask for.
    fn texts_of(&self, targets: &[Place]) -> Result<Vec<Erasure>, StoreError> {
        let wanted: HashSet<&Place> = targets.iter().collect();
        let mut seen: HashSet<Place> = HashSet::new();
        let mut out: Vec<Erasure> = Vec::new();
        self.each_scan(targets, |_, _, _, scan| {
            for read in &scan.frames {
                let place = read.entry.place();
                if !wanted.contains(&place) {
                    continue;
                }
                if let Some(text_hash) = read.entry.text_hash {
                    let erasure = (place.clone(), text_hash);
                    if !self.erased.contains(&erasure) && !out.contains(&erasure) {
                        out.push(erasure);
                    }
                }
                seen.insert(place);
            }
        })?;
        match targets.iter().find(|t| !seen.contains(*t)) {
            Some(missing) => Err(StoreError::NoSuchFrame(missing.clone())),
            None => Ok(out),
        }
    }

    /// Reads the segments that hold any of the places.
    fn each_scan(
        &self,
        places: &[Place],
        mut f: impl FnMut(&Arc<str>, u32, &[u8], &Scan),
    ) -> Result<(), StoreError> {
        for (name, chain) in self.chains.iter().filter(|(_, c)| c.stranger.is_none()) {
            let seqs: Vec<u64> = places
                .iter()
                .filter(|p| *p.writer == **name)
                .map(|p| p.seq)
                .collect();
            for segment in &chain.segments {
                let Some((first, last)) = segment.seqs else {
                    continue;
                };
                if !seqs.iter().any(|s| (first..=last).contains(s)) {
                    continue;
                }
                let path = self.segment_path(name, segment.number);
                let bytes = self.ports.files.read(&path).map_err(reading(&path))?;
                let scan = scan(&bytes, 0, &chain.writer, Start::Segment);
                f(&chain.writer, segment.number, &bytes, &scan);
            }
        }
        Ok(())
    }

    /// What the unfinished erasures leave to be done.
    fn survey(&self) -> Result<Doomed, StoreError> {
        let mut doomed = Doomed::default();
        let places: Vec<Place> = self
            .unfinished
            .iter()
            .map(|(place, _)| place.clone())
            .collect();
        self.each_scan(&places, |writer, number, bytes, scan| {
            let mut scratch = Scratch::default();
            for read in scan.frames.iter().filter(|r| self.is_doomed(r)) {
                doomed.segments.insert((writer.clone(), number));
                if parse(Cursor::new(bytes, read.offset as usize), &mut scratch).is_err() {
                    continue;
                }
                doomed.evidence.extend(named_in(&scratch.text));
                for (_, value) in &scratch.text {
                    match value {
                        Value::Text(text) => doomed.values.extend([text.to_string()]),
                        Value::List(items) => {
                            doomed.values.extend(items.iter().map(|i| i.to_string()))
                        }
                        Value::Number(_) | Value::Truth(_) => {}
                    }
                }
            }
        })?;
        doomed.values.remove("");
        Ok(doomed)
    }

    fn is_doomed(&self, read: &super::scan::Read) -> bool {
        let erasure = read.entry.text_hash.map(|h| (read.entry.place(), h));
        read.text_line.1 > 0 && erasure.is_some_and(|e| self.erased.contains(&e))
    }

    /// Where the text lines stand that are to go; each without its LF.
    fn doomed_lines(&self, scan: &Scan) -> Vec<(usize, usize)> {
        let doomed = scan.frames.iter().filter(|r| self.is_doomed(r));
        doomed
            .map(|r| (r.text_line.0 as usize, r.text_line.1 as usize))
            .collect()
    }
}

/// Whether two readings of a segment have the same frames in the same chain and the same bad places.
fn same_chain(a: &Scan, b: &Scan) -> bool {
    let hashes = |s: &Scan| s.frames.iter().map(|r| r.entry.hash).collect::<Vec<_>>();
    hashes(a) == hashes(b) && a.bads.len() == b.bads.len() && a.exits == b.exits
}

fn quoted(value: &str) -> String {
    let mut out = String::new();
    write_string(&mut out, value);
    out
}
