//! A classification behind a word that says what it is: "Classification: Secret", "Security marking - top secret",
//! "the annex is marked secret".
//!
//! With a divider between, every label will do, and the classification may be in any case. Without one a verb will
//! ("marked top secret"), or a noun that the line begins with; elsewhere a noun labels what begins in a capital, for
//! "keep the classification secret" is prose. Where a word follows that is no part of a marking, all of it is prose
//! ("marking: secret ballots take all day").

use super::terms::{HEADS, OLD, WORDS};
use crate::policy::words::Level;

/// What says that a classification follows, with or without a divider.
const NOUNS: &[&str] = &[
    "classification",
    "marking",
    "markings",
    "gsc",
    "gscp",
    "gpms",
];
const VERBS: &[&str] = &["classified", "marked"];
/// With a divider alone: these are said of other things too.
const WITH_DIVIDER: &[&str] = &["handling", "sensitivity", "security", "caveat", "caveats"];
/// What may stand between a label and what it labels.
const BETWEEN: &[&str] = &[
    "annex",
    "as",
    "at",
    "attached",
    "document",
    "email",
    "file",
    "instruction",
    "instructions",
    "is",
    "label",
    "level",
    "mail",
    "message",
    "now",
    "of",
    "overall",
    "paper",
    "status",
    "text",
    "the",
    "this",
    "was",
];
/// What makes a label of the word behind it, and may begin a line.
const KINDS: &[&str] = &["document", "government", "protective", "security"];
/// What may stand before a classification as a part of it.
const ORIGINS: &[&str] = &["uk", "nato", "eu", "hmg", "cosmic"];
/// What is as good as a classification, in any case.
const CAVEATS: &[(&str, Level)] = &[
    ("UK EYES ONLY", Level::Secret),
    ("US EYES ONLY", Level::Secret),
    ("FIVE EYES ONLY", Level::Secret),
    ("UKEO", Level::Secret),
    ("RECIPIENTS ONLY", Level::OfficialSensitive),
];
/// Classifications in short, as they stand here.
const SHORT: &[(&str, Level)] = &[
    ("TS", Level::TopSecret),
    ("S", Level::Secret),
    ("O-S", Level::OfficialSensitive),
];

/// What may follow a classification and go on with the sentence.
const GOES_ON: &[&str] = &[
    "and", "because", "but", "by", "do", "must", "not", "now", "please", "since", "so", "until",
];

/// A label that has been read, and what stood behind it so far.
#[derive(Clone, Copy)]
struct Label {
    divided: bool,
    /// Whether it labels a classification in small letters without a divider, where nothing links them.
    any_case: bool,
    /// The same where "is" or "was" does.
    said_to_be: bool,
    /// Whether it is one without a divider at all.
    firm: bool,
    /// The last word behind it.
    link: Link,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    None,
    Be,
    Other,
}

impl Label {
    fn begun(word: &str, before: &str, begins: bool) -> Option<Label> {
        let (noun, verb) = (is_one_of(word, NOUNS), is_one_of(word, VERBS));
        if !noun && !verb && !is_one_of(word, WITH_DIVIDER) {
            return None;
        }
        let classification =
            word.eq_ignore_ascii_case("classification") || noun && is_one_of(before, KINDS);
        Some(Label {
            divided: false,
            any_case: verb || noun && begins,
            said_to_be: verb || classification,
            firm: noun || verb,
            link: Link::None,
        })
    }

    /// Whether it labels a word that begins so.
    fn takes(&self, first: char) -> bool {
        let small = match self.link {
            Link::None => self.any_case,
            Link::Be => self.said_to_be,
            Link::Other => false,
        };
        self.divided || self.firm && (small || first.is_uppercase())
    }
}

/// Where the first classification stands in a line that a label says to be one, and what it comes to.
pub(super) fn behind(line: &str) -> Option<(usize, Level)> {
    read(line).ok()
}

/// Whether a line ends in a label, so that what it labels may stand in the next.
pub(super) fn ends_in(line: &str) -> bool {
    read(line).is_err_and(|label| label)
}

/// The first classification behind a label; else whether the line ends in one.
fn read(line: &str) -> Result<(usize, Level), bool> {
    let mut label: Option<Label> = None;
    let (mut begins, mut last, mut end) = (true, "", 0);
    while let Some(length) = line[end..].find(char::is_alphanumeric) {
        let at = end + length;
        let gap = &line[end..at];
        let word = &line[at..];
        let word = &word[..word
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(word.len())];
        end = at + word.len();
        label = label.filter(|_| joins(gap)).map(|l| Label {
            divided: l.divided || gap.contains(divides),
            ..l
        });
        let first = word
            .chars()
            .next()
            .filter(|c| label.is_some_and(|l| l.takes(*c)));
        let divided = label.is_some_and(|l| l.divided);
        if let Some(level) = first.and_then(|_| classification(&line[at..], divided)) {
            return Ok((at, level));
        }
        label = Label::begun(word, last, begins).or_else(|| behind_it(label?, word));
        begins &= is_one_of(word, KINDS) || is_one_of(word, NOUNS);
        last = word;
    }
    Err(label.is_some() && joins(&line[end..]))
}

/// The label with a word behind it that is not what it labels; `None` where that word makes it prose.
fn behind_it(label: Label, word: &str) -> Option<Label> {
    if is_one_of(word, ORIGINS) {
        return Some(label);
    }
    let link = match is_one_of(word, &["is", "was", "as", "at"]) {
        true => Link::Be,
        false => Link::Other,
    };
    is_one_of(word, BETWEEN).then_some(Label { link, ..label })
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|w| w.eq_ignore_ascii_case(word))
}

/// Whether signs stand between a label and what it labels, and do not end what was said.
fn joins(gap: &str) -> bool {
    gap.chars()
        .all(|c| c == ' ' || c == ')' || c == ']' || divides(c))
}

fn divides(c: char) -> bool {
    ":-=|([{<>\"'`*_~\u{ab}\u{2018}\u{201c}\u{2192}".contains(c)
}

/// What the classification comes to that a text begins with, where no word of prose follows.
fn classification(text: &str, divided: bool) -> Option<Level> {
    let heads = HEADS.iter().copied().chain(CAVEATS.iter().copied());
    let long = heads
        .chain(OLD.iter().copied())
        .map(|(word, level)| (word, level, true));
    let short = SHORT.iter().filter(|_| divided);
    let mut all = long.chain(short.map(|(word, level)| (*word, *level, false)));
    all.find_map(|(word, level, any_case)| {
        let begins = text.get(..word.len())?;
        let same = begins == word || any_case && begins.eq_ignore_ascii_case(word);
        (same && ends_there(&text[word.len()..])).then_some(level)
    })
}

/// Whether a classification ends here: no word follows, or one that is part of a marking.
fn ends_there(after: &str) -> bool {
    // What stands in quotes ends with its quote; an s behind one goes on.
    let bare = after.trim_start_matches(['\'', '\u{2019}']);
    if bare.starts_with(char::is_alphanumeric) {
        return false;
    }
    let divided = [" - ", " / ", " | "].iter().any(|d| after.starts_with(d));
    let next = after.trim_start_matches([' ', '-', '/']);
    let next = next.split(|c: char| !c.is_alphanumeric()).next();
    let ends = |word: &str| word.is_empty() || is_one_of(word, WORDS) || is_one_of(word, GOES_ON);
    divided || next.is_none_or(ends)
}
