//! Text encodings of exports: UTF-8, and the UTF-16 that Windows editors save.
//!
//! UTF-8 passes through as it is (a reader further on counts what is not valid); UTF-16 is turned into UTF-8 as it
//! streams, unpaired surrogates into U+FFFD and counted.

use std::io::{self, Read};

/// How the bytes of a text are to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    /// Tells by the byte order mark, else by the zero bytes that ASCII leaves in UTF-16.
    pub(super) fn detect(head: &[u8]) -> Encoding {
        match head {
            [0xff, 0xfe, ..] => return Encoding::Utf16Le,
            [0xfe, 0xff, ..] => return Encoding::Utf16Be,
            _ => {}
        }
        let near = &head[..head.len().min(64)];
        let zeros = |from: usize| {
            near.iter()
                .skip(from)
                .step_by(2)
                .filter(|b| **b == 0)
                .count()
        };
        let half = near.len() / 2;
        match (zeros(0), zeros(1)) {
            (0, odd) if half >= 8 && odd * 2 > half => Encoding::Utf16Le,
            (even, 0) if half >= 8 && even * 2 > half => Encoding::Utf16Be,
            _ => Encoding::Utf8,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
        }
    }
}

/// Reads UTF-16 as UTF-8.
pub(super) struct Utf16<'r> {
    source: &'r mut (dyn Read + Send),
    big: bool,
    input: Vec<u8>,
    /// Bytes of `input` not yet decoded.
    held: usize,
    output: Vec<u8>,
    given: usize,
    /// The first half of a pair that the last read broke off in.
    high: Option<u16>,
    begun: bool,
    eof: bool,
    /// Units that were no character.
    pub(super) replaced: u64,
}

impl<'r> Utf16<'r> {
    pub(super) fn new(source: &'r mut (dyn Read + Send), encoding: Encoding) -> Utf16<'r> {
        Utf16 {
            source,
            big: encoding == Encoding::Utf16Be,
            input: vec![0; 64 << 10],
            held: 0,
            output: Vec::new(),
            given: 0,
            high: None,
            begun: false,
            eof: false,
            replaced: 0,
        }
    }

    fn put(&mut self, c: char) {
        self.output
            .extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    fn unit(&mut self, unit: u16) {
        if !std::mem::replace(&mut self.begun, true) && unit == 0xfeff {
            return;
        }
        let high = self.high.take();
        match (high, unit) {
            (Some(h), 0xdc00..=0xdfff) => {
                let code = 0x10000 + (u32::from(h - 0xd800) << 10) + u32::from(unit - 0xdc00);
                self.put(char::from_u32(code).unwrap_or('\u{fffd}'));
                return;
            }
            (Some(_), _) => self.bad(),
            (None, _) => {}
        }
        match unit {
            0xd800..=0xdbff => self.high = Some(unit),
            0xdc00..=0xdfff => self.bad(),
            _ => self.put(char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}')),
        }
    }

    fn bad(&mut self) {
        self.replaced += 1;
        self.put('\u{fffd}');
    }

    fn refill(&mut self) -> io::Result<()> {
        self.output.clear();
        self.given = 0;
        while self.output.is_empty() && !self.eof {
            let n = self.source.read(&mut self.input[self.held..])?;
            let have = self.held + n;
            let whole = have - have % 2;
            let input = std::mem::take(&mut self.input);
            for pair in input[..whole].chunks_exact(2) {
                let unit = match self.big {
                    true => u16::from_be_bytes([pair[0], pair[1]]),
                    false => u16::from_le_bytes([pair[0], pair[1]]),
                };
                self.unit(unit);
            }
            self.input = input;
            self.held = have - whole;
            if self.held > 0 {
                self.input[0] = self.input[whole];
            }
            if n == 0 {
                self.eof = true;
                if self.high.take().is_some() {
                    self.bad();
                }
                if self.held > 0 {
                    self.bad();
                }
            }
        }
        Ok(())
    }
}

impl Read for Utf16<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.output.len() {
            self.refill()?;
        }
        let n = into.len().min(self.output.len() - self.given);
        into[..n].copy_from_slice(&self.output[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, so that every pair and unit is broken once.
    struct Trickle<'a>(&'a [u8]);

    impl Read for Trickle<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(1).min(into.len());
            into[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn decode(bytes: &[u8], encoding: Encoding) -> (String, u64) {
        let mut source = Trickle(bytes);
        let mut reader = Utf16::new(&mut source, encoding);
        let mut out = String::new();
        reader.read_to_string(&mut out).unwrap();
        (out, reader.replaced)
    }

    #[test]
    fn utf16_comes_out_as_it_was_meant() {
        let text = "\u{feff}a – 日 👍\r\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(Encoding::detect(&le), Encoding::Utf16Le);
        assert_eq!(Encoding::detect(&be), Encoding::Utf16Be);
        let plain = "a – 日 👍\r\n".to_owned();
        assert_eq!(decode(&le, Encoding::Utf16Le), (plain.clone(), 0));
        assert_eq!(decode(&be, Encoding::Utf16Be), (plain, 0));
    }

    #[test]
    fn broken_units_are_replaced_and_counted() {
        let units = [0x61, 0xd83d, 0x62, 0xdc00, 0xd83d];
        let mut bytes: Vec<u8> = units.iter().flat_map(|u: &u16| u.to_le_bytes()).collect();
        bytes.push(7);
        let expected = "a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}".to_owned();
        assert_eq!(decode(&bytes, Encoding::Utf16Le), (expected, 4));
    }

    #[test]
    fn a_text_without_a_mark_is_told_by_its_zeros() {
        let le: Vec<u8> = "12/03/2022, 10:00 - A: b"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(Encoding::detect(&le), Encoding::Utf16Le);
        assert_eq!(
            Encoding::detect(b"12/03/2022, 10:00 - A: b"),
            Encoding::Utf8
        );
        assert_eq!(Encoding::detect(b""), Encoding::Utf8);
    }
}
