//! Which characters stand in the journal behind a backslash, and how far a text has none of them.

use crate::text::must_escape;

/// The letter after the backslash, where a character has a short escape.
pub(super) fn short_escape(c: char) -> Option<char> {
    Some(match c {
        '"' => '"',
        '\\' => '\\',
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{c}' => 'f',
        '\r' => 'r',
        _ => return None,
    })
}

/// The character that a letter after the backslash stands for.
pub(super) fn short_escaped(letter: u8) -> Option<char> {
    let all = ['"', '\\', '\u{8}', '\t', '\n', '\u{c}', '\r'];
    let spelt = |c: &char| short_escape(*c) == Some(char::from(letter));
    all.into_iter().find(spelt)
}

/// How many bytes at the start are printable ASCII other than a quote and a backslash. Looks at eight
/// bytes at a time: each test sets the top bit of the lowest byte it is true of, and of none below it.
pub(super) fn plain_ascii(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 0xff;
    const TOPS: u64 = ONES * 0x80;
    let zero = |w: u64| w.wrapping_sub(ONES) & !w & TOPS;
    let mut at = 0;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let w = u64::from_le_bytes(*word);
        let control = w.wrapping_sub(ONES * 0x20) & !w & TOPS;
        let special = zero(w ^ (ONES * 0x22)) | zero(w ^ (ONES * 0x5c)) | zero(w ^ (ONES * 0x7f));
        let found = control | special | (w & TOPS);
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let plain = |b: &&u8| (0x20..0x7f).contains(*b) && **b != b'"' && **b != b'\\';
    at + rest.iter().take_while(plain).count()
}

/// Where the first character stands that the journal would have escaped.
pub(super) fn first_to_escape(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += plain_ascii(&bytes[at..]);
        match bytes.get(at)? {
            // These stand here only behind a backslash, which the caller has read.
            b'"' | b'\\' => at += 1,
            0..=0x7f => return Some(at),
            _ => match text[at..].chars().next() {
                Some(c) if !must_escape(c) => at += c.len_utf8(),
                _ => return Some(at),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::canon::hex;
    use proptest::prelude::*;
    use sha2::{Digest, Sha256};

    /// Registers written years ago are read by this table. Whoever has a reason to change
    /// `text::must_escape` first freezes the old table here for schema 1.
    #[test]
    fn the_characters_escaped_in_schema_1_never_change() {
        let escaped: String = ('\0'..=char::MAX).filter(|c| must_escape(*c)).collect();
        assert_eq!(
            (
                escaped.chars().count(),
                &hex(&Sha256::digest(&escaped))[..16]
            ),
            (237, "371741e1e9ecb271")
        );
    }

    proptest! {
        #[test]
        fn eight_bytes_at_a_time_find_what_one_at_a_time_does(bytes in prop::collection::vec(any::<u8>(), 0..40), at in 0..40usize, odd: u8) {
            let mut bytes: Vec<u8> = bytes.into_iter().map(|b| b % 0x5f + 0x20).collect();
            if let Some(b) = bytes.get_mut(at) {
                *b = odd;
            }
            let plain = |b: &&u8| (0x20..0x7f).contains(*b) && !b"\"\\".contains(*b);
            prop_assert_eq!(plain_ascii(&bytes), bytes.iter().take_while(plain).count());
        }
    }
}
