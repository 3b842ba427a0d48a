//! Holds: a line each, the selected one with what it covers and the timers that run in that.

use super::lists::looked_for;
use super::pane::{DetailFact as Fact, DetailPane as Pane};
use super::parts::Canvas;
use super::table::{Column, TableRow, column};
use crate::action::Act;
use crate::text::{counted, when};
use crate::tui::book::listed;
use crate::tui::layout::room::areas_of;
use crate::tui::model::Model;
use crate::tui::requests::HoldLine;
use crate::tui::theme::Role;

/// What stands where there is none.
pub(in crate::tui) const NONE: &str = "No hold on record here. Ask the request team.";

/// The columns; a narrow list says what a hold covers in its detail alone.
fn columns(width: u16) -> &'static [Column] {
    const NARROW: &[Column] = &[column("PLACED", 16), column("REFERENCE", 0)];
    const USUAL: &[Column] = &[
        column("PLACED", 16),
        column("REFERENCE", 16),
        column("STATE", 14),
        column("COVERS", 0),
    ];
    match width {
        0..72 => NARROW,
        _ => USUAL,
    }
}

/// How many are in force, and of how many timers nobody said anything.
pub(in crate::tui) fn head(model: &Model) -> String {
    let holds = &model.requests.holds;
    let open = holds.iter().filter(|h| h.released.is_none()).count();
    let timers: usize = holds.iter().map(|h| h.unanswered).sum();
    let open = match open {
        0 => "none in force".to_owned(),
        n => format!("{} in force", counted(n, "hold")),
    };
    match timers {
        0 => open,
        1 => format!("{open}, 1 timer not answered for"),
        n => format!("{open}, {n} timers not answered for"),
    }
}

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas_of(model);
    let state = &model.requests;
    let right = looked_for(model, state.list.len(), state.holds.len());
    let presses = state.holds.iter().any(|h| h.unanswered > 0);
    let words = [(head(model), Role::Warning.only_if(presses))];
    canvas.head("Requests and holds", &words, &right);
    if state.list.is_empty() {
        return canvas.no_lines(match state.holds.is_empty() {
            true => NONE,
            false => "No hold has all of these words. Esc shows all again.",
        });
    }
    let columns = columns(areas.list);
    canvas.table((&state.list, &areas), columns, "", |n| {
        let line = state.holds.get(n)?;
        Some(TableRow::of(
            columns.iter().map(|c| cell(model, line, c)).collect(),
        ))
    });
    if let Some(hold) = state.chosen() {
        canvas.detail(&areas, &pane(model, hold));
    }
}

fn cell(model: &Model, line: &HoldLine, column: &Column) -> (String, Role) {
    let role = Role::Quiet.only_if(line.released.is_some());
    match column.head {
        "PLACED" => (listed(line.placed, model.now, model.book.zone), role),
        "REFERENCE" => (line.reference.clone(), role),
        "STATE" if line.unanswered > 0 => ("timer runs".to_owned(), Role::Warning),
        "STATE" if line.released.is_some() => ("ended".to_owned(), role),
        "STATE" => ("in force".to_owned(), role),
        _ => (line.covers.clone(), role),
    }
}

fn pane(model: &Model, hold: &HoldLine) -> Pane {
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
