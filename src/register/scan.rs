//! Reads the bytes of one file: the frames whose hashes agree, those that nothing here can tell, and the places where
//! none can be read.
//!
//! Every frame's hash is checked against the hash line before it as it stands, so a file can be read in parts side by
//! side.
//!
//! Invariants: a frame is given out as sound only when its hash agrees with that of a frame before it; its text only
//! when the text's own hash agrees; every byte belongs to a frame or to an [`Unsound`] place.

use std::borrow::Cow;
use std::sync::Arc;

use memchr::{memchr_iter, memmem};
use sha2::{Digest, Sha256};

use super::canon::{hex64, unhex64};
use super::cursor::{Cursor, Wrong};
use super::frame::{
    Frame, HEAD, NO_HASH, Scratch, chained, likely_digest, may_be_newer, opening, parse,
};
use super::head::{Half, Head};
use super::parts::NOT_GIVEN;
use super::stub::stub_of;
use crate::record::again::{FOLDED, told_again};
use crate::record::field::Value;
use crate::record::{Entry, Event, Slot};
use crate::text::counted;

/// What became of a frame's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// It never had any.
    None,
    Present,
    /// The line is not there: how the first revision erased.
    Gone,
    /// A stub, and the frame it names as having erased the text.
    Stub(Half),
    /// The line is there and is not what was written.
    Changed,
}

/// A frame with its place in the file.
#[derive(Clone)]
pub(super) struct Read {
    pub entry: Entry,
    pub schema: i64,
    /// The hash of the frame before it; zeros before a writer's first.
    pub before: [u8; 32],
    pub seen: Vec<Head>,
    pub offset: u64,
    /// The byte after its last.
    pub end: u64,
    /// The line of its `[[event]]`, from 1.
    pub line: u64,
    pub lines: u32,
    pub text: Text,
    /// Whether its text line names kept files.
    pub evidence: bool,
}

/// A frame that agrees with no hash before it in its file.
pub(super) struct Loose {
    /// With the hash that stands in it; what comes before it is not known.
    pub read: Read,
    /// Its lines that the hash is over.
    pub hashed: Vec<u8>,
    /// Whether the frame of the number before it stands right before it: then it was changed, unless a file elsewhere
    /// has another frame of that number that it follows.
    pub changed: bool,
    /// How many entries were given on before it, where it was itself; see [`super::brief::Brief`].
    pub given: u32,
}

/// Bytes that are no frame.
#[derive(Clone, Debug)]
pub(super) struct Bad {
    pub offset: u64,
    pub line: u64,
    pub what: String,
    /// Whether it may be the start of a frame that was never finished, or zeros, up to the file's end.
    pub cut: bool,
    /// Whether it may be sound for a later version of the program.
    pub newer: bool,
}

/// Something that cannot be taken for a sound frame by this file alone.
pub(super) enum Unsound {
    Loose(Box<Loose>),
    Bad(Bad),
}

/// What one reading gave.
#[derive(Default)]
pub(super) struct Scan {
    pub frames: Vec<Read>,
    /// In their order, each with how many frames were read before it.
    pub amiss: Vec<(usize, Unsound)>,
    pub len: u64,
    pub lines: u64,
}

/// Where a reading begins.
#[derive(Clone, Copy)]
pub(super) enum Start {
    /// At a file's first byte.
    File,
    /// After a frame with this hash.
    After([u8; 64]),
}

/// Reads `bytes` from `from` to their end; lines are counted from 1 at `from`.
pub(super) fn scan(bytes: &[u8], from: usize, writer: &Arc<str>, start: Start) -> Scan {
    let mut frames = Vec::with_capacity((bytes.len() - from) / FRAME);
    let read = scan_into(bytes, from, (writer, start), Wanted::All, |read| {
        frames.push(read);
    });
    Scan { frames, ..read }
}

/// Bytes of a frame, more or less.
pub(super) const FRAME: usize = 700;

/// How much of their text frames are read with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    All,
    /// As much as the fold makes something of. The rest is checked like all of it.
    ToFold,
}

/// The same, with each frame given on as soon as it is read; of those given back there is none.
pub(super) fn scan_into(
    bytes: &[u8],
    from: usize,
    (writer, start): (&Arc<str>, Start),
    wanted: Wanted,
    give: impl FnMut(Read),
) -> Scan {
    let zeros = bytes[from..].iter().rev().take_while(|b| **b == 0).count();
    let data = &bytes[..bytes.len() - zeros];
    let text = simdutf8::basic::from_utf8(&data[from..]);
    let text = text.ok().map(|t| (from, t));
    let mut reading = Reading {
        data,
        writer: writer.clone(),
        wanted,
        give,
        given: 0,
        scratch: Scratch::default(),
        previous: match start {
            Start::File => Vec::new(),
            Start::After(hash) => vec![hash],
        },
        last: None,
        line: 1,
        out: Scan {
            len: bytes.len() as u64,
            ..Scan::default()
        },
    };
    let mut at = from;
    while at < data.len() {
        at = match parse(Cursor::new(data, at).knowing(text), &mut reading.scratch) {
            Ok(frame) => reading.frame(at, frame),
            Err(wrong) => reading.unreadable(at, wrong),
        };
    }
    if zeros > 0 && !reading.ends_cut() {
        reading.bad(
            data.len(),
            reading.line,
            format!("{zeros} zero bytes up to the end of the file"),
            true,
        );
    }
    reading.out.lines = reading.line - 1;
    reading.out
}

struct Reading<'a, G> {
    data: &'a [u8],
    wanted: Wanted,
    /// Whoever is given the frames, and how many were given.
    give: G,
    given: usize,
    /// The writer read last: most frames of a file are by one.
    writer: Arc<str>,
    scratch: Scratch<'a>,
    /// What the next frame may follow: the hash line before it, and where that line is in doubt the hash it should
    /// have held.
    previous: Vec<[u8; 64]>,
    /// Whose frame and of which number stands right before.
    last: Option<(Arc<str>, u64)>,
    line: u64,
    out: Scan,
}

impl<'a, G: FnMut(Read)> Reading<'a, G> {
    /// Takes in a frame that can be read; gives back where it ends.
    fn frame(&mut self, at: usize, mut frame: Frame<'a>) -> usize {
        let lines = &self.data[at..frame.hashed_end];
        let stated = unhex64(frame.hash).unwrap_or_default();
        let agrees = |p: &[u8; 64]| chained(p, lines) == stated;
        let here = self.previous.iter().copied().find(|p| agrees(p));
        let said = self.named_before(&frame);
        let named = || said.iter().copied().find(|p| agrees(p));
        let before = here.or_else(named);
        // Should this frame's hash line be what is wrong, the next one names what it should have held.
        let mut due: Vec<[u8; 64]> = Vec::new();
        if before.is_none() {
            let all = self.previous.iter().chain(&said);
            due.extend(all.map(|p| hex64(&chained(p, lines))));
        }
        let (end, hash, count) = (frame.end, *frame.hash, frame.lines);
        let hashed = before.is_none().then(|| lines.to_vec());
        let noted = frame.kind == "damage.noted";
        let seen = std::mem::take(&mut frame.header.seen);
        let before_it = before.and_then(|p| unhex64(&p));
        let read = self.read((at, stated), &frame, before_it, seen);
        let entry = &read.entry;
        let place = (entry.writer.clone(), entry.seq);
        let follows = (self.last.as_ref()).is_some_and(|(w, n)| *w == place.0 && n + 1 == place.1);
        match hashed {
            None if here.is_none() || self.last.is_none() || follows || noted => {
                self.given += 1;
                (self.give)(read);
            }
            None => {
                let what = format!(
                    "this frame is no. {} of {} and stands behind one that it cannot follow",
                    place.1, place.0
                );
                self.bad(at, self.line, what, false);
            }
            Some(hashed) => {
                let loose = Loose {
                    read,
                    hashed,
                    changed: follows,
                    given: NOT_GIVEN,
                };
                let loose = Unsound::Loose(Box::new(loose));
                self.out.amiss.push((self.given, loose));
            }
        }
        // One that may have been changed in its number says nothing of the next.
        self.last = (before.is_some() || follows).then_some(place);
        self.previous.clear();
        self.previous.push(hash);
        self.previous.extend(due.into_iter().filter(|d| *d != hash));
        self.line += u64::from(count);
        end
    }

    /// What a frame itself says comes before it.
    fn named_before(&self, frame: &Frame<'a>) -> Vec<[u8; 64]> {
        let mut out: Vec<_> = frame.header.follows.iter().map(hex64).collect();
        if frame.kind == "damage.noted" {
            let plain = self.scratch.plain.iter();
            out.extend(
                plain
                    .filter(|(k, _)| k == "last_hash")
                    .filter_map(|(_, v)| match v {
                        Value::Text(digits) => <[u8; 64]>::try_from(digits.as_bytes()).ok(),
                        _ => None,
                    }),
            );
        }
        out.extend((frame.header.seq == 1).then_some(NO_HASH));
        out
    }

    fn read(
        &mut self,
        (at, hash): (usize, [u8; 32]),
        frame: &Frame<'a>,
        before: Option<[u8; 32]>,
        seen: Vec<Head>,
    ) -> Read {
        let (text, text_hash) = self.text(frame);
        let present = text == Text::Present;
        let mut fields = self.scratch.text.iter();
        let evidence = present && fields.any(|(key, _)| key == "evidence");
        if self.wanted == Wanted::ToFold && told_again(&frame.kind) {
            let folds = |(key, _): &(Cow<'_, str>, _)| FOLDED.contains(&&**key);
            self.scratch.text.retain(folds);
        }
        let fields = present.then_some(&self.scratch.text);
        if *frame.header.by != *self.writer {
            self.writer = Arc::from(&*frame.header.by);
        }
        Read {
            entry: Entry {
                branch: None,
                writer: self.writer.clone(),
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
            schema: frame.header.schema,
            before: before.unwrap_or_default(),
            seen,
            offset: at as u64,
            end: frame.end as u64,
            line: self.line,
            lines: frame.lines,
            text,
            evidence,
        }
    }

    fn text(&self, frame: &Frame<'a>) -> (Text, Option<[u8; 32]>) {
        let Some(digits) = frame.text_hash else {
            return (Text::None, None);
        };
        let hash = unhex64(digits);
        let text = match frame.text_line.clone().map(|line| &self.data[line]) {
            None => Text::Gone,
            Some(line) if Some(Sha256::digest(line).into()) == hash => Text::Present,
            Some(line) => stub_of(line).map_or(Text::Changed, Text::Stub),
        };
        (text, hash)
    }

    /// Steps over bytes that are no frame, up to the next `[[event]]` line; gives back where that is.
    fn unreadable(&mut self, at: usize, wrong: Wrong) -> usize {
        let next = memmem::find(&self.data[at + 1..], HEAD).map(|n| at + 1 + n);
        let end = next.unwrap_or(self.data.len());
        let region = &self.data[at..end];
        let line_of =
            |offset: usize| self.line + memchr_iter(b'\n', &self.data[at..offset]).count() as u64;
        let newer = matches!(wrong, Wrong::Newer { .. }) && may_be_newer(&self.previous, region);
        let (line, what) = match wrong {
            Wrong::Newer { offset } if !newer => (
                line_of(offset),
                "this cannot be read as a frame: its schema is no version's, for its hash does not agree".into(),
            ),
            Wrong::Cut => (
                self.line,
                format!(
                    "the start of a frame: {} up to the end of the file",
                    counted(region.len(), "byte")
                ),
            ),
            Wrong::At { offset, what } => (
                line_of(offset),
                format!("this cannot be read as a frame: {what}"),
            ),
            Wrong::Newer { offset } => (
                line_of(offset),
                "this frame has a schema that a later version of onrecord writes: read it with that version".into(),
            ),
        };
        self.bad(at, line, what, wrong == Wrong::Cut);
        if let Some((_, Unsound::Bad(bad))) = self.out.amiss.last_mut() {
            bad.newer = newer;
        }
        // Only the hash line may be what is wrong: then the frame after names what it should have held.
        let mut due = Vec::new();
        if let Some(hashed_end) = self.scratch.hashed_end {
            let lines = &self.data[at..hashed_end];
            let all = self.previous.iter().copied().chain(opening(lines));
            due.extend(all.map(|p| hex64(&chained(&p, lines))));
        }
        self.previous = likely_digest(region).into_iter().chain(due).collect();
        self.last = None;
        self.line += memchr_iter(b'\n', region).count() as u64;
        end
    }

    fn ends_cut(&self) -> bool {
        matches!(self.out.amiss.last(), Some((_, Unsound::Bad(bad))) if bad.cut)
    }

    fn bad(&mut self, at: usize, line: u64, what: String, cut: bool) {
        let bad = Bad {
            offset: at as u64,
            line,
            what,
            cut,
            newer: false,
        };
        self.out.amiss.push((self.given, Unsound::Bad(bad)));
    }
}
