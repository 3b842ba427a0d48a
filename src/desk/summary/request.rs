//! What happened to a request.

use super::pieces::{chat, detail};
use crate::desk::Desk;
use crate::record::request::{RequestField, RequestKind};
use crate::record::{Id, event};

fn name(desk: &Desk, request: Id) -> String {
    format!("request {}", desk.request_name(request))
}

fn with(what: String, more: Option<&str>) -> String {
    match more {
        Some(more) => format!("{what}: {more}"),
        None => what,
    }
}

pub(super) fn received(e: &event::RequestReceived) -> String {
    let reference = e.reference.as_deref().unwrap_or("without a reference");
    let kind = RequestKind::parse(&e.request_kind).map(RequestKind::words);
    format!(
        "request {reference} came in ({}, received {})",
        kind.unwrap_or(&e.request_kind),
        e.received.format("%-d %B %Y")
    )
}

pub(super) fn changed(desk: &Desk, e: &event::RequestChanged) -> String {
    let value = e
        .date
        .map(|d| d.format("%-d %B %Y").to_string())
        .or_else(|| e.value.clone());
    let kind = value
        .as_deref()
        .filter(|_| e.field == RequestField::Kind.as_str());
    let kind = kind.and_then(RequestKind::parse).map(RequestKind::words);
    let value = kind.map(str::to_owned).or(value);
    let days = ["due", "clarified", "extended-to", "asked-on", "from", "to"];
    let became = match e.date {
        None if days.contains(&e.field.as_str()) => "taken away",
        _ => "put right",
    };
    let what = detail(&e.field);
    let what = format!("{}, {what} {became}", name(desk, e.request));
    with(what, value.as_deref())
}

pub(super) fn searched(desk: &Desk, e: &event::RequestSearched) -> String {
    let place = match e.how.as_str() {
        "register" => "this register",
        _ => e.place.as_deref().unwrap_or("a place since erased"),
    };
    let came = match (e.result.as_str(), e.hits) {
        ("not-searched", _) => format!("{place} was not searched"),
        ("nil", _) => format!("{place} was searched, nothing found"),
        (_, Some(hits)) => format!("{place} was searched, {hits} found"),
        (_, None) => format!("{place} was searched, something found"),
    };
    format!("{}: {came}", name(desk, e.request))
}

pub(super) fn timer(desk: &Desk, e: &event::RequestTimer) -> String {
    let answer = match e.answer.as_str() {
        "off" => "its timer is off",
        "cannot" => "its timer cannot be switched off",
        _ => "somebody else is admin of its timer",
    };
    let what = format!(
        "{}, {}{answer}",
        name(desk, e.request),
        chat(desk, e.conversation)
    );
    with(what, e.note.as_deref())
}

pub(super) fn answered(desk: &Desk, e: &event::RequestAnswered) -> String {
    let what = match e.nil {
        true => "answered, nothing found",
        false => "answered",
    };
    let to = e.to.as_deref().map(|to| format!(" to {to}"));
    format!("{} {what}{}", name(desk, e.request), to.unwrap_or_default())
}

pub(super) fn closed(desk: &Desk, e: &event::RequestClosed) -> String {
    let by = e.by.as_deref().map(|by| format!(" by {by}"));
    format!("{} closed{}", name(desk, e.request), by.unwrap_or_default())
}

pub(super) fn withdrawn(desk: &Desk, e: &event::RequestWithdrawn) -> String {
    with(
        format!("{} withdrawn", name(desk, e.request)),
        e.reason.as_deref(),
    )
}

pub(super) fn reopened(desk: &Desk, e: &event::RequestReopened) -> String {
    with(
        format!("{} taken up again", name(desk, e.request)),
        e.reason.as_deref(),
    )
}

pub(super) fn lodged(desk: &Desk, e: &event::RequestLodged) -> String {
    let to = e
        .destination
        .as_deref()
        .unwrap_or("a destination since erased");
    let back = if e.read_back {
        ", read back, bytes match"
    } else {
        ""
    };
    format!(
        "{}, record of search lodged to {to}{back}",
        name(desk, e.request)
    )
}
