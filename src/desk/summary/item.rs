//! What happened to an item.

use super::pieces::{caution_words, quoted, said};
use crate::desk::Desk;
use crate::desk::data::{personal_words, transfers_words};
use crate::record::event;
use crate::record::state::data::{Personal, Transfers};
use crate::text::when;

pub(super) fn added(e: &event::ItemAdded) -> String {
    let from = e
        .from
        .as_deref()
        .map(|f| format!(" from {f}"))
        .unwrap_or_default();
    let how = if e.origin.as_ref() == "imported" {
        "picked from an export"
    } else {
        "added"
    };
    format!("{how}{from}{}", quoted(e.body.as_deref()))
}

pub(super) fn message(e: &event::ItemMessage) -> String {
    format!("a further message{}", quoted(e.body.as_deref()))
}

pub(super) fn substance(e: &event::ItemSubstance) -> String {
    format!("substance recorded{}", quoted(e.decided.as_deref()))
}

pub(super) fn captured(e: &event::ItemCaptured) -> String {
    let to = e
        .destination
        .as_deref()
        .map(|d| format!(" to {d}"))
        .unwrap_or_default();
    let reference = match &e.reference {
        Some(reference) => format!(", reference {reference}"),
        None => ", reference to come".into(),
    };
    let read_back = if e.read_back {
        ", read back, bytes match"
    } else {
        ""
    };
    let cautions = caution_words(&e.cautions);
    format!(
        "captured{to} by {}{reference}{read_back}{cautions}",
        e.route
    )
}

pub(super) fn referenced(e: &event::ItemReferenced) -> String {
    format!("reference {}", said(&e.reference))
}

pub(super) fn confirmed(e: &event::ItemConfirmed) -> String {
    format!("confirmed by {}", said(&e.by))
}

pub(super) fn not_significant(e: &event::ItemNotSignificant) -> String {
    format!("not significant{}", quoted(e.reason.as_deref()))
}

pub(super) fn snoozed(desk: &Desk, e: &event::ItemSnoozed) -> String {
    let zone = desk.zone();
    format!("put off until {}", when::full(e.until, zone))
}

pub(super) fn handed_over(e: &event::ItemHandedOver) -> String {
    format!("offered to {}", said(&e.to))
}

pub(super) fn tasked(e: &event::ItemTasked) -> String {
    match &e.to {
        Some(to) => format!("{to} was asked to capture it"),
        None => "nobody is asked to capture it any more".into(),
    }
}

pub(super) fn task_answered(e: &event::ItemTaskAnswered) -> String {
    match e.answer.as_str() {
        "accepted" => format!("the task was accepted{}", quoted(e.note.as_deref())),
        _ => format!("the task was given back{}", quoted(e.note.as_deref())),
    }
}

pub(super) fn noted(e: &event::ItemNoted) -> String {
    format!("remark{}", quoted(e.note.as_deref()))
}

pub(super) fn gone(e: &event::ItemGone) -> String {
    format!("no longer available{}", quoted(e.note.as_deref()))
}

pub(super) fn erased(e: &event::ItemErased) -> String {
    let cause = if e.cause == "lapsed" {
        " (not significant, time for undo over)"
    } else {
        ""
    };
    format!("content erased{cause}{}", quoted(e.reason.as_deref()))
}

pub(super) fn data_said(e: &event::ItemDataSaid) -> String {
    let personal = e.personal.as_deref().map(|p| match Personal::parse(p) {
        Some(personal) => personal_words(personal).to_owned(),
        None => p.to_owned(),
    });
    let transfers = e.transfers.as_deref().map(|t| match Transfers::parse(t) {
        Some(transfers) => transfers_words(transfers, e.outside.as_deref()),
        None => t.to_owned(),
    });
    let said: Vec<String> = personal.into_iter().chain(transfers).collect();
    format!("personal data: {}", said.join("; "))
}
