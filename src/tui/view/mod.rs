//! How it looks: a model in, a frame out, nothing kept.
//!
//! Invariants: nothing reaches a cell but through [`parts::Canvas::put`], which makes it harmless; the real cursor
//! stands on the selected row or in the field; a screen of any size is drawn without a panic.

mod decide;
mod decisions;
mod depart;
mod form;
mod guidance;
mod headline;
mod lists;
mod marking;
mod overlays;
mod parts;
mod reports;
mod review;
mod spoken;
mod status;
mod triage;
mod typed;

use ratatui::backend::TestBackend;
use ratatui::{Frame, Terminal};

use super::layout::areas::{LEAST, WIDE};
use super::model::{Model, Overlay, Screen};
use super::theme::Role;
use crate::action::{Act, Action, Departing, Key, Step};
use crate::text::{self};
use parts::Canvas;
pub use status::status_rows;

/// The words of the line on which the cursor stands, for a screen that has no others.
pub fn words_at_cursor(model: &Model) -> String {
    let size = (model.columns.max(1), model.rows.max(1));
    let Ok(mut terminal) = Terminal::new(TestBackend::new(size.0, size.1));
    let Ok(_) = terminal.draw(|frame| view(model, frame));
    let Ok(at) = terminal.get_cursor_position();
    let buffer = terminal.backend().buffer();
    let row = (0..size.0).filter_map(|x| buffer.cell((x, at.y)));
    let line: String = row.map(|cell| cell.symbol()).collect();
    let words: Vec<&str> = line.split_whitespace().filter(|w| *w != ">").collect();
    words.join(" ")
}

/// Draws the model.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let mut canvas = Canvas::new(model, frame);
    if canvas.columns < LEAST.0 || canvas.rows < LEAST.1 {
        let said = format!(
            "This window is too small: {} by {} is the least. Nothing is given up; make it larger, or press Ctrl-C to leave.",
            LEAST.0, LEAST.1
        );
        let (columns, rows) = (usize::from(canvas.columns), usize::from(canvas.rows));
        for (y, line) in text::wrap(&said, columns).iter().take(rows).enumerate() {
            canvas.put(0, y as u16, canvas.columns, line, Role::Plain);
        }
        return;
    }
    if let Some(Overlay::Reading(reading)) = &model.overlay
        && reading.plain
    {
        overlays::plain(&mut canvas, reading);
        canvas.place_cursor();
        return;
    }
    top(&mut canvas);
    match (&model.overlay, model.screen) {
        (Some(Overlay::Form(form)), _) => form::draw(&mut canvas, form),
        (Some(Overlay::Reading(reading)), _) => overlays::reading(&mut canvas, reading),
        (Some(Overlay::Palette(palette)), _) => overlays::palette(&mut canvas, palette),
        (Some(Overlay::Marking(builder)), _) => marking::draw(&mut canvas, builder),
        (Some(Overlay::Guidance(guidance)), _) => guidance::draw(&mut canvas, guidance),
        (_, Screen::Queue) if model.spoken => spoken::queue(&mut canvas),
        (_, Screen::Log) if model.spoken => spoken::log(&mut canvas),
        (_, Screen::Reports) if model.spoken => spoken::reports(&mut canvas),
        (_, Screen::Decisions) if model.spoken => spoken::decisions(&mut canvas),
        (_, Screen::Decide) => decide::draw(&mut canvas),
        (_, Screen::Decisions) => decisions::draw(&mut canvas),
        (_, Screen::Queue) => lists::queue(&mut canvas),
        (_, Screen::Review) => review::draw(&mut canvas),
        (_, Screen::Log) => lists::log(&mut canvas),
        (_, Screen::Reports) => reports::draw(&mut canvas),
        (_, Screen::Depart) => depart::draw(&mut canvas),
        (_, Screen::Triage) => triage::draw(&mut canvas),
    }
    status::draw(&mut canvas);
    bar(&mut canvas);
    canvas.place_cursor();
}

/// The name, the screens and what is always to be seen.
fn top(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let name = canvas.put(1, 0, canvas.columns, "onrecord", Role::Title);
    let mut x = 1 + name + if canvas.columns < WIDE { 2 } else { 3 };
    let waiting = model.book.counts.waiting;
    let here = match model.screen {
        Screen::Decisions => Screen::Decide,
        screen => screen,
    };
    let tabs = [
        (Screen::Decide, Act::GoDecide, "Decide".to_owned()),
        (Screen::Queue, Act::GoQueue, format!("Queue {waiting}")),
        (Screen::Review, Act::GoReview, "Review".to_owned()),
        (
            Screen::Depart,
            Act::Depart(Departing::Go),
            "Depart".to_owned(),
        ),
        (Screen::Log, Act::GoLog, "Log".to_owned()),
        (Screen::Triage, Act::Triage(Step::Open), "Import".to_owned()),
    ];
    // An export that is open is not forgotten; without one the place is free.
    let open = model.screen == Screen::Triage || model.triage.open.is_some();
    let shown = if open { tabs.len() } else { tabs.len() - 1 };
    let gap = if canvas.columns < WIDE { 2 } else { 3 };
    // A report that is to be sent keeps its room: a tab that does not fit beside it gives way, the one of
    // this screen last.
    let reports = match model.book.reports {
        0 => String::new(),
        n => format!("reports: {n}   "),
    };
    let end = canvas
        .columns
        .saturating_sub(reports.trim_end().len() as u16 + 1);
    let tabs = tabs.into_iter().take(shown);
    let tabs = tabs.map(|(screen, act, words)| (screen == here, keyed(model, act, &words)));
    let tabs: Vec<(bool, String)> = tabs.collect();
    let wide = |words: &str| text::width(words) as u16;
    let own = tabs.iter().find(|(own, _)| *own);
    let mut kept = own.map_or(0, |(_, words)| wide(words) + gap);
    for (own, words) in &tabs {
        let fits = x + wide(words) < end;
        if *own && (fits || reports.is_empty()) {
            kept = 0;
            // The line below names the screen too; a report to be sent is named nowhere else.
            if !reports.is_empty() && x + wide(words) >= end {
                continue;
            }
            x += canvas.put(x, 0, canvas.columns.saturating_sub(x), words, Role::Title) + gap;
        } else if !own && x + wide(words) + kept < end {
            x += canvas.put(x, 0, canvas.columns.saturating_sub(x), words, Role::Plain) + gap;
        }
    }
    let held = match model.book.counts.held {
        0 => String::new(),
        n => format!("holds: {n}   "),
    };
    // Help is a key that is known and gives way first. Where a character is text, the palette has it.
    let here = match model.overlay {
        Some(Overlay::Filter | Overlay::Palette(_)) => model.screen_context(),
        _ => model.context(),
    };
    let help = match model.keymap.key_of(Act::Help, here) {
        Some(key) => format!("{key} help"),
        None => match model.keymap.key_of(Act::Palette, here) {
            Some(key) => format!("{key} more"),
            None => keyed(model, Act::Palette, "more"),
        },
    };
    let wanted = [
        format!("{reports}{held}{help}"),
        format!("{reports}{held}"),
        reports,
    ];
    for right in wanted {
        let right = right.trim_end();
        let width = text::width(right) as u16 + 1;
        let at = canvas.columns.saturating_sub(width);
        if at + gap > x && width > 1 {
            canvas.put(at, 0, width, right, Role::Plain);
            break;
        }
    }
}

/// A word with the key that leads there before it, where there is one.
fn keyed(model: &Model, act: Act, word: &str) -> String {
    match model.keymap.label(act) {
        Some(key) => format!("{key} {word}"),
        None => word.to_owned(),
    }
}

/// What a key of the bar does here. Enter in a form that asks one thing after another goes on until the last.
fn does(model: &Model, action: &Action) -> &'static str {
    match (action.act, &model.overlay) {
        (Act::Next, Some(Overlay::Form(form))) if form.purpose.keeps_draft() => {
            match form.has_next() {
                true => "next prompt",
                false => "record",
            }
        }
        _ => action.title,
    }
}

/// The keys of this place that do something now, `more` always among them.
fn bar(canvas: &mut Canvas<'_, '_>) {
    let now = canvas.model.situation();
    let mut actions = canvas.model.keymap.bar(canvas.model.context());
    actions.retain(|(_, action)| action.why_not(&now).is_none());
    reports::in_bar(canvas.model, &mut actions);
    let y = canvas.rows - 1;
    let words = |actions: &[(Key, &'static Action)]| -> Vec<(Key, &'static str)> {
        let all = actions.iter();
        all.map(|(key, action)| (*key, does(canvas.model, action)))
            .collect()
    };
    if now.line && fitting(&words(&actions), 1, canvas.columns).len() < actions.len() {
        actions.retain(|(_, action)| !action.begins_a_list());
    }
    let words = words(&actions);
    // The leading blank goes before a key does.
    let roomy = fitting(&words, 1, canvas.columns);
    let tight = fitting(&words, 0, canvas.columns);
    let (mut x, shown) = match roomy.len() < tight.len() {
        true => (0, tight),
        false => (1, roomy),
    };
    for (key, title) in shown {
        x += canvas.put(x, y, canvas.columns - x, &key.to_string(), Role::Key) + 1;
        let room = canvas.columns.saturating_sub(x);
        x += canvas.put(x, y, room, title, Role::Plain) + 2;
    }
}

/// The keys that fit into a bar which begins at `x`: always the first and the last, those between as they fit.
/// Where the two are too long, what stands behind a comma is left out.
fn fitting(keys: &[(Key, &'static str)], mut x: u16, columns: u16) -> Vec<(Key, &'static str)> {
    let width = |(key, title): &(Key, &str)| {
        (text::width(&key.to_string()) + 1 + text::width(title)) as u16
    };
    let [first, .., last] = keys else {
        return keys.to_vec();
    };
    let whole = x + width(first) + 2 + width(last) <= columns;
    let short = |title: &'static str| match whole {
        true => title,
        false => title.split(',').next().unwrap_or(title),
    };
    let keys = keys.iter().map(|(key, title)| (*key, short(title)));
    let keys: Vec<(Key, &'static str)> = keys.collect();
    let last = keys.last().map_or(0, width);
    let mut shown = Vec::new();
    for (n, key) in keys.iter().enumerate() {
        let reserve = if n + 1 < keys.len() { last + 2 } else { 0 };
        let end = n == 0 || n + 1 == keys.len();
        if end || x + width(key) + reserve <= columns {
            x += width(key) + 2;
            shown.push(*key);
        }
    }
    shown
}

#[cfg(test)]
mod tests;
