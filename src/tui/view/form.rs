//! A form: what it is about, its fields one below the other, the hint of the one in hand.

use ratatui::layout::Rect;

use super::parts::Canvas;
use super::typed;
use crate::text;
use crate::tui::form::{Field, FieldKind, Form};
use crate::tui::layout::areas::BODY;
use crate::tui::layout::room::areas_of;
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// The most rows a text takes before it scrolls.
const TEXT_ROWS: u16 = 8;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, form: &Form) {
    canvas.put(1, 1, canvas.columns - 1, &form.title, Role::Title);
    let bottom = areas_of(canvas.model).said.saturating_sub(1);
    let top = about(canvas, form, bottom);
    let label = label_columns(form, canvas.columns);
    let x = 3 + label;
    let room = canvas.columns.saturating_sub(x + 1);
    let mut heights = heights(form, bottom.saturating_sub(top));
    let (mut below, role) = below_field(canvas.model, form, room);
    let free = bottom.saturating_sub(top + heights.iter().sum::<u16>());
    below.truncate(usize::from(free.max(2)));
    let own = heights.get(form.focus).copied().unwrap_or_default();
    if let Some(height) = heights.get_mut(form.focus) {
        *height += below.len() as u16;
    }
    // On a low screen the fields above the one in hand make room for it.
    let mut first = 0;
    let used = |first: usize| heights[first..=form.focus].iter().sum::<u16>();
    while first < form.focus && top + used(first) > bottom {
        first += 1;
    }
    let mut y = top;
    for (n, field) in form.fields.iter().enumerate().skip(first) {
        let rows = heights[n].min(bottom.saturating_sub(y));
        if rows == 0 {
            break;
        }
        let focused = n == form.focus;
        let field_rows = if focused { rows.min(own) } else { rows };
        field_row(canvas, field, (y, field_rows, label), focused);
        if focused {
            for (line, y) in below.iter().zip(y + field_rows..y + rows) {
                canvas.put(x, y, room, line, role);
            }
        }
        y += rows;
    }
    // Somebody who listens hears the hint with the field, in the status line.
    let hinted = form.fields.get(form.focus).filter(|_| !canvas.model.spoken);
    if let Some(field) = hinted {
        hint(canvas, bottom, &hint_words(field));
    }
}

/// What the form is about, in as many rows as its fields leave; gives the row of the first field.
fn about(canvas: &mut Canvas<'_, '_>, form: &Form, bottom: u16) -> u16 {
    let fields = form.fields.len() as u16;
    // Above lines alone there is room for more than above texts.
    let rows = match (canvas.model.spoken, form.fields.iter().any(is_text)) {
        (true, _) => bottom.saturating_sub(2 + fields).max(1),
        (false, true) => (bottom.saturating_sub(BODY) / 3).clamp(1, 3),
        (false, false) => bottom.saturating_sub(2 + fields).clamp(1, 6),
    };
    let about = [(form.about.clone(), Role::Plain)];
    let end = canvas.paragraphs((1, 2, canvas.columns - 2, rows), &about);
    end + u16::from(bottom > end + fields)
}

/// What stands beneath the field in hand: what a time is understood as while it is typed, which a listener hears on
/// leaving; else the rest of a choice.
fn below_field(model: &Model, form: &Form, room: u16) -> (Vec<String>, Role) {
    if model.spoken {
        return (Vec::new(), Role::Plain);
    }
    if let Some(understood) = form.understood(model.now) {
        let (words, role) = match understood {
            Ok(words) => (format!("= {words}"), Role::Title),
            Err(why) => (format!("Check: {why}."), Role::Warning),
        };
        let mut lines = text::wrap(&text::safe_line(&words), usize::from(room));
        lines.truncate(2);
        return (lines, role);
    }
    let field = form.fields.get(form.focus);
    let lines = field.map(|f| chosen(f, room)).unwrap_or_default();
    (lines.into_iter().skip(1).collect(), Role::Plain)
}

/// What may be said in a field; where it holds what cannot be seen, how that is shown.
fn hint_words(field: &Field) -> String {
    match unseen(field) {
        Some(code) => format!(
            "{}: {code} and the like stand for what cannot be seen; it is kept.",
            field.label
        ),
        None if field.hint.is_empty() => String::new(),
        None => format!("{}: {}", field.label, field.hint),
    }
}

fn is_text(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Text { .. })
}

/// The columns of the labels, a gap behind the longest with them: none of them is cut.
fn label_columns(form: &Form, columns: u16) -> u16 {
    let longest = form.fields.iter().map(|f| text::width(f.label)).max();
    let least = match columns {
        0..50 => 12,
        _ => 20,
    };
    (longest.unwrap_or_default() as u16 + 1).max(least)
}

/// What may be said in the field in hand, in as many rows as it needs and the status line leaves it.
fn hint(canvas: &mut Canvas<'_, '_>, y: u16, words: &str) {
    let columns = canvas.columns - 2;
    let free = match canvas.model.said.text.is_empty() {
        true => areas_of(canvas.model).said_rows,
        false => 0,
    };
    let mut lines = text::wrap(&text::safe_line(words), usize::from(columns));
    let rows = usize::from(1 + free);
    if lines.len() > rows {
        lines = lines.split_off(0).into_iter().take(rows).collect();
        if let Some(last) = lines.last_mut() {
            last.push_str(" \u{2026}");
        }
    }
    for (line, y) in lines.iter().zip(y..) {
        canvas.put_cut((1, y, columns), line, Role::Quiet);
    }
}

/// The words of a choice in hand, in lines of so many columns; of another field nothing.
fn chosen(field: &Field, columns: u16) -> Vec<String> {
    let FieldKind::Choice { options, at, .. } = &field.kind else {
        return Vec::new();
    };
    let words = options.get(*at).map(String::as_str).unwrap_or_default();
    let words = match options.len() > 1 {
        true => format!("< {words} >"),
        false => words.to_owned(),
    };
    text::wrap(&text::safe_line(&words), usize::from(columns))
}

/// How what cannot be seen in a field is shown, where it holds any.
fn unseen(field: &Field) -> Option<String> {
    match &field.kind {
        FieldKind::Line(area) | FieldKind::Text { area, .. } => typed::unseen(area),
        FieldKind::Choice { .. } => None,
    }
}

/// How many rows each field gets: one for a line, what is left for texts.
fn heights(form: &Form, room: u16) -> Vec<u16> {
    let texts = form.fields.iter().filter(|f| is_text(f)).count() as u16;
    let lines = form.fields.len() as u16 - texts;
    let each = room.saturating_sub(lines).checked_div(texts);
    let each = each.unwrap_or(1).clamp(1, TEXT_ROWS);
    let height = |f: &Field| if is_text(f) { each } else { 1 };
    form.fields.iter().map(height).collect()
}

fn field_row(
    canvas: &mut Canvas<'_, '_>,
    field: &Field,
    (y, rows, label): (u16, u16, u16),
    focused: bool,
) {
    let role = if focused { Role::Title } else { Role::Quiet };
    if focused {
        canvas.put(1, y, 1, ">", Role::Selected);
    }
    canvas.put(3, y, label - 1, field.label, role);
    let x = 3 + label;
    let columns = canvas.columns.saturating_sub(x + 1);
    match &field.kind {
        FieldKind::Choice { options, at, .. } => {
            let words = options.get(*at).cloned().unwrap_or_default();
            let words = match focused {
                true => chosen(field, columns).into_iter().next(),
                false => None,
            }
            .unwrap_or(words);
            canvas.put_cut((x, y, columns), &words, Role::Plain);
            if focused {
                canvas.cursor = Some((x, y));
            }
        }
        FieldKind::Line(area) | FieldKind::Text { area, .. } => {
            if columns == 0 {
                return;
            }
            let cursor = typed::draw(canvas, area, Rect::new(x, y, columns, rows));
            if focused {
                canvas.cursor = Some(cursor);
            }
            if !focused && area.is_empty() && !field.hint.is_empty() {
                canvas.put_cut((x, y, columns), &format!("({})", field.hint), Role::Quiet);
            }
        }
    }
}
