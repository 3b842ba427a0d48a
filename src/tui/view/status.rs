//! The status line: what happened last, what was refused, what is asked.
//!
//! Invariants: it ends in the row above the key bar; a sentence that needs more rows than are kept for it takes
//! them from what stands below the cursor, up to a third of the window; what is cut all the same says so.

use std::ops::Range;

use super::parts::Canvas;
use crate::action::{Act, Key};
use crate::text;
use crate::tui::going_on;
use crate::tui::layout::areas::{BODY, LEAST};
use crate::tui::layout::room::areas_of;
use crate::tui::layout::{spoken, texts};
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::theme::Role;

/// Draws it, last of all but the key bar.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let role = match model.said.warning {
        true => Role::Warning,
        false => Role::Plain,
    };
    if let Some(Overlay::Filter) = model.overlay {
        typed(canvas);
    }
    if let Some(Overlay::Form(form)) = &model.overlay
        && super::beneath::is_checked(model, form)
    {
        // It stands beneath the field it is about.
        return;
    }
    let mut lines = texts::said(model);
    if let (true, Some(line)) = (model.said.text.is_empty(), going_on::line(model)) {
        let y = kept(model).end.saturating_sub(1);
        canvas.put(1, y, canvas.columns - 2, &line, Role::Quiet);
        return;
    }
    let rows = match model.spoken {
        // Somebody who listens has the room made beforehand.
        true => kept(model),
        false => grown(canvas, lines.len()),
    };
    (rows.start..kept(model).start).for_each(|y| canvas.clear(y));
    let room = usize::from(rows.end - rows.start);
    if lines.len() > room {
        let columns = usize::from(canvas.columns.saturating_sub(4));
        let last = lines.get(room.saturating_sub(1)).cloned();
        lines.truncate(room.saturating_sub(1));
        lines.push(match model.spoken {
            true => rest_by(model),
            false => text::cut_short(text::fit(&last.unwrap_or_default(), columns)),
        });
    }
    let first = match model.spoken && spoken::is_alone(model) {
        true => rows.start,
        false => rows.end - (lines.len().min(room) as u16),
    };
    if model.spoken && spoken::is_alone(model) && model.overlay.is_none() {
        // The first letter of the line in hand, behind what just happened.
        let news = u16::try_from(texts::news_rows(model)).unwrap_or_default();
        canvas.cursor = Some((1, (first + news).min(rows.end.saturating_sub(1))));
    }
    for (y, line) in (first..rows.end).zip(&lines) {
        canvas.put(1, y, canvas.columns - 2, line, role);
    }
}

/// That there is more, and by which key it is read.
fn rest_by(model: &Model) -> String {
    let context = model.context();
    let helps = |key: Key| {
        let mut actions = model.keymap.actions(context, key);
        actions.any(|action| action.act == Act::Help)
    };
    match () {
        () if !context.takes_text() && helps(Key::Char('?')) => {
            "and more: question mark reads it all".to_owned()
        }
        () if helps(Key::F1) => "and more: F1 reads it all".to_owned(),
        () => "and more".to_owned(),
    }
}

/// The words that are looked for, as they are typed: in the row of the title, where the list stays whole below it; for
/// somebody who listens behind the sentence.
fn typed(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas_of(model);
    let y = match model.spoken {
        true => areas.said + areas.said_rows - 1,
        false => 1,
    };
    canvas.clear(y);
    let words = format!("/{}", model.filter().words);
    let room = canvas.columns - 2;
    let end = canvas.put(1, y, room, &words, Role::Title);
    canvas.cursor = Some((1 + end, y));
    let found = match model.screen == Screen::Triage && model.triage.looking {
        true => "looking".to_owned(),
        false => format!("{} found", text::figure(model.list().len())),
    };
    if !model.spoken && end + 4 + found.len() as u16 <= room {
        let x = canvas.columns - 1 - found.len() as u16;
        canvas.put(x, y, room, &found, Role::Quiet);
    }
}

/// The rows that are kept for it; for somebody who listens the words of a filter take the last of them.
fn kept(model: &Model) -> Range<u16> {
    let areas = areas_of(model);
    let typing = model.spoken && matches!(model.overlay, Some(Overlay::Filter));
    areas.said..areas.said + areas.said_rows - u16::from(typing)
}

/// The rows for a sentence of so many lines, grown upwards: never over the cursor's row, nor in a form over
/// what stands beneath its field.
fn grown(canvas: &Canvas<'_, '_>, lines: usize) -> Range<u16> {
    let kept = kept(canvas.model);
    if canvas.model.screen == Screen::Decide {
        // Every duty of a verdict is shown once in paging through; none may stand behind a sentence.
        return kept;
    }
    let beneath = u16::from(matches!(canvas.model.overlay, Some(Overlay::Form(_))));
    let cursor = canvas.cursor.map_or(BODY, |(_, y)| y + beneath);
    let most = (canvas.rows / 3).min(kept.end.saturating_sub(cursor.max(BODY) + 1));
    let wanted = u16::try_from(lines).unwrap_or(most).min(most);
    kept.start.min(kept.end - wanted)..kept.end
}

/// Where the status sentence stands, for somebody who listens: it is sent first and whole. `None` where
/// nobody does, or where no status is drawn.
pub fn status_rows(model: &Model) -> Option<Range<u16>> {
    let drawn = model.columns >= LEAST.0 && model.rows >= LEAST.1;
    let plain = matches!(&model.overlay, Some(Overlay::Reading(r)) if r.plain);
    (model.spoken && drawn && !plain).then(|| kept(model))
}
