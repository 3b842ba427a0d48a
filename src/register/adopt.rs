//! Frames that stand only in copies that a sync tool or a person made: kept in a file of this writer's own, and copies
//! removed that hold nothing else.
//!
//! Invariant: a copy goes only when every frame of it stands in journals here, as this very reading found them.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use super::book::{File, Register};
use super::canon::hex;
use super::error::{StoreError, reading, writing};
use super::folders::make_folder;
use super::head::{Half, half};
use super::listing::{Kind, look};
use super::odd_form;
use super::reading::Gathered;
use super::scan::Text;
use super::session::Session;
use super::settle::Erasures;
use super::stub::stub_line;

impl Session<'_> {
    /// Adopts frames of this installation's own writers, which some tools would delete with their copies.
    pub(super) fn adopt_own(&mut self) -> Result<bool, StoreError> {
        let memory = self.book.memory.clone();
        self.adopt(|writer| memory.owns(writer))
    }

    /// Adopts every frame that stands only in copies, whoever wrote it.
    pub(super) fn adopt_all(&mut self) -> Result<bool, StoreError> {
        let any = self.adopt(|_| true)?;
        if any {
            self.read_anew()?;
        }
        Ok(any)
    }

    fn adopt(&mut self, wanted: impl Fn(&str) -> bool) -> Result<bool, StoreError> {
        if self.book.known.copies().all(|f| f.alone == 0) {
            return Ok(false);
        }
        let dir = self.book.dir();
        let listing = look(self.files(), &dir, self.book.memory.own())?;
        let (gathered, ..) = self.book.gather(listing, None)?;
        let (bytes, count) = self.lonely(&gathered, wanted)?;
        if count == 0 {
            return Ok(false);
        }
        let folder = self.folder();
        make_folder(self.files(), &self.book.home, &folder)?;
        let name = format!("adopted-{}.toml", &hex(&Sha256::digest(&bytes))[..16]);
        self.put(&folder, &name, &bytes)?;
        self.book.put_in_order.push(format!(
            "{} only in copies and {} kept in register/{}/{name} now",
            match count {
                1 => "1 frame stood".to_owned(),
                n => format!("{n} frames stood"),
            },
            match count {
                1 => "is",
                _ => "are",
            },
            self.writer()
        ));
        Ok(true)
    }

    /// The bytes of frames that count and stand in no journal, each run behind the frame it follows; and how many.
    fn lonely(
        &self,
        gathered: &Gathered,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<(Vec<u8>, usize), StoreError> {
        let set = &gathered.set;
        let (erased, _) = set.erasures();
        let mut source = Source {
            session: self,
            gathered,
            erased,
            read: HashMap::new(),
            twins: BTreeMap::new(),
        };
        for (n, frame) in (0..).zip(set.frames.iter()) {
            source.twins.entry(set.first_of(n)).or_default().push(n);
            debug_assert!(frame.same_as().is_none() || !frame.counted());
        }
        let (mut bytes, mut count) = (Vec::new(), 0);
        for (_, places) in set.places.iter().filter(|(w, _)| wanted(w)) {
            let mut last = None;
            for (_, n) in places {
                let frame = &set.frames[*n as usize];
                if frame.journal() || !frame.counted() {
                    continue;
                }
                let before = set.before(*n);
                if let Some(before) = before.filter(|b| last != Some(*b)) {
                    bytes.extend(source.bytes(before)?);
                }
                bytes.extend(source.bytes(*n)?);
                last = Some(*n);
                count += 1;
            }
        }
        Ok((bytes, count))
    }

    /// Removes a copy of which every frame stands in journals; false where it is not so, or not this installation's to
    /// remove.
    pub(super) fn remove_copy(&mut self, name: &str) -> Result<bool, StoreError> {
        self.read_anew()?;
        let copies = self.book.known.copies();
        let mut copies = copies.filter(|f| f.found.name == name && self.book.may_remove(f));
        let Some(path) = copies.next().map(|f| f.found.path.clone()) else {
            return Ok(false);
        };
        drop(copies);
        // Whoever put into a journal what stands in the copy may have died before that was durable.
        let own = self.folder();
        if self.files().stat(&own).map_err(reading(&own))?.is_some() {
            let durable = self.files().sync_dir(&own);
            durable.map_err(writing("removing a copy", &path))?;
        }
        let gone = self.files().remove_file(&path);
        let gone = gone.and_then(|()| self.files().sync_dir(path.parent().unwrap_or(&path)));
        gone.map_err(writing("removing a copy", &path))?;
        self.read_anew()?;
        Ok(true)
    }
}

impl Register {
    /// Whether a file is a copy that holds nothing of its own, and this installation's to remove.
    pub(super) fn may_remove(&self, file: &File) -> bool {
        let spare = file.found.kind == Kind::Copy && file.alone == 0 && !file.bads;
        // Text that is to go and still stands may be under a hold, and stand nowhere else.
        let open = self.known.open.iter();
        let settled = !open
            .map(|o| &self.known.files[o.file as usize].found.path)
            .any(|path| *path == file.found.path);
        spare && settled && file.is_of(&self.memory)
    }
}

/// Where the bytes of frames are had from.
struct Source<'a> {
    session: &'a Session<'a>,
    gathered: &'a Gathered,
    erased: Erasures,
    /// Files that were read, in the form they were written in.
    read: HashMap<u32, Vec<u8>>,
    /// Of each frame, all places where it stands.
    twins: BTreeMap<u32, Vec<u32>>,
}

impl Source<'_> {
    /// A frame as it was written; its text as a stub where it is on record as erased.
    fn bytes(&mut self, n: u32) -> Result<Vec<u8>, StoreError> {
        let frames = &self.gathered.set.frames;
        let all = self.twins.get(&n).map_or(&[][..], Vec::as_slice);
        let hidden = all.iter().find(|m| {
            let text = frames[**m as usize].text();
            matches!(text, Text::Stub(_) | Text::Gone)
        });
        let whole = all
            .iter()
            .find(|m| frames[**m as usize].text() == Text::Present);
        let n = hidden.or(whole).copied().unwrap_or(n);
        let frame = &frames[n as usize];
        let place = self.gathered.set.place(n);
        let names = |hash: &[u8; 32]| frame.has_text() && half(hash) == frame.text_hash;
        let mut erased = self.erased.iter();
        let by = erased.find(|((of, hash), _)| *of == place && names(hash));
        let by = by.map(|(_, by)| *by);
        let (from, to) = (frame.offset as usize, frame.end() as usize);
        let bytes = self
            .file(frame.file)?
            .get(from..to)
            .unwrap_or_default()
            .to_vec();
        Ok(match by {
            Some(by) => without_text(&bytes, &by),
            None => bytes,
        })
    }

    fn file(&mut self, n: u32) -> Result<&Vec<u8>, StoreError> {
        if !self.read.contains_key(&n) {
            let file = &self.gathered.files[n as usize];
            let path = &file.found.path;
            let bytes = self.session.files().read(path).map_err(reading(path))?;
            let plain = file.odd.and_then(|_| odd_form::plain(&bytes));
            self.read.insert(n, plain.unwrap_or(bytes));
        }
        Ok(&self.read[&n])
    }
}

/// The same frame with a stub for its text.
fn without_text(frame: &[u8], by: &Half) -> Vec<u8> {
    let mut out = Vec::with_capacity(frame.len());
    for line in frame.split_inclusive(|b| *b == b'\n') {
        match line
            .strip_suffix(b"\n")
            .filter(|l| l.starts_with(b"text = "))
        {
            Some(text) => {
                out.extend(stub_line(by, text.len()));
                out.push(b'\n');
            }
            None => out.extend_from_slice(line),
        }
    }
    out
}
