//! What happened to a hold.

use super::pieces::chat;
use crate::desk::Desk;
use crate::record::state::HoldScope;
use crate::record::{Id, event};

/// What a hold covers and is for.
pub(super) fn words(desk: &Desk, hold: Id) -> String {
    let Some(hold) = desk.state().holds.iter().find(|h| h.id == hold) else {
        return "a hold".into();
    };
    let scope = match hold.scope {
        HoldScope::All => "everything".to_owned(),
        HoldScope::Item(id) => format!("item {}", desk.short(id)),
        HoldScope::Conversation(id) => chat(desk, id).trim_end_matches(": ").to_owned(),
    };
    let reference = hold.reference.as_deref().unwrap_or("no reference");
    format!("{reference}, on {scope}")
}

pub(super) fn timer(desk: &Desk, e: &event::HoldTimer) -> String {
    let answer = match e.answer.as_str() {
        "off" => "its timer is off",
        "cannot" => "its timer cannot be switched off",
        _ => "somebody else is admin of its timer",
    };
    let why = e.note.as_deref().map(|w| format!(": {w}"));
    let hold = words(desk, e.hold);
    let chat = chat(desk, e.conversation);
    format!("hold {hold}, {chat}{answer}{}", why.unwrap_or_default())
}
