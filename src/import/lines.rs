//! The lines of a text one after another, each with its place; of one that is longer than is read the rest is
//! passed over and said.

use std::io::{BufRead, BufReader, Read};

use super::error::ImportError;

/// The longest line that is read whole.
pub(super) const LINE_CAP: usize = 64 << 20;
const STRETCH: usize = 1 << 20;

/// A line, without its end.
pub(super) struct TextLine<'a> {
    pub(super) bytes: &'a [u8],
    /// The same with its end.
    pub(super) raw: &'a [u8],
    /// From 1.
    pub(super) n: u64,
    pub(super) offset: u64,
    /// Bytes that were passed over.
    pub(super) dropped: u64,
    /// It has an end: the last line of a file that was cut has none.
    pub(super) ended: bool,
}

impl TextLine<'_> {
    /// How it begins, to be shown.
    pub(super) fn start(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes[..self.bytes.len().min(400)])
    }

    pub(super) fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.bytes)
    }
}

/// Reads lines.
pub(super) struct Lines<'r> {
    stream: BufReader<&'r mut dyn Read>,
    /// A line that does not stand in the buffer as a whole.
    line: Vec<u8>,
    /// Bytes of the buffer that were given out, to be consumed before more is read.
    given: usize,
    /// How many lines the last batch had.
    batch: usize,
    n: u64,
    offset: u64,
}

impl<'r> Lines<'r> {
    pub(super) fn new(stream: &'r mut dyn Read) -> Lines<'r> {
        Lines {
            stream: BufReader::with_capacity(STRETCH, stream),
            line: Vec::new(),
            given: 0,
            batch: 0,
            n: 0,
            offset: 0,
        }
    }

    /// The lines that stand in the buffer as a whole, to be gone through together; one that does not stands alone. `None` at
    /// the end.
    pub(super) fn batch(&mut self) -> Result<Option<Vec<TextLine<'_>>>, ImportError> {
        self.stream.consume(std::mem::take(&mut self.given));
        let held = self.stream.fill_buf().map_err(ImportError::reading)?;
        let end = memchr::memrchr(b'\n', held).map_or(0, |at| at + 1);
        if self.n == 0 || end == 0 {
            return Ok(self.next()?.map(|line| vec![line]));
        }
        let (mut n, mut offset, mut from) = (self.n, self.offset, 0);
        (self.given, self.offset) = (end, offset + end as u64);
        let whole = &self.stream.buffer()[..end];
        let mut lines = Vec::with_capacity(self.batch);
        lines.extend(memchr::memchr_iter(b'\n', whole).map(|at| {
            let raw = &whole[from..=at];
            n += 1;
            let line = TextLine {
                bytes: without_end(raw),
                raw,
                n,
                offset,
                dropped: 0,
                ended: true,
            };
            (from, offset) = (at + 1, offset + raw.len() as u64);
            line
        }));
        (self.n, self.batch) = (n, lines.len());
        Ok(Some(lines))
    }

    /// The next line; a byte order mark before the first is passed over.
    pub(super) fn next(&mut self) -> Result<Option<TextLine<'_>>, ImportError> {
        self.stream.consume(std::mem::take(&mut self.given));
        let (start, mut length, mut ended) = (self.offset, 0u64, false);
        let held = self.stream.fill_buf().map_err(ImportError::reading)?;
        // Most lines stand in the buffer as a whole, and are given out as they stand there.
        if let Some(end) = memchr::memchr(b'\n', held).filter(|end| *end < LINE_CAP) {
            self.given = end + 1;
            (length, ended) = (self.given as u64, true);
        } else {
            self.line.clear();
        }
        while !ended {
            let held = self.stream.fill_buf().map_err(ImportError::reading)?;
            if held.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', held);
            let taken = end.map_or(held.len(), |at| at + 1);
            let room = LINE_CAP.saturating_sub(self.line.len()).min(taken);
            self.line.extend_from_slice(&held[..room]);
            length += taken as u64;
            self.stream.consume(taken);
            ended = end.is_some();
        }
        if length == 0 {
            return Ok(None);
        }
        self.n += 1;
        self.offset += length;
        let whole = match self.given {
            0 => &self.line[..],
            given => &self.stream.buffer()[..given],
        };
        let dropped = length - whole.len() as u64;
        let raw = match self.n {
            1 => whole.strip_prefix("\u{feff}".as_bytes()).unwrap_or(whole),
            _ => whole,
        };
        Ok(Some(TextLine {
            bytes: without_end(raw),
            raw,
            n: self.n,
            offset: start,
            dropped,
            ended,
        }))
    }
}

fn without_end(raw: &[u8]) -> &[u8] {
    let bytes = raw.strip_suffix(b"\n").unwrap_or(raw);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_place_whatever_ends_it() {
        let mut text = "\u{feff}one\r\n\ntwo\nlast".as_bytes();
        let mut lines = Lines::new(&mut text);
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            found.push((line.n, line.offset, line.text().into_owned(), line.ended));
        }
        let all = [
            (1, 0, "one", true),
            (2, 8, "", true),
            (3, 9, "two", true),
            (4, 13, "last", false),
        ];
        let all = all.map(|(n, at, text, ended)| (n, at, text.to_owned(), ended));
        assert_eq!(found, all);
    }

    #[test]
    fn lines_in_batches_are_the_lines_one_by_one() {
        for len in [1, 100, STRETCH - 1, STRETCH, STRETCH + 1, 3 * STRETCH] {
            for (first, last) in [("\u{feff}a\r\n", ""), ("", "open"), ("\n\r\n", "\n")] {
                let long = "x".repeat(len);
                let text = format!("{first}{long}\nb\r\n{long}\n\n{long}\nc\n{last}");
                let told = |l: &TextLine<'_>| {
                    (
                        l.n,
                        l.offset,
                        l.bytes.to_vec(),
                        l.raw.to_vec(),
                        l.dropped,
                        l.ended,
                    )
                };
                let (mut one, mut all) = (Vec::new(), Vec::new());
                let mut bytes = text.as_bytes();
                let mut lines = Lines::new(&mut bytes);
                while let Some(line) = lines.next().unwrap() {
                    one.push(told(&line));
                }
                let mut bytes = text.as_bytes();
                let mut lines = Lines::new(&mut bytes);
                while let Some(batch) = lines.batch().unwrap() {
                    all.extend(batch.iter().map(told));
                }
                assert!(one == all, "{len} {first:?} {last:?}");
            }
        }
    }

    #[test]
    fn lines_that_reach_over_the_buffer_are_whole() {
        for len in [STRETCH - 2, STRETCH - 1, STRETCH, STRETCH + 1, 3 * STRETCH] {
            let long = "x".repeat(len);
            let text = format!("{long}\nshort\n{long}\r\n{long}");
            let mut bytes = text.as_bytes();
            let mut lines = Lines::new(&mut bytes);
            let mut found = Vec::new();
            while let Some(line) = lines.next().unwrap() {
                assert_eq!(
                    line.raw,
                    &text.as_bytes()[line.offset as usize..][..line.raw.len()]
                );
                found.push((line.n, line.bytes.len(), line.dropped));
            }
            assert_eq!(found, [(1, len, 0), (2, 5, 0), (3, len, 0), (4, len, 0)]);
        }
    }
}
