//! What was done about a report.

use super::pieces::quoted;
use crate::desk::reporting::{kind_words, through_words};
use crate::record::event;
use crate::record::report::{Recipient, ReportKind};

/// A recipient as the log says it.
fn role(word: &str) -> &str {
    match Recipient::parse(word) {
        Some(Recipient::Kim) => "the KIM team",
        Some(Recipient::HeadOfUnit) => "the Head of Unit (or who stands for one)",
        None => word,
    }
}

pub(super) fn drafted(e: &event::ReportDrafted) -> String {
    let known = ReportKind::parse(&e.report_kind).map(kind_words);
    let kind = known.unwrap_or(&e.report_kind);
    let text = match e.what.is_some() {
        true => &e.what,
        false => &e.circumstances,
    };
    format!("report written ({kind}){}", quoted(text.as_deref()))
}

pub(super) fn sent(e: &event::ReportSent) -> String {
    let to = e.to.as_deref().map(|to| format!(" ({to})"));
    let through = through_words(&e.how, e.destination.as_deref());
    let reference = e.reference.as_deref().map(|r| format!(", reference {r}"));
    format!(
        "report sent to {}{}{}{}",
        role(&e.recipient),
        to.unwrap_or_default(),
        through,
        reference.unwrap_or_default()
    )
}

pub(super) fn acknowledged(e: &event::ReportAcknowledged) -> String {
    let by = e.by.as_deref().map(|by| format!(" ({by})"));
    format!(
        "report acknowledged by {}{}",
        role(&e.recipient),
        by.unwrap_or_default()
    )
}

pub(super) fn asked(e: &event::ReportAsked) -> String {
    format!(
        "report: {} is not known, the KIM team asked{}",
        role(&e.recipient),
        quoted(e.note.as_deref())
    )
}

pub(super) fn withdrawn(e: &event::ReportWithdrawn) -> String {
    format!("report withdrawn{}", quoted(e.reason.as_deref()))
}
