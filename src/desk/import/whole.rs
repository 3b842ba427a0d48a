//! Choosing by words: whole words only, so that "art" does not choose a party.
//!
//! One rule for the command line and the screens. A word is given in any case; where it stands in a text, no letter
//! or figure may touch it, but in scripts that put no blanks between words. Signs that a person gives with it are
//! looked for as they are.

use unicode_normalization::UnicodeNormalization;

/// Words that all must stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole(Vec<String>);

impl Whole {
    /// The words of what was given, at its blanks.
    pub fn words(given: &str) -> Whole {
        Whole(given.split_whitespace().map(folded).collect())
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each word stands in one of these texts as a word of its own.
    pub fn are_in(&self, texts: &[&str]) -> bool {
        let texts: Vec<String> = texts.iter().map(|t| folded(t)).collect();
        let stands = |word: &String| texts.iter().any(|text| stands_in(word, text));
        self.0.iter().all(stands)
    }
}

fn folded(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => text.to_lowercase().nfc().collect(),
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
