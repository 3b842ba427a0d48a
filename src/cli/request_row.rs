//! A request as JSON: the row of the stable interface.

use chrono::NaiveDate;
use serde::Serialize;

use super::rows::stamp;
use crate::desk::Desk;
use crate::record::Id;
use crate::record::request::{Request, RequestField, RequestSearch, SearchLodged, SearchResult};

/// A request, as the stable interface has it.
#[derive(Serialize)]
pub(super) struct RequestRow<'a> {
    #[serde(rename = "ref")]
    reference: Option<&'a str>,
    kind: &'static str,
    received: Option<String>,
    due: Option<String>,
    state: &'static str,
    /// Whether a hold of its reference is in force.
    hold: bool,
    searches: Vec<SearchRow<'a>>,
    timers: Vec<TimerRow>,
    id: &'a str,
    /// What its deadline rests on.
    due_from: String,
    clarified: Option<String>,
    terms: Option<&'a str>,
    asked_by: Option<&'a str>,
    asked_on: Option<String>,
    instruction: Option<&'a str>,
    conversations: Vec<String>,
    channels: Vec<&'a str>,
    devices: Vec<&'a str>,
    people: Vec<&'a str>,
    from: Option<String>,
    to: Option<String>,
    #[serde(rename = "for")]
    principal: Option<&'a str>,
    answer: Option<AnswerRow<'a>>,
    /// Where its record of search was lodged.
    lodged: Vec<LodgedRow<'a>>,
}

#[derive(Serialize)]
struct LodgedRow<'a> {
    at: String,
    destination: Option<&'a str>,
    reference: Option<&'a str>,
    path: Option<&'a str>,
    sha256: Option<&'a str>,
    read_back: bool,
}

#[derive(Serialize)]
struct SearchRow<'a> {
    place: Option<&'a str>,
    words: &'a [String],
    from: Option<String>,
    to: Option<String>,
    entries: Option<i64>,
    hits: Option<i64>,
    nil: bool,
    at: String,
    by: &'a str,
    how: &'static str,
    /// Why it was not searched, or what of it was not.
    note: Option<&'a str>,
    not_searched: bool,
    channel: Option<&'a str>,
    device: Option<&'a str>,
    minutes: Option<i64>,
    format: Option<&'a str>,
    sha256: Option<&'a str>,
}

#[derive(Serialize)]
struct TimerRow {
    conversation: String,
    /// `off`, `cannot`, `not-admin`, or `null`.
    answer: Option<&'static str>,
    note: Option<String>,
    open: bool,
}

#[derive(Serialize)]
struct AnswerRow<'a> {
    at: String,
    nil: bool,
    to: Option<&'a str>,
    note: Option<&'a str>,
}

fn day(date: Option<NaiveDate>) -> Option<String> {
    date.map(|d| d.to_string())
}

/// The row of a request.
pub(super) fn row<'a>(desk: &'a Desk, request: &'a Request) -> RequestRow<'a> {
    let due = desk.request_due(request);
    let (from, to) = request.period();
    let name = |id: Id| {
        let chat = desk.state().conversations.get(&id);
        let name = chat.and_then(|c| c.name.clone());
        name.unwrap_or_else(|| id.to_string())
    };
    let devices = request.devices().into_iter();
    RequestRow {
        reference: request.reference.as_deref(),
        kind: request.kind().as_str(),
        received: day(request.received()),
        due: day(due.on),
        state: request.stage().as_str(),
        hold: desk.request_is_held(request.id),
        searches: request
            .searches
            .iter()
            .map(|s| search_row(desk, s))
            .collect(),
        timers: timer_rows(desk, request, &name),
        id: request.id.as_str(),
        due_from: due.why(),
        clarified: day(request.date(RequestField::Clarified)),
        terms: request.terms(),
        asked_by: request.asked_by(),
        asked_on: day(request.date(RequestField::AskedOn)),
        instruction: request.instruction(),
        conversations: request.conversations().into_iter().map(name).collect(),
        channels: request.channels(),
        devices: devices
            .filter_map(|id| desk.state().devices.get(&id)?.name())
            .collect(),
        people: request.people(),
        from: day(from),
        to: day(to),
        principal: request.principal.as_deref(),
        answer: request.answer.as_ref().map(|a| AnswerRow {
            at: stamp(a.at, desk.zone()),
            nil: a.nil,
            to: a.to.as_deref(),
            note: a.note.as_deref(),
        }),
        lodged: request.lodged.iter().map(|l| lodged_row(desk, l)).collect(),
    }
}

fn lodged_row<'a>(desk: &Desk, lodged: &'a SearchLodged) -> LodgedRow<'a> {
    LodgedRow {
        at: stamp(lodged.at, desk.zone()),
        destination: lodged.destination.as_deref(),
        reference: lodged.reference.as_deref(),
        path: lodged.path.as_deref(),
        sha256: lodged.sha256.as_deref(),
        read_back: lodged.read_back,
    }
}

fn search_row<'a>(desk: &'a Desk, search: &'a RequestSearch) -> SearchRow<'a> {
    SearchRow {
        place: search.what.as_deref(),
        words: &search.words,
        from: day(search.from),
        to: day(search.to),
        entries: search.entries,
        hits: search.hits,
        nil: search.result == SearchResult::Nil,
        at: stamp(search.at, desk.zone()),
        by: &search.by,
        how: search.how.as_str(),
        note: search.note.as_deref(),
        not_searched: search.result == SearchResult::NotSearched,
        channel: search.channel.as_deref(),
        device: search
            .device
            .and_then(|id| desk.state().devices.get(&id)?.name()),
        minutes: search.minutes,
        format: search.format.as_deref(),
        sha256: search.sha256.as_deref(),
    }
}

/// The timers that run in what it covers, or were answered for.
fn timer_rows(desk: &Desk, request: &Request, name: &dyn Fn(Id) -> String) -> Vec<TimerRow> {
    let all = desk.request_covers(request).into_iter();
    let named = !request.conversations().is_empty();
    all.filter(|c| named || c.runs() || c.answer.is_some())
        .map(|c| TimerRow {
            conversation: name(c.conversation.id),
            answer: c.answer.map(|a| a.word.as_str()),
            note: c.answer.and_then(|a| a.note.clone()),
            open: request.is_open() && c.is_open(),
        })
        .collect()
}
