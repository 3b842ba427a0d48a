//! The words that are looked for: plain text, in any case, never a pattern.

use unicode_normalization::UnicodeNormalization;

use crate::desk::import::Needle;
use crate::text::plain_signs;

/// The words of a search: an entry is found where one of the terms occurs, also within a longer word.
pub(super) struct Terms {
    all: Vec<Term>,
}

/// One term: its words stand one after the other, whatever blanks are between them.
struct Term {
    words: Vec<Needle>,
    /// All of it, folded, where it has several words or letters that can be written in two ways.
    whole: Option<String>,
}

/// Text as it is compared: composed letters, small, blanks folded, of apostrophes, quotes and dashes one each.
pub(super) fn folded(text: &str) -> String {
    let composed: String = plain_signs(text).nfc().collect();
    let small = composed.to_lowercase();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Terms {
    pub(super) fn new(terms: &[String]) -> Terms {
        let term = |text: &String| {
            let whole = folded(text);
            let ascii = whole.is_ascii();
            let words: Vec<Needle> = match ascii {
                true => whole.split(' ').map(Needle::new).collect(),
                // Letters outside ASCII can be written in two ways: the whole is compared.
                false => Vec::new(),
            };
            let plain = ascii && words.len() == 1;
            Term {
                words,
                whole: (!plain).then_some(whole),
            }
        };
        Terms {
            all: terms
                .iter()
                .filter(|t| !t.trim().is_empty())
                .map(term)
                .collect(),
        }
    }

    /// Whether one of them occurs in the text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.all.iter().any(|term| term.is_in(text))
    }
}

impl Term {
    fn is_in(&self, text: &str) -> bool {
        let Some(whole) = &self.whole else {
            return self.words.iter().all(|word| word.is_in(text));
        };
        if !self.words.iter().all(|word| word.is_in(text)) {
            return false;
        }
        if self.words.is_empty() && text.is_ascii() {
            return false;
        }
        folded(text).contains(whole)
    }
}

/// Whether a name is that of one of these people: the whole of it in any case, or a part of it that is whole words.
pub(super) fn is_of(people: &[String], name: &str) -> bool {
    let name = folded(name);
    people.iter().any(|person| {
        let person = folded(person);
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let apart = |at: usize| {
            let before = name.get(..at).and_then(|s| s.chars().next_back());
            let after = name.get(at + person.len()..).and_then(|s| s.chars().next());
            !letter(before) && !letter(after)
        };
        !person.is_empty() && name.match_indices(&person).any(|(at, _)| apart(at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(term: &str, text: &str) -> bool {
        Terms::new(&[term.to_owned()]).are_in(text)
    }

    #[test]
    fn a_term_is_plain_text_in_any_case_and_never_a_pattern() {
        for (term, text, there) in [
            ("clause 4", "CLAUSE\n 4 stands", true),
            ("clause 4", "4 is a clause", false),
            ("clause", "subclauses", true),
            ("(a|b)+", "the form (A|B)+ of it", true),
            ("(a|b)+", "aab", false),
            (".*", "anything", false),
            ("Rhŷs", "gofyn i RHŶS", true),
            ("Rhy\u{302}s", "gofyn i Rhŷs", true),
            ("Rhŷs", "gofyn i Rhy\u{302}s", true),
            ("وزير", "كتب وزير الخارجية", true),
            ("وزير", "minister", false),
            ("mae'r tŷ", "Mae\u{2019}r tŷ yma", true),
            ("Mae\u{2019}r tŷ", "mae'r tŷ yma", true),
            ("don't", "I don\u{2019}t know", true),
            ("don\u{2bc}t know", "I don't know", true),
            ("\"clause 4\"", "the \u{201c}clause 4\u{201d}", true),
            ("20-24", "pages 20\u{2013}24", true),
        ] {
            assert_eq!(found(term, text), there, "{term} in {text}");
        }
        assert!(!Terms::new(&[" ".to_owned()]).are_in("anything"));
        assert!(Terms::new(&["no".to_owned(), "yes".to_owned()]).are_in("yes"));
    }

    #[test]
    fn a_person_is_meant_by_the_whole_name_or_by_whole_words_of_it() {
        let asha = ["asha patel".to_owned()];
        assert!(is_of(&asha, "Asha Patel"));
        assert!(is_of(&asha, "Asha  Patel (DfE)"));
        assert!(!is_of(&asha, "Asha Patelson"));
        assert!(is_of(&asha, "Asha Patelson added Asha Patel"));
        assert!(!is_of(&["".to_owned()], "Asha Patel"));
    }
}
