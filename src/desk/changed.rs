//! What of an item as a whole was put right, in words: the same on both faces, in tables and on a record.
//!
//! Invariant: a sentence says what was said, by whom and when, and what stood before or that it still stands.

use chrono_tz::Tz;

use super::Desk;
use super::words::kind_words;
use crate::record::state::{Changed, Item, ItemField};
use crate::text::when;

/// What a detail of an item is called.
pub(super) fn detail_words(field: ItemField) -> &'static str {
    match field {
        ItemField::Marking => "marking",
        ItemField::Device => "device",
        ItemField::Conversation => "chat",
        ItemField::Received => "received",
        ItemField::PersonalData => "personal data",
        ItemField::Timer => "timer",
        ItemField::Principal => "on whose behalf",
        ItemField::Text | ItemField::MessageText => "text",
        ItemField::From | ItemField::MessageFrom => "sender",
        ItemField::Sent | ItemField::MessageSent => "time sent",
    }
}

/// The same as a record of a capture names its own labels, which stay as they are.
fn label_words(field: ItemField) -> &'static str {
    match field {
        ItemField::Conversation => "conversation",
        other => detail_words(other),
    }
}

/// A value of a detail as people read it.
fn value_words(field: ItemField, value: Option<&str>) -> String {
    let seconds = |value: &str| value.parse().ok();
    match (field, value) {
        (_, None | Some("")) => "not stated".to_owned(),
        (ItemField::Device, Some(value)) => kind_words(value).to_owned(),
        (ItemField::Timer, Some(value)) => {
            seconds(value).map_or_else(|| value.to_owned(), when::duration_words)
        }
        (_, Some(value)) => value.to_owned(),
    }
}

/// What was changed of an item as a whole, a sentence each, earliest first, for what is filed.
pub(super) fn changes(item: &Item, zone: Tz) -> Vec<String> {
    named(item, zone, label_words)
}

fn named(item: &Item, zone: Tz, name: fn(ItemField) -> &'static str) -> Vec<String> {
    let all = item.told().changed.iter().enumerate();
    let all =
        all.map(|(n, change)| format!("{}, {}", name(change.field), words(item, n, change, zone)));
    all.collect()
}

fn words(item: &Item, n: usize, change: &Changed, zone: Tz) -> String {
    let rest = item.told().changed.get(n + 1..).unwrap_or_default();
    let again = match rest.iter().any(|later| later.field == change.field) {
        true => "; put right again since",
        false => "",
    };
    let said = |value: &Option<_>| value_words(change.field, Option::as_deref(value));
    let value = match item.erased {
        true => "its words were erased".to_owned(),
        false => said(&change.value),
    };
    let stood = match (item.erased, change.beside) {
        (true, _) => String::new(),
        (false, Some(_)) => "; what was exported stands".to_owned(),
        (false, None) => format!("; before: {}", said(&change.before)),
    };
    format!(
        "by {}, {}: {value}{stood}{again}",
        change.by(),
        when::full(change.at, zone)
    )
}

impl Desk {
    /// What was changed of an item as a whole, a sentence each, as a screen says it.
    pub(super) fn changes(&self, item: &Item) -> Vec<String> {
        named(item, self.zone(), detail_words)
    }
}
