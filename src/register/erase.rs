//! Taking text out of the register for good, with every link whole before and after.
//!
//! The order is fixed: `erased` is on record and synced; then go the kept files that nothing else names, and the
//! text in torn tails and drafts; last the text lines themselves, each overwritten by a stub of its own length. Death
//! at any point leaves the text lines to say what was still to be done, and the next turn does it.
//!
//! Invariants: only text lines of frames that an erasure on record names are overwritten, every other byte stays; only
//! files of writers that this installation is, was or has taken over are touched; what a hold covers is spared.

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use super::book::{File, Register};
use super::canon::{hex, write_string};
use super::error::{StoreError, reading, writing};
use super::listing::{QUARANTINE, TORN, read_bytes};
use super::overwrite::{Doomed, Edit, Held, edits_of, text_lines};
use super::parts::Erasure;
use super::session::Session;
use super::stub::{stub_line, stub_of};
use crate::record::event::Erased;
use crate::record::{Entry, Event, Id, Place};

/// What an erasure did.
#[derive(Debug)]
pub struct ErasedReport {
    /// Every entry anew, the erased ones without their text.
    pub entries: Vec<Entry>,
    /// The frames whose text was put on record as erased now.
    pub frames: Vec<Place>,
    /// The kept files that went, by digest.
    pub evidence: Vec<String>,
    /// Frames that are hidden, but whose text still stands in files of other writers, until onrecord next runs there.
    pub unfinished: Vec<Place>,
}

/// A draft's text is cut where it repeats at least this many bytes of what is erased: shorter words
/// (a name, a marking) are the drafter's own.
const DRAFT_OVERLAP: usize = 20;

impl Session<'_> {
    /// Frames whose text stays where it is though it is on record as erased: a hold covers them.
    pub fn spare(&mut self, places: impl IntoIterator<Item = Place>) {
        self.spared.extend(places);
    }

    /// Kept files stay, though no text that can be read names them, where these items, which were erased before a hold
    /// on them was heard of, have texts of this installation's: those may be out already, and may have named any.
    pub fn keep_files_of(&mut self, items: &HashSet<Id>) -> Result<(), StoreError> {
        let own = |place: &Place| self.book.memory.owns(&place.writer);
        let named = self.book.erased_frames(own)?;
        let held = |item: &Option<Id>| item.is_some_and(|id| items.contains(&id));
        self.keeps_files = named.iter().any(|(_, item)| held(item));
        Ok(())
    }

    /// Erases the text of `targets`: writes `head_events`, of which one says why, and one `erased` for each frame that
    /// has text in one group, then takes the text out. `Ok` means that it is gone from every file of this
    /// installation's. Targets without text, or erased before, are passed over; one that is not in the register
    /// refuses the whole.
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
        let done = self.book.load().and_then(|entries| {
            self.book.pending = super::book::Refreshed::Nothing;
            Ok((entries, self.overwrite()?))
        });
        let (entries, evidence) = done.map_err(StoreError::remains)?;
        let open = self.book.open_erasures();
        Ok(ErasedReport {
            entries,
            frames: erasures.into_iter().map(|(place, _)| place).collect(),
            evidence,
            unfinished: open.into_iter().map(|(place, _)| place).collect(),
        })
    }

    /// Takes out all text of this installation's files that is on record as erased and not spared; tells of how many
    /// frames it was.
    pub fn take_text_out(&mut self) -> Result<usize, StoreError> {
        let before = self.book.open_erasures().len();
        self.overwrite()?;
        Ok(before.saturating_sub(self.book.open_erasures().len()))
    }

    /// Overwrites what is to go; tells which kept files went with it.
    fn overwrite(&mut self) -> Result<Vec<String>, StoreError> {
        let went = self.overwrite_texts()?;
        // What a hold spares of one's own may be named by text that is hidden.
        let own = |place: &Place| self.book.memory.owns(&place.writer);
        let may_go = !self.spared.iter().any(own) && !self.keeps_files;
        if !self.book.known.erased.is_empty() && may_go {
            self.empty_copies()?;
        }
        Ok(went)
    }

    fn overwrite_texts(&mut self) -> Result<Vec<String>, StoreError> {
        let erased = self.book.known.erased.iter();
        let spared = |place: &Place| self.spared.contains(place);
        let doomed: Doomed = erased
            .filter(|((place, _), _)| !spared(place))
            .map(|((_, hash), by)| (*hash, *by))
            .collect();
        if doomed.is_empty() {
            return Ok(Vec::new());
        }
        let mut held = Held::default();
        let mut edits: Vec<(PathBuf, Vec<Edit>)> = Vec::new();
        for path in self.touched() {
            let bytes = self.files().read(&path).map_err(reading(&path))?;
            let of_file = edits_of(&bytes, &doomed, &mut held);
            if !of_file.is_empty() {
                edits.push((path, of_file));
            }
        }
        let evidence = self.remove_evidence(&held.evidence)?;
        self.clear_torn(&doomed, &held.values)?;
        self.clear_drafts(&held.values)?;
        let mut closed: HashSet<PathBuf> = HashSet::new();
        for (path, edits) in edits {
            if !self.take_out_of(&path, &edits)? {
                closed.insert(path);
            }
        }
        let mut left = std::mem::take(&mut self.book.known.open);
        left.retain(|open| {
            let file = &self.book.known.files[open.file as usize];
            !self.clears(file)
                || self.spared.contains(&open.erasure.0)
                || closed.contains(&file.found.path)
        });
        self.book.known.open = left;
        Ok(evidence)
    }

    /// Own files in which a text that is to go may stand.
    fn touched(&self) -> Vec<PathBuf> {
        let known = &self.book.known;
        let open: HashSet<u32> = known.open.iter().map(|o| o.file).collect();
        let own = (0..).zip(&known.files).filter(|(n, f)| {
            // Where bytes are no frame, they may be a piece of one.
            let unclear = f.bads || f.loose || f.odd.is_some() || self.is_of_nobody(f);
            (open.contains(n) || unclear) && self.clears(f)
        });
        own.map(|(_, f): (u32, &File)| f.found.path.clone())
            .collect()
    }

    /// Removes kept files that no readable text names any more.
    fn remove_evidence(&mut self, named: &BTreeSet<String>) -> Result<Vec<String>, StoreError> {
        if named.is_empty() {
            return Ok(Vec::new());
        }
        // What comes to light here is news like any other.
        self.read_anew()?;
        let entries = self.book.frames().naming_evidence()?;
        let known = &self.book.known;
        let live = entries.iter().chain(&known.shown);
        let own = |writer: &str| self.book.memory.owns(writer);
        self.remove_kept(named, live, own, known.unmet.is_empty())
    }

    /// Takes out of torn tails every text that is to go, and every text line that repeats any of the values or ends in
    /// the middle of one: nothing there was ever acknowledged.
    fn clear_torn(&mut self, doomed: &Doomed, values: &BTreeSet<String>) -> Result<(), StoreError> {
        let own = self.book.own_names();
        let dir = self.book.dir();
        let mut torn = Vec::new();
        for writer in &own {
            let dir = dir.join(writer).join(TORN);
            torn.extend(self.files().list(&dir).map_err(reading(&dir))?);
        }
        let old = dir.join(QUARANTINE);
        let of_own = |name: &str| own.iter().any(|w| name.starts_with(&format!("{w}-")));
        let before = self.files().list(&old).map_err(reading(&old))?;
        torn.extend(
            before
                .into_iter()
                .filter(|l| of_own(&l.name.to_string_lossy())),
        );
        let spelt: Vec<_> = values.iter().map(|v| quoted(v)).collect();
        for listed in torn.into_iter().filter(|l| l.stat.is_file) {
            let bytes = match self.files().read(&listed.path) {
                Err(e) if e.kind() == io::ErrorKind::PermissionDenied => continue,
                read => read.map_err(reading(&listed.path))?,
            };
            let mut edits = edits_of(&bytes, doomed, &mut Held::default());
            let repeats = |line: &[u8]| {
                spelt
                    .iter()
                    .any(|v| memchr::memmem::find(line, v.as_bytes()).is_some())
            };
            for (at, line) in text_lines(&bytes) {
                let last = at as usize + line.len() == bytes.len();
                let begun = || unfinished(line).is_some_and(|b| spelt.iter().any(|v| begins(v, b)));
                if (repeats(line) || last && begun()) && stub_of(line).is_none() {
                    edits.push((at, stub_line(&[0; 16], line.len())));
                }
            }
            if !edits.is_empty() {
                self.take_out_of(&listed.path, &edits)?;
            }
        }
        Ok(())
    }

    /// Puts bytes over those of a file, or a file in its place: what a tool made belongs to whoever ran the tool, and
    /// the folder is this writer's all the same. False where neither may be done.
    fn take_out_of(&mut self, path: &Path, edits: &[Edit]) -> Result<bool, StoreError> {
        let done = match self.put_over(path, edits) {
            Err(e) if e.is_denied() => self.put_anew(path, edits),
            done => done,
        };
        match done {
            Err(e) if e.is_denied() => Ok(false),
            done => done.map(|()| true),
        }
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
}

impl Register {
    /// The erasures that targets ask for.
    fn texts_of(&self, targets: &[Place]) -> Result<Vec<Erasure>, StoreError> {
        let wanted: HashSet<&Place> = targets.iter().collect();
        let mut files: BTreeSet<u32> = BTreeSet::new();
        for place in targets {
            let of = self.known.writers.get(&place.writer);
            let at = of.into_iter().flat_map(|of| of.at(place.seq));
            files.extend(at.map(|a| a.file));
        }
        let mut seen: HashSet<Place> = HashSet::new();
        let mut out: Vec<Erasure> = Vec::new();
        for file in files.iter().map(|n| &self.known.files[*n as usize]) {
            let path = &file.found.path;
            let bytes = self.ports.files.read(path).map_err(reading(path))?;
            let scan = read_bytes(&bytes, file.found.folder.as_ref()).scan;
            let loose = scan.amiss.iter().filter_map(|(_, a)| match a {
                super::scan::Unsound::Loose(l) => Some(&l.read),
                super::scan::Unsound::Bad(_) => None,
            });
            for read in scan.frames.iter().chain(loose) {
                let place = read.entry.place();
                if !wanted.contains(&place) {
                    continue;
                }
                if let Some(text_hash) = read.entry.text_hash {
                    let erasure = (place.clone(), text_hash);
                    if !self.known.erased.contains_key(&erasure) && !out.contains(&erasure) {
                        out.push(erasure);
                    }
                }
                seen.insert(place);
            }
        }
        match targets.iter().find(|t| !seen.contains(*t)) {
            Some(missing) => Err(StoreError::NoSuchFrame(missing.clone())),
            None => Ok(out),
        }
    }
}

fn quoted(value: &str) -> String {
    let mut out = String::new();
    write_string(&mut out, value);
    out
}

fn begins(value: &str, with: &[u8]) -> bool {
    value.as_bytes().starts_with(with)
}

/// The string that a line ends in the middle of, with the quote before it.
fn unfinished(line: &[u8]) -> Option<&[u8]> {
    let (mut open, mut escaped) = (None, false);
    for (at, byte) in line.iter().enumerate() {
        match (byte, escaped) {
            (_, true) => escaped = false,
            (b'\\', false) => escaped = true,
            (b'"', false) => {
                open = match open {
                    None => Some(at),
                    Some(_) => None,
                }
            }
            _ => {}
        }
    }
    open.and_then(|at| line.get(at..))
        .filter(|begun| begun.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_string_that_a_line_ends_in_is_found() {
        for (line, is) in [
            (
                &br#"text = { salt = "ab", body = "Agre"#[..],
                Some(&br#""Agre"#[..]),
            ),
            (
                br#"text = { salt = "ab", to = ["x \" y", "z"#,
                Some(br#""z"#),
            ),
            (br#"text = { salt = "ab", body = "Agreed""#, None),
            (br#"text = { salt = "ab", body = ""#, None),
            (b"text = { sal", None),
        ] {
            assert_eq!(unfinished(line), is);
        }
    }
}
