//! `status`: what needs doing, in a few lines or in one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::App;
use super::args::StatusArgs;
use super::error::CliError;
use super::out::{Out, OutError};
use super::rows::{counted, stamp};
use super::{amiss, incident, next, request};
use crate::config::Severity;
use crate::desk::departure::words as departure;
use crate::desk::words::waiting;
use crate::desk::{Desk, NO_OFFICE, Unmet, kind_words, way_words};
use crate::record::query::Counts;
use crate::record::report::{Known, ReportKind, Source};
use crate::text::when;

#[derive(Serialize)]
struct StatusRow {
    waiting: usize,
    vanishing: usize,
    overdue: usize,
    first_capture_by: Option<String>,
    unconfirmed: usize,
    references_to_come: usize,
    reports_unsent: usize,
    departures_open: usize,
    review_due: bool,
    held: usize,
    /// Timers under a hold that nobody answered for.
    hold_timers_open: usize,
    incidents_open: usize,
    /// Captures from a private device of which nobody said whether it was used.
    uses_not_said: usize,
    damaged: bool,
    /// Heads that are known and not here, of which nobody took note; verify lists them.
    missing: usize,
    /// The same of what may still arrive.
    awaited: usize,
    /// Journals that go on in two ways, of which nobody took note.
    forks: usize,
    /// Files that a sync tool or a person made of a journal.
    copies: usize,
    /// Frames whose erased text is still on disk.
    erasing: usize,
    /// Places where a capture was begun and not ended, and where something of it may be left.
    captures_interrupted: usize,
    heads: BTreeMap<String, String>,
    requests_open: usize,
    /// Those whose date has passed and that were not answered.
    requests_late: usize,
}

/// Prints what needs doing.
pub(super) fn status(app: &mut App, args: StatusArgs) -> Result<(), CliError> {
    if args.short && !app.out.json {
        let desk = app.quiet_desk()?;
        let line = short(&desk, app.global.principal.as_deref());
        return match line.is_empty() {
            true => Ok(()),
            false => Ok(app.out.say(line)?),
        };
    }
    let begin = ["Nothing is stored yet. Begin with: onrecord setup"];
    shown(app, &begin)?;
    Ok(())
}

/// What `onrecord` alone prints until it has screens: what needs doing and how to go on.
pub(super) fn opening(app: &mut App) -> Result<(), CliError> {
    let begin = [
        "onrecord keeps a queue of messages to put on the government record.",
        "It is not a government system, and what it holds is open to search and request.",
        "Begin with: onrecord setup",
    ];
    if shown(app, &begin)? {
        let on = "Go through them with: onrecord review. Everything else: onrecord --help";
        app.out.remark(on)?;
    }
    Ok(())
}

/// What needs doing; before setup how to begin, and then it is false.
fn shown(app: &mut App, begin: &[&str]) -> Result<bool, CliError> {
    let desk = app.desk()?;
    let set_up = desk.is_set_up();
    if app.out.json {
        let principal = app.global.principal.as_deref();
        app.out.object(&row(&desk, principal))?;
    } else if set_up {
        long(app, &desk)?;
    } else if let Some(here) = desk.settings_lost() {
        app.out
            .say(format!("{here} {}", next::told(&desk.settings_way())))?;
    } else {
        begin.iter().try_for_each(|line| app.out.say(line))?;
    }
    Ok(set_up)
}

fn row(desk: &Desk, principal: Option<&str>) -> StatusRow {
    let (counts, report) = (desk.counts_for(principal), desk.report());
    let unmet = |wanted: fn(&Unmet) -> bool| {
        let open = report.unmet.iter().filter(|u| !u.accepted);
        open.filter(|u| wanted(u)).count()
    };
    StatusRow {
        waiting: counts.waiting,
        vanishing: counts.vanishing,
        overdue: counts.overdue,
        first_capture_by: counts.first_capture_by.map(|t| stamp(t, desk.zone())),
        unconfirmed: counts.unconfirmed,
        references_to_come: counts.references_to_come,
        reports_unsent: desk.reports_unsent(principal),
        departures_open: desk.departures_open(principal).len(),
        review_due: desk.review_due_for(principal),
        held: counts.held,
        hold_timers_open: desk.hold_timers_open(principal).len(),
        incidents_open: desk.incidents_open(principal),
        uses_not_said: desk.uses_not_said(principal).len(),
        damaged: desk.register_amiss().is_some_and(|a| a.damaged),
        missing: unmet(|u| u.missing),
        awaited: unmet(|u| !u.missing),
        forks: report.forks.iter().filter(|f| !f.accepted).count(),
        copies: report.copies.len(),
        erasing: report.erasing,
        captures_interrupted: desk.captures_interrupted().len(),
        heads: desk.heads(),
        requests_open: desk.requests_open().0,
        requests_late: desk.requests_open().1,
    }
}

/// How to begin, or what is here though the settings are gone.
fn unset(desk: &Desk) -> String {
    match desk.settings_lost() {
        Some(here) => format!("{here} {}", next::told(&desk.settings_way())),
        None => "not set up yet (onrecord setup)".into(),
    }
}

/// One line for a login script; empty when nothing needs doing.
fn short(desk: &Desk, principal: Option<&str>) -> String {
    let problems = desk
        .diagnostics()
        .iter()
        .filter(|d| d.severity == Severity::Problem)
        .count();
    let mut parts = Vec::new();
    if problems > 0 {
        parts.push(format!(
            "{} in the settings (onrecord config check)",
            counted(problems, "problem")
        ));
    }
    if !desk.is_set_up() {
        parts.push(unset(desk));
        return format!("onrecord: {}", parts.join("; "));
    }
    let counts = desk.counts_for(principal);
    if counts.waiting > 0 || counts.overdue > 0 || counts.vanishing > 0 {
        let mut part = figures(&counts);
        if let Some(first) = counts.first_capture_by {
            let first = when::near(first, desk.now(), desk.zone());
            part.push_str(&format!(", next: capture by {first}"));
        }
        parts.push(part);
    }
    let reports = desk.reports_unsent(principal);
    if reports > 0 {
        parts.push(format!("{} to be sent", counted(reports, "report")));
    }
    let unsaid = desk.uses_not_said(principal).len();
    if unsaid > 0 {
        parts.push(format!("used or received: {unsaid} to answer"));
    }
    let timers = desk.hold_timers_open(principal).len();
    if timers > 0 {
        parts.push(format!(
            "{} under a hold to answer for",
            counted(timers, "timer")
        ));
    }
    parts.extend(request::in_brief(desk));
    parts.extend(incident::in_brief(desk, principal));
    if let Some(nearest) = desk.departures_open(principal).first() {
        let on = when::near(nearest.on, desk.now(), desk.zone());
        parts.push(format!("departure {on}"));
    }
    if desk.review_due_for(principal) {
        parts.push("a review is due".into());
    }
    if !desk.captures_interrupted().is_empty() {
        parts.push("a capture was interrupted, run: onrecord doctor".into());
    }
    parts.extend(amiss::in_brief(desk));
    if parts.is_empty() {
        String::new()
    } else {
        format!("onrecord: {}", parts.join("; "))
    }
}

fn long(app: &mut App, desk: &Desk) -> Result<(), CliError> {
    let principal = app.global.principal.as_deref();
    let out = &mut app.out;
    let counts = desk.counts_for(principal);
    out.field_if("For", principal)?;
    items(out, desk, &counts)?;
    let tasked = desk.tasked(principal);
    if tasked > 0 {
        out.field("With a colleague", counted(tasked, "waiting item"))?;
    }
    for group in desk.groups_without_office(principal) {
        let name = group.name.as_deref();
        let name = name.unwrap_or("a chat without a name");
        out.field("Group", format!("{name}: {NO_OFFICE}"))?;
    }
    reports(out, desk, principal)?;
    if counts.held > 0 {
        out.field("Holds", counts.held)?;
    }
    request::in_status(out, desk)?;
    hold_timers(out, desk, principal)?;
    incident::in_status(out, desk, principal)?;
    departures(out, desk, principal)?;
    for line in desk.at_risk_lines(principal) {
        out.field("Measures", line)?;
    }
    let near = |due| when::near(due, desk.now(), desk.zone());
    let whose = match desk.review_is_asked(principal) {
        true => "department's setting, para 34",
        false => "your setting",
    };
    let review = match desk.next_review_for(principal) {
        Some(due) if due <= desk.now() => format!("due since {}", near(due)),
        Some(due) => format!("due {} ({whose})", near(due)),
        None => "switched off (your setting)".to_owned(),
    };
    out.field("Review", review)?;
    amiss::told(out, desk)
}

/// What waits and by when, and what of the rest is not done with.
fn items(out: &mut Out, desk: &Desk, counts: &Counts) -> Result<(), OutError> {
    let near = |t| when::near(t, desk.now(), desk.zone());
    let all = |n| counted(n, "item");
    let some = |n| (n > 0).then(|| all(n));
    let elsewhere = |n| some(n).map(|all| format!("{all}; see: onrecord queue --all"));
    out.field("Waiting", all(counts.waiting))?;
    out.field_if("Offered, not accepted", some(counts.offered))?;
    let horizon = near(desk.horizon());
    let vanishing = (counts.vanishing > 0)
        .then(|| format!("{} before the review of {horizon}", counts.vanishing));
    out.field_if("Due to vanish", vanishing)?;
    let next = match counts.first_capture_by {
        None if counts.waiting + counts.offered > 0 => Some("none ahead".to_owned()),
        first => first.map(near),
    };
    out.field_if("Next, capture by", next)?;
    out.field_if("Overdue", some(counts.overdue))?;
    out.field_if("Captured, not confirmed", some(counts.unconfirmed))?;
    if counts.references_to_come > 0 {
        let to_come = format!("{} (your setting)", counts.references_to_come);
        out.field("References to come", to_come)?;
    }
    let erased = elsewhere(counts.erased_unfiled);
    out.field_if("Erased before they were filed", erased)?;
    out.field_if("Two answers", elsewhere(counts.conflicts))
}

/// What waits or is offered, and how much of it is pressing.
fn figures(counts: &Counts) -> String {
    let mut part = waiting(counts);
    for (n, what) in [
        (counts.overdue, "overdue"),
        (counts.vanishing, "due to vanish soon"),
    ] {
        if n > 0 {
            part.push_str(&format!(", {n} {what}"));
        }
    }
    part
}

/// How many timers under a hold are named one by one; the rest is counted.
const TIMERS: usize = 5;

fn departures(out: &mut Out, desk: &Desk, principal: Option<&str>) -> Result<(), CliError> {
    let (now, zone) = (desk.now(), desk.zone());
    for departure in desk.departures_open(principal) {
        let view = desk.departure_view(departure);
        let (left, all) = (view.grid.left().count(), view.grid.cells.len());
        let open = view.open.len();
        let kind = departure::kind(departure.kind);
        let on = when::near(departure.on, now, zone);
        out.field(
            "Departure",
            format!(
                "{kind}{}, {on}: {left} of {all} left, {open} open; see: onrecord depart",
                departure.whose()
            ),
        )?;
        out.field_if("Reminder", departure::reminder(desk, departure))?;
    }
    Ok(())
}

/// The timers under a hold that nobody answered for.
fn hold_timers(out: &mut Out, desk: &Desk, principal: Option<&str>) -> Result<(), CliError> {
    let open = desk.hold_timers_open(principal);
    for (hold, conversation) in open.iter().take(TIMERS) {
        out.field(
            "Timer under a hold",
            desk.hold_timer_words(*hold, *conversation),
        )?;
    }
    if let more @ 1.. = open.len().saturating_sub(TIMERS) {
        out.field(
            "Timer under a hold",
            format!("{more} more; see: onrecord hold list"),
        )?;
    }
    if !open.is_empty() {
        out.say("Answer with: onrecord hold timer REF --conversation NAME --off, --cannot TEXT or --not-admin")?;
    }
    for line in desk.held_still_going(principal).iter().take(TIMERS) {
        out.field("Under a hold", line)?;
    }
    Ok(())
}

/// The reports to be sent, and the decisions of which nobody said yet what came of them.
fn reports(out: &mut Out, desk: &Desk, principal: Option<&str>) -> Result<(), CliError> {
    let state = desk.state();
    let wanted = |r: &Known<'_>| principal.is_none() || r.principal(state) == principal;
    let open: Vec<Known<'_>> = desk
        .reports()
        .into_iter()
        .filter(|r| r.is_open() && wanted(r))
        .collect();
    for report in &open {
        let id = desk.short(report.source.id());
        let what = match report.source {
            Source::Decision(_) => format!("decision {id}"),
            Source::Item(_) => format!("item {id}, captured on a private device"),
            Source::Own(_) => format!("{}, {id}", kind_words(report.kind)),
        };
        let duty = match report.kind {
            ReportKind::Exceptional => " (should, para 10a)",
            _ => "",
        };
        let since = when::near(report.since, desk.now(), desk.zone());
        out.field("Report to be sent", format!("{what}, since {since}{duty}"))?;
        for recipient in report.kind.recipients() {
            // Where nothing was done yet the line above says it all.
            if report.done.is_some() {
                let how_far = way_words(desk, report, *recipient);
                let title = desk.recipient_title(*recipient, report.principal(state));
                out.field(&format!("  {title}"), how_far)?;
            }
        }
    }
    if !open.is_empty() {
        out.field_if("Reports", desk.report_to())?;
        out.field("Write and send them with", "onrecord report")?;
    }
    for known in desk.uses_not_said(principal) {
        let id = desk.short(known.source.id());
        out.field(
            "Used or received",
            format!(
                "{}; say it with: onrecord report used {id}, or onrecord report received {id}",
                desk.report_line(&known)
            ),
        )?;
    }
    for decision in desk.state().decisions_in_order() {
        if decision.waits_for_outcome() {
            let id = desk.short(decision.id());
            out.field(
                "Outcome wanted",
                format!("decision {id}; say it with: onrecord outcome {id} --used, or --not-used"),
            )?;
        }
    }
    Ok(())
}
