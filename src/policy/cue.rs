//! Phrases that make a message worth a second look, each with its reason.
//!
//! A cue is never called a finding, and the absence of cues says nothing: whether a message is significant is for
//! the person to judge (19).

use std::collections::HashMap;

use crate::document::Section;

/// One phrase and why it is worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// In small letters, words divided by one blank.
    pub phrase: String,
    pub why: String,
}

impl Cue {
    pub(super) fn read(section: &Section) -> Vec<Cue> {
        let why = section.required("why").map(|s| s.value);
        let phrases = section.texts("phrases").unwrap_or_default();
        let Some(why) = why else { return Vec::new() };
        let mut out = Vec::new();
        for said in phrases {
            let phrase = words(&said.value)
                .map(|w| w.to_lowercase())
                .collect::<Vec<_>>();
            if phrase.is_empty() {
                section.problem(
                    &said.place,
                    "This cue holds no word.",
                    "Write a word or phrase.",
                );
                continue;
            }
            out.push(Cue {
                phrase: phrase.join(" "),
                why: why.clone(),
            });
        }
        out
    }
}

/// The cues of a policy, found by their first word, so that a text is gone through once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cues {
    all: Vec<Cue>,
    by_first: HashMap<String, Vec<usize>>,
}

impl Cues {
    pub(super) fn add(&mut self, cue: Cue) {
        let first = cue.phrase.split(' ').next().unwrap_or_default().to_owned();
        self.by_first.entry(first).or_default().push(self.all.len());
        self.all.push(cue);
    }

    /// Every cue, in the policy's order.
    pub fn all(&self) -> &[Cue] {
        &self.all
    }

    /// The cues in a text, each once, in the order of the policy: whole words, any case, whatever stands
    /// between them.
    pub fn in_text(&self, text: &str) -> Vec<&Cue> {
        let words: Vec<String> = words(text).map(|w| w.to_lowercase()).collect();
        let mut hits = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for cue in self.by_first.get(word).into_iter().flatten() {
                let mut phrase = self.all[*cue].phrase.split(' ');
                let mut there = words[at..].iter();
                if phrase.all(|p| there.next().is_some_and(|t| t == p)) {
                    hits.push(*cue);
                }
            }
        }
        hits.sort_unstable();
        hits.dedup();
        hits.into_iter().map(|n| &self.all[n]).collect()
    }

    /// Whether any cue is in a text: for a million of them, so nothing is kept but one word.
    pub fn any_in(&self, text: &str) -> bool {
        let mut rest = words(text);
        let mut small = String::new();
        while let Some(word) = rest.next() {
            small.clear();
            small.extend(word.chars().flat_map(char::to_lowercase));
            for cue in self.by_first.get(&small).into_iter().flatten() {
                let mut there = rest.clone().map(str::to_lowercase);
                let mut phrase = self.all[*cue].phrase.split(' ').skip(1);
                if phrase.all(|p| there.next().is_some_and(|t| t == p)) {
                    return true;
                }
            }
        }
        false
    }
}

/// Runs of letters and digits; an apostrophe inside a word belongs to it.
fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}')
        .map(|w| w.trim_matches(['\'', '\u{2019}']))
        .filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(phrases: &[&str]) -> Cues {
        let mut cues = Cues::default();
        for phrase in phrases {
            cues.add(Cue {
                phrase: (*phrase).to_owned(),
                why: "because".to_owned(),
            });
        }
        cues
    }

    #[test]
    fn cues_are_whole_words_in_any_case() {
        let cues = cues(&["agreed", "please draft", "clause", "option"]);
        let found = |text: &str| {
            cues.in_text(text)
                .iter()
                .map(|c| c.phrase.as_str())
                .collect::<Vec<_>>()
                .join(",")
        };
        for (text, expected) in [
            ("AGREED!", "agreed"),
            ("disagreed", ""),
            ("Please\n draft: clause 4", "please draft,clause"),
            ("please, draft", "please draft"),
            ("please redraft", ""),
            ("options", ""),
            ("\u{2018}option\u{2019} b, Option b", "option"),
            ("please", ""),
            ("", ""),
            ("agreed agreed agreed", "agreed"),
        ] {
            assert_eq!(found(text), expected, "{text}");
            assert_eq!(cues.any_in(text), !expected.is_empty(), "{text}");
        }
    }
}
