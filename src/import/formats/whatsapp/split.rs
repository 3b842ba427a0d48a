//! Cuts a stream of UTF-8 bytes into blocks: one entry each, or lines that belong to none.
//!
//! Reads through one buffer that grows only while a single entry needs it, and no
//! further than [`ENTRY_CAP`]; of a longer entry the start is kept and the rest counted. A buffer that is full can be
//! handed over with the blocks in it, so that these are not copied. Invariants: every
//! byte and every line of the stream is in exactly one block, in order; a header is only ever looked for
//! at the start of a line; one byte ends a line, LF or, in a file of old Mac programs, CR.

use std::io::{self, Read};

use memchr::memchr;

use super::block::{Block, Head, LineCounts, LineEnd, OddLine};
use super::breaks::Foreign;
use super::header::{self, Odd, Parsed};
use super::later::Finder;
use super::loose;
use super::quick::Recent;
use super::rules::Rules;
use super::sound::Sound;

/// Bytes kept of one entry. A message holds at most 65,536 characters, so nothing real is cut.
pub const ENTRY_CAP: usize = 4 << 20;
/// How much of a line is enough to tell what it begins with, name included.
const HEAD: usize = 1024;
pub(super) const BUFFER: usize = 256 << 10;
/// With less room than this behind what was read, room is made before more is.
const ROOM: usize = BUFFER / 4;
/// Lines of an odd form told of one entry, and how much of each.
const ODD: usize = 100;
const ODD_TEXT: usize = 800;

/// What was counted on the way.
#[derive(Default)]
pub(super) struct AllCut {
    pub(super) counts: LineCounts,
    pub(super) later: Finder,
    /// It was broken off.
    pub(super) stopped: bool,
}

pub(super) struct Splitter<'r> {
    source: &'r mut (dyn Read + Send),
    rules: Rules,
    buffer: Vec<u8>,
    /// Another is filled once this one is full, which is handed over then.
    handing: bool,
    /// To be filled next.
    pub(super) spare: Vec<u8>,
    /// That which was full.
    pub(super) full: Option<Vec<u8>>,
    /// First byte of the current block.
    start: usize,
    /// Start of the line looked at; everything before it belongs to the current block.
    at: usize,
    end: usize,
    eof: bool,
    head: Head,
    begun: bool,
    dropped: u64,
    /// Lines read before `at`.
    line: u64,
    offset: u64,
    last_end: LineEnd,
    /// The three bytes before `at`.
    tail: [u8; 3],
    odd: Vec<OddLine>,
    odd_more: u64,
    foreign: Foreign,
    sound: Sound,
    recent: Recent,
    pub(super) counts: LineCounts,
    pub(super) later: Finder,
}

impl<'r> Splitter<'r> {
    pub(super) fn new(source: &'r mut (dyn Read + Send), rules: Rules) -> Splitter<'r> {
        Splitter {
            source,
            rules,
            buffer: vec![0; BUFFER],
            handing: false,
            spare: Vec::new(),
            full: None,
            start: 0,
            at: 0,
            end: 0,
            eof: false,
            head: Head::Preamble,
            begun: false,
            dropped: 0,
            line: 0,
            offset: 0,
            last_end: LineEnd::Start,
            tail: [0; 3],
            odd: Vec::new(),
            odd_more: 0,
            foreign: Foreign::default(),
            sound: Sound::new(),
            recent: Recent::default(),
            counts: LineCounts::default(),
            later: Finder::default(),
        }
    }

    /// What was counted so far.
    pub(super) fn into_cut(self, stopped: bool) -> AllCut {
        AllCut {
            counts: self.counts,
            later: self.later,
            stopped,
        }
    }

    /// Has full buffers handed over from now on.
    pub(super) fn hand_over(&mut self) {
        self.handing = true;
    }

    /// The buffer in which the last block stands, where nothing follows it.
    pub(super) fn take_buffer(&mut self) -> Vec<u8> {
        let full = self.full.take();
        full.unwrap_or_else(|| std::mem::take(&mut self.buffer))
    }

    /// The next block; `None` at the end of the stream.
    pub(super) fn next(&mut self) -> io::Result<Option<Block<'_>>> {
        Ok(self.next_placed()?.map(|(block, _)| block))
    }

    /// The next block, and where it begins in the buffer.
    pub(super) fn next_placed(&mut self) -> io::Result<Option<(Block<'_>, usize)>> {
        self.leave_block();
        let first_line = self.line;
        let mut inner = 0;
        let next_head = loop {
            let (stop, ended) = self.peek_line()?;
            if stop == self.at && self.eof {
                break None;
            }
            // The first line of a block was judged when the block before it ended.
            let judged = self.begun && self.at == self.start && self.dropped == 0;
            if !judged {
                let text = without_returns(&self.buffer[self.at..stop - usize::from(ended)]);
                let kinds = self.rules.kinds_in(self.line + 1);
                let parsed = header::parse_after(text, kinds, &mut self.recent);
                if !self.inside() {
                    self.later.see(parsed, text, self.line + 1, kinds);
                }
                self.note(parsed, stop, ended);
                let known = self.count(parsed);
                if let Some(head) = self.boundary(parsed, known, &mut inner) {
                    if self.at > self.start || self.dropped > 0 {
                        break Some(head);
                    }
                    self.head = head;
                }
                self.begun = true;
            }
            self.consume(stop, ended)?;
        };
        if self.at == self.start && self.dropped == 0 {
            return Ok(None);
        }
        let head = self.head;
        if let Some(next) = next_head {
            self.head = next;
        }
        let kept = match self.dropped {
            0 => self.at - self.start,
            _ => (self.at - self.start).min(ENTRY_CAP),
        };
        // What was read past the cap is still in the buffer, behind the part that is kept.
        let beyond = (self.at - self.start - kept) as u64;
        let block = Block {
            head,
            bytes: &self.buffer[self.start..self.start + kept],
            dropped: self.dropped + beyond,
            line: first_line + 1,
            lines: self.line - first_line,
            offset: self.offset,
            inner_headers: inner,
            odd: &self.odd,
            odd_more: self.odd_more,
            foreign: self.foreign,
            sound: self.sound.so_far,
        };
        Ok(Some((block, self.start)))
    }

    /// Goes on behind the block that was given out.
    fn leave_block(&mut self) {
        self.offset += (self.at - self.start) as u64 + self.dropped;
        self.start = self.at;
        self.dropped = 0;
        self.odd.clear();
        self.odd_more = 0;
    }

    /// Whether the line looked at is known to go on with the entry before it.
    fn inside(&self) -> bool {
        self.rules.exact && self.last_end == LineEnd::Lf
    }

    /// Takes note of a line that begins with a stamp and is no entry.
    fn note(&mut self, parsed: Parsed, stop: usize, ended: bool) {
        let text = &self.buffer[self.at..stop - usize::from(ended)];
        match parsed {
            Parsed::Odd(odd, shape) if self.rules.main_shape != Some(shape) => {
                self.note_odd(odd, stop);
            }
            Parsed::Text if !self.inside() => {
                if let Some(odd) = loose::odd(text) {
                    self.note_odd(odd, stop);
                }
            }
            _ => {}
        }
    }

    /// Takes note of a line that will be kept as text though it has the form of a stamp. Where lines end
    /// exactly, what stands inside an entry is known to be text.
    fn note_odd(&mut self, odd: Odd, stop: usize) {
        if self.inside() || self.head == Head::Preamble {
            return;
        }
        if self.odd.len() >= ODD {
            self.odd_more += 1;
            return;
        }
        let text = without_returns(&self.buffer[self.at..stop]);
        self.odd.push(OddLine {
            line: self.line + 1,
            text: text[..text.len().min(ODD_TEXT)].to_vec(),
            odd,
        });
    }

    fn count(&mut self, parsed: Parsed) -> bool {
        let header = match parsed {
            Parsed::Header(_) => true,
            Parsed::Odd(_, shape) => self.rules.main_shape == Some(shape),
            Parsed::Text => false,
        };
        let counts = &mut self.counts;
        if self.last_end == LineEnd::CrCrLf {
            counts.double_header += u64::from(header);
            counts.double_text += u64::from(!header);
        }
        match (self.last_end, header) {
            (LineEnd::Crlf | LineEnd::CrCrLf, true) => counts.crlf_header += 1,
            (LineEnd::Crlf | LineEnd::CrCrLf, false) => counts.crlf_text += 1,
            (LineEnd::Lf, true) => {
                counts.lf_header += 1;
                counts.lf_header_tail += 1;
            }
            (LineEnd::Lf, false) => counts.lf_text += 1,
            (LineEnd::Start, _) => {}
        }
        header
    }

    fn boundary(&self, parsed: Parsed, known: bool, inner: &mut u32) -> Option<Head> {
        if self.inside() {
            *inner += u32::from(known);
            return None;
        }
        match parsed {
            Parsed::Header(header) => Some(Head::Entry(header)),
            Parsed::Odd(odd, _) if known => Some(Head::Odd(odd)),
            _ => None,
        }
    }

    /// Makes sure that the line at `at` is in the buffer: whole, or its first [`HEAD`] bytes, or what the
    /// stream still has. Gives where it stops and whether its LF is the last byte of that.
    fn peek_line(&mut self) -> io::Result<(usize, bool)> {
        let mut seen = self.at;
        loop {
            if let Some(found) = memchr(self.rules.line_end(), &self.buffer[seen..self.end]) {
                return Ok((seen + found + 1, true));
            }
            if self.eof || self.end - self.at >= HEAD {
                return Ok((self.end, false));
            }
            seen = self.end - self.at;
            self.fill()?;
            seen += self.at;
        }
    }

    /// Steps over the line at `at`, of which `stop` bytes were looked at.
    fn consume(&mut self, mut stop: usize, mut ended: bool) -> io::Result<()> {
        loop {
            self.remember(stop);
            self.at = stop;
            if ended {
                self.last_end = LineEnd::of(self.tail, self.rules.cr, self.rules.double);
            }
            if ended || (self.eof && self.at == self.end) {
                let crlf = ended && matches!(self.last_end, LineEnd::Crlf | LineEnd::CrCrLf);
                self.counts.ends_crlf = crlf;
                self.counts.ends_open = !ended;
                if crlf {
                    self.counts.lf_header_tail = 0;
                }
                self.line += 1;
                return Ok(());
            }
            self.fill()?;
            let end = self.rules.line_end();
            (stop, ended) = match memchr(end, &self.buffer[self.at..self.end]) {
                Some(found) => (self.at + found + 1, true),
                None => (self.end, false),
            };
        }
    }

    /// Keeps the last three bytes before `stop`.
    fn remember(&mut self, stop: usize) {
        let step = &self.buffer[self.at..stop];
        match step {
            [.., a, b, c] => self.tail = [*a, *b, *c],
            _ => step
                .iter()
                .for_each(|b| self.tail = [self.tail[1], self.tail[2], *b]),
        }
    }

    /// Moves what is not given out yet to the front, of this buffer or of the next.
    fn make_room(&mut self) {
        match self.handing {
            false => self.buffer.copy_within(self.start..self.end, 0),
            true => {
                let mut next = std::mem::take(&mut self.spare);
                next.resize(BUFFER.max(self.end - self.start), 0);
                next[..self.end - self.start].copy_from_slice(&self.buffer[self.start..self.end]);
                self.full = Some(std::mem::replace(&mut self.buffer, next));
            }
        }
        self.at -= self.start;
        self.end -= self.start;
        self.start = 0;
    }

    /// Reads more behind `end`, making room first; moves `start`, `at` and `end` together.
    fn fill(&mut self) -> io::Result<()> {
        if self.start > 0 && self.buffer.len() - self.end < ROOM {
            self.make_room();
        }
        if self.end == self.buffer.len() {
            if self.buffer.len() < ENTRY_CAP + BUFFER {
                let len = (self.buffer.len() * 2).min(ENTRY_CAP + BUFFER);
                self.buffer.resize(len, 0);
            } else {
                let over = self.at.saturating_sub(ENTRY_CAP);
                self.buffer.copy_within(self.at..self.end, self.at - over);
                self.at -= over;
                self.end -= over;
                self.dropped += over as u64;
            }
        }
        loop {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.eof = true;
                    self.sound.end();
                    return Ok(());
                }
                Ok(n) => {
                    // With the two bytes before, should a character be cut in two.
                    let from = self.end.saturating_sub(2);
                    self.sound.see(&self.buffer[..self.end + n], self.end);
                    self.end += n;
                    let new = &self.buffer[from..self.end];
                    self.foreign.see(new, self.rules.other_end());
                    return Ok(());
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
    }
}

/// A line without the CRs at its end.
fn without_returns(line: &[u8]) -> &[u8] {
    let end = line.iter().rposition(|b| *b != b'\r').map_or(0, |i| i + 1);
    &line[..end]
}

#[cfg(test)]
mod tests;
