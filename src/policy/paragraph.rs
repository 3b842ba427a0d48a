//! The paragraphs of the guidance, summarised.
//!
//! A summary is this project's own wording and is to be shown as "summary of para N, not its text".

use super::words::{Binds, Verb, Whom};
use crate::document::Section;

/// One numbered or lettered paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// As the guidance counts: "9", "9a".
    pub number: String,
    pub topic: String,
    /// Whom it binds; what binds departments is never shown as "you must".
    pub binds: Binds,
    /// Where that is not the whole of it.
    pub whom: Option<Whom>,
    /// Its verb, where it has one.
    pub verb: Option<Verb>,
    pub summary: String,
}

impl Paragraph {
    pub(super) fn read(section: &Section) -> Option<Paragraph> {
        let number = section.required("number");
        let topic = section.required("topic");
        let summary = section.required("summary");
        let binds = section.word("binds", Binds::WORDS, Binds::parse);
        let verb = section.word("verb", Verb::WORDS, Verb::parse);
        let whom = section.word("whom", Whom::WORDS, Whom::parse);
        if !section.has("binds") {
            section.problem(
                &section.place,
                "This paragraph does not say whom it binds.",
                "Add binds = \"you\" or \"departments\".",
            );
        }
        Some(Paragraph {
            number: plain_number(&number?.value),
            topic: topic?.value,
            binds: binds?.value,
            whom: whom.map(|w| w.value),
            verb: verb.map(|s| s.value),
            summary: summary?.value,
        })
    }

    /// Whether every word of `words` stands in its topic or summary, any case; part of a word is enough.
    pub(super) fn holds(&self, words: &str) -> bool {
        let text = format!("{} {} {}", self.number, self.topic, self.summary).to_lowercase();
        words
            .to_lowercase()
            .split_whitespace()
            .all(|w| text.contains(w))
    }
}

/// A paragraph number as people write it ("para 9(a)", "9 A", "§9a") in the guidance's form ("9a").
pub(super) fn plain_number(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let text = ["paragraph", "para", "§"]
        .iter()
        .find_map(|lead| text.strip_prefix(lead))
        .unwrap_or(&text);
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}
