//! Text as Facebook writes it: each byte of its UTF-8 as a character of its own, in most files.
//!
//! Invariant: it is put right only where every character stands for a byte and the bytes are whole UTF-8; else it
//! stays as it is. It is never put right twice.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A text, put right.
#[derive(Debug, Default)]
pub(super) struct Words<'a>(pub(super) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Words<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Words<'a>, D::Error> {
        from.deserialize_str(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Words<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Words<'de>, E> {
        Ok(Words(right(Cow::Borrowed(text))))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Words<'de>, E> {
        Ok(Words(Cow::Owned(
            meant(text).unwrap_or_else(|| text.to_owned()),
        )))
    }
}

/// The text that is meant.
pub(super) fn right(text: Cow<'_, str>) -> Cow<'_, str> {
    match meant(&text) {
        Some(meant) => Cow::Owned(meant),
        None => text,
    }
}

/// The text that is meant, where it is another.
fn meant(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|b| !b.is_ascii()) {
        bytes.extend_from_slice(&rest[..at]);
        // The characters that stand for bytes beyond ASCII take two bytes, of which the first is one of two.
        let [first @ (0xc2 | 0xc3), second, behind @ ..] = &rest[at..] else {
            return None;
        };
        bytes.push((first << 6) | (second & 0x3f));
        rest = behind;
    }
    bytes.extend_from_slice(rest);
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_that_stand_as_characters_are_taken_character_by_character(
            text in prop::collection::vec(prop::sample::select(vec!["a", "é", "Ã", "«", "\u{80}", "\u{ff}", "\u{100}", "日", "Ã«", "ð\u{9f}\u{91}\u{8d}"]), 0..8),
        ) {
            let text = text.concat();
            let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
            let slow = bytes.and_then(|b| String::from_utf8(b).ok());
            let slow = slow.unwrap_or_else(|| text.clone());
            prop_assert_eq!(right(Cow::Borrowed(&text)).into_owned(), slow);
        }
    }

    fn read(json: &str) -> String {
        let words: Words<'_> = serde_json::from_str(json).unwrap();
        words.0.into_owned()
    }

    #[test]
    fn text_is_put_right_only_where_its_characters_are_the_bytes_of_text() {
        for (json, meant) in [
            (r#""Zo\u00c3\u00ab \u00f0\u009f\u0091\u008d""#, "Zoë 👍"),
            (r#""plain""#, "plain"),
            (r#""Zoë""#, "Zoë"),
            (r#""na\u00efve""#, "naïve"),
            // Half of it is no text of bytes: all stays.
            (r#""\u00c3\u00ab and é""#, "Ã« and é"),
            (r#""\u00c3\u00ab and ✅""#, "Ã« and ✅"),
            // Cut inside a character.
            (r#""ok \u00f0\u009f""#, "ok \u{f0}\u{9f}"),
            // What was written wrong twice is put right once.
            (r#""\u00c3\u0083\u00c2\u00ab""#, "Ã«"),
        ] {
            assert_eq!(read(json), meant, "{json}");
        }
    }
}
