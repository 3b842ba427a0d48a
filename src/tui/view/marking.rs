//! A marking being put together: what it would be, and its lines.

use super::parts::Canvas;
use crate::policy::Level;
use crate::text;
use crate::tui::form::{Field, FieldKind};
use crate::tui::layout::areas::BODY;
use crate::tui::layout::page::page_lines;
use crate::tui::marking::{Builder, Line};
use crate::tui::theme::Role;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, builder: &Builder) {
    let x = 1 + canvas.put(1, 1, canvas.columns, "Marking", Role::Title) + 3;
    let (words, role) = match (builder.level, builder.marking()) {
        (None, _) => ("What would its source carry?".to_owned(), Role::Plain),
        (_, Ok(None)) => ("not stated".to_owned(), Role::Plain),
        (_, Ok(Some(marking))) => (marking.to_string(), Role::Key),
        (_, Err(why)) => (format!("not yet: {why}"), Role::Soon),
    };
    // A long one goes on in the next row.
    let room = canvas.columns.saturating_sub(x + 1);
    let lines = text::wrap(&text::safe_line(&words), usize::from(room.max(1)));
    for (n, line) in lines.iter().take(2).enumerate() {
        canvas.put(x, 1 + n as u16, room, line, role);
    }
    let rows = page_lines(canvas.model);
    for (n, (line, selected)) in builder.list.visible().take(rows).enumerate() {
        let y = BODY + n as u16;
        canvas.marker(y, selected);
        if let Some(line) = builder.lines.get(line) {
            one(canvas, builder, line, y, selected);
        }
    }
    let below = BODY + builder.list.len() as u16 + 1;
    if builder.stops() && builder.list.len() + 2 < rows {
        let words = "SECRET and above stops here (para 11): nothing more is asked, and nothing of it may be typed.";
        let area = (1, below, canvas.columns - 2, 3);
        canvas.paragraphs(area, &[(words.to_owned(), Role::Warning)]);
    }
}

fn one(canvas: &mut Canvas<'_, '_>, builder: &Builder, line: &Line, y: u16, selected: bool) {
    let room = canvas.columns.saturating_sub(8);
    match line {
        Line::Level(level) => {
            let stands = builder.level == Some(*level);
            let mark = if stands { "(x)" } else { "( )" };
            canvas.put(3, y, 3, mark, Role::Plain);
            let words = level.map_or("not stated", Level::marking);
            canvas.put(7, y, room, words, Role::Plain);
        }
        Line::Rule { rule, on, text } => {
            let mark = if *on { "[x]" } else { "[ ]" };
            canvas.put(3, y, 3, mark, Role::Plain);
            let end = 7 + canvas.put(7, y, room, &rule.name, Role::Plain);
            match (text, builder.not_here(rule)) {
                (Some(field), _) if *on => typed(canvas, field, (end + 2, y), selected),
                (_, Some(why)) => {
                    let room = canvas.columns.saturating_sub(end + 3);
                    canvas.put(end + 2, y, room, &format!("({why})"), Role::Quiet);
                }
                _ => {}
            }
        }
        Line::Other(field) => {
            let end = 3 + canvas.put(3, y, room, "Other:", Role::Plain);
            typed(canvas, field, (end + 2, y), selected);
        }
    }
}

/// What is typed behind a marking.
fn typed(canvas: &mut Canvas<'_, '_>, field: &Field, (x, y): (u16, u16), selected: bool) {
    let room = canvas.columns.saturating_sub(x + 1);
    let FieldKind::Line(area) = &field.kind else {
        return;
    };
    let cursor = if area.is_empty() && !field.hint.is_empty() {
        canvas.put(x, y, room, &format!("({})", field.hint), Role::Quiet);
        (x, y)
    } else {
        super::typed::draw(canvas, area, ratatui::layout::Rect::new(x, y, room, 1))
    };
    if selected {
        canvas.cursor = Some(cursor);
    }
}
