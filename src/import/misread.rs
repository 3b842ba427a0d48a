//! Text that was read by a charset of one byte a letter, though its bytes are UTF-8.
//!
//! Invariant: what is no UTF-8 throughout stays as it was read.

/// What Windows has from 0x80 to 0x9f, where Latin 1 has nothing to be seen.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text whose bytes these letters were; `None` where they are no UTF-8, or nothing but ASCII.
pub(in crate::import) fn as_utf8(text: &str) -> Option<String> {
    let byte = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte) => Some(byte),
        Err(_) => {
            let at = WINDOWS.iter().position(|w| *w == c)?;
            u8::try_from(0x80 + at).ok()
        }
    };
    let bytes: Vec<u8> = text.chars().map(byte).collect::<Option<_>>()?;
    let found = String::from_utf8(bytes).ok()?;
    (!found.is_ascii()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_that_was_read_as_latin_letters_is_told_and_nothing_else_is_touched() {
        for (read, is) in [
            ("The cafÃ©", Some("The café")),
            ("â€œQuayâ€\u{9d} – ", None),
            ("itâ€™s", Some("it’s")),
            ("The café", None),
            ("Ã and so on", None),
            ("plain", None),
            ("我", None),
        ] {
            assert_eq!(as_utf8(read).as_deref(), is, "{read}");
        }
    }
}
