//! `request`: what was asked for, what it holds, where was looked, and what came of it.

use chrono::NaiveDate;

use super::App;
use super::error::CliError;
use super::out::{Out, OutError};
use super::request_row::row;
use crate::desk::request::{by_hand_words, period_words, search_words, searched_what};
use crate::desk::words::{counted, hold_words, two_answers};
use crate::desk::{Desk, PHONE_GOES_ON};
use crate::record::Id;
use crate::record::request::{Request, RequestField, RequestSearch, SearchResult};
use crate::text::when;

/// Lists the requests.
pub(super) fn list(app: &mut App) -> Result<(), CliError> {
    let desk = &*app.desk()?;
    let all = desk.requests_in_order();
    if all.is_empty() {
        app.out
            .remark("No request is on record here; ask the request team.")?;
    }
    match desk.requests_to_take() {
        Ok(0) => {}
        Ok(n) => app.out.remark(format!(
            "{} of the department {} not on record here: onrecord request laid",
            counted(n, "request"),
            if n == 1 { "is" } else { "are" }
        ))?,
        // What is on record is told all the same.
        Err(error) => app.out.remark(error)?,
    }
    Ok(app.out.each_apart(
        all,
        |request| row(desk, request),
        |out, request| heading(out, desk, request),
    )?)
}

/// One request by its reference.
pub(super) fn show(app: &mut App, reference: &str) -> Result<(), CliError> {
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

/// Where its record of search was lodged last.
pub(super) fn folder(app: &mut App, desk: &Desk, id: Id) -> Result<(), CliError> {
    let request = desk.state().requests.get(&id);
    let last = request.and_then(|r| r.lodged.last());
    let path = last.and_then(|l| l.path.as_deref());
    Ok(app.out.field_if("Folder", path)?)
}

fn heading(out: &mut Out, desk: &Desk, request: &Request) -> Result<(), OutError> {
    out.field("Request", desk.request_name(request.id))?;
    out.field_if("Twice", desk.request_twice(request))?;
    out.field("Kind", request.kind().words())?;
    out.field_if("Received", request.received().map(in_full))?;
    out.field("Due", desk.request_due_words(request))?;
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
    for (label, value) in desk.request_scope(request) {
        out.field(label, value)?;
    }
    let clarified = request.date(RequestField::Clarified);
    out.field_if("Clarified", clarified.map(in_full))
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

/// The requests whose date has passed without an answer, for a login script.
pub(super) fn in_brief(desk: &Desk) -> Option<String> {
    let (_, late) = desk.requests_open();
    (late > 0).then(|| format!("{} past its date", counted(late, "request")))
}

/// How many are open, where any is.
pub(super) fn in_status(out: &mut Out, desk: &Desk) -> Result<(), OutError> {
    let words = match desk.requests_open() {
        (0, _) => None,
        (open, 0) => Some(format!("{open} open")),
        (open, late) => Some(format!("{open} open, {late} past the date")),
    };
    out.field_if("Requests", words)
}
