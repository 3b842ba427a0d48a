//! A stream of text in which what is no UTF-8 is replaced, byte for byte, so that every place stays what it was.

use std::io::{self, Read};

/// Replaces each byte that is part of no character by a question mark, and counts them; passes over a byte order
/// mark at the beginning.
pub(super) struct Mended<'r> {
    stream: &'r mut dyn Read,
    /// Mended and ready to be given, from `given` on.
    ready: Vec<u8>,
    given: usize,
    /// The beginning of a character whose end has not come.
    tail: Vec<u8>,
    begun: bool,
    pub(super) replaced: u64,
    /// Bytes of a byte order mark.
    pub(super) mark: u64,
}

impl<'r> Mended<'r> {
    pub(super) fn new(stream: &'r mut dyn Read) -> Mended<'r> {
        Mended {
            stream,
            ready: Vec::new(),
            given: 0,
            tail: Vec::new(),
            begun: false,
            replaced: 0,
            mark: 0,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        self.ready.append(&mut self.tail);
        let from = self.ready.len();
        self.ready.resize(from + (64 << 10), 0);
        let n = self.stream.read(&mut self.ready[from..])?;
        self.ready.truncate(from + n);
        let end = n == 0;
        if !self.begun && (self.ready.len() >= 3 || end) {
            self.begun = true;
            if self.ready.starts_with("\u{feff}".as_bytes()) {
                (self.mark, self.given) = (3, 3);
            }
        }
        let mut at = 0;
        while let Err(e) = simdutf8::compat::from_utf8(&self.ready[at..]) {
            at += e.valid_up_to();
            match e.error_len() {
                None if !end => {
                    self.tail = self.ready.split_off(at);
                    break;
                }
                len => {
                    let len = len.unwrap_or(self.ready.len() - at);
                    self.ready[at..at + len].fill(b'?');
                    self.replaced += len as u64;
                }
            }
        }
        Ok(())
    }
}

impl Read for Mended<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.ready.len() {
            let held = self.tail.len();
            self.fill()?;
            if self.ready.is_empty() && self.tail.len() == held {
                return Ok(0);
            }
        }
        let n = into.len().min(self.ready.len() - self.given);
        into[..n].copy_from_slice(&self.ready[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time.
    struct Drops<'a>(&'a [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(1).min(into.len());
            into[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    #[test]
    fn every_place_stays_and_what_is_no_text_is_counted() {
        for (bytes, text, replaced) in [
            (&b"a\xffb"[..], "a?b", 1),
            ("é中👍".as_bytes(), "é中👍", 0),
            (b"x\xe4\xb8", "x??", 2),
            (b"\xef\xbb\xbfz", "z", 0),
            (b"", "", 0),
        ] {
            let mut all = bytes;
            let mut drops = Drops(bytes);
            let streams: [&mut dyn Read; 2] = [&mut all, &mut drops];
            for stream in streams {
                let mut mended = Mended::new(stream);
                let mut out = String::new();
                mended.read_to_string(&mut out).unwrap();
                assert_eq!((out.as_str(), mended.replaced), (text, replaced));
            }
        }
    }
}
