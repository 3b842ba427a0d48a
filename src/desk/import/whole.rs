//! Choosing by words: whole words only, so that "art" does not choose a party.
//!
//! One rule for the command line and the screens. A word is given in any case; where it stands in a text, no letter
//! or figure may touch it, but in scripts that put no blanks between words. Signs that a person gives with it are
//! looked for as they are.

use unicode_normalization::UnicodeNormalization;

use super::needle::Needle;
use crate::text::plain_signs;

/// Words that all must stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole(Vec<Word>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    folded: String,
    needle: Needle,
}

impl Whole {
    /// The words of what was given, at its blanks.
    pub fn words(given: &str) -> Whole {
        Whole(given.split_whitespace().map(Word::new).collect())
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each word stands in one of these texts as a word of its own.
    pub fn are_in(&self, texts: &[&str]) -> bool {
        // Of a million messages few hold the letters at all: only these are folded.
        let may = |word: &Word| texts.iter().any(|text| word.may_be_in(text));
        if !self.0.iter().all(may) {
            return false;
        }
        let texts: Vec<String> = texts.iter().map(|t| folded(t)).collect();
        let stands = |word: &Word| texts.iter().any(|text| stands_in(&word.folded, text));
        self.0.iter().all(stands)
    }
}

impl Word {
    fn new(given: &str) -> Word {
        let folded = folded(given);
        Word {
            needle: Needle::new(&folded),
            folded,
        }
    }

    /// False only where a text does not hold it once it is folded.
    fn may_be_in(&self, text: &str) -> bool {
        match self.folded.is_ascii() {
            true => self.needle.is_in(text) || (!text.is_ascii() && text.contains(BECOMES_ASCII)),
            false => !text.is_ascii(),
        }
    }
}

/// What is not ASCII, and of which ASCII is made where it is folded: marks of Greek, a dotted I, the sign of Kelvin.
const BECOMES_ASCII: [char; 4] = ['\u{130}', '\u{37e}', '\u{1fef}', '\u{212a}'];

fn folded(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => plain_signs(text).to_lowercase().nfc().collect(),
    }
}

fn stands_in(word: &str, text: &str) -> bool {
    let (first, last) = (word.chars().next(), word.chars().next_back());
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !touches(before, first) && !touches(after, last)
    })
}

/// Whether a neighbour makes a longer word of what it stands beside.
fn touches(beside: Option<char>, edge: Option<char>) -> bool {
    let (Some(beside), Some(edge)) = (beside, edge) else {
        return false;
    };
    is_of_word(beside) && is_of_word(edge) && !is_unspaced(beside) && !is_unspaced(edge)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric()
        || ('\u{300}'..='\u{36f}').contains(&c)
        || ('\u{900}'..='\u{dff}').contains(&c)
}

/// Letters of scripts that put no blanks between words: Thai to Myanmar, Khmer, Chinese and Japanese.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_other_character_becomes_ascii() {
        // Signs that are written in two ways are the affair of the needle.
        let is_sign = |c: &char| plain_signs(&c.to_string()) != c.to_string();
        let all = ('\u{80}'..=char::MAX)
            .filter(|c| !is_sign(c))
            .filter(|c| folded(&c.to_string()).contains(|c: char| c.is_ascii()));
        assert_eq!(all.collect::<Vec<_>>(), BECOMES_ASCII);
    }

    proptest! {
        #[test]
        fn the_first_look_passes_over_nothing_that_is_there(
            word in "[kKiIaA;`\u{212a}\u{130}e\u{301}é1'\u{2019}\u{2013}-]{1,3}",
            text in "[kKiIaA;` \u{212a}\u{130}\u{37e}\u{1fef}e\u{301}é1'\u{2019}\u{2013}-]{0,12}",
        ) {
            let whole = Whole::words(&word);
            let plain = whole.0.iter().all(|word| stands_in(&word.folded, &folded(&text)));
            prop_assert_eq!(whole.are_in(&[&text]), plain);
        }
    }

    #[test]
    fn words_are_chosen_whole() {
        for (words, text, chosen) in [
            ("art", "the party, a private matter", false),
            ("art", "State of the ART.", true),
            ("art", "*art* or _art_", true),
            ("art", "artist", false),
            ("art", "part", false),
            ("art", "Art's sake", true),
            ("clause 4", "Clause 14 and clause 41", false),
            ("clause 4", "Clause 4, agreed", true),
            ("clause CLAUSE", "clause", true),
            ("10:30", "at 10:30.", true),
            ("10:30", "at 110:30", false),
            ("#budget", "see #Budget!", true),
            ("#budget", "see #budgets", false),
            ("£5", "costs £5m", false),
            ("zoë", "Ask ZOE\u{308} now", true),
            ("zo", "Zoë", false),
            ("straße", "Die Straße", true),
            ("会议", "今天会议改到三点", true),
            ("हिन्द", "हिन्दी", false),
            ("don't", "I Don\u{2019}t", true),
            ("don\u{2019}t", "I don't", true),
            ("", "", true),
        ] {
            let whole = Whole::words(words);
            assert_eq!(whole.are_in(&[text]), chosen, "{words} in {text}");
        }
        // A word may stand in the text, another in the sender's name.
        assert!(Whole::words("ann agreed").are_in(&["Agreed", "Ann Lee"]));
        assert!(!Whole::words("ann agreed").are_in(&["Agreed", "Anna Lee"]));
        assert!(Whole::words(" ").is_empty());
    }
}
