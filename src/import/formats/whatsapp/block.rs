//! What a text is cut into: blocks of lines, and how these lines end.

use super::breaks::Foreign;
use super::header::{Header, Odd};

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    Start,
    Lf,
    Crlf,
    /// What a text becomes when CRLF is written as if it were LF.
    CrCrLf,
}

impl LineEnd {
    /// By the last three bytes of a line. `cr`: CR alone ends it, or LF CR; `double`: a CR before the LF is part of that.
    pub(super) fn of(tail: [u8; 3], cr: bool, double: bool) -> LineEnd {
        match tail {
            _ if cr => LineEnd::Lf,
            [b'\r', b'\r', _] => LineEnd::CrCrLf,
            [_, b'\r', _] if double => LineEnd::Lf,
            [_, b'\r', _] => LineEnd::Crlf,
            _ => LineEnd::Lf,
        }
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Entry(Header),
    /// A line with the whole form of a stamp that is none, and what follows it.
    Odd(Odd),
    /// What stands before the first entry.
    Preamble,
}

/// One entry, or a run of lines that belong to none.
pub(super) struct Block<'a> {
    pub(super) head: Head,
    /// The bytes as they stand, line ends included, as far as they were kept.
    pub(super) bytes: &'a [u8],
    /// Bytes beyond those kept.
    pub(super) dropped: u64,
    /// Number of the first line, from 1.
    pub(super) line: u64,
    pub(super) lines: u64,
    /// Where the block begins in the text, in bytes.
    pub(super) offset: u64,
    /// Lines inside that begin like a stamp but end no entry, because the line before ended with LF alone.
    pub(super) inner_headers: u32,
    /// Lines inside with the whole form of a stamp that cannot be read, kept as text.
    pub(super) odd: &'a [OddLine],
    /// More of these, past the bound.
    pub(super) odd_more: u64,
    pub(super) foreign: Foreign,
    /// All of it is known to be UTF-8.
    pub(super) sound: bool,
}

impl Block<'_> {
    /// How many byte sequences of the block are no UTF-8.
    pub(super) fn invalid(&self) -> u64 {
        if self.sound {
            return 0;
        }
        match std::str::from_utf8(self.bytes) {
            Ok(_) => 0,
            // The cut at the end of what is kept may go through a character.
            Err(e) if e.error_len().is_none() && self.dropped > 0 => 0,
            Err(_) => self
                .bytes
                .utf8_chunks()
                .filter(|c| !c.invalid().is_empty())
                .count() as u64,
        }
    }
}

/// A line that was kept as text though it has the whole form of a stamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OddLine {
    /// From 1.
    pub(super) line: u64,
    /// Its start.
    pub(super) text: Vec<u8>,
    pub(super) odd: Odd,
}

/// How lines end and what follows them, over the whole stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LineCounts {
    pub(super) crlf_header: u64,
    pub(super) crlf_text: u64,
    pub(super) lf_header: u64,
    pub(super) lf_text: u64,
    /// The last line ended with CRLF.
    pub(super) ends_crlf: bool,
    /// The last line has no line end at all.
    pub(super) ends_open: bool,
    /// Stamps after LF alone since the last CRLF.
    pub(super) lf_header_tail: u64,
    /// Of those after CRLF, what stands after CR CR LF.
    pub(super) double_header: u64,
    pub(super) double_text: u64,
}
