//! Reads the bytes of one segment: the frames whose hashes agree, and the places where none can be read.
//!
//! May import [`super::frame`] and its likes, and `record`. Every frame's hash is checked against the
//! hash line before it as it stands, so a segment can be read in parts side by side.
//!
//! Invariants: a frame is given out only when its hash agrees (the first of a segment: when the segment
//! before it is known, see [`super::chain`]); its text only when the text's own hash agrees; every byte
//! belongs to a frame or to a [`Bad`] place.

use std::sync::Arc;

use memchr::{memchr_iter, memmem};
use sha2::{Digest, Sha256};

use super::canon::{hex64, unhex64};
use super::cursor::{Cursor, Wrong};
use super::frame::{Frame, HEAD, NO_HASH, Scratch, chained, parse};
use crate::record::{Entry, Event};

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

/// Below this many bytes one thread is quicker than several.
const WORTH_SHARING: usize = 256 * 1024;

/// Reads a whole segment with up to `threads` threads.
pub(super) fn scan_segment(bytes: &[u8], writer: &Arc<str>, threads: usize) -> Scan {
    if threads < 2 || bytes.len() < WORTH_SHARING {
        return scan(bytes, 0, writer, Start::Segment);
    }
    let mut bounds = vec![0];
    for i in 1..threads {
        let from = (bytes.len() / threads * i).max(bounds[bounds.len() - 1] + 1);
        if let Some(n) = memmem::find(&bytes[from..], HEAD) {
            bounds.push(from + n);
        }
    }
    bounds.push(bytes.len());
    let part = |i: usize| {
        let (from, to) = (bounds[i], bounds[i + 1]);
        let start = match last_digest(&bytes[..from]) {
            Some(digest) => Start::After(digest),
            None => Start::Segment,
        };
        scan(&bytes[..to], from, writer, start)
    };
    let parts = std::thread::scope(|scope| {
        let others: Vec<_> = (1..bounds.len() - 1)
            .map(|i| scope.spawn(move || part(i)))
            .collect();
        let mut parts = vec![Some(part(0))];
        parts.extend(others.into_iter().map(|t| t.join().ok()));
        parts.into_iter().collect::<Option<Vec<Scan>>>()
    });
    // Wherever anything is amiss before the last part, reading it all in one go sees it in its context.
    parts
        .and_then(join)
        .unwrap_or_else(|| scan(bytes, 0, writer, Start::Segment))
}

fn join(parts: Vec<Scan>) -> Option<Scan> {
    let last = parts.len() - 1;
    let sound =
        |(i, s): (usize, &Scan)| (i == last || s.bads.is_empty()) && s.first.is_some() == (i == 0);
    if !parts.iter().enumerate().all(sound) {
        return None;
    }
    let total = parts.iter().map(|s| s.frames.len()).sum::<usize>();
    let mut parts = parts.into_iter();
    let mut all = parts.next()?;
    all.frames.reserve_exact(total - all.frames.len());
    for mut part in parts {
        for frame in &mut part.frames {
            frame.line += all.lines;
        }
        for bad in &mut part.bads {
            bad.line += all.lines;
            bad.before += all.frames.len();
        }
        all.frames.append(&mut part.frames);
        all.bads.append(&mut part.bads);
        all.exits = part.exits;
        all.lines += part.lines;
        all.len = part.len;
    }
    Some(all)
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
pub(super) fn scan<'a>(bytes: &'a [u8], from: usize, writer: &Arc<str>, start: Start) -> Scan {
    let zeros = bytes[from..].iter().rev().take_while(|b| **b == 0).count();
    let data = &bytes[..bytes.len() - zeros];
    let text = std::str::from_utf8(&data[from..]).ok().map(|t| (from, t));
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
                    "the frame of {} lines that begins here (seq {}) {why}",
                    frame.lines, frame.seq
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
        let text = match (frame.text_hash, &frame.text_line) {
            (None, _) => Text::None,
            (Some(_), None) => Text::Gone,
            (Some(digits), Some(line)) => {
                let digest: [u8; 32] = Sha256::digest(&self.data[line.clone()]).into();
                match hex64(&digest) == *digits {
                    true => Text::Present,
                    false => Text::Changed,
                }
            }
        };
        let fields = (text == Text::Present).then_some(&self.scratch.text);
        Read {
            entry: Entry {
                writer: match *frame.by == **self.writer {
                    true => self.writer.clone(),
                    false => Arc::from(&*frame.by),
                },
                seq: frame.seq,
                lamport: frame.lamport,
                at: frame.at,
                part: frame.part,
                hash,
                text_hash: frame.text_hash.and_then(|d| unhex64(d)),
                text_present: text == Text::Present,
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
            Wrong::Cut => (self.line, format!("{} bytes up to the end of the file are the start of a frame", region.len())),
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

#[cfg(test)]
mod tests {
    use super::super::frame::{Header, encode};
    use super::*;
    use crate::record::event::ItemReferenced;
    use crate::record::{Event, Id};
    use chrono::DateTime;

    fn journal(frames: u64) -> String {
        let mut out = String::new();
        let mut previous = None;
        for seq in 1..=frames {
            let header = Header {
                seq,
                lamport: seq,
                at: DateTime::UNIX_EPOCH,
                by: "a@b-0000",
                part: (1, 1),
            };
            let event: Event = ItemReferenced {
                item: Id::from_random([seq as u8; 10]),
                reference: Some(format!("é {seq}")),
            }
            .into();
            let frame = encode(&header, &event, [7; 16], previous.as_ref());
            out.push_str(&frame.bytes);
            previous = Some(frame.hash);
        }
        out
    }

    /// What two readings must agree on, piece by piece.
    fn told(scan: &Scan) -> Vec<String> {
        let frame = |r: &Read| {
            format!(
                "{:?} {}..{} {} {:?}",
                r.entry.hash, r.offset, r.end, r.line, r.text
            )
        };
        let mut out: Vec<_> = scan.bads.iter().map(|b| format!("{b:?}")).collect();
        out.push(format!(
            "{:?} {} {} {:?}",
            scan.exits, scan.len, scan.lines, scan.first
        ));
        out.extend(scan.frames.iter().map(frame));
        out
    }

    #[test]
    fn several_threads_read_what_one_does_wherever_the_damage_is() {
        let sound = journal(1200).into_bytes();
        assert!(sound.len() > WORTH_SHARING);
        let writer: Arc<str> = "a@b-0000".into();
        let shared = scan_segment(&sound, &writer, 3);
        assert_eq!((shared.frames.len(), shared.bads.len()), (1200, 0));
        for at in (0..sound.len()).step_by(sound.len() / 12) {
            let mut changed = sound.clone();
            changed[at] ^= 2;
            let cut = &sound[..sound.len() - at % 1000];
            for bytes in [&changed[..], cut] {
                let whole = scan(bytes, 0, &writer, Start::Segment);
                for threads in [2, 3] {
                    let shared = scan_segment(bytes, &writer, threads);
                    for (shared, whole) in told(&shared).iter().zip(told(&whole)) {
                        assert_eq!(*shared, whole, "byte {at}, {threads} threads");
                    }
                }
            }
        }
    }
}
