//! A piece of a file read: its frames checked, kept in brief and given on.
//!
//! Invariant: a piece begins at an `[[event]]` line and is checked by the hash line before it; the next begins where it
//! ends.

use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::sync::Arc;

use memchr::memmem;

use super::brief::{Brief, Names};
use super::frame::{HEAD, digest_of_line, last_digest};
use super::listing::{FileScan, Found, read_bytes};
use super::odd_form::without_blanks_behind;
use super::scan::{FRAME, Loose, Read, Scan, Start, Unsound, Wanted, scan_into};
use crate::ports::{Files, ReadFile};
use crate::record::Entry;

/// How much of a file is read at a time.
pub(super) const WINDOW: u64 = 256 * 1024;
/// What is read before a piece: the hash line of the frame before it.
const BEFORE: u64 = 80;
/// By how much a piece is read on until the frame ends that began in it.
const MORE: u64 = 64 * 1024;

/// What was read in one go: a piece of a file, or all of it.
pub(super) struct Piece {
    pub frames: Vec<Brief>,
    /// What the frames say, in the same order.
    pub entries: Vec<Entry>,
    pub amiss: Vec<(usize, Unsound)>,
    /// The writers by their numbers in this piece.
    pub names: Names,
    pub lines: u64,
    /// The first byte of it, and the one after its last.
    pub begin: u64,
    pub end: u64,
    /// The hash line before it.
    pub after: Option<[u8; 64]>,
    /// Whether it goes to the end of the file.
    pub ends: bool,
    pub odd: Option<bool>,
    /// Whether it is the whole file, read in one go: only then is its form looked at.
    pub alone: bool,
    /// Whether it ends in a hash line without its line end: a whole frame, then, in another form.
    pub unended: bool,
    /// The thread that read it.
    pub by: usize,
}

impl Piece {
    /// Of a whole file.
    fn of(scanned: FileScan) -> Piece {
        let FileScan { mut scan, odd } = scanned;
        let mut held = Held::of(Room::default(), scan.frames.len());
        std::mem::take(&mut scan.frames)
            .into_iter()
            .for_each(|read| held.put(read));
        Piece {
            odd,
            alone: true,
            ..held.piece(scan)
        }
    }

    /// The hash of its last frame, of these.
    pub fn last(&self, frames: &[Brief]) -> [u8; 32] {
        let last = frames.last().map(|f| f.hash);
        let opening = || self.opening().map(|l| l.read.entry.hash);
        last.or_else(opening).unwrap_or_default()
    }

    /// The frame it begins with, where nothing in its file tells what that follows.
    pub fn opening(&self) -> Option<&Loose> {
        match self.amiss.first() {
            Some((0, Unsound::Loose(loose))) => Some(loose),
            _ => None,
        }
    }
}

/// Room for what is kept of the frames of a piece. It is used again: room as large as this is dear to ask for.
///
/// Invariant: only the thread it is of reads into it, and gives up the entries in it. Memory that one thread asks for and
/// another gives back makes each wait for the other.
#[derive(Default)]
pub(super) struct Room {
    frames: Vec<Brief>,
    /// Entries that are done with, to be given up.
    entries: Vec<Entry>,
    by: usize,
}

impl Room {
    /// Of a thread, by its number.
    pub fn of(by: usize) -> Room {
        Room {
            by,
            ..Room::default()
        }
    }

    /// What was in a piece that this thread read.
    pub fn again(by: usize, mut frames: Vec<Brief>, entries: Vec<Entry>) -> Room {
        frames.clear();
        Room {
            frames,
            entries,
            by,
        }
    }

    pub fn by(&self) -> usize {
        self.by
    }
}

/// What is kept of the frames of a piece.
struct Held {
    frames: Vec<Brief>,
    entries: Vec<Entry>,
    names: Names,
    by: usize,
}

impl Held {
    /// With room for so many.
    fn of(room: Room, frames: usize) -> Held {
        let Room {
            frames: mut briefs,
            mut entries,
            by,
        } = room;
        entries.clear();
        briefs.reserve(frames);
        entries.reserve(frames);
        Held {
            frames: briefs,
            entries,
            names: Names::default(),
            by,
        }
    }

    fn put(&mut self, read: Read) {
        let number = self.names.number(&read.entry.writer);
        let previous = self.frames.last().map(|f| &f.hash);
        let (brief, entry) = Brief::of(read, previous, number);
        self.frames.push(brief);
        self.entries.push(entry);
    }

    /// With the rest of what was read.
    fn piece(self, scan: Scan) -> Piece {
        Piece {
            frames: self.frames,
            entries: self.entries,
            names: self.names,
            amiss: scan.amiss,
            lines: scan.lines,
            begin: 0,
            end: scan.len,
            after: None,
            ends: true,
            odd: None,
            alone: false,
            unended: false,
            by: self.by,
        }
    }
}

/// How many pieces a file of that length is read in.
pub(super) fn pieces(len: u64) -> u64 {
    len.div_ceil(WINDOW).max(1)
}

/// Reads a piece of a file, by its number; the only one in one go.
pub(super) fn read_piece(
    files: &Files,
    found: &Found,
    (number, of): (u64, u64),
    wanted: Wanted,
    (buffer, room): (&mut Vec<u8>, Room),
) -> io::Result<Piece> {
    buffer.clear();
    let mut file = files.open(&found.path)?;
    // Names are counted by several threads: each counts its own.
    let folder = found.folder.as_deref().map(Arc::from);
    if of == 1 {
        file.read_to_end(buffer)?;
        return Ok(Piece::of(read_bytes(buffer, folder.as_ref())));
    }
    let writer = folder.unwrap_or_default();
    let writer = (&writer, wanted);
    let place = (number, number + 1 == of);
    cut(&mut file, writer, place, (buffer, room))
}

fn cut(
    file: &mut ReadFile,
    (writer, wanted): (&Arc<str>, Wanted),
    (number, last): (u64, bool),
    (buffer, room): (&mut Vec<u8>, Room),
) -> io::Result<Piece> {
    let (from, to) = (number * WINDOW, (number + 1) * WINDOW);
    let base = from.saturating_sub(BEFORE);
    file.seek(SeekFrom::Start(base))?;
    // The last piece goes to the end, wherever that is by now.
    match last {
        true => drop(file.read_to_end(buffer)?),
        false => read_more(file, to - base, buffer)?,
    }
    let begin = match number {
        0 => Some(0),
        _ => head_from(buffer, (from - base) as usize),
    };
    let Some(begin) = begin else {
        // It is all of a frame that began before.
        return Ok(Piece::of(FileScan::default()));
    };
    let mut end = None;
    while !last && end.is_none() {
        let had = buffer.len();
        read_more(file, MORE, buffer)?;
        if buffer.len() == had {
            break;
        }
        let at = (to - base) as usize;
        end = head_from(buffer, at.max((had + 1).saturating_sub(HEAD.len())));
    }
    let bytes = &buffer[..end.unwrap_or(buffer.len())];
    let after = last_digest(&bytes[..begin]);
    let start = after.map_or(Start::File, Start::After);
    let mut held = Held::of(room, (bytes.len() - begin) / FRAME);
    let mut scan = scan_into(bytes, begin, (writer, start), wanted, |mut read| {
        moved(&mut read, base);
        held.put(read);
    });
    for (_, amiss) in &mut scan.amiss {
        match amiss {
            Unsound::Loose(l) => moved(&mut l.read, base),
            Unsound::Bad(bad) => bad.offset += base,
        }
    }
    Ok(Piece {
        begin: base + begin as u64,
        end: base + bytes.len() as u64,
        after,
        ends: end.is_none(),
        unended: end.is_none() && ends_in_another_form(bytes),
        ..held.piece(scan)
    })
}

/// Whether the last line is that of a hash, with something else than its line end behind it, or nothing.
fn ends_in_another_form(bytes: &[u8]) -> bool {
    let (hash_line, behind) = bytes.split_at(without_blanks_behind(bytes).len());
    behind != b"\n" && digest_of_line(hash_line).is_some()
}

/// Adds so many bytes of a file, or what there is. [`std::io::Take`] would clear all the room of the buffer each time.
fn read_more(file: &mut ReadFile, wanted: u64, buffer: &mut Vec<u8>) -> io::Result<()> {
    let mut at = buffer.len();
    buffer.resize(at + wanted as usize, 0);
    while at < buffer.len() {
        match file.read(&mut buffer[at..]) {
            Ok(0) => break,
            Ok(n) => at += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    buffer.truncate(at);
    Ok(())
}

fn head_from(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    memmem::find(rest, HEAD).map(|n| from + n)
}

/// The same, of bytes that begin at `base`.
fn moved(read: &mut Read, base: u64) {
    read.offset += base;
    read.end += base;
}
