//! Frames read again from where they stand, so that nobody has to keep them: a text is on disk until it is asked for.
//!
//! Takes no lock and changes nothing.
//!
//! Invariant: what is given is the frame that was read before, checked again, with its text only where that is shown.

use std::collections::{HashMap, HashSet};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::thread;

use super::error::{StoreError, reading};
use super::frame::last_digest;
use super::head::{Half, half};
use super::jobs::threads_for;
use super::odd_form;
use super::parts::Where;
use super::rows::Rows;
use super::scan::{Start, Unsound, scan};
use super::texts::strip;
use super::word;
use crate::ports::{Files, ReadFile};
use crate::record::again::{Again, SlotSet};
use crate::record::{Entry, Slot};

/// The bytes of a hash line.
const HASH_LINE: u64 = 74;

/// Frames of one file that are asked for one after the other and stand as near to each other as this are read in one
/// go, as many as have room in so many bytes.
const NEAR: u64 = 16 * 1024;
const AT_ONCE: u64 = 256 * 1024;

/// Where each frame stands that counts; shared with whoever reads them again.
#[derive(Clone, Default)]
pub(super) struct Slots(Arc<RwLock<Standing>>);

#[derive(Default)]
struct Standing {
    frames: Rows<Where>,
    /// The files they stand in, and whether one is in another form than it was written in.
    files: Vec<(PathBuf, bool)>,
    /// Frames of commands whose number their writer gave twice, each with the first frame of its command.
    doubled: HashMap<Slot, Half>,
}

impl Slots {
    fn known(&self) -> RwLockReadGuard<'_, Standing> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those whose text names kept files.
    fn naming(&self) -> Vec<Slot> {
        let known = self.known();
        let all = (0..).map(Slot).zip(known.frames.iter());
        all.filter(|(_, at)| at.evidence).map(|(s, _)| s).collect()
    }

    /// Notes where all frames stand, in the order of their numbers, and the files they stand in, each with whether it is
    /// in another form than it was written in.
    pub fn fill(&self, files: impl Iterator<Item = (PathBuf, bool)>, frames: Rows<Where>) {
        let mut standing = self.0.write().unwrap_or_else(PoisonError::into_inner);
        standing.files = files.collect();
        standing.frames = frames;
    }

    /// Notes where more frames stand, and numbers them. Of the files there may be more than before.
    pub fn number(
        &self,
        files: impl Iterator<Item = (PathBuf, bool)>,
        places: impl Iterator<Item = Where>,
    ) -> Vec<Slot> {
        let mut standing = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let known = standing.files.len();
        standing.files.extend(files.skip(known));
        let from = standing.frames.len() as u32;
        standing.frames.extend(places);
        (from..standing.frames.len() as u32).map(Slot).collect()
    }

    /// Notes the first frame of the command of each of these.
    pub fn tell_apart(&self, doubled: impl Iterator<Item = (Slot, Half)>) {
        let mut standing = self.0.write().unwrap_or_else(PoisonError::into_inner);
        standing.doubled.extend(doubled);
    }
}

/// The frames of a register as it was read, to be read again. Whoever has them need not have the register.
#[derive(Clone)]
pub struct FramesOnDisk {
    files: Files,
    slots: Slots,
}

impl Again for FramesOnDisk {
    fn again(&self, slots: &[Slot]) -> Result<Vec<Entry>, String> {
        self.read(slots).map_err(|e| e.to_string())
    }

    fn holding(&self, words: &[&str]) -> Vec<Option<SlotSet>> {
        let known = self.slots.known();
        word::holding(&self.files, &known.files, &known.frames, words)
    }
}

impl FramesOnDisk {
    pub(super) fn new(files: &Files, slots: &Slots) -> FramesOnDisk {
        FramesOnDisk {
            files: files.clone(),
            slots: slots.clone(),
        }
    }

    /// Whether they are numbered alike: those of one reading, and of what came after it.
    pub fn is(&self, other: &FramesOnDisk) -> bool {
        Arc::ptr_eq(&self.slots.0, &other.slots.0)
    }

    /// The slots of all of them; those of what was read at first are in the order of the fold.
    pub fn all(&self) -> impl Iterator<Item = Slot> + use<> {
        (0..self.slots.known().frames.len() as u32).map(Slot)
    }

    /// The slots of the frames whose hashes begin so.
    pub(super) fn with(&self, halves: &HashSet<Half>) -> Vec<Slot> {
        let known = self.slots.known();
        let all = (0..).map(Slot).zip(known.frames.iter());
        let wanted = all.filter(|(_, at)| halves.contains(&at.half));
        wanted.map(|(slot, _)| slot).collect()
    }

    /// What the hashes of all frames begin with.
    pub(super) fn halves(&self) -> HashSet<Half> {
        let known = self.slots.known();
        known.frames.iter().map(|at| at.half).collect()
    }

    /// Reads frames again, in the order they are asked for.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where another frame stands there by now: then everything is to be read anew
    /// ([`super::Register::refresh`]).
    pub fn read(&self, slots: &[Slot]) -> Result<Vec<Entry>, StoreError> {
        let known = self.slots.known();
        let places = slots
            .iter()
            .filter_map(|s| Some((*s, *known.frames.get(s.0 as usize)?)));
        let places: Vec<(Slot, Where)> = places.collect();
        let file = |n: u32| {
            let (path, odd) = &known.files[n as usize];
            (path.as_path(), *odd)
        };
        let bytes = places.iter().map(|(_, at)| u64::from(at.len)).sum();
        let each = places.len().div_ceil(threads_for(bytes)).max(1);
        let mut parts = places.chunks(each);
        let own = parts.next().unwrap_or_default();
        // Each part has a thread, the first this one.
        let mut entries = thread::scope(|scope| {
            let part = |part| read_again(&self.files, &file, part);
            let others = parts.map(|other| {
                let thread = thread::Builder::new().spawn_scoped(scope, move || part(other));
                (other, thread)
            });
            let others: Vec<_> = others.collect();
            let mut entries = part(own)?;
            for (other, thread) in others {
                let read = thread.map(thread::ScopedJoinHandle::join);
                entries.append(&mut match read {
                    Ok(Ok(read)) => read?,
                    // Where there was no thread for it.
                    _ => part(other)?,
                });
            }
            Ok::<_, StoreError>(entries)
        })?;
        if !known.doubled.is_empty() {
            for entry in &mut entries {
                entry.branch = known.doubled.get(&entry.slot).copied();
            }
        }
        Ok(entries)
    }

    /// Reads those again whose text names kept files.
    ///
    /// # Errors
    /// As [`FramesOnDisk::read`].
    pub(super) fn naming_evidence(&self) -> Result<Vec<Entry>, StoreError> {
        let naming = self.slots.naming();
        self.read(&naming)
    }
}

/// Reads the frames at these places again, in this order; `file` tells the path of each file, and whether it is in
/// another form than it was written in.
pub(super) fn read_again<'f>(
    files: &Files,
    file: &(dyn Fn(u32) -> (&'f Path, bool) + Sync),
    places: &[(Slot, Where)],
) -> Result<Vec<Entry>, StoreError> {
    let mut sources: HashMap<u32, Source> = HashMap::new();
    let mut out: Vec<Entry> = Vec::with_capacity(places.len());
    let mut rest = places;
    let mut writer: Arc<str> = "".into();
    while let Some((_, first)) = rest.first() {
        let (path, odd) = file(first.file);
        let (run, from, to) = together(rest.iter().map(|(_, at)| at));
        let source = match sources.remove(&first.file) {
            Some(source) => source,
            None => Source::of(files, path, odd).map_err(reading(path))?,
        };
        let source = sources.entry(first.file).or_insert(source);
        let bytes = source.bytes(from, to).map_err(reading(path))?;
        for (slot, at) in &rest[..run] {
            let entry = frame_at(&bytes, from, at, &writer);
            let entry = entry.ok_or_else(|| StoreError::Changed { path: path.into() })?;
            writer = entry.writer.clone();
            out.push(Entry {
                slot: *slot,
                ..entry
            });
        }
        rest = &rest[run..];
    }
    Ok(out)
}

/// How many of these places, from the first, are read in one go; and from which byte to which.
fn together<'w>(mut places: impl Iterator<Item = &'w Where>) -> (usize, u64, u64) {
    let Some(first) = places.next() else {
        return (0, 0, 0);
    };
    let from = u64::from(first.offset).saturating_sub(HASH_LINE);
    let end = |at: &Where| u64::from(at.offset) + u64::from(at.len);
    let (mut run, mut to) = (1, end(first));
    for at in places {
        let offset = u64::from(at.offset);
        let near = at.file == first.file && offset >= to && offset <= to + NEAR;
        if !near || end(at) > from + AT_ONCE {
            break;
        }
        (run, to) = (run + 1, end(at));
    }
    (run, from, to)
}

/// Where bytes of a file are had from.
enum Source {
    Open(ReadFile),
    /// A file in another form, put back into its own.
    Whole(Vec<u8>),
}

impl Source {
    fn of(files: &Files, path: &Path, odd: bool) -> io::Result<Source> {
        if !odd {
            return files.open(path).map(Source::Open);
        }
        let bytes = files.read(path)?;
        Ok(Source::Whole(odd_form::plain(&bytes).unwrap_or(bytes)))
    }

    /// The bytes from one to another, or as many of them as there are.
    fn bytes(&mut self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        match self {
            Source::Open(open) => {
                let mut bytes = Vec::with_capacity((to - from) as usize);
                open.seek(SeekFrom::Start(from))?;
                open.take(to - from).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Source::Whole(whole) => {
                let to = whole.len().min(to as usize);
                Ok(whole.get(from as usize..to).unwrap_or_default().to_vec())
            }
        }
    }
}

/// The frame at a place, if it is the one that was read there; of a file's bytes, these begin at `base`.
fn frame_at(bytes: &[u8], base: u64, at: &Where, writer: &Arc<str>) -> Option<Entry> {
    let from = (u64::from(at.offset) - base) as usize;
    let frame = bytes.get(from..from + at.len as usize)?;
    let start = last_digest(&bytes[..from]).map_or(Start::File, Start::After);
    let mut read = scan(frame, 0, writer, start);
    let read = match (read.frames.pop(), read.amiss.pop()) {
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
