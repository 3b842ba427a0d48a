//! A stream of XML in which no element takes more memory than is meant for one, and whose own trouble is told from
//! that of the XML.
//!
//! What of an element is longer is passed over up to the end of its value, and counted; so what stands behind it is
//! read like all else. Invariant: no quotation mark and no bracket is passed over, and no character is parted.

use std::io::{BufRead, Read};

use crate::import::ahead::Ahead;
use crate::import::mended::Mended;

/// The longest element that is read whole in a turn through all of them.
pub(super) const ELEMENT: u64 = 8 << 20;

/// What of an element was passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Passed {
    pub(super) bytes: u64,
    /// Digits of base64 among them, and what pads them.
    pub(super) digits: u64,
    pub(super) padding: u64,
}

/// A text of which is known where in the file a place of it stands.
pub(super) trait Placed: BufRead {
    /// Asked from the first place to the last.
    fn place(&mut self, at: u64) -> u64;
}

impl Placed for Mended<'_> {
    fn place(&mut self, at: u64) -> u64 {
        Mended::place(self, at)
    }
}

/// A text that is mended on another thread, and of which every place stands as much further on in the file.
pub(super) struct Shifted<'a> {
    pub(super) text: &'a mut Ahead,
    pub(super) by: u64,
    /// Bytes that were read of it.
    pub(super) given: u64,
}

impl Placed for Shifted<'_> {
    fn place(&mut self, at: u64) -> u64 {
        at + self.by
    }
}

impl BufRead for Shifted<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.text.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.given += n as u64;
        self.text.consume(n);
    }
}

impl Read for Shifted<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}

/// A stream that gives no element longer than is read.
pub(super) struct Limited<'m, S> {
    pub(super) stream: &'m mut S,
    longest: u64,
    /// Bytes given since the element began, and since a value of it was passed over.
    given: u64,
    since: u64,
    /// Within a value that is passed over.
    passing: bool,
    /// What was left of the last stretch of which something was passed over, given out up to `at`.
    left: Vec<u8>,
    at: usize,
    passed: Passed,
    /// Bytes passed over in all: by so many is a place further on than it seems.
    pub(super) before: u64,
    pub(super) over: bool,
    pub(super) ended: bool,
    pub(super) trouble: Option<std::io::Error>,
}

impl<'m, S: Placed> Limited<'m, S> {
    pub(super) fn new(stream: &'m mut S, longest: u64) -> Limited<'m, S> {
        Limited {
            stream,
            longest,
            given: 0,
            since: 0,
            passing: false,
            left: Vec::new(),
            at: 0,
            passed: Passed::default(),
            before: 0,
            over: false,
            ended: false,
            trouble: None,
        }
    }

    /// An element is done, and the next may be as long again; what of this one was passed over.
    pub(super) fn again(&mut self) -> Passed {
        (self.given, self.since, self.passing) = (0, 0, false);
        std::mem::take(&mut self.passed)
    }

    /// Takes out of some bytes what is passed over; how many are left.
    fn pass(&mut self, bytes: &mut [u8]) -> usize {
        // The rest of a character that was begun.
        let from = match self.passing {
            true => 0,
            false => {
                let rest = bytes.iter().position(|b| b & 0xc0 != 0x80);
                rest.unwrap_or(bytes.len())
            }
        };
        self.passing |= from < bytes.len();
        let near = &bytes[from..];
        let end = near.iter().position(|b| b"\"'<>".contains(b));
        let dropped = &near[..end.unwrap_or(near.len())];
        let digit = |b: &&u8| b.is_ascii_alphanumeric() || b"+/".contains(b);
        self.passed.digits += dropped.iter().filter(digit).count() as u64;
        self.passed.padding += dropped.iter().filter(|b| **b == b'=').count() as u64;
        self.passed.bytes += dropped.len() as u64;
        self.before += dropped.len() as u64;
        if end.is_some() {
            (self.since, self.passing) = (0, false);
        }
        let dropped = dropped.len();
        bytes.copy_within(from + dropped.., from);
        bytes.len() - dropped
    }
}

impl<S: Placed> BufRead for Limited<'_, S> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        while self.at >= self.left.len() {
            if self.given > self.longest * 3 {
                self.over = true;
                return Err(std::io::Error::other("an element is too long"));
            }
            self.ended |= self.stretch()?.is_empty();
            // Most is given out as it stands in the stream.
            if self.ended || self.since <= self.longest {
                return self.stretch();
            }
            let mut left = std::mem::take(&mut self.left);
            left.clear();
            left.extend_from_slice(self.stretch()?);
            self.stream.consume(left.len());
            let n = self.pass(&mut left);
            left.truncate(n);
            (self.left, self.at) = (left, 0);
            self.since += n as u64;
            self.given += n as u64;
        }
        Ok(&self.left[self.at..])
    }

    fn consume(&mut self, n: usize) {
        if self.at < self.left.len() {
            self.at += n;
        } else {
            self.stream.consume(n);
            self.since += n as u64;
            self.given += n as u64;
        }
    }
}

impl<S: Placed> Limited<'_, S> {
    /// What stands next in the stream, whose trouble is kept.
    fn stretch(&mut self) -> std::io::Result<&[u8]> {
        match self.stream.fill_buf() {
            Ok(stretch) => Ok(stretch),
            Err(e) => {
                let kind = e.kind();
                self.trouble = Some(e);
                Err(std::io::Error::new(kind, "the stream broke off"))
            }
        }
    }
}

impl<S: Placed> Read for Limited<'_, S> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_is_too_long_is_passed_over_up_to_its_end_and_counted() {
        let text = format!("<a b=\"{}\"/>", "éA+ ".repeat(50));
        for step in [1, 2, 3, 7] {
            let mut bytes = text.as_bytes();
            let mut mended = Mended::new(&mut bytes);
            let mut limited = Limited::new(&mut mended, 20);
            let (mut out, mut chunk) = (Vec::new(), vec![0; step]);
            while !out.ends_with(b"/>") {
                let n = limited.read(&mut chunk).unwrap();
                out.extend_from_slice(&chunk[..n]);
            }
            let out = String::from_utf8(out).unwrap();
            let before = limited.before;
            let passed = limited.again();
            assert_eq!((before, limited.again().bytes), (passed.bytes, 0));
            assert!(
                out.starts_with("<a b=\"éA+ ") && out.ends_with("\"/>"),
                "{out}"
            );
            assert_eq!(out.len() as u64 + passed.bytes, text.len() as u64);
            assert!(out.len() < 40, "{step}: {out}");
            let left = out.matches(['A', '+']).count() as u64;
            assert_eq!(left + passed.digits, 100);
        }
    }
}
