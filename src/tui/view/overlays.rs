//! A text to read, and the palette.

use super::parts::Canvas;
use crate::tui::layout::areas::BODY;
use crate::tui::layout::page::page_lines;
use crate::tui::layout::texts;
use crate::tui::model::{Palette, Reading};
use crate::tui::palette;
use crate::tui::theme::Role;

/// Draws a text from the line it was scrolled to.
pub(super) fn reading(canvas: &mut Canvas<'_, '_>, reading: &Reading) {
    let all = texts::reading(canvas.model, reading);
    let page = page_lines(canvas.model);
    let end = (reading.from + page).min(all.len());
    let lines = match all.len() > page {
        true => format!("lines {} to {end} of {}", reading.from + 1, all.len()),
        false => String::new(),
    };
    canvas.title(&reading.title, &lines, Role::Plain);
    canvas.text(&all, reading.from);
}

/// Draws a text with nothing beside it, to be selected by hand; the last row alone is this program's.
pub(super) fn plain(canvas: &mut Canvas<'_, '_>, reading: &Reading) {
    let all = texts::reading(canvas.model, reading);
    let page = page_lines(canvas.model);
    for (n, line) in all.iter().skip(reading.from).take(page).enumerate() {
        canvas.put(0, n as u16, canvas.columns, line, Role::Plain);
    }
    let end = (reading.from + page).min(all.len());
    let words = match all.len() > page {
        true => format!(
            "(lines {} to {end} of {}; PgDn, PgUp, Esc back)",
            reading.from + 1,
            all.len()
        ),
        false => "(Esc back)".to_owned(),
    };
    canvas.put(0, canvas.rows - 1, canvas.columns, &words, Role::Quiet);
    canvas.cursor = Some((0, 0));
}

/// Draws the palette: what is typed, and what that finds.
pub(super) fn palette(canvas: &mut Canvas<'_, '_>, shown: &Palette) {
    let here = canvas.model.palette_context();
    let found = palette::found(canvas.model, shown);
    let typed = format!(":{}", shown.words);
    let end = canvas.put(1, 1, canvas.columns - 2, &typed, Role::Title);
    canvas.cursor = Some((1 + end, 1));
    if canvas.model.spoken {
        // One hit is told at a time, never the list.
        return;
    }
    let rows = page_lines(canvas.model);
    if found.is_empty() {
        let words = "Nothing found. Try: erase, statement, timer";
        canvas.put(3, BODY, canvas.columns - 3, words, Role::Plain);
    }
    // The chosen line stays on the screen.
    let from = (shown.at + 1).saturating_sub(rows);
    for (n, found) in found.iter().enumerate().skip(from).take(rows) {
        let (action, place) = (found.action, found.place);
        let now = canvas.model.situation_at(place);
        let y = BODY + (n - from) as u16;
        if n == shown.at {
            canvas.put(1, y, 1, ">", Role::Selected);
        }
        let keys = canvas.model.keymap.keys(action, place);
        let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
        canvas.put(3, y, 12, &keys.join(" "), Role::Key);
        let mut words = action.title.to_owned();
        if let Some(why) = action.why_not(&now) {
            words.push_str(&format!(" (not now: {why})"));
        }
        // What another screen has is named with that, at the right.
        let title = if place == here { "" } else { place.title() };
        let right = title.len() as u16 + u16::from(!title.is_empty()) * 2;
        let room = canvas.columns.saturating_sub(17 + right);
        canvas.put_cut((16, y, room), &words, Role::Plain);
        let x = canvas.columns.saturating_sub(title.len() as u16 + 1);
        canvas.put(x, y, right, title, Role::Quiet);
    }
}
