//! `depart` and `depart show`: what departures there are, and one whole, a fact a line.

use super::super::App;
use super::super::error::CliError;
use super::super::next;
use super::super::out::{Out, OutError};
use super::super::rows::two_answers;
use super::rows::{DepartureRow, WholeRow};
use crate::desk::Desk;
use crate::desk::departure::{Meant, View, words};
use crate::desk::summary;
use crate::desk::words::{counted, where_words};
use crate::record::departure::{Cell, Departure};
use crate::text::when;

/// How many references a line names.
const REFERENCES: usize = 5;

/// Every departure, those that are open first.
pub fn list(app: &mut App, desk: &Desk) -> Result<(), CliError> {
    let principal = app.global.principal.as_deref();
    let mut all: Vec<&Departure> = desk.state().departures.values().collect();
    all.retain(|d| principal.is_none() || d.principal.as_deref() == principal);
    all.sort_by_key(|d| (!d.status.is_open(), d.on, d.id));
    if all.is_empty() && !app.out.json {
        return nothing_open(app, desk);
    }
    let row = |departure| DepartureRow::new(desk, &desk.departure_view(departure));
    app.out.each_apart(all, row, |out, departure| {
        let view = desk.departure_view(departure);
        head(out, desk, &view)?;
        let (left, cells) = (view.grid.left().count(), view.grid.cells.len());
        out.field("Left", format!("{left} of {}", counted(cells, "cell")))?;
        out.field("Still open", view.open.len())?;
        after(out, desk, &view)
    })?;
    let whole = "One whole, with its ways on: onrecord depart show";
    Ok(app.out.remark(whole)?)
}

/// Without a departure: what one would be about.
fn nothing_open(app: &mut App, desk: &Desk) -> Result<(), CliError> {
    let (state, counts, out) = (desk.state(), desk.counts(), &mut app.out);
    out.say("No departure is on record.")?;
    out.field("Chats", state.conversations.len())?;
    let names = state.devices.values().filter_map(|d| d.name());
    let names: Vec<&str> = names.collect();
    match names.is_empty() {
        true => out.field("Devices", "none registered; see: onrecord device add")?,
        false => out.field("Devices", names.join(", "))?,
    }
    out.field("Waiting", counted(counts.waiting, "item"))?;
    out.field("Holds", counts.held)?;
    out.say("Before changing device or leaving post there should be a last review (para 23).")?;
    out.say("Open one: onrecord depart open --leaving --on TIME, or --device NAME for a device; --rehearse shows it without recording.")?;
    Ok(())
}

/// One departure whole.
pub fn show(app: &mut App, given: Option<&str>, ways: bool) -> Result<(), CliError> {
    let desk = app.desk()?;
    let principal = app.global.principal.as_deref();
    let departure = desk.departure(given, principal, Meant::Any)?;
    whole(app, &desk, departure, ways)
}

/// A departure with its grid, its checklist and what is open.
pub fn whole(
    app: &mut App,
    desk: &Desk,
    departure: &Departure,
    ways: bool,
) -> Result<(), CliError> {
    let view = desk.departure_view(departure);
    let out = &mut app.out;
    if out.json {
        return Ok(out.object(&WholeRow::new(desk, &view))?);
    }
    head(out, desk, &view)?;
    grid(out, desk, &view)?;
    steps(out, desk, &view)?;
    open(out, desk, &view, ways)?;
    after(out, desk, &view)?;
    Ok(())
}

fn head(out: &mut Out, desk: &Desk, view: &View<'_>) -> Result<(), OutError> {
    let departure = view.departure;
    let on_record = desk.state().departures.contains_key(&departure.id);
    if on_record {
        out.field("Departure", desk.short(departure.id))?;
    }
    out.field("What", words::kind(departure.kind))?;
    out.field("When", when::full(departure.on, desk.zone()))?;
    out.field("Role", words::role_of(desk, departure))?;
    out.field_if("For", departure.principal.as_deref())?;
    let devices = departure.devices.iter();
    let devices: Vec<String> = devices.map(|d| words::device(desk, Some(*d))).collect();
    out.field(
        "Devices",
        match devices.is_empty() {
            true => "none named".to_owned(),
            false => devices.join(", "),
        },
    )?;
    out.field_if("Not part of it", words::left_out(desk, departure))?;
    if on_record {
        out.field("Status", words::status(desk, departure))?;
    }
    two_answers(out, &departure.conflicts)?;
    out.field_if("Reminder", words::reminder(desk, departure))?;
    if !departure.stages.is_empty() {
        for line in words::stage_lines(departure, |at| when::full(at, desk.zone())) {
            out.field("Department", line)?;
        }
    }
    if let Some(last) = departure.statements.last() {
        let at = when::full(last.at, desk.zone());
        let to = last.destination.as_deref().unwrap_or("not stated");
        out.field("Statement", format!("{at}, to {to}"))?;
        out.field_if("Reference", last.reference.as_deref())?;
        out.field_if("Path", last.path.as_deref())?;
    }
    Ok(())
}

fn grid(out: &mut Out, desk: &Desk, view: &View<'_>) -> Result<(), OutError> {
    out.gap()?;
    let counts = words::outcomes(view);
    let counts = counts.iter().filter(|(_, n)| *n > 0);
    let counts: Vec<String> = counts.map(|(label, n)| format!("{n} {label}")).collect();
    let cells = view.grid.cells.len();
    out.field(
        "Grid",
        match cells {
            0 => "no chat is on record; this cannot see your phone".to_owned(),
            _ => format!(
                "{} of {}{}: {}",
                counted(cells, "cell"),
                counted(view.grid.conversations, "chat"),
                match view.grid.devices {
                    0 => String::new(),
                    n => format!(" on {}", counted(n, "device")),
                },
                counts.join(", ")
            ),
        },
    )?;
    if cells > 0 {
        for line in words::order(desk, view) {
            out.say(line)?;
        }
    }
    for cell in &view.grid.cells {
        cell_line(out, desk, cell)?;
    }
    Ok(())
}

fn cell_line(out: &mut Out, desk: &Desk, cell: &Cell<'_>) -> Result<(), OutError> {
    let mut line = format!(
        "{}. {}: {}",
        cell.number,
        words::cell(desk, cell),
        words::answer(cell.answer, &cell.tally)
    );
    let items = words::tally(&cell.tally);
    if !items.is_empty() {
        line.push_str(&format!("; items: {items}"));
    }
    if let Some(references) = words::references(&cell.tally, REFERENCES) {
        line.push_str(&format!("; references {references}"));
    }
    if let Some(reach) = words::reach(desk, cell) {
        line.push_str(&format!("; {reach}"));
    }
    if cell.late {
        line.push_str("; added after the statement");
    }
    out.say(line)
}

fn steps(out: &mut Out, desk: &Desk, view: &View<'_>) -> Result<(), OutError> {
    out.gap()?;
    let answered = |s: &&&crate::policy::Step| view.departure.step(&s.id).is_some();
    let done = view.steps.iter().filter(answered).count();
    out.field(
        "Checklist",
        format!("{done} of {} answered", counted(view.steps.len(), "step")),
    )?;
    for step in &view.steps {
        let answer = words::step_answer(view.departure.step(&step.id));
        let text = words::step(desk, step);
        out.say(format!("Step {}, {answer}: {text}", step.id))?;
    }
    Ok(())
}

/// What is open, kind by kind; the ways out once for each kind, or all of them.
fn open(out: &mut Out, desk: &Desk, view: &View<'_>, ways: bool) -> Result<(), OutError> {
    out.gap()?;
    let left = view.left().count();
    out.field(
        "Still open",
        match (view.open.len(), left) {
            (0, _) => "nothing that this register knows of".to_owned(),
            (all, left) => words::open_count(all, left),
        },
    )?;
    let mut told: Vec<(&str, bool)> = Vec::new();
    for one in &view.open {
        let kind = (one.what.word(), one.offered.is_some());
        let first = !told.contains(&kind);
        out.say(words::open(desk, view, one))?;
        if !first && !ways {
            continue;
        }
        told.push(kind);
        let all = desk.ways(view, one);
        let label = if ways {
            "Way on"
        } else {
            "Way on, for example"
        };
        for way in all {
            out.field(
                &format!("  {label}"),
                format!(
                    "{} ({})",
                    next::command(&way.next, &|id| desk.short(id)),
                    way.does
                ),
            )?;
        }
    }
    let held = desk.state().holds.iter().any(|h| h.released.is_none());
    if !held {
        out.say("No hold is on record here. Ask the request team before anything is erased.")?;
    }
    if left > 0 {
        out.say("It can always be finished by handing the rest over: onrecord depart hand-over-rest --to NAME")?;
    }
    Ok(())
}

/// What came after the statement.
fn after(out: &mut Out, desk: &Desk, view: &View<'_>) -> Result<(), OutError> {
    if view.after.is_empty() {
        return Ok(());
    }
    out.field(
        "After the statement",
        format!(
            "{}; the statement does not show them. Open it again where it is closed (onrecord depart reopen) and make another",
            counted(view.after.len(), "entry")
        ),
    )?;
    for entry in &view.after {
        let at = when::near(entry.at, desk.now(), desk.zone());
        let item = entry
            .event
            .item()
            .and_then(|id| desk.state().items.get(&id));
        let item = item.map(|i| format!("item {} ({}), ", desk.short(i.id), where_words(desk, i)));
        let (item, what) = (item.unwrap_or_default(), summary::of_entry(desk, entry));
        out.say(format!("  {at}: {item}{what}"))?;
    }
    Ok(())
}
