//! A table of commas (or semicolons, or tabs) gone through row by row: each row's own bytes, line ends within quotes
//! among them.
//!
//! Invariants: of a row no more is held than [`ROW_CAP`] bytes, the rest is passed over and told; what a spreadsheet
//! would take for a formula is text like any other.

use std::io::{BufRead, BufReader, Read};

use crate::import::error::ImportError;

/// The longest row that is read whole.
pub(super) const ROW_CAP: usize = 8 << 20;
const STRETCH: usize = 256 << 10;

/// A row, as it stands.
pub(super) struct CsvRow<'a> {
    /// Without its line end.
    pub(super) bytes: &'a [u8],
    /// From 1, the header counted.
    pub(super) n: u64,
    pub(super) offset: u64,
    /// Bytes that were passed over.
    pub(super) dropped: u64,
    /// It has a line end, and no quote in it is open.
    pub(super) ended: bool,
}

/// Where in a row the reading stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before the first byte of a field.
    Start,
    Bare,
    Quoted,
    /// Behind a quote within quotes: the end of them, or one of a pair.
    Quote,
}

impl At {
    fn after(self, byte: u8, separator: u8) -> At {
        match (self, byte) {
            (At::Quoted, b'"') => At::Quote,
            (At::Quoted, _) | (At::Quote, b'"') => At::Quoted,
            (At::Start, b'"') => At::Quoted,
            (_, b) if b == separator => At::Start,
            _ => At::Bare,
        }
    }
}

/// Reads rows.
pub(super) struct CsvRows<'r> {
    stream: BufReader<&'r mut dyn Read>,
    separator: u8,
    row: Vec<u8>,
    n: u64,
    offset: u64,
}

impl<'r> CsvRows<'r> {
    pub(super) fn new(stream: &'r mut dyn Read, separator: u8) -> CsvRows<'r> {
        CsvRows {
            stream: BufReader::with_capacity(STRETCH, stream),
            separator,
            row: Vec::new(),
            n: 0,
            offset: 0,
        }
    }

    /// The next row that holds anything.
    pub(super) fn next(&mut self) -> Result<Option<CsvRow<'_>>, ImportError> {
        loop {
            let start = self.offset;
            let Some((dropped, ended)) = self.row()? else {
                return Ok(None);
            };
            self.n += 1;
            let mut bytes = &self.row[..];
            if start == 0 {
                bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            }
            if bytes.iter().all(u8::is_ascii_whitespace) && self.separator != b'\t' {
                continue;
            }
            let skipped = self.row.len() - bytes.len();
            return Ok(Some(CsvRow {
                bytes: &self.row[skipped..],
                n: self.n,
                offset: start + skipped as u64,
                dropped,
                ended,
            }));
        }
    }

    /// Takes in a row; bytes that were passed over, and whether it ended as rows do.
    fn row(&mut self) -> Result<Option<(u64, bool)>, ImportError> {
        self.row.clear();
        let (mut at, mut dropped, mut any) = (At::Start, 0u64, false);
        loop {
            let held = self.stream.fill_buf().map_err(ImportError::reading)?;
            if held.is_empty() {
                return Ok(any.then_some((dropped, false)));
            }
            any = true;
            // A mark of the byte order stands before the first quote.
            let mark = self.offset == 0 && held.starts_with("\u{feff}".as_bytes());
            let mut taken = if mark { 3 } else { 0 };
            let mut end = false;
            while let Some(byte) = next_of(at, self.separator, held, &mut taken) {
                if byte == b'\n' && at != At::Quoted {
                    end = true;
                    break;
                }
                // A carriage return before it belongs to the line end.
                if byte != b'\r' || at == At::Quoted {
                    at = at.after(byte, self.separator);
                }
            }
            let room = ROW_CAP.saturating_sub(self.row.len()).min(taken);
            self.row.extend_from_slice(&held[..room]);
            dropped += (taken - room) as u64;
            self.stream.consume(taken);
            self.offset += taken as u64;
            if end {
                while matches!(self.row.last(), Some(b'\n' | b'\r')) {
                    self.row.pop();
                }
                return Ok(Some((dropped, true)));
            }
        }
    }
}

/// The next byte that may end what stands at `taken`; what lies before it is passed over.
fn next_of(at: At, separator: u8, held: &[u8], taken: &mut usize) -> Option<u8> {
    let rest = held.get(*taken..).filter(|rest| !rest.is_empty())?;
    let found = match at {
        At::Quoted => memchr::memchr(b'"', rest),
        At::Bare => memchr::memchr2(separator, b'\n', rest),
        At::Start | At::Quote => Some(0),
    };
    *taken += found.map_or(rest.len(), |n| n + 1);
    found.and_then(|n| rest.get(n).copied())
}

/// The fields of a row, without their quotes.
pub(super) fn fields(row: &[u8], separator: u8) -> Vec<Vec<u8>> {
    let (mut joined, mut ends) = (Vec::new(), Vec::new());
    join_fields(row, separator, &mut joined, &mut ends);
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let each = starts
        .zip(&ends)
        .map(|(from, to)| joined[from..*to].to_vec());
    each.collect()
}

/// The same one behind another in `field`, with where each ends.
pub(super) fn join_fields(row: &[u8], separator: u8, field: &mut Vec<u8>, ends: &mut Vec<usize>) {
    let mut at = At::Start;
    let mut taken = 0;
    while taken < row.len() {
        let from = taken;
        let found = match at {
            At::Quoted => memchr::memchr(b'"', &row[from..]),
            At::Bare => memchr::memchr(separator, &row[from..]),
            At::Start | At::Quote => Some(0),
        };
        let end = found.map_or(row.len(), |n| from + n);
        field.extend_from_slice(&row[from..end]);
        let Some(byte) = row.get(end) else { break };
        let now = at.after(*byte, separator);
        match (at, now) {
            (At::Start | At::Bare | At::Quote, At::Start) => ends.push(field.len()),
            (At::Start, At::Quoted) | (At::Quoted, At::Quote) => {}
            _ => field.push(*byte),
        }
        at = now;
        taken = end + 1;
    }
    ends.push(field.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(Vec<String>, u64, bool)> {
        let mut bytes = text.as_bytes();
        let mut rows = CsvRows::new(&mut bytes, b',');
        let mut all = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            assert_eq!(
                &text.as_bytes()[row.offset as usize..][..row.bytes.len()],
                row.bytes
            );
            let fields = fields(row.bytes, b',');
            let fields = fields.into_iter().map(|f| String::from_utf8(f).unwrap());
            all.push((fields.collect(), row.n, row.ended));
        }
        all
    }

    #[test]
    fn rows_end_at_line_ends_outside_of_quotes_alone() {
        let text =
            "\u{feff}\"A\",B\r\n1,\"two \"\"x\"\",\r\nlines\"\r\n\n=1+1,\"a\"b\n,\n\"open, never";
        let strings = |fields: &[&str]| fields.iter().map(|f| (*f).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            rows(text),
            [
                (strings(&["A", "B"]), 1, true),
                (strings(&["1", "two \"x\",\r\nlines"]), 2, true),
                (strings(&["=1+1", "ab"]), 4, true),
                (strings(&["", ""]), 5, true),
                (strings(&["open, never"]), 6, false),
            ]
        );
        assert_eq!(rows(""), []);
    }

    #[test]
    fn a_row_without_an_end_is_not_held() {
        let mut text = b"a,\"".to_vec();
        text.resize(ROW_CAP + 1000, b'x');
        let mut bytes = &text[..];
        let mut rows = CsvRows::new(&mut bytes, b',');
        let row = rows.next().unwrap().unwrap();
        assert_eq!(
            (row.bytes.len(), row.dropped, row.ended),
            (ROW_CAP, 1000, false)
        );
    }
}
