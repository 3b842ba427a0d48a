//! Frames read again from where they stand, so that nobody has to keep them: a text is on disk until it is asked for.
//!
//! Takes no lock and changes nothing.
//!
//! Invariant: what is given is the frame that was read before, checked again, with its text only where that is shown.

use std::collections::HashMap;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use super::book::{File, Register};
use super::error::{StoreError, reading};
use super::head::half;
use super::odd_form;
use super::parts::Where;
use super::scan::{Read, Start, Unsound, last_digest, scan};
use super::texts::strip;
use crate::ports::{Files, ReadFile};
use crate::record::again::Again;
use crate::record::{Entry, Slot};

/// The bytes of a hash line.
const HASH_LINE: u64 = 73;

/// Where bytes of a file are had from.
enum Source {
    Open(ReadFile),
    /// A file in another form, put back into its own.
    Whole(Vec<u8>),
}

/// Where each frame stands that counts, in the order of the fold; shared with whoever reads them again.
#[derive(Clone, Default)]
pub(super) struct Slots(Arc<RwLock<Standing>>);

#[derive(Default)]
struct Standing {
    frames: Vec<Where>,
    /// The files they stand in, and whether one is in another form than it was written in.
    files: Vec<(PathBuf, bool)>,
}

impl Slots {
    fn known(&self) -> RwLockReadGuard<'_, Standing> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.known().frames.len()
    }

    /// Everything is read anew: what was noted is forgotten.
    pub fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Standing::default();
    }

    /// Numbers entries that come next in the order of the fold, and notes where each stands.
    pub fn number(&self, files: &[File], counted: Vec<(Entry, Where)>) -> Vec<Entry> {
        let mut standing = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for file in &files[standing.files.len().min(files.len())..] {
            let place = (file.found.path.clone(), file.odd.is_some());
            standing.files.push(place);
        }
        standing.frames.reserve(counted.len());
        let number = |(mut entry, at): (Entry, Where)| {
            entry.slot = Slot(standing.frames.len() as u32);
            standing.frames.push(at);
            entry
        };
        counted.into_iter().map(number).collect()
    }
}

/// The frames of a register that was read, to be read again. Whoever has them need not have the register.
pub struct FramesOnDisk {
    files: Files,
    slots: Slots,
}

impl Again for FramesOnDisk {
    fn again(&self, slots: &[Slot]) -> Result<Vec<Entry>, String> {
        self.read(slots).map_err(|e| e.to_string())
    }
}

impl Register {
    /// How many frames count: their slots are the numbers below.
    pub fn slots(&self) -> usize {
        self.slots.len()
    }

    /// The frames as they were read last, to be read again.
    pub fn frames(&self) -> FramesOnDisk {
        FramesOnDisk {
            files: self.ports.files.clone(),
            slots: self.slots.clone(),
        }
    }

    /// Reads frames again, in the order they are asked for.
    ///
    /// # Errors
    /// As [`FramesOnDisk::read`].
    pub fn read_again(&self, slots: &[Slot]) -> Result<Vec<Entry>, StoreError> {
        self.frames().read(slots)
    }
}

impl FramesOnDisk {
    /// Reads frames again, in the order they are asked for.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where another frame stands there by now: then everything is to be read anew
    /// ([`Register::refresh`]).
    pub fn read(&self, slots: &[Slot]) -> Result<Vec<Entry>, StoreError> {
        let known = self.slots.known();
        let mut sources: HashMap<u32, Source> = HashMap::new();
        let mut out = Vec::with_capacity(slots.len());
        let mut bytes = Vec::new();
        for slot in slots {
            let Some(at) = known.frames.get(slot.0 as usize) else {
                continue;
            };
            let Some((path, odd)) = known.files.get(at.file as usize) else {
                continue;
            };
            if !sources.contains_key(&at.file) {
                let source = self.source(path, *odd).map_err(reading(path))?;
                sources.insert(at.file, source);
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

    fn source(&self, path: &Path, odd: bool) -> std::io::Result<Source> {
        if !odd {
            return self.files.open(path).map(Source::Open);
        }
        let bytes = self.files.read(path)?;
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
