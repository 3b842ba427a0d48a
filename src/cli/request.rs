//! `request`: what was asked for, what it holds, where was looked, and what came of it.

use chrono::NaiveDate;
use serde::Serialize;

use super::App;
use super::args::RequestCommand;
use super::error::CliError;
use super::operate::operate;
use super::out::{Out, OutError};
use super::rows::stamp;
use crate::desk::request::{Due, by_hand_words, period_words, search_words, searched_what};
use crate::desk::words::{hold_words, two_answers};
use crate::desk::{Desk, PHONE_GOES_ON};
use crate::record::Id;
use crate::record::request::{Request, RequestField, RequestSearch, SearchResult};
use crate::text::when;

/// A request, as the stable interface has it.
#[derive(Serialize)]
struct RequestRow<'a> {
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

/// Runs it.
pub(super) fn request(app: &mut App, command: RequestCommand) -> Result<(), CliError> {
    match command {
        RequestCommand::Add(given) => operate(app, given),
        RequestCommand::List => list(app),
        RequestCommand::Show { reference } => show(app, &reference),
        RequestCommand::Asked(given) => operate(app, given),
        RequestCommand::Change(given) => operate(app, given),
        RequestCommand::Searched(given) => operate(app, given),
        RequestCommand::Timer(given) => operate(app, given),
        RequestCommand::Answer(given) => operate(app, given),
        RequestCommand::Close(given) => operate(app, given),
        RequestCommand::Withdraw(given) => operate(app, given),
        RequestCommand::Reopen(given) => operate(app, given),
    }
}

fn day(date: Option<NaiveDate>) -> Option<String> {
    date.map(|d| d.to_string())
}

fn row<'a>(desk: &'a Desk, request: &'a Request) -> RequestRow<'a> {
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

/// Lists the requests.
fn list(app: &mut App) -> Result<(), CliError> {
    let desk = &*app.desk()?;
    let all = desk.requests_in_order();
    if all.is_empty() {
        app.out
            .remark("No request is on record here; ask the request team.")?;
    }
    Ok(app.out.each_apart(
        all,
        |request| row(desk, request),
        |out, request| heading(out, desk, request),
    )?)
}

/// One request by its reference.
fn show(app: &mut App, reference: &str) -> Result<(), CliError> {
    let desk = &*app.desk()?;
    let id = desk.resolve_request(reference)?;
    match app.out.json {
        true => object(app, desk, id),
        false => whole(app, desk, id),
    }
}

/// One request as JSON.
pub(super) fn object(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    match desk.state().requests.get(&id) {
        Some(request) => Ok(app.out.object(&row(desk, request))?),
        None => Ok(()),
    }
}

/// How far it is, after something was done about it.
pub(super) fn brief(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let Some(request) = desk.state().requests.get(&id) else {
        return Ok(());
    };
    heading(&mut app.out, desk, request)?;
    timers(app, desk, request)
}

fn heading(out: &mut Out, desk: &Desk, request: &Request) -> Result<(), OutError> {
    out.field("Request", desk.request_name(request.id))?;
    out.field("Kind", request.kind().words())?;
    out.field_if("Received", request.received().map(in_full))?;
    out.field("Due", due_words(&desk.request_due(request)))?;
    out.field("State", request.stage())?;
    let held = match desk.request_is_held(request.id) {
        true => "in force: nothing it covers is erased here",
        false => "none in force",
    };
    out.field("Hold", held)
}

fn in_full(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

fn due_words(due: &Due) -> String {
    due.words()
}

/// The timers that run in what it covers, and how they are answered for.
fn timers(app: &mut App, desk: &Desk, request: &Request) -> Result<(), CliError> {
    let all = desk.request_timers(request.id);
    for timer in all.iter().filter(|t| t.tells || t.open) {
        app.out.field("Timer", &timer.words)?;
    }
    if all.iter().any(|t| t.open) {
        app.out.remark(format!(
            "{PHONE_GOES_ON} Answer with: onrecord request timer REF --conversation NAME --off, --cannot TEXT or --not-admin"
        ))?;
    }
    Ok(())
}

fn whole(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let Some(request) = desk.state().requests.get(&id) else {
        return Ok(());
    };
    heading(&mut app.out, desk, request)?;
    for hold in desk.request_holds(request) {
        app.out.field("Covers", hold_words(desk, hold))?;
    }
    asked(&mut app.out, request)?;
    scope(&mut app.out, desk, request)?;
    timers(app, desk, request)?;
    for search in &request.searches {
        searched(&mut app.out, desk, search)?;
    }
    if request.searches.is_empty() {
        app.out.say("Nothing was searched for it yet.")?;
    }
    came_of_it(&mut app.out, desk, request)?;
    app.out
        .say("The department decides what is searched and what is exempt (para 29).")?;
    Ok(())
}

fn asked(out: &mut Out, request: &Request) -> Result<(), OutError> {
    out.field_if("Asks for", request.terms())?;
    out.field_if("Asked by", request.asked_by())?;
    out.field_if("Asked on", request.date(RequestField::AskedOn).map(in_full))?;
    out.field_if("Of", request.principal.as_deref())?;
    out.field_if("To be searched", request.instruction())
}

fn scope(out: &mut Out, desk: &Desk, request: &Request) -> Result<(), OutError> {
    let state = desk.state();
    let chats: Vec<String> = request
        .conversations()
        .into_iter()
        .filter_map(|id| state.conversations.get(&id))
        .map(|c| {
            let name = c.name.as_deref().unwrap_or("a conversation without a name");
            format!("{name} ({})", desk.channel_label(&c.channel))
        })
        .collect();
    let list = |all: Vec<String>| (!all.is_empty()).then(|| all.join("; "));
    let all = |all: Vec<&str>| list(all.into_iter().map(str::to_owned).collect());
    let devices = request.devices().into_iter();
    let devices = devices.filter_map(|id| state.devices.get(&id)?.name());
    let channels = request.channels().into_iter();
    let (from, to) = request.period();
    out.field_if("Chats", list(chats))?;
    out.field_if(
        "Channels",
        list(channels.map(|c| desk.channel_label(c)).collect()),
    )?;
    out.field_if("Devices", all(devices.collect()))?;
    out.field_if("People", all(request.people()))?;
    out.field_if("Period", period_words(from, to))?;
    out.field_if(
        "Clarified",
        request.date(RequestField::Clarified).map(in_full),
    )
}

fn searched(out: &mut Out, desk: &Desk, search: &RequestSearch) -> Result<(), OutError> {
    let mut words = format!("{}: {}", searched_what(desk, search), search_words(search));
    if let Some(how) = by_hand_words(search) {
        words.push_str(&format!(", {how}"));
    }
    words.push_str(&format!(
        "; {} by {}",
        when::full(search.at, desk.zone()),
        search.by
    ));
    out.field("Search", words)?;
    if !search.words.is_empty() {
        out.field("  Words", search.words.join("; "))?;
    }
    out.field_if("  Period", period_words(search.from, search.to))?;
    out.field_if("  SHA-256", search.sha256.as_deref())?;
    let label = match search.result {
        SearchResult::NotSearched => "  Why",
        SearchResult::Found | SearchResult::Nil => "  Not looked at",
    };
    out.field_if(label, search.note.as_deref())
}

/// The answer, and what two people said without sight of each other.
fn came_of_it(out: &mut Out, desk: &Desk, request: &Request) -> Result<(), OutError> {
    if let Some(answer) = &request.answer {
        let what = match answer.nil {
            true => "nothing was found",
            false => "what was found was told",
        };
        let to = answer.to.as_deref().map(|to| format!(" to {to}"));
        out.field(
            "Answer",
            format!(
                "{what}{}, {}",
                to.unwrap_or_default(),
                when::full(answer.at, desk.zone())
            ),
        )?;
        out.field_if("  Note", answer.note.as_deref())?;
    }
    for two in request.in_doubt() {
        out.field("Two answers", two_answers(two))?;
    }
    Ok(())
}
