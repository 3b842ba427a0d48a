//! Frames read again from where they stand, so that nobody has to keep them: a text is on disk until it is asked for.
//!
//! Takes no lock and changes nothing.
//!
//! Invariant: what is given is the frame that was read before, checked again, with its text only where that is shown.

use std::collections::HashMap;
use std::io::{Read as _, Seek as _, SeekFrom};

use super::book::Register;
use super::error::{StoreError, reading};
use super::head::half;
use super::odd_form;
use super::parts::Where;
use super::scan::{Read, Start, Unsound, last_digest, scan};
use super::texts::strip;
use crate::ports::ReadFile;
use crate::record::{Entry, Slot};

/// The bytes of a hash line.
const HASH_LINE: u64 = 73;

/// Where bytes of a file are had from.
enum Source {
    Open(ReadFile),
    /// A file in another form, put back into its own.
    Whole(Vec<u8>),
}

impl Register {
    /// How many frames count: their slots are the numbers below.
    pub fn slots(&self) -> usize {
        self.known.slots.len()
    }

    /// Reads frames again, in the order they are asked for.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where another frame stands there by now: then everything is to be read anew
    /// ([`Register::refresh`]).
    pub fn read_again(&self, slots: &[Slot]) -> Result<Vec<Entry>, StoreError> {
        let mut sources: HashMap<u32, Source> = HashMap::new();
        let mut out = Vec::with_capacity(slots.len());
        let mut bytes = Vec::new();
        for slot in slots {
            let Some(at) = self.known.slots.get(slot.0 as usize) else {
                continue;
            };
            let file = &self.known.files[at.file as usize];
            let path = &file.found.path;
            if !sources.contains_key(&at.file) {
                sources.insert(at.file, self.source(at.file).map_err(reading(path))?);
            }
            let before = u64::from(at.offset).min(HASH_LINE);
            let from = u64::from(at.offset) - before;
            let to = u64::from(at.offset) + u64::from(at.len);
            bytes.clear();
            match sources.get_mut(&at.file) {
                Some(Source::Open(open)) => {
                    let read = |open: &mut ReadFile, bytes: &mut Vec<u8>| {
                        open.seek(SeekFrom::Start(from))?;
                        open.take(to - from).read_to_end(bytes)
                    };
                    read(open, &mut bytes).map_err(reading(path))?;
                }
                Some(Source::Whole(whole)) => {
                    bytes.extend(whole.get(from as usize..to as usize).unwrap_or_default());
                }
                None => {}
            }
            let entry = frame_at(&bytes, before as usize, at)
                .ok_or_else(|| StoreError::Changed { path: path.clone() })?;
            out.push(Entry {
                slot: *slot,
                ..entry
            });
        }
        Ok(out)
    }

    fn source(&self, file: u32) -> std::io::Result<Source> {
        let file = &self.known.files[file as usize];
        let path = &file.found.path;
        if file.odd.is_none() {
            return self.ports.files.open(path).map(Source::Open);
        }
        let bytes = self.ports.files.read(path)?;
        Ok(Source::Whole(odd_form::plain(&bytes).unwrap_or(bytes)))
    }
}

/// The frame that begins at `from`, if it is the one that was read there.
fn frame_at(bytes: &[u8], from: usize, at: &Where) -> Option<Entry> {
    let frame = bytes.get(from..)?;
    let start = last_digest(&bytes[..from]).map_or(Start::File, Start::After);
    let mut read = scan(frame, 0, &"".into(), start);
    let read: Read = match (read.frames.pop(), read.amiss.pop()) {
        (Some(read), None) => read,
        // What it follows stands in another file: its bytes are known by its hash alone.
        (None, Some((_, Unsound::Loose(loose)))) => loose.read,
        _ => return None,
    };
    let mut entry = read.entry;
    (half(&entry.hash) == at.half).then(|| {
        if at.hidden {
            strip(&mut entry);
        }
        entry
    })
}
