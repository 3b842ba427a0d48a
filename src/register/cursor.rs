//! Reads canonical values out of bytes, and tells "this is wrong" from "this ends too soon".
//!
//! The difference matters at the end of a journal: a command cut off by a power failure is a strict prefix of a
//! frame ([`Wrong::Cut`]); a byte that no encoder of this journal would have put there is damage ([`Wrong::At`]).
//!
//! Invariant: only the one spelling of [`super::canon`] is read; nothing is skipped or put right.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::escape::{first_to_escape, plain_ascii, short_escape, short_escaped};
use crate::record::field::Value;
use crate::text::must_escape;

/// Why reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// The bytes ended where more was due; all up to there could be the start of a frame.
    Cut,
    /// The byte at `offset` cannot stand there.
    At { offset: usize, what: &'static str },
    /// The frame is of a schema that a later version of the program writes.
    Newer { offset: usize },
}

pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    /// The bytes from an offset on, where those are known to be UTF-8.
    text: Option<(usize, &'a str)>,
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Cursor<'a> {
        Cursor {
            bytes,
            text: None,
            at,
        }
    }

    /// The same with bytes that from some offset on have been checked to be UTF-8, which is quicker
    /// than doing it piece by piece.
    pub fn knowing(self, text: Option<(usize, &'a str)>) -> Cursor<'a> {
        Cursor { text, ..self }
    }

    pub fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    pub fn wrong<T>(&self, offset: usize, what: &'static str) -> Result<T, Wrong> {
        Err(Wrong::At { offset, what })
    }

    /// Steps over `literal`.
    #[inline(always)] // With the literal known, the comparison is an instruction or two.
    pub fn expect(&mut self, literal: &[u8], what: &'static str) -> Result<(), Wrong> {
        if self.rest().starts_with(literal) {
            self.at += literal.len();
            return Ok(());
        }
        Err(self.unexpected(literal, what))
    }

    #[cold]
    fn unexpected(&self, literal: &[u8], what: &'static str) -> Wrong {
        let rest = self.rest();
        if literal.starts_with(rest) {
            return Wrong::Cut;
        }
        let same = literal.iter().zip(rest).take_while(|(a, b)| a == b).count();
        Wrong::At {
            offset: self.at + same,
            what,
        }
    }

    /// Whether `literal` comes next; never moves. `Cut` when the bytes end within it.
    #[inline(always)]
    pub fn next_is(&self, literal: &[u8]) -> Result<bool, Wrong> {
        let rest = self.rest();
        if rest.len() < literal.len() && literal.starts_with(rest) {
            return Err(Wrong::Cut);
        }
        Ok(rest.starts_with(literal))
    }

    /// A bare key.
    pub fn key(&mut self) -> Result<&'a str, Wrong> {
        let rest = self.rest();
        let len = rest.iter().take_while(|b| IN_KEY[usize::from(**b)]).count();
        if len == rest.len() {
            return Err(Wrong::Cut);
        }
        match self.utf8(&rest[..len]) {
            Ok(key) if len > 0 => {
                self.at += len;
                Ok(key)
            }
            _ => self.wrong(self.at, "a key was due here"),
        }
    }

    /// An integer without needless zeros.
    pub fn number(&mut self) -> Result<i64, Wrong> {
        let rest = self.rest();
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[sign..].iter().take_while(|b| b.is_ascii_digit());
        let len = sign + digits.count();
        let spelt = &rest[..len];
        let canonical = match &spelt[sign..] {
            [b'0'] => sign == 0,
            [b'0', ..] => false,
            _ => true,
        };
        if !canonical {
            return self.wrong(self.at, "a number in another spelling");
        }
        if len == rest.len() {
            return Err(Wrong::Cut);
        }
        let number = std::str::from_utf8(spelt).ok().and_then(|s| s.parse().ok());
        match number {
            Some(n) => {
                self.at += len;
                Ok(n)
            }
            None => self.wrong(self.at, "a number was due here"),
        }
    }

    /// A string in quotes; borrowed where nothing in it is escaped.
    pub fn string(&mut self) -> Result<Cow<'a, str>, Wrong> {
        self.expect(b"\"", "a text in quotes was due here")?;
        let rest = self.rest();
        // Most texts are short and plain, and end at the first byte that is anything but plain.
        let plain = plain_ascii(rest);
        if rest.get(plain) == Some(&b'"')
            && let Ok(text) = self.utf8(&rest[..plain])
        {
            self.at += plain + 1;
            return Ok(Cow::Borrowed(text));
        }
        match memchr2(b'"', b'\\', rest) {
            Some(n) if rest[n] == b'"' => {
                let text = self.plain(&rest[..n])?;
                self.at += n + 1;
                Ok(Cow::Borrowed(text))
            }
            _ => self.escaped().map(Cow::Owned),
        }
    }

    fn escaped(&mut self) -> Result<String, Wrong> {
        // A text never goes beyond its line.
        let mut out = String::with_capacity(memchr(b'\n', self.rest()).unwrap_or(0));
        loop {
            let rest = self.rest();
            let Some(n) = memchr2(b'"', b'\\', rest) else {
                return Err(self.unfinished(rest));
            };
            out.push_str(self.plain(&rest[..n])?);
            self.at += n + 1;
            if rest[n] == b'"' {
                return Ok(out);
            }
            out.push(self.escape()?);
        }
    }

    /// The character of an escape whose backslash has been read.
    fn escape(&mut self) -> Result<char, Wrong> {
        let from = self.at - 1;
        let Some(letter) = self.rest().first() else {
            return Err(Wrong::Cut);
        };
        self.at += 1;
        let digits = match letter {
            b'u' => 4,
            b'U' => 8,
            letter => {
                return match short_escaped(*letter) {
                    Some(c) => Ok(c),
                    None => self.wrong(from, "an escape this journal does not write"),
                };
            }
        };
        let mut value = 0u32;
        for _ in 0..digits {
            let Some(digit) = self.rest().first() else {
                return Err(Wrong::Cut);
            };
            value = value << 4
                | match digit {
                    b'0'..=b'9' => u32::from(digit - b'0'),
                    b'A'..=b'F' => u32::from(digit - b'A' + 10),
                    _ => return self.wrong(self.at, "an escape this journal does not write"),
                };
            self.at += 1;
        }
        match char::from_u32(value) {
            Some(c)
                if must_escape(c)
                    && short_escape(c).is_none()
                    && (value > 0xffff) == (digits == 8) =>
            {
                Ok(c)
            }
            _ => self.wrong(from, "an escape this journal does not write"),
        }
    }

    /// Bytes from here on as text.
    fn utf8(&self, bytes: &'a [u8]) -> Result<&'a str, std::str::Utf8Error> {
        let known =
            |(from, text): (usize, &'a str)| text.get(self.at - from..self.at - from + bytes.len());
        match self.text.and_then(known) {
            Some(text) => Ok(text),
            None => std::str::from_utf8(bytes),
        }
    }

    /// Checks bytes from here on that stand between quotes and backslashes.
    fn plain(&self, bytes: &'a [u8]) -> Result<&'a str, Wrong> {
        let text = match self.utf8(bytes) {
            Ok(text) => text,
            Err(e) => {
                // A fault before the bytes that are not UTF-8 is the one to name.
                self.plain(&bytes[..e.valid_up_to()])?;
                return self.wrong(self.at + e.valid_up_to(), "bytes that are not UTF-8");
            }
        };
        match first_to_escape(text) {
            None => Ok(text),
            Some(at) if bytes[at] == b'\n' => self.wrong(self.at + at, "a line ends within a text"),
            Some(at) => self.wrong(self.at + at, "a character that is always escaped"),
        }
    }

    /// Whether bytes up to the end of the input could be the start of a longer text.
    fn unfinished(&self, bytes: &'a [u8]) -> Wrong {
        let good = match std::str::from_utf8(bytes) {
            Ok(_) => bytes.len(),
            Err(e) if e.error_len().is_none() => e.valid_up_to(),
            Err(_) => bytes.len(),
        };
        match self.plain(&bytes[..good]) {
            Ok(_) => Wrong::Cut,
            Err(wrong) => wrong,
        }
    }

    /// A value of any kind.
    pub fn value(&mut self) -> Result<Value<'a>, Wrong> {
        match self.rest().first() {
            None => Err(Wrong::Cut),
            Some(b'"') => self.string().map(Value::Text),
            Some(b'[') => self.list().map(Value::List),
            Some(b't') => self
                .expect(b"true", "a value was due here")
                .map(|()| Value::Truth(true)),
            Some(b'f') => self
                .expect(b"false", "a value was due here")
                .map(|()| Value::Truth(false)),
            Some(_) => self.number().map(Value::Number),
        }
    }

    fn list(&mut self) -> Result<Vec<Cow<'a, str>>, Wrong> {
        self.expect(b"[", "a list was due here")?;
        let mut items = Vec::new();
        if self.next_is(b"]")? {
            self.at += 1;
            return Ok(items);
        }
        loop {
            items.push(self.string()?);
            if self.next_is(b"]")? {
                self.at += 1;
                return Ok(items);
            }
            self.expect(b", ", "a list goes on or ends here")?;
        }
    }

    /// Sixty-four lower-case hexadecimal digits in quotes.
    pub fn digest(&mut self) -> Result<&'a [u8; 64], Wrong> {
        self.expect(b"\"", "a digest was due here")?;
        let rest = self.rest();
        let digit = |b: &u8| b.is_ascii_digit() || (b'a'..=b'f').contains(b);
        let Some((digits, _)) = rest.split_first_chunk::<64>() else {
            return match rest.iter().position(|b| !digit(b)) {
                None => Err(Wrong::Cut),
                Some(n) => self.wrong(self.at + n, "a digest was due here"),
            };
        };
        if !digits.iter().fold(true, |all, b| all & digit(b)) {
            let n = digits.iter().position(|b| !digit(b)).unwrap_or(0);
            return self.wrong(self.at + n, "a digest was due here");
        }
        self.at += 64;
        self.expect(b"\"", "a digest ends here")?;
        Ok(digits)
    }
}

/// Whether a byte can be in a bare key.
const IN_KEY: [bool; 256] = {
    let mut table = [false; 256];
    let mut i = 0;
    while i < 128 {
        let b = i as u8;
        table[i] = b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        i += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::super::canon::write_value;
    use super::*;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = Value<'static>> {
        let text = || "\\PC*|[\\x00-\\x7f]*|.*".prop_map(Cow::Owned);
        prop_oneof![
            text().prop_map(Value::Text),
            any::<i64>().prop_map(Value::Number),
            any::<bool>().prop_map(Value::Truth),
            prop::collection::vec(text(), 0..4).prop_map(Value::List),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_and_any_part_of_it_is_cut(value in value()) {
            let mut spelt = String::new();
            write_value(&mut spelt, &value);
            spelt.push('\n');
            let mut cursor = Cursor::new(spelt.as_bytes(), 0);
            prop_assert_eq!(cursor.value(), Ok(value));
            prop_assert_eq!(cursor.at, spelt.len() - 1);
            for end in 0..spelt.len() - 1 {
                let found = Cursor::new(&spelt.as_bytes()[..end], 0).value();
                // A lone minus or digits may already be a whole number that only lacks its line's end.
                prop_assert_eq!(found, Err(Wrong::Cut), "{:?} cut at {}", spelt, end);
            }
        }

        #[test]
        fn what_is_read_is_written_again_with_the_same_bytes(bytes in prop::collection::vec(any::<u8>(), 0..12), kind in 0..4u8) {
            let mut given = match kind { 0 => b"\"".to_vec(), 1 => b"[\"".to_vec(), 2 => b"\"\\u".to_vec(), _ => Vec::new() };
            given.extend(bytes);
            given.extend(b"\"]\n");
            let mut cursor = Cursor::new(&given, 0);
            if let Ok(value) = cursor.value() {
                let mut spelt = String::new();
                write_value(&mut spelt, &value);
                prop_assert_eq!(spelt.as_bytes(), &given[..cursor.at]);
            }
        }
    }

    #[test]
    fn other_spellings_are_refused_at_their_place() {
        for (spelt, offset) in [
            ("01\n", 0),
            ("-0\n", 0),
            ("+1\n", 0),
            ("9223372036854775808\n", 0),
            ("\"\\u0041\"\n", 1),
            ("\"\\u000A\"\n", 1),
            ("\"\\u001b\"\n", 6),
            ("\"\\U0000001B\"\n", 1),
            ("\"\\x\"\n", 1),
            ("\"a\tb\"\n", 2),
            ("\"a\nb\"\n", 2),
            ("\"a\u{202e}\"\n", 2),
            ("[\"a\",\"b\"]\n", 5),
            ("['a']\n", 1),
            ("tru e\n", 3),
            ("1.5\n", 1),
        ] {
            let mut cursor = Cursor::new(spelt.as_bytes(), 0);
            let found = cursor
                .value()
                .and_then(|_| cursor.expect(b"\n", "the line ends"));
            assert!(
                matches!(found, Err(Wrong::At { offset: at, .. }) if at == offset),
                "{spelt:?}: {found:?}"
            );
        }
    }
}
