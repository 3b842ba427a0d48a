//! A word looked for in many texts, in any case, without a copy of them.

use memchr::memchr2_iter;

use crate::text::{has_signs, plain_signs};

/// Letters from the rarest on, as English text goes: a word is looked for by its rarest letter.
const RARE: &[u8] = b"zqxjkvbpygfwmucldrhsnioate";

/// A word to be found in any case, its apostrophes, quotes and dashes whichever way they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::desk) enum Needle {
    /// In small letters, where its rarest letter stands, and whether it has a sign that can be written in two ways.
    Ascii(Vec<u8>, usize, bool),
    /// In small letters, with some that are not ASCII.
    Other(String),
}

impl Needle {
    pub(in crate::desk) fn new(word: &str) -> Needle {
        let word = plain_signs(word).to_lowercase();
        if !word.is_ascii() {
            return Needle::Other(word);
        }
        let rank = |b: &u8| RARE.iter().position(|r| r == b).map_or(0, |n| n + 1);
        let rarest = (0..word.len()).min_by_key(|n| rank(&word.as_bytes()[*n]));
        let signs = has_signs(&word);
        Needle::Ascii(word.into_bytes(), rarest.unwrap_or(0), signs)
    }

    pub(in crate::desk) fn is_in(&self, text: &str) -> bool {
        match self {
            Needle::Other(word) => {
                !text.is_ascii() && plain_signs(text).to_lowercase().contains(word)
            }
            Needle::Ascii(word, at, false) => stands(word, *at, text),
            Needle::Ascii(word, at, true) => stands(word, *at, &plain_signs(text)),
        }
    }
}

fn stands(word: &[u8], at: usize, text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(room) = bytes.len().checked_sub(word.len()) else {
        return false;
    };
    let Some(letter) = word.get(at) else {
        return true;
    };
    let near = &bytes[at..=at + room];
    memchr2_iter(*letter, letter.to_ascii_uppercase(), near)
        .any(|n| bytes[n..n + word.len()].eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_is_found_in_any_case_and_place() {
        for (word, text, there) in [
            ("clause", "CLAUSE 4", true),
            ("clause", "the Clause", true),
            ("clause", "claus", false),
            ("clause", "claclause", true),
            ("4", "clause 4", true),
            ("zoë", "Ask ZOË", true),
            ("zoë", "Ask Zoe", false),
            ("straße", "Straße 9", true),
            ("don't", "I DON\u{2019}T", true),
            ("don\u{2019}t", "I don't", true),
            ("tŷ-haf", "Tŷ\u{2011}haf", true),
            ("é", "", false),
            ("a", "", false),
        ] {
            assert_eq!(Needle::new(word).is_in(text), there, "{word} in {text}");
        }
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_plain_way(word in "[a-cA-C ]{1,4}", text in "[a-cA-C é]{0,20}") {
            let plain = text.to_lowercase().contains(&word.to_lowercase());
            prop_assert_eq!(Needle::new(&word).is_in(&text), plain);
        }
    }
}
