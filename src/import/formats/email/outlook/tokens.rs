//! Rich text one mark after another: braces, words of control with their number, characters.

/// A mark.
#[derive(Debug, PartialEq)]
pub(super) enum RtfToken<'a> {
    Open,
    Close,
    /// A word of control and its number.
    Word(&'a str, Option<i32>),
    /// A sign of control that is no letter.
    Sign(u8),
    /// A character in the table at hand, written as a number.
    Hex(u8),
    Byte(u8),
}

pub(super) struct RtfTokens<'a> {
    rest: &'a [u8],
}

impl<'a> RtfTokens<'a> {
    pub(super) fn new(text: &'a [u8]) -> RtfTokens<'a> {
        RtfTokens { rest: text }
    }

    /// Passes over so many bytes, which are no text.
    pub(super) fn pass(&mut self, n: usize) {
        self.rest = self.rest.get(n..).unwrap_or_default();
    }

    fn control(&mut self) -> Option<RtfToken<'a>> {
        let (first, rest) = self.rest.split_first()?;
        if *first == b'\'' {
            let hex = rest.get(..2).and_then(|h| std::str::from_utf8(h).ok());
            let byte = hex.and_then(|h| u8::from_str_radix(h, 16).ok());
            self.rest = rest.get(2..).unwrap_or_default();
            return Some(RtfToken::Hex(byte.unwrap_or(b'?')));
        }
        if !first.is_ascii_alphabetic() {
            self.rest = rest;
            return Some(RtfToken::Sign(*first));
        }
        let letters = self
            .rest
            .iter()
            .take_while(|b| b.is_ascii_alphabetic())
            .count();
        let (word, rest) = self.rest.split_at(letters);
        let minus = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[minus..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let end = match digits {
            0 => 0,
            n => minus + n,
        };
        let number = std::str::from_utf8(&rest[..end]).ok();
        let number = number.and_then(|n| n.parse().ok());
        let rest = &rest[end..];
        // One blank behind the word belongs to it.
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        Some(RtfToken::Word(
            std::str::from_utf8(word).unwrap_or_default(),
            number,
        ))
    }
}

impl<'a> Iterator for RtfTokens<'a> {
    type Item = RtfToken<'a>;

    fn next(&mut self) -> Option<RtfToken<'a>> {
        loop {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            return Some(match first {
                b'{' => RtfToken::Open,
                b'}' => RtfToken::Close,
                b'\r' | b'\n' => continue,
                b'\\' => return self.control(),
                other => RtfToken::Byte(*other),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_as_they_stand_and_never_past_the_end() {
        let all: Vec<RtfToken<'_>> = RtfTokens::new(b"{\\b1 a\\u-3 ?\\'e9\\~\r\n}\\par").collect();
        assert_eq!(
            all,
            [
                RtfToken::Open,
                RtfToken::Word("b", Some(1)),
                RtfToken::Byte(b'a'),
                RtfToken::Word("u", Some(-3)),
                RtfToken::Byte(b'?'),
                RtfToken::Hex(0xe9),
                RtfToken::Sign(b'~'),
                RtfToken::Close,
                RtfToken::Word("par", None),
            ]
        );
        for cut in [&b"\\"[..], b"\\'", b"\\'e", b"\\u-", b"\\bin99999999999 "] {
            assert!(RtfTokens::new(cut).count() <= 2);
        }
    }
}
