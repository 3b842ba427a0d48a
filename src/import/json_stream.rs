//! JSON of any size gone through piece by piece: what is wanted is given as its own bytes, to be read by `serde_json`;
//! of the rest nothing is held.
//!
//! Invariants: nesting is followed by counting, never by recursion; a value that is longer than is read is passed
//! over and told.

use std::io::{BufRead, BufReader, Read};

use serde::Deserialize;

use super::error::ImportError;
use super::json_scan::{DEEP, Scan};

const STRETCH: usize = 256 << 10;
/// The longest value that is read whole.
pub(super) const VALUE_CAP: usize = 64 << 20;

/// Why reading could not go on.
#[derive(Debug)]
pub(super) enum JsonTrouble {
    /// The text ends inside a value.
    Ended,
    /// It is no JSON, at that byte.
    Odd(u64),
    TooDeep(u64),
    Import(ImportError),
}

impl From<ImportError> for JsonTrouble {
    fn from(e: ImportError) -> JsonTrouble {
        JsonTrouble::Import(e)
    }
}

impl JsonTrouble {
    /// As the end of a sentence; an error of another kind is given back.
    pub(super) fn words(self) -> Result<String, ImportError> {
        Ok(match self {
            JsonTrouble::Ended => {
                "The file ends in the middle: it was cut short, and what came after is not here"
                    .to_owned()
            }
            JsonTrouble::Odd(at) => {
                format!(
                    "From byte {at} on the file is no JSON that can be read; what stands behind is not here"
                )
            }
            JsonTrouble::TooDeep(at) => {
                format!(
                    "At byte {at} the file is nested deeper than any export; what stands behind is not here"
                )
            }
            JsonTrouble::Import(e) => return Err(e),
        })
    }
}

type Found<T> = Result<T, JsonTrouble>;

/// Reads a value from its bytes: where all of it is text, which is told at one look, its parts are not asked again.
pub(super) fn read_json<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> serde_json::Result<T> {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(bytes),
    }
}

/// A value's own bytes.
pub(super) struct JsonPiece<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) offset: u64,
    /// Bytes that were passed over.
    pub(super) dropped: u64,
}

pub(super) struct JsonStream<'r> {
    stream: BufReader<&'r mut dyn Read>,
    at: u64,
    /// Bytes of the buffer that were given out as a value, to be consumed before more is read.
    given: usize,
    /// A value that does not stand in the buffer as a whole.
    value: Vec<u8>,
}

impl<'r> JsonStream<'r> {
    pub(super) fn new(stream: &'r mut dyn Read) -> JsonStream<'r> {
        JsonStream {
            stream: BufReader::with_capacity(STRETCH, stream),
            at: 0,
            given: 0,
            value: Vec::new(),
        }
    }

    fn held(&mut self) -> Found<&[u8]> {
        self.stream.consume(std::mem::take(&mut self.given));
        let held = self.stream.fill_buf().map_err(ImportError::reading);
        Ok(held?)
    }

    fn take(&mut self, n: usize) {
        self.stream.consume(n);
        self.at += n as u64;
    }

    /// The next byte that is no blank, not taken yet; `None` at the end.
    pub(super) fn peek(&mut self) -> Found<Option<u8>> {
        loop {
            let start = self.at == 0;
            let held = self.held()?;
            if let Some(first) = held.first().filter(|b| b.is_ascii_graphic()) {
                return Ok(Some(*first));
            }
            if held.is_empty() {
                return Ok(None);
            }
            if start && held.starts_with("\u{feff}".as_bytes()) {
                self.take(3);
                continue;
            }
            match held.iter().position(|b| !b.is_ascii_whitespace()) {
                Some(0) => return Ok(held.first().copied()),
                Some(n) => self.take(n),
                None => {
                    let n = held.len();
                    self.take(n);
                }
            }
        }
    }

    fn expect(&mut self, wanted: u8) -> Found<()> {
        match self.peek()? {
            Some(b) if b == wanted => {
                self.take(1);
                Ok(())
            }
            Some(_) => Err(JsonTrouble::Odd(self.at)),
            None => Err(JsonTrouble::Ended),
        }
    }

    /// Goes through the members of an object that begins here: each key, with the stream before its value. What
    /// `member` does not read is passed over; where it says false, nothing more is read.
    pub(super) fn object(
        &mut self,
        member: &mut dyn FnMut(&str, &mut JsonStream<'r>) -> Found<bool>,
    ) -> Found<bool> {
        self.expect(b'{')?;
        let mut first = true;
        loop {
            match self.peek()? {
                Some(b'}') => {
                    self.take(1);
                    return Ok(true);
                }
                Some(b',') if !first => self.take(1),
                Some(b'"') if first => {}
                Some(_) => return Err(JsonTrouble::Odd(self.at)),
                None => return Err(JsonTrouble::Ended),
            }
            first = false;
            if self.peek()? != Some(b'"') {
                return Err(self.odd_or_ended());
            }
            let at = self.at;
            let key: String =
                serde_json::from_slice(self.value()?.bytes).map_err(|_| JsonTrouble::Odd(at))?;
            self.expect(b':')?;
            let before = match self.peek()? {
                Some(_) => self.at,
                None => return Err(JsonTrouble::Ended),
            };
            if !member(&key, self)? {
                return Ok(false);
            }
            if self.at == before {
                self.skip()?;
            }
        }
    }

    /// Goes through the elements of an array that begins here, as [`JsonStream::object`] does through members.
    pub(super) fn array(
        &mut self,
        element: &mut dyn FnMut(&mut JsonStream<'r>) -> Found<bool>,
    ) -> Found<bool> {
        self.expect(b'[')?;
        let mut first = true;
        loop {
            match self.peek()? {
                Some(b']') => {
                    self.take(1);
                    return Ok(true);
                }
                Some(b',') if !first => {
                    self.take(1);
                    if matches!(self.peek()?, Some(b']' | b',')) {
                        return Err(JsonTrouble::Odd(self.at));
                    }
                }
                Some(_) if first => {}
                Some(_) => return Err(JsonTrouble::Odd(self.at)),
                None => return Err(JsonTrouble::Ended),
            }
            first = false;
            let before = match self.peek()? {
                Some(_) => self.at,
                None => return Err(JsonTrouble::Ended),
            };
            if !element(self)? {
                return Ok(false);
            }
            if self.at == before {
                self.skip()?;
            }
        }
    }

    fn odd_or_ended(&mut self) -> JsonTrouble {
        match self.peek() {
            Ok(Some(_)) => JsonTrouble::Odd(self.at),
            Ok(None) => JsonTrouble::Ended,
            Err(e) => e,
        }
    }

    /// Passes over a value.
    pub(super) fn skip(&mut self) -> Found<()> {
        self.through(false).map(|_| ())
    }

    /// The bytes of a value.
    pub(super) fn value(&mut self) -> Found<JsonPiece<'_>> {
        self.peek()?;
        let offset = self.at;
        let dropped = self.through(true)?;
        let bytes = match self.given {
            0 => &self.value[..],
            given => &self.stream.buffer()[..given],
        };
        Ok(JsonPiece {
            bytes,
            offset,
            dropped,
        })
    }

    /// Goes to the end of a value; how many bytes of it were not kept. One that stands in the buffer as a whole, as most
    /// do, is given out as it stands there.
    fn through(&mut self, keep: bool) -> Found<u64> {
        self.value.clear();
        if self.peek()?.is_none() {
            return Err(JsonTrouble::Ended);
        }
        let mut scan = Scan::default();
        let (mut dropped, from) = (0u64, self.at);
        loop {
            let at = self.at;
            let held = self.stream.fill_buf().map_err(ImportError::reading)?;
            if held.is_empty() {
                // A bare number at the end of the text has no end of its own.
                return match scan.bare && scan.depth == 0 {
                    true => Ok(dropped),
                    false => Err(JsonTrouble::Ended),
                };
            }
            let (taken, done) = scan.over(held).map_err(|n| match scan.depth > DEEP {
                true => JsonTrouble::TooDeep(at + n as u64),
                false => JsonTrouble::Odd(at + n as u64),
            })?;
            if keep && done && at == from && taken <= VALUE_CAP {
                (self.given, self.at) = (taken, at + taken as u64);
                return Ok(0);
            }
            if keep {
                let room = VALUE_CAP.saturating_sub(self.value.len()).min(taken);
                self.value.extend_from_slice(&held[..room]);
                dropped += (taken - room) as u64;
            }
            self.take(taken);
            if done {
                return Ok(dropped);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Result<Vec<String>, String> {
        let mut bytes = text.as_bytes();
        let mut json = JsonStream::new(&mut bytes);
        let mut found = Vec::new();
        let read = json.object(&mut |key, json| {
            if key == "all" {
                return json.array(&mut |json| {
                    let piece = json.value()?;
                    found.push(String::from_utf8_lossy(piece.bytes).into_owned());
                    Ok(true)
                });
            }
            Ok(true)
        });
        read.map(|_| found).map_err(|e| format!("{e:?}"))
    }

    #[test]
    fn values_are_given_as_they_stand_and_the_rest_is_passed_over() {
        let text = r#"{"a": [1, {"b": "]}"}], "all": [1, "x\"]", {"k": [2]}, null ], "z": -1.5e3}"#;
        assert_eq!(
            numbers(text),
            Ok(["1", r#""x\"]""#, r#"{"k": [2]}"#, "null"]
                .map(str::to_owned)
                .to_vec())
        );
        for (text, why) in [
            (r#"{"all": [1, 2"#, "Ended"),
            (r#"{"all": [1 2]}"#, "Odd"),
            (r#"{"all": [1,]}"#, "Odd"),
            (r#"{"all" [1]}"#, "Odd"),
            ("[]", "Odd"),
            ("", "Ended"),
        ] {
            let error = numbers(text).unwrap_err();
            assert!(error.starts_with(why), "{text}: {error}");
        }
    }

    #[test]
    fn ten_thousand_brackets_are_refused_and_end_nothing() {
        let deep = format!("{{\"x\": {}", "[".repeat(10_000));
        assert!(numbers(&deep).unwrap_err().starts_with("TooDeep"));
    }
}
