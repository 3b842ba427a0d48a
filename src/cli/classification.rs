//! A marking asked for on a line: a letter, a number, or the whole of it in words.

use super::ask::{Got, Prompt};
use crate::operation::NOT_STATED;

/// Each answer: its key, its words, and what it is on the command line.
pub(super) const KEYS: &[(&str, &str, &str)] = &[
    ("o", "OFFICIAL", "official"),
    ("s", "OFFICIAL-SENSITIVE", "official-sensitive"),
    ("x", "SECRET or above", "secret"),
    ("n", "not stated", NOT_STATED),
];

/// What was said of a marking.
pub(super) enum Stated {
    As(String),
    Not,
    /// Nothing: what came instead.
    Otherwise(Got),
}

/// A question with these answers; Enter leaves it unstated.
pub(super) fn prompt(question: Prompt) -> Prompt {
    let keys = KEYS.iter();
    Prompt {
        choices: keys
            .map(|(key, words, _)| ((*key).to_owned(), (*words).to_owned()))
            .collect(),
        default: Some(KEYS.len() - 1),
        or_words: true,
        ..question
    }
}

/// What such an answer says.
pub(super) fn stated(got: &Got) -> Stated {
    let numbered = |said: &str| KEYS.get(said.parse::<usize>().ok()?.checked_sub(1)?);
    let value = match got {
        Got::Chosen(at) => KEYS.get(*at).map(|(_, _, value)| (*value).to_owned()),
        Got::Said(said) => Some(match numbered(said) {
            Some((_, _, value)) => (*value).to_owned(),
            None => said.clone(),
        }),
        _ => None,
    };
    match value {
        None => Stated::Otherwise(got.clone()),
        Some(value) if value == NOT_STATED => Stated::Not,
        Some(value) => Stated::As(value),
    }
}
