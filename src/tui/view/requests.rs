//! Requests and holds: a line each, the selected one with what it covers, where was searched, and the timers that run.

use super::lists::right_of;
use super::pane::{DetailFact as Fact, DetailPane as Pane};
use super::parts::Canvas;
use super::table::{Column, TableRow, column};
use crate::action::Act;
use crate::text::{counted, when};
use crate::tui::book::listed;
use crate::tui::layout::room::areas_of;
use crate::tui::model::Model;
use crate::tui::requests::{HoldLine, RequestLine, RequestsLine};
use crate::tui::theme::Role;

/// What stands where there is none.
pub(in crate::tui) const NONE: &str = "No request or hold on record here. Ask the request team.";

/// The columns; a narrow list says of a line what it is due and called alone. Where no request is on record, those of
/// holds.
fn columns(model: &Model, width: u16) -> &'static [Column] {
    const NARROW: &[Column] = &[column("PLACED", 16), column("REFERENCE", 0)];
    const USUAL: &[Column] = &[
        column("PLACED", 16),
        column("REFERENCE", 16),
        column("STATE", 14),
        column("COVERS", 0),
    ];
    const DUE: &[Column] = &[column("DUE", 16), column("REFERENCE", 0)];
    const REQUESTS: &[Column] = &[
        column("DUE", 14),
        column("REFERENCE", 12),
        column("KIND", 9),
        column("SEARCHES", 12),
        column("HOLD", 8),
        column("STATE", 0),
    ];
    let any = model.requests.requests().next().is_some();
    match (width, any) {
        (0..72, false) => NARROW,
        (_, false) => USUAL,
        (0..72, true) => DUE,
        (_, true) => REQUESTS,
    }
}

/// How many are open and when the first is due, how many holds are in force, and of how many timers nobody said
/// anything.
pub(in crate::tui) fn head(model: &Model) -> String {
    let state = &model.requests;
    let requests: Vec<&RequestLine> = state.requests().filter(|r| r.open).collect();
    let holds = state.holds().filter(|h| h.released.is_none()).count();
    let timers: usize = state.lines.iter().map(RequestsLine::unanswered).sum();
    let due = requests.iter().filter(|r| !r.answered);
    let due = due
        .filter_map(|r| Some((r.due?, &r.due_words, r.late)))
        .min();
    let due = due.map(|(_, words, late)| match late {
        true => format!(", the first was due {words}"),
        false => format!(", due {words}"),
    });
    let mut parts: Vec<String> = Vec::new();
    if state.requests().next().is_some() {
        let open = match requests.len() {
            0 => "none open".to_owned(),
            n => format!("{n} open"),
        };
        parts.push(format!("{open}{}", due.unwrap_or_default()));
    }
    match (holds, parts.is_empty()) {
        (0, true) => parts.push("none in force".to_owned()),
        (0, false) => {}
        (n, _) => parts.push(format!("{} in force", counted(n, "hold"))),
    }
    match timers {
        0 => {}
        1 => parts.push("1 timer not answered for".to_owned()),
        n => parts.push(format!("{n} timers not answered for")),
    }
    parts.join(", ")
}

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas_of(model);
    let state = &model.requests;
    if let (Some(list), Some(request)) = (&state.searches, state.request()) {
        return super::request_places::draw(canvas, request, list);
    }
    let key = Some(Act::RequestsView).filter(|_| !state.lines.is_empty());
    let seen = (state.list.len(), state.lines.len());
    let right = right_of(model, state.view, key, seen);
    let presses = state.lines.iter().any(|l| l.unanswered() > 0);
    let presses = presses || state.requests().any(|r| r.late);
    let words = [(head(model), Role::Warning.only_if(presses))];
    canvas.head("Requests and holds", &words, &right);
    if state.list.is_empty() {
        return canvas.no_lines(match state.lines.is_empty() {
            true => NONE,
            false if model.filter().words.is_empty() => "No request or hold is in this view.",
            false => "No request or hold has all of these words. Esc shows all again.",
        });
    }
    let columns = columns(model, areas.list);
    canvas.table((&state.list, &areas), columns, "", |n| {
        let line = state.lines.get(n)?;
        let cells = columns.iter().map(|c| match line {
            RequestsLine::Request(request) => request_cell(request, c),
            RequestsLine::Hold(hold) => hold_cell(model, hold, c),
        });
        Some(TableRow::of(cells.collect()))
    });
    match state.chosen() {
        Some(RequestsLine::Request(request)) => canvas.detail(&areas, &request_pane(request)),
        Some(RequestsLine::Hold(hold)) => canvas.detail(&areas, &hold_pane(model, hold)),
        None => {}
    }
}

fn request_cell(line: &RequestLine, column: &Column) -> (String, Role) {
    let role = Role::Quiet.only_if(!line.open);
    match column.head {
        "DUE" if line.late => (format!("was {}", line.due_words), Role::Warning),
        "DUE" => (line.due_words.clone(), role),
        "REFERENCE" => (line.reference.clone(), role),
        "KIND" => (line.kind.to_owned(), role),
        "SEARCHES" => (line.searches.clone(), role),
        // That nothing is held stands before what its timers want, which the title and the detail say.
        "HOLD" if !line.held => ("none".to_owned(), role),
        "HOLD" if line.unanswered > 0 => ("timer".to_owned(), Role::Warning),
        "HOLD" => ("in force".to_owned(), role),
        _ => (line.stage.to_owned(), role),
    }
}

fn hold_cell(model: &Model, line: &HoldLine, column: &Column) -> (String, Role) {
    let role = Role::Quiet.only_if(line.released.is_some());
    let state = match (line.unanswered, line.released) {
        (1.., _) => ("timer runs".to_owned(), Role::Warning),
        (0, Some(_)) => ("ended".to_owned(), role),
        (0, None) => ("in force".to_owned(), role),
    };
    match column.head {
        "PLACED" => (listed(line.placed, model.now, model.book.zone), role),
        "REFERENCE" => (line.reference.clone(), role),
        "STATE" | "HOLD" => state,
        "COVERS" => (line.covers.clone(), role),
        _ => (String::new(), role),
    }
}

fn request_pane(request: &RequestLine) -> Pane {
    let facts = request.facts.iter();
    let facts = facts.map(|(label, value, presses)| {
        Fact::new(label, value.clone(), Role::Warning.only_if(*presses))
    });
    Pane {
        head: vec![
            (request.reference.clone(), Role::Title),
            (format!(" \u{b7} {}", request.head), Role::Plain),
        ],
        shorter: vec![vec![
            (request.reference.clone(), Role::Title),
            (format!(" \u{b7} {}", request.stage), Role::Plain),
        ]],
        body: Vec::new(),
        found: Vec::new(),
        facts: facts.collect(),
        shows: Act::Show,
    }
}

fn hold_pane(model: &Model, hold: &HoldLine) -> Pane {
    let at = |at| when::near(at, model.now, model.book.zone);
    let state = match hold.released {
        Some(end) => format!("ended {}", at(end)),
        None => "in force: nothing it covers can be erased".to_owned(),
    };
    let mut facts = vec![
        Fact::new("Covers", hold.covers.clone(), Role::Plain),
        Fact::new("Placed", at(hold.placed), Role::Plain),
    ];
    let role = Role::Warning.only_if(hold.unanswered > 0);
    let timers = hold.timers.iter().enumerate();
    facts.extend(
        timers
            .map(|(n, words)| Fact::new(if n == 0 { "Timers" } else { " " }, words.clone(), role)),
    );
    Pane {
        head: vec![
            (hold.reference.clone(), Role::Title),
            (format!(" \u{b7} {state}"), Role::Plain),
        ],
        shorter: Vec::new(),
        body: Vec::new(),
        found: Vec::new(),
        facts,
        shows: Act::Show,
    }
}
