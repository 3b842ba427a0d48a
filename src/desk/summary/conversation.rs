//! What became known of a conversation.

use super::pieces::{chat, detail, quoted};
use crate::desk::Desk;
use crate::desk::words::counted;
use crate::import::DateOrder;
use crate::record::event;
use crate::text::when;

pub(super) fn opened(desk: &Desk, e: &event::ConversationOpened) -> String {
    format!(
        "chat on {} opened{}",
        desk.channel_label(&e.channel),
        quoted(e.name.as_deref())
    )
}

pub(super) fn settings(desk: &Desk, e: &event::ConversationSettings) -> String {
    let part = |label: &str, value: &Option<String>| value.as_ref().map(|v| format!("{label} {v}"));
    let order = e.date_order.as_deref().and_then(DateOrder::parse);
    let parts = [
        order.map(|o| o.words().to_owned()),
        part("zone", &e.zone),
        part("you are", &e.me),
    ];
    format!(
        "{}how its exports are read: {}",
        chat(desk, e.conversation),
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    )
}

pub(super) fn timer(desk: &Desk, e: &event::ConversationTimer) -> String {
    let zone = desk.zone();
    let from = when::full(e.from, zone);
    format!(
        "{}timer {} from {from} ({})",
        chat(desk, e.conversation),
        when::duration_words(e.seconds),
        if e.source == "notice" {
            "as a notice in an export says"
        } else {
            "as stated"
        }
    )
}

pub(super) fn imported(desk: &Desk, e: &event::ConversationImported) -> String {
    let entries = counted(e.entries.unsigned_abs() as usize, "entry");
    let which = match (&e.name, &e.sha256) {
        (Some(name), Some(sum)) => format!(": {name}, SHA-256 {sum}"),
        (None, Some(sum)) => format!(": SHA-256 {sum}"),
        _ => String::new(),
    };
    format!(
        "{}an export of {entries} was read{which}",
        chat(desk, e.conversation)
    )
}

pub(super) fn edited(desk: &Desk, e: &event::ConversationEdited) -> String {
    let value = e
        .seconds
        .map(when::duration_words)
        .or_else(|| e.value.clone());
    format!(
        "{}{} changed{}",
        chat(desk, e.conversation),
        detail(&e.field),
        quoted(value.as_deref())
    )
}
