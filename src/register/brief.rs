//! What is kept of a frame while all are read: enough to judge it by, and where it stands.
//!
//! Invariant: small. A register has hundreds of thousands of frames, and each is one of these while it is opened; what
//! a frame says is given on or let go of as soon as it was checked.

use std::collections::HashMap;
use std::mem::size_of;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::head::{Half, Head, half};
use super::parts::{NOT_GIVEN, Where};
use super::scan::{Read, Text};
use crate::record::{Entry, Event, EventKind};

/// A frame whose hash agrees with that of the one before it.
pub(super) struct Brief {
    pub hash: [u8; 32],
    /// Half of the hash of its text line; of no meaning where it never had one.
    pub text_hash: Half,
    pub seq: u64,
    pub lamport: u64,
    /// When, in milliseconds.
    at: i64,
    pub offset: u64,
    rare: Option<Box<Rare>>,
    pub len: u32,
    /// The line of its `[[event]]`, from 1.
    pub line: u32,
    pub lines: u32,
    /// Whose it is: a number in the list of writers of whoever keeps it.
    pub writer: u32,
    /// Place in its command's group, from 1, and the size of the group.
    pub part: (u32, u32),
    /// How many entries were given on before it; [`NOT_GIVEN`] where it was not.
    pub given: u32,
    /// Which file it was found in, the journal's own before any copy.
    pub file: u32,
    /// The same frame, where it stands in a file that comes first; else [`NOT_GIVEN`].
    same_as: u32,
    pub kind: EventKind,
    text: TextLine,
    flags: u8,
    schema: u8,
}

/// There are as many of them as frames.
const _: () = assert!(size_of::<Brief>() <= 128);

/// What few frames have.
#[derive(Default)]
struct Rare {
    /// The hash of the frame before it, where that does not stand right before it in its file.
    before: Option<[u8; 32]>,
    seen: Vec<Head>,
    /// The frame that a stub names.
    stub: Half,
    /// What it says, where that is of the register itself.
    event: Option<Event>,
    /// Where its text stands, if that is in another file: that file, and where the frame stands there.
    text_at: Option<(u32, u64, u32)>,
}

/// What became of a frame's text; see [`Text`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum TextLine {
    None,
    Present,
    Gone,
    Stub,
    Changed,
}

/// That the frame before it stands right before it in its file.
const FOLLOWS: u8 = 1;
/// That it was found in a journal file.
const JOURNAL: u8 = 2;
/// That it counts: its command is whole.
const COUNTED: u8 = 4;
/// That a command that counts follows it.
const CONTINUED: u8 = 8;
/// That its text names kept files.
const EVIDENCE: u8 = 16;
/// That its text is not shown.
const HIDDEN: u8 = 32;

impl Brief {
    /// What is kept of what was read, and the entry it is of. `previous` is the hash of the frame right before it in
    /// its file; its writer is to have this number.
    pub fn of(read: Read, previous: Option<&[u8; 32]>, writer: u32) -> (Brief, Entry) {
        let entry = read.entry;
        let follows = previous == Some(&read.before);
        let (text, stub) = match read.text {
            Text::None => (TextLine::None, None),
            Text::Present => (TextLine::Present, None),
            Text::Gone => (TextLine::Gone, None),
            Text::Stub(by) => (TextLine::Stub, Some(by)),
            Text::Changed => (TextLine::Changed, None),
        };
        let own = matches!(
            entry.event,
            Event::Erased(_) | Event::Accepted(_) | Event::WriterClosed(_)
        );
        let any = !follows || own || stub.is_some() || !read.seen.is_empty();
        let rare = any.then(|| {
            Box::new(Rare {
                before: (!follows).then_some(read.before),
                seen: read.seen,
                stub: stub.unwrap_or_default(),
                event: own.then(|| entry.event.clone()),
                text_at: None,
            })
        });
        let mut flags = if follows { FOLLOWS } else { 0 };
        if read.evidence {
            flags |= EVIDENCE;
        }
        let brief = Brief {
            hash: entry.hash,
            text_hash: entry.text_hash.map(|h| half(&h)).unwrap_or_default(),
            seq: entry.seq,
            lamport: entry.lamport,
            at: entry.at.timestamp_millis(),
            offset: read.offset,
            rare,
            len: u32::try_from(read.end - read.offset).unwrap_or(u32::MAX),
            line: u32::try_from(read.line).unwrap_or(u32::MAX),
            lines: read.lines,
            writer,
            part: entry.part,
            given: NOT_GIVEN,
            file: 0,
            same_as: NOT_GIVEN,
            kind: entry.event.row(),
            text,
            flags,
            schema: u8::try_from(read.schema).unwrap_or(u8::MAX),
        };
        (brief, entry)
    }

    /// The same, where it is known by now that it follows the frame right before it in its file.
    pub fn follow(&mut self, previous: &[u8; 32]) {
        if let Some(rare) = &mut self.rare
            && rare.before.as_ref() == Some(previous)
        {
            rare.before = None;
            self.flags |= FOLLOWS;
        }
    }

    /// The hash of the frame before it; `None` where that is the frame right before it in its file.
    pub fn before(&self) -> Option<&[u8; 32]> {
        self.rare.as_ref()?.before.as_ref()
    }

    pub fn seen(&self) -> &[Head] {
        self.rare.as_ref().map_or(&[], |r| &r.seen)
    }

    /// What it says, where that is of the register itself.
    pub fn event(&self) -> Option<&Event> {
        self.rare.as_ref()?.event.as_ref()
    }

    pub fn at(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.at).unwrap_or_default()
    }

    pub fn text(&self) -> Text {
        match self.text {
            TextLine::None => Text::None,
            TextLine::Present => Text::Present,
            TextLine::Gone => Text::Gone,
            TextLine::Stub => Text::Stub(self.rare.as_ref().map(|r| r.stub).unwrap_or_default()),
            TextLine::Changed => Text::Changed,
        }
    }

    /// Whether it has or had text.
    pub fn has_text(&self) -> bool {
        self.text != TextLine::None
    }

    /// Whether only the first revision wrote so.
    pub fn is_of_first(&self) -> bool {
        self.schema == 1
    }

    /// The byte after its last.
    pub fn end(&self) -> u64 {
        self.offset + u64::from(self.len)
    }

    /// Its text is had from where the same frame stands in another file.
    pub fn take_text_of(&mut self, other: &Brief) {
        self.text = TextLine::Present;
        self.flags |= other.flags & EVIDENCE;
        let rare = self.rare.get_or_insert_default();
        rare.text_at = Some((other.file, other.offset, other.len));
    }

    /// Where it is read again.
    pub fn stands(&self) -> Where {
        let elsewhere = self.rare.as_ref().and_then(|r| r.text_at);
        let (file, offset, len) = elsewhere.unwrap_or((self.file, self.offset, self.len));
        let shown = self.text() == Text::Present && !self.hidden();
        Where {
            file,
            offset: u32::try_from(offset).unwrap_or(u32::MAX),
            len,
            half: half(&self.hash),
            hidden: self.has_text() && !shown,
            evidence: self.names_evidence() && shown,
        }
    }

    pub fn same_as(&self) -> Option<u32> {
        (self.same_as != NOT_GIVEN).then_some(self.same_as)
    }

    pub fn is_same_as(&mut self, first: u32) {
        self.same_as = first;
    }

    /// Whether it was found in a journal file.
    pub fn journal(&self) -> bool {
        self.flags & JOURNAL != 0
    }

    /// Whether it counts: its command is whole.
    pub fn counted(&self) -> bool {
        self.flags & COUNTED != 0
    }

    /// Whether a command that counts follows it.
    pub fn continued(&self) -> bool {
        self.flags & CONTINUED != 0
    }

    /// Whether its text is there, and names kept files.
    pub fn names_evidence(&self) -> bool {
        self.flags & EVIDENCE != 0 && self.text == TextLine::Present
    }

    /// Whether its text is there and not to be shown.
    pub fn hidden(&self) -> bool {
        self.flags & HIDDEN != 0
    }

    pub fn stands_in_journal(&mut self) {
        self.flags |= JOURNAL;
    }

    pub fn counts(&mut self) {
        self.flags |= COUNTED;
    }

    pub fn goes_on(&mut self) {
        self.flags |= CONTINUED;
    }

    pub fn hide(&mut self) {
        if self.text == TextLine::Present {
            self.flags |= HIDDEN;
        }
    }

    /// Whether what was given on of it when it was read is what there is to say of it.
    pub fn is_as_given(&self) -> bool {
        !self.hidden() && self.rare.as_ref().is_none_or(|r| r.text_at.is_none())
    }
}

/// Numbers for writers' names.
#[derive(Default)]
pub(super) struct Names {
    names: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
    /// The number asked for last: most frames of a file are by one writer.
    last: u32,
}

impl Names {
    pub fn number(&mut self, writer: &Arc<str>) -> u32 {
        if self.names.get(self.last as usize) != Some(writer) {
            let new = self.names.len() as u32;
            self.last = *self.numbers.entry(writer.clone()).or_insert(new);
            if self.last == new {
                self.names.push(writer.clone());
            }
        }
        self.last
    }

    pub fn name(&self, number: u32) -> &Arc<str> {
        &self.names[number as usize]
    }

    pub fn names(&self) -> &[Arc<str>] {
        &self.names
    }
}
