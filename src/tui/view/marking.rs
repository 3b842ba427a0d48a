//! A marking being put together: what it would be, and what may go into it. Wide enough, handling and subject stand beside
//! each other; else everything stands one below the other.

use ratatui::layout::Rect;

use super::parts::Canvas;
use crate::policy::{Level, MarkingRule};
use crate::text;
use crate::tui::form::{Field, FieldKind};
use crate::tui::layout::areas::BODY;
use crate::tui::layout::page::page_lines;
use crate::tui::layout::room::areas_of;
use crate::tui::marking::{Builder, Line, letter};
use crate::tui::theme::Role;

/// Where the second column begins.
const BESIDE: u16 = 36;
/// The first row of the classifications, and of what may be put on.
const LEVELS: u16 = 4;
const RULES: u16 = 11;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, builder: &Builder) {
    head(canvas, builder);
    let bottom = areas_of(canvas.model).said;
    let below = RULES + 1 + builder.longest() as u16 + 1;
    let wide = canvas.columns >= 76 && bottom > below && !canvas.model.spoken;
    match wide {
        true => beside(canvas, builder, below),
        false => below_each_other(canvas, builder),
    }
}

/// What it would be, and the question.
fn head(canvas: &mut Canvas<'_, '_>, builder: &Builder) {
    let x = 1 + canvas.put(1, 1, canvas.columns, "Marking", Role::Title) + 3;
    let (words, role) = match (builder.level, builder.marking()) {
        (None, _) => ("What would its source be marked?".to_owned(), Role::Plain),
        (_, Ok(None)) => ("not stated".to_owned(), Role::Plain),
        (_, Ok(Some(marking))) => (marking.to_string(), Role::Choice),
        (_, Err(why)) => (format!("not yet: {why}"), Role::Warning),
    };
    // A long one goes on in the next row.
    let room = canvas.columns.saturating_sub(x + 1);
    let lines = text::wrap(&text::safe_line(&words), usize::from(room.max(1)));
    for (n, line) in lines.iter().take(2).enumerate() {
        canvas.put(x, 1 + n as u16, room, line, role);
    }
}

/// Classification above, handling and subject in two columns, what is said of the line in hand beneath.
fn beside(canvas: &mut Canvas<'_, '_>, builder: &Builder, below: u16) {
    heading(canvas, (1, LEVELS - 1), "Classification", "one");
    let whole = !builder.stops();
    if whole {
        heading(canvas, (1, RULES), "Handling", "any");
        heading(canvas, (BESIDE, RULES), "About", "any");
    }
    let chosen = builder.list.chosen();
    for n in builder.list.shown() {
        let Some(line) = builder.lines.get(*n) else {
            continue;
        };
        let here = chosen == Some(*n);
        let (x, y) = match (line, builder.place(*n)) {
            (Line::Level(_), at) => (1, LEVELS + at.1 as u16),
            (Line::Rule { .. }, (0, row)) => (1, RULES + 1 + row as u16),
            (Line::Rule { .. }, (_, row)) => (BESIDE, RULES + 1 + row as u16),
            (Line::Other(_), _) => (1, below),
        };
        if here {
            canvas.put(x, y, 1, ">", Role::Selected);
            canvas.cursor = Some((x, y));
        }
        let room = match x {
            1 if matches!(line, Line::Rule { .. }) => 30,
            _ => canvas.columns,
        };
        one(canvas, builder, line, (x + 3, y, room), here);
    }
    if let (true, Some(line)) = (whole, builder.line()) {
        beneath(canvas, builder, line, below + 1);
    }
}

fn heading(canvas: &mut Canvas<'_, '_>, (x, y): (u16, u16), words: &str, how: &str) {
    let end = x + canvas.put(x, y, 30, words, Role::Title);
    canvas.put(end + 1, y, 10, how, Role::Quiet);
}

/// What is to be typed for the line in hand, or why it may not stand here.
fn beneath(canvas: &mut Canvas<'_, '_>, builder: &Builder, line: &Line, y: u16) {
    let Line::Rule { rule, on, text } = line else {
        return;
    };
    let room = canvas.columns.saturating_sub(2);
    match (text, builder.not_here(rule)) {
        (Some(field), _) if *on => {
            let end = 1 + canvas.put(1, y, 20, "Say:", Role::Quiet);
            typed(canvas, field, (end + 1, y), true);
        }
        (_, Some(why)) => {
            canvas.put_cut(
                (1, y, room),
                &format!("{} does not go here: {why}", rule.name),
                Role::Quiet,
            );
        }
        _ => {
            let words = "Space puts it on or takes it off; Left and Right go to the other column.";
            canvas.put_cut((1, y, room), words, Role::Quiet);
        }
    }
}

/// Everything one below the other, as much as there is room for.
fn below_each_other(canvas: &mut Canvas<'_, '_>, builder: &Builder) {
    let rows = page_lines(canvas.model);
    for (n, (line, selected)) in builder.list.visible().take(rows).enumerate() {
        let y = BODY + n as u16;
        canvas.marker(y, selected);
        let Some(line) = builder.lines.get(line) else {
            continue;
        };
        let end = one(canvas, builder, line, (4, y, canvas.columns), selected);
        if let Line::Rule { rule, on, text } = line {
            match (text, builder.not_here(rule)) {
                (Some(field), _) if *on => typed(canvas, field, (end + 2, y), selected),
                (_, Some(why)) => {
                    let room = canvas.columns.saturating_sub(end + 3);
                    canvas.put_cut((end + 2, y, room), &format!("({why})"), Role::Quiet);
                }
                _ => {}
            }
        }
    }
    let below = BODY + builder.list.len() as u16 + 1;
    if builder.stops() && builder.list.len() + 2 < rows {
        let words = "SECRET and above stops here (para 11): nothing more is asked, and nothing of it may be typed.";
        let area = (1, below, canvas.columns - 2, 3);
        canvas.paragraphs(area, &[(words.to_owned(), Role::Warning)]);
    }
}

/// One line; gives the column behind it.
fn one(
    canvas: &mut Canvas<'_, '_>,
    builder: &Builder,
    line: &Line,
    (x, y, room): (u16, u16, u16),
    here: bool,
) -> u16 {
    let room = room.min(canvas.columns.saturating_sub(x + 1));
    match line {
        Line::Level(level) => {
            canvas.put(x, y, 1, &letter(*level).to_string(), Role::Key);
            let words = level.map_or("not stated", Level::marking);
            let made = builder.level == Some(*level);
            let (words, role) = match (made, here) {
                (true, true) => (format!("[{words}]"), Role::ChoiceHere),
                (true, false) => (format!("[{words}]"), Role::Choice),
                (false, _) => (words.to_owned(), Role::Plain),
            };
            let end = x + 3 + canvas.put(x + 3, y, room, &words, role);
            if level.is_some_and(Level::is_secret_or_above) {
                let words = "stops here: nothing typed is kept";
                canvas.put(
                    end + 1,
                    y,
                    canvas.columns.saturating_sub(end + 2),
                    words,
                    Role::Quiet,
                );
            }
            end
        }
        Line::Rule { rule, on, text } => {
            let mark = if *on { "[x]" } else { "[ ]" };
            let role = match (on, builder.not_here(rule)) {
                (true, _) => Role::Choice,
                (false, Some(_)) => Role::Quiet,
                (false, None) => Role::Plain,
            };
            canvas.put(x, y, 3, mark, role);
            let room = room.saturating_sub(4).max(1);
            let words = name(rule, text.as_deref(), canvas.model.spoken);
            x + 4 + canvas.put_cut((x + 4, y, room), &words, role)
        }
        Line::Other(field) => {
            let end = x + canvas.put(x, y, room, "Other:", Role::Plain);
            typed(canvas, field, (end + 2, y), here);
            end
        }
    }
}

/// A listed marking, with what is said in it.
fn name(rule: &MarkingRule, text: Option<&Field>, spoken: bool) -> String {
    let said = text.and_then(Field::said);
    match (rule.name.starts_with('['), said) {
        (true, Some(said)) => format!("{said} USE ONLY"),
        (true, None) if spoken => "For the use of those named only".to_owned(),
        (true, None) => "\u{2026} USE ONLY, name it".to_owned(),
        (false, _) => rule.name.clone(),
    }
}

/// What is typed behind a marking.
fn typed(canvas: &mut Canvas<'_, '_>, field: &Field, (x, y): (u16, u16), selected: bool) {
    let room = canvas.columns.saturating_sub(x + 1);
    let FieldKind::Line(area) = &field.kind else {
        return;
    };
    let cursor = if area.is_empty() && !field.hint.is_empty() {
        canvas.put_cut((x, y, room), &format!("({})", field.hint), Role::Quiet);
        (x, y)
    } else {
        let rect = Rect::new(x, y, room.max(1), 1);
        let cursor = super::typed::draw(canvas, area, rect);
        canvas.wash(rect, Role::Field);
        cursor
    };
    if selected {
        canvas.cursor = Some(cursor);
    }
}
