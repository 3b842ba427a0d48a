//! The places of a request: a line each, the selected one with words, days, figures and sum.

use super::lists::looked_for;
use super::pane::{DetailFact as Fact, DetailPane as Pane};
use super::parts::Canvas;
use super::table::{Column, TableRow, column};
use crate::action::Act;
use crate::text::when;
use crate::tui::book::listed;
use crate::tui::layout::room::areas_of;
use crate::tui::list::List;
use crate::tui::model::Model;
use crate::tui::request_places::PlaceLine;
use crate::tui::requests::RequestLine;
use crate::tui::theme::Role;

/// The columns; a narrow list says what was searched and what came of it.
fn columns(width: u16) -> &'static [Column] {
    const NARROW: &[Column] = &[column("FOUND", 15), column("PLACE", 0)];
    const USUAL: &[Column] = &[
        column("SEARCHED", 16),
        column("FOUND", 15),
        column("PLACE", 0),
    ];
    match width {
        0..72 => NARROW,
        _ => USUAL,
    }
}

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, request: &RequestLine, list: &List) {
    let model = canvas.model;
    let areas = areas_of(model);
    let right = looked_for(model, list.len(), request.places.len());
    let words = [(
        format!("{}: {}", request.reference, request.searches),
        Role::Plain,
    )];
    canvas.head("Searches", &words, &right);
    if list.is_empty() {
        return canvas.no_lines("No place has all of these words. Esc shows all again.");
    }
    let columns = columns(areas.list);
    canvas.table((list, &areas), columns, "", |n| {
        let line = request.places.get(n)?;
        let cells = columns.iter().map(|c| cell(model, line, c));
        Some(TableRow::of(cells.collect()))
    });
    if let Some(line) = list.chosen().and_then(|n| request.places.get(n)) {
        canvas.detail(&areas, &pane(model, line));
    }
}

fn cell(model: &Model, line: &PlaceLine, column: &Column) -> (String, Role) {
    match column.head {
        "SEARCHED" => match line.at {
            Some(at) => (listed(at, model.now, model.book.zone), Role::Plain),
            None => ("to do".to_owned(), Role::Plain),
        },
        "FOUND" => (line.found.clone(), Role::Plain),
        _ => (line.place.clone(), Role::Plain),
    }
}

fn pane(model: &Model, line: &PlaceLine) -> Pane {
    let when = match line.at {
        Some(at) => when::near(at, model.now, model.book.zone),
        None => "not searched yet".to_owned(),
    };
    let facts = line.facts.iter();
    Pane {
        head: vec![
            (line.place.clone(), Role::Title),
            (format!(" \u{b7} {}, {when}", line.came), Role::Plain),
        ],
        shorter: vec![vec![
            (line.place.clone(), Role::Title),
            (format!(" \u{b7} {}", line.came), Role::Plain),
        ]],
        body: Vec::new(),
        found: Vec::new(),
        facts: facts
            .map(|(label, value)| Fact::new(label, value.clone(), Role::Plain))
            .collect(),
        shows: Act::Show,
    }
}
