//! Pieces of a summary: the name of a conversation, a text that may be gone, what was odd about the policy files.

use crate::desk::Desk;
use crate::desk::decide::words::caution;
use crate::record::Id;

/// The name of a conversation, with a colon for what follows.
pub(super) fn chat(desk: &Desk, id: Id) -> String {
    let name = desk
        .state()
        .conversations
        .get(&id)
        .and_then(|c| c.name.as_deref());
    name.map(|name| format!("{name}: ")).unwrap_or_default()
}

/// A text after a colon; nothing where there is none.
pub(super) fn quoted(text: Option<&str>) -> String {
    text.map(|t| format!(": {t}")).unwrap_or_default()
}

/// A detail that was put right, by what people call it.
pub(super) fn detail(field: &str) -> String {
    match field {
        "members" => "who is in it",
        "captured-by" => "who captures",
        "review-every" => "how often it is looked through",
        "data-routine" => "whether personal data is routine",
        "data-advice" => "the data protection advice",
        "data-owner" => "who answers for personal data",
        "managed-by" => "who manages it",
        "extended-to" => "the day it was extended to",
        "clarified" => "the day it was clarified",
        "asked-by" => "who asked for a search",
        "asked-on" => "the day a search was asked for",
        "on" => "the day",
        "conversations" => "the chats",
        known => return known.replace('-', " "),
    }
    .to_owned()
}

/// A text that may have been erased.
pub(super) fn said(text: &Option<String>) -> String {
    text.clone().unwrap_or_else(|| "not stated".into())
}

/// What was not as it should be with the policy files, after a semicolon; nothing where all was well.
pub(super) fn caution_words(words: &[String]) -> String {
    let all: Vec<String> = words.iter().map(|w| caution(w)).collect();
    match all.is_empty() {
        true => String::new(),
        false => format!("; {}", all.join("; ")),
    }
}
