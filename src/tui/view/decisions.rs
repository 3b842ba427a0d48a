//! Past decisions: a line each, the selected one whole below or beside.

use super::lists::looked_for;
use super::pane::{DetailFact as Fact, DetailPane as Pane};
use super::parts::Canvas;
use super::table::{Column, TableRow, column};
use crate::action::Act;
use crate::desk::words::counted;
use crate::tui::decide::DecisionLine;
use crate::tui::layout::areas::Areas;
use crate::tui::layout::room::areas_of;
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// The columns; a narrow list says what it was about in its detail alone.
fn columns(width: u16) -> &'static [Column] {
    const NARROW: &[Column] = &[column("WHEN", 18), column("VERDICT", 0)];
    const USUAL: &[Column] = &[
        column("WHEN", 18),
        column("VERDICT", 22),
        column("OUTCOME, CHANNEL, DEVICE", 0),
    ];
    match width {
        0..72 => NARROW,
        _ => USUAL,
    }
}

/// What stands where none is on record.
fn none(model: &Model) -> String {
    match model.keymap.label(Act::GoDecide) {
        Some(key) => format!("No decision is on record. {key} asks the questions."),
        None => "No decision is on record.".to_owned(),
    }
}

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let past = &model.decide.past;
    let areas = areas_of(model);
    let head = match past.all.len() {
        0 => "none is on record".to_owned(),
        n => format!("{}, the latest first", counted(n, "decision")),
    };
    let right = looked_for(model, past.list.len(), past.all.len());
    canvas.head("Past decisions", &[(head, Role::Plain)], &right);
    if past.list.is_empty() {
        return canvas.no_lines(&match past.all.is_empty() {
            true => none(model),
            false => "No decision holds all of these words. Esc shows all again.".to_owned(),
        });
    }
    let columns = columns(areas.list);
    canvas.table((&past.list, &areas), columns, "", |n| {
        let line = past.all.get(n)?;
        let cells = [&line.at, &line.verdict, &line.what];
        let cells = cells.map(|words| (words.clone(), Role::Plain));
        Some(TableRow::of(
            cells.into_iter().take(columns.len()).collect(),
        ))
    });
    if let Some(decision) = past.chosen() {
        detail(canvas, &areas, decision);
    }
}

/// The selected decision, label by label.
fn detail(canvas: &mut Canvas<'_, '_>, areas: &Areas, decision: &DecisionLine) {
    let value = |label: &str| {
        let line = decision.lines.iter().find(|(l, _)| *l == label);
        line.map(|(_, v)| v.clone())
    };
    let facts = [
        "Outcome",
        "Reason",
        "Situation",
        "Channel",
        "Device then",
        "Marking",
        "Significant",
        "Scope",
        "Personal data",
        "Duties",
        "For",
        "Two answers",
    ];
    let facts = facts
        .into_iter()
        .filter_map(|label| Some((label, value(label)?)));
    let decided = value("Decided").unwrap_or_default();
    let pane = Pane {
        head: vec![
            (value("Verdict").unwrap_or_default(), Role::Verdict),
            (format!(" \u{b7} {decided}"), Role::Plain),
        ],
        body: Vec::new(),
        shorter: Vec::new(),
        found: Vec::new(),
        facts: facts
            .map(|(label, value)| Fact::new(label, value, Role::Plain))
            .collect(),
        shows: Act::Show,
    };
    canvas.detail(areas, &pane);
}
