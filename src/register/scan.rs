//! Reads the bytes of one segment: the frames whose hashes agree, and the places where none can be read.
//!
//! Every frame's hash is checked against the hash line before it as it stands, so a segment can be read in parts
//! side by side.
//!
//! Invariants: a frame is given out only when its hash agrees (the first of a segment: when the segment
//! before it is known, see [`super::chain`]); its text only when the text's own hash agrees; every byte
//! belongs to a frame or to a [`Bad`] place.

use crate::text::counted;
use std::sync::Arc;

use memchr::{memchr_iter, memmem};
use sha2::{Digest, Sha256};

use super::canon::{hex64, unhex64};
use super::cursor::{Cursor, Wrong};
use super::frame::{Frame, HEAD, NO_HASH, Scratch, chained, parse};
use crate::record::{Entry, Event, Slot};

/// What became of a frame's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// It never had any.
    None,
    Present,
    /// The line is not there.
    Gone,
    /// The line is there and is not what was written.
    Changed,
}

/// A frame with its place in the file.
pub(super) struct Read {
    pub entry: Entry,
    pub offset: u64,
    /// The byte after its last.
    pub end: u64,
    /// The line of its `[[event]]`, from 1.
    pub line: u64,
    pub lines: u32,
    pub text: Text,
    /// Where the text line begins and ends (without its LF); both 0 where there is none.
    pub text_line: (u64, u64),
}

/// Bytes that are no sound frame.
#[derive(Clone, Debug)]
pub(super) struct Bad {
    /// How many frames were read before it.
    pub before: usize,
    pub line: u64,
    pub what: String,
    /// Whether it may be the start of a frame that was never finished, or zeros, up to the file's end.
    pub cut: bool,
    /// Whether it may be sound for a later version of the program.
    pub newer: bool,
}

/// What one reading gave.
pub(super) struct Scan {
    pub frames: Vec<Read>,
    pub bads: Vec<Bad>,
    /// The hashed lines of a segment's first frame, whose predecessor stands in another file.
    pub first: Option<Vec<u8>>,
    /// What a following frame may name as its predecessor: the last hash line, and where that line is
    /// in doubt the hash it should have held.
    pub exits: Vec<[u8; 64]>,
    pub len: u64,
    pub lines: u64,
}

/// Where a reading begins.
#[derive(Clone, Copy)]
pub(super) enum Start {
    /// At a segment's first byte.
    Segment,
    /// The same, with the hash that the segment before it ends with: should the first frame's own hash
    /// line be damaged, the second can still be checked.
    Follows([u8; 64]),
    /// After a frame with this hash.
    After([u8; 64]),
}

/// The digest of the hash line that these bytes end with.
pub(super) fn last_digest(bytes: &[u8]) -> Option<[u8; 64]> {
    let line = bytes.strip_suffix(b"\"\n")?;
    let (rest, digits) = line.split_last_chunk::<64>()?;
    (rest.ends_with(b"\"") && unhex64(digits).is_some()).then_some(*digits)
}

/// The last 64 digits in the last line of bytes that are damaged somewhere.
fn likely_digest(bytes: &[u8]) -> Option<[u8; 64]> {
    let tail = &bytes[bytes.len().saturating_sub(80)..];
    let digest = |w: &[u8]| unhex64(w).and_then(|_| w.try_into().ok());
    tail.windows(64).rev().find_map(digest)
}

/// Reads `bytes` from `from` to their end; lines are counted from 1 at `from`.
pub(super) fn scan(bytes: &[u8], from: usize, writer: &Arc<str>, start: Start) -> Scan {
    let zeros = bytes[from..].iter().rev().take_while(|b| **b == 0).count();
    let data = &bytes[..bytes.len() - zeros];
    let text = simdutf8::basic::from_utf8(&data[from..]);
    let text = text.ok().map(|t| (from, t));
    let mut reading = Reading {
        data,
        writer,
        scratch: Scratch::default(),
        previous: match start {
            Start::Segment => vec![NO_HASH],
            Start::Follows(hash) | Start::After(hash) => vec![hash],
        },
        line: 1,
        out: Scan {
            frames: Vec::with_capacity((data.len() - from) / 700),
            bads: Vec::new(),
            first: None,
            exits: Vec::new(),
            len: bytes.len() as u64,
            lines: 0,
        },
    };
    let mut at = from;
    while at < data.len() {
        let opening = at == from && !matches!(start, Start::After(_));
        at = match parse(Cursor::new(data, at).knowing(text), &mut reading.scratch) {
            Ok(frame) => reading.frame(at, &frame, opening),
            Err(wrong) => reading.unreadable(at, wrong),
        };
    }
    if zeros > 0 && !reading.out.bads.last().is_some_and(|b| b.cut) {
        reading.bad(
            reading.line,
            format!("{zeros} zero bytes up to the end of the file"),
            true,
        );
    }
    reading.out.lines = reading.line - 1;
    reading.out.exits = reading.previous;
    reading.out
}

struct Reading<'a, 'w> {
    data: &'a [u8],
    writer: &'w Arc<str>,
    scratch: Scratch<'a>,
    previous: Vec<[u8; 64]>,
    line: u64,
    out: Scan,
}

impl<'a> Reading<'a, '_> {
    /// Takes in a frame that can be read; gives back where it ends.
    fn frame(&mut self, at: usize, frame: &Frame<'a>, opening: bool) -> usize {
        let lines = &self.data[at..frame.hashed_end];
        let agrees = |p: &[u8; 64]| Some(chained(p, lines)).filter(|h| hex64(h) == *frame.hash);
        let hash = if opening {
            self.out.first = Some(lines.to_vec());
            unhex64(frame.hash)
        } else {
            self.previous.iter().find_map(agrees)
        };
        // Should this frame's hash line be what is wrong, the next one names what it should have held.
        let mut due = Vec::new();
        if hash.is_none() || opening {
            due.extend(self.previous.iter().map(|p| hex64(&chained(p, lines))));
        }
        match hash {
            Some(hash) => {
                let read = self.entry(at, frame, hash);
                self.out.frames.push(read);
            }
            None => {
                let why = match self.previous.is_empty() {
                    true => "cannot be checked: the hash before it cannot be read",
                    false => {
                        "does not agree with its hash: something in it was changed after it was written"
                    }
                };
                let what = format!(
                    "the frame of {} that begins here (seq {}) {why}",
                    counted(frame.lines as usize, "line"),
                    frame.header.seq
                );
                self.bad(self.line, what, false);
            }
        }
        self.previous.clear();
        self.previous.push(*frame.hash);
        self.previous
            .extend(due.into_iter().filter(|d| d != frame.hash));
        self.line += u64::from(frame.lines);
        frame.end
    }

    fn entry(&self, at: usize, frame: &Frame<'a>, hash: [u8; 32]) -> Read {
        let digest = frame
            .text_line
            .clone()
            .map(|line| Sha256::digest(&self.data[line]).into());
        let (text, text_hash) = match (frame.text_hash, digest) {
            (None, _) => (Text::None, None),
            (Some(digits), Some(digest)) if hex64(&digest) == *digits => {
                (Text::Present, Some(digest))
            }
            (Some(digits), Some(_)) => (Text::Changed, unhex64(digits)),
            (Some(digits), None) => (Text::Gone, unhex64(digits)),
        };
        let fields = (text == Text::Present).then_some(&self.scratch.text);
        Read {
            entry: Entry {
                writer: match *frame.header.by == **self.writer {
                    true => self.writer.clone(),
                    false => Arc::from(&*frame.header.by),
                },
                seq: frame.header.seq,
                lamport: frame.header.lamport,
                at: frame.header.at,
                part: frame.header.part,
                hash,
                text_hash,
                text_present: text == Text::Present,
                slot: Slot::default(),
                event: Event::read(&frame.kind, &self.scratch.plain, fields),
            },
            offset: at as u64,
            end: frame.end as u64,
            line: self.line,
            lines: frame.lines,
            text,
            text_line: frame
                .text_line
                .as_ref()
                .map_or((0, 0), |r| (r.start as u64, r.end as u64)),
        }
    }

    /// Steps over bytes that are no frame, up to the next `[[event]]` line; gives back where that is.
    fn unreadable(&mut self, at: usize, wrong: Wrong) -> usize {
        let next = memmem::find(&self.data[at + 1..], HEAD).map(|n| at + 1 + n);
        let end = next.unwrap_or(self.data.len());
        let region = &self.data[at..end];
        let line_of =
            |offset: usize| self.line + memchr_iter(b'\n', &self.data[at..offset]).count() as u64;
        let (line, what) = match wrong {
            Wrong::Cut => (self.line, format!("the start of a frame: {} up to the end of the file", counted(region.len(), "byte"))),
            Wrong::At { offset, what } => (line_of(offset), format!("this cannot be read as a frame: {what}")),
            Wrong::Newer { offset } => (
                line_of(offset),
                "this frame has a schema that a later version of onrecord writes: read it with that version".into(),
            ),
        };
        self.bad(line, what, wrong == Wrong::Cut);
        if let (Wrong::Newer { .. }, Some(bad)) = (wrong, self.out.bads.last_mut()) {
            bad.newer = true;
        }
        // Only the hash line may be what is wrong: then the frame after names what it should have held.
        let mut due = Vec::new();
        if let Some(hashed_end) = self.scratch.hashed_end {
            let lines = &self.data[at..hashed_end];
            due.extend(self.previous.iter().map(|p| hex64(&chained(p, lines))));
        }
        self.previous = likely_digest(region).into_iter().chain(due).collect();
        self.line += memchr_iter(b'\n', region).count() as u64;
        end
    }

    fn bad(&mut self, line: u64, what: String, cut: bool) {
        self.out.bads.push(Bad {
            before: self.out.frames.len(),
            line,
            what,
            cut,
            newer: false,
        });
    }
}
