//! Phrases that make a message worth a second look, each with its reason.
//!
//! A cue is never called a finding, and the absence of cues says nothing: whether a message is significant is for
//! the person to judge (19).

use std::collections::HashMap;
use std::ops::ControlFlow;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cues {
    all: Vec<Cue>,
    by_first: HashMap<String, Vec<usize>>,
    /// Of each small letter the lengths of the first words that begin with it, a bit each: most words are none of them.
    lengths: [u64; 256],
}

impl Default for Cues {
    fn default() -> Cues {
        Cues {
            all: Vec::new(),
            by_first: HashMap::new(),
            lengths: [0; 256],
        }
    }
}

/// The bit of a length; the longest share one.
fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

impl Cues {
    pub(super) fn add(&mut self, cue: Cue) {
        let first = cue.phrase.split(' ').next().unwrap_or_default().to_owned();
        if let Some(letter) = first.bytes().next() {
            self.lengths[usize::from(letter)] |= length_bit(&first);
        }
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
        let mut hits = Vec::new();
        let _ = self.each_in(text, &mut |cue| {
            hits.push(cue);
            ControlFlow::Continue(())
        });
        hits.sort_unstable();
        hits.dedup();
        hits.into_iter().map(|n| &self.all[n]).collect()
    }

    /// Whether any cue is in a text.
    pub fn any_in(&self, text: &str) -> bool {
        let found = &mut |_| ControlFlow::Break(());
        self.each_in(text, found).is_break()
    }

    /// Tells each cue in a text by its number, until no more are wanted. There are a million texts: nothing is kept of a
    /// word that begins no cue.
    fn each_in(
        &self,
        text: &str,
        found: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut rest = words(text);
        while let Some(word) = rest.next() {
            let letter = word.bytes().next().unwrap_or_default();
            let lengths = self.lengths[usize::from(letter.to_ascii_lowercase())];
            if word.is_ascii() && lengths & length_bit(word) == 0 {
                continue;
            }
            for cue in self
                .by_first
                .get(&word.to_lowercase())
                .into_iter()
                .flatten()
            {
                let mut there = rest.clone().map(str::to_lowercase);
                let mut phrase = self.all[*cue].phrase.split(' ').skip(1);
                if phrase.all(|p| there.next().is_some_and(|t| t == p)) {
                    found(*cue)?;
                }
            }
        }
        ControlFlow::Continue(())
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
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn they_are_found_as_if_every_word_were_kept(
            words in prop::collection::vec(prop::sample::select(vec![
                "agreed", "Please", "please", "DRAFT", "draft", "a", "Option", "options", "ΟΔΟΣ", "\u{212a}ey", "key",
                "it's", "x",
            ]), 0..8),
            between in prop::sample::select(vec![" ", ", ", "\n"]),
        ) {
            let phrases = ["agreed", "please draft", "draft", "a", "option", "οδος", "key a", "it's"];
            let text = words.join(between);
            let small: Vec<String> = super::words(&text).map(str::to_lowercase).collect();
            let stands = |phrase: &&&str| {
                let phrase: Vec<&str> = phrase.split(' ').collect();
                small.windows(phrase.len()).any(|near| near == phrase)
            };
            let plain: Vec<&str> = phrases.iter().filter(stands).copied().collect();
            let cues = cues(&phrases);
            let found: Vec<&str> = cues.in_text(&text).iter().map(|c| c.phrase.as_str()).collect();
            prop_assert_eq!(cues.any_in(&text), !found.is_empty());
            prop_assert_eq!(found, plain);
        }
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
