//! The top line: the name, the screens and what is always to be seen.

use super::parts::Canvas;
use crate::action::{Act, Departing, Step};
use crate::text;
use crate::tui::layout::areas::WIDE;
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::theme::Role;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let gap = if canvas.columns < WIDE { 2 } else { 3 };
    let name = canvas.put(1, 0, canvas.columns, "onrecord", Role::Title);
    let reports = some("reports", model.book.reports);
    let end = tabs(canvas, 1 + name + gap, gap, &reports);
    let held = some("holds", model.book.counts.held);
    // Help is a key that is known and gives way first.
    let wanted = [
        format!("{reports}{held}{}", help(model)),
        format!("{reports}{held}"),
        reports,
    ];
    for right in wanted {
        let right = right.trim_end();
        let width = text::width(right) as u16 + 1;
        let at = canvas.columns.saturating_sub(width);
        if at + gap > end && width > 1 {
            canvas.put(at, 0, width, right, Role::Plain);
            break;
        }
    }
}

/// How many there are of something, where there are any, and a gap.
fn some(what: &str, count: usize) -> String {
    match count {
        0 => String::new(),
        n => format!("{what}: {n}   "),
    }
}

/// Draws the screens from a column on, beside a report that is to be sent, which is named nowhere else. A tab that
/// does not fit gives way, last that of this screen, which the line below names too. Gives the column behind them.
fn tabs(canvas: &mut Canvas<'_, '_>, mut x: u16, gap: u16, reports: &str) -> u16 {
    let tabs = shown(canvas.model);
    let end = canvas.columns;
    let end = end.saturating_sub(reports.trim_end().len() as u16 + 1);
    let wide = |words: &str| text::width(words) as u16;
    let own = tabs.iter().find(|(own, _)| *own);
    let mut kept = own.map_or(0, |(_, words)| wide(words) + gap);
    for (own, words) in &tabs {
        let fits = x + wide(words) < end;
        if *own && (fits || reports.is_empty()) {
            kept = 0;
            x += canvas.put(x, 0, canvas.columns.saturating_sub(x), words, Role::Title) + gap;
        } else if !own && x + wide(words) + kept < end {
            x += canvas.put(x, 0, canvas.columns.saturating_sub(x), words, Role::Plain) + gap;
        }
    }
    x
}

/// The screens with their keys, and which of them is on.
fn shown(model: &Model) -> Vec<(bool, String)> {
    let here = match model.screen {
        Screen::Decisions => Screen::Decide,
        screen => screen,
    };
    let queue = format!("Queue {}", model.book.counts.waiting);
    let tabs = [
        (Screen::Decide, Act::GoDecide, "Decide"),
        (Screen::Queue, Act::GoQueue, &queue),
        (Screen::Review, Act::GoReview, "Review"),
        (Screen::Depart, Act::Depart(Departing::Go), "Depart"),
        (Screen::Log, Act::GoLog, "Log"),
        (Screen::Triage, Act::Triage(Step::Open), "Import"),
    ];
    // An export that is open is not forgotten; without one the place is free.
    let import = model.screen == Screen::Triage || model.triage.open.is_some();
    let tabs = tabs
        .into_iter()
        .filter(|(screen, ..)| import || *screen != Screen::Triage);
    tabs.map(|(screen, act, words)| (screen == here, keyed(model, act, words)))
        .collect()
}

/// The key of the help; where a character is text, of the palette, which has it.
fn help(model: &Model) -> String {
    let here = match model.overlay {
        Some(Overlay::Filter | Overlay::Palette(_)) => model.screen_context(),
        _ => model.context(),
    };
    match model.keymap.key_of(Act::Help, here) {
        Some(key) => format!("{key} help"),
        None => match model.keymap.key_of(Act::Palette, here) {
            Some(key) => format!("{key} more"),
            None => keyed(model, Act::Palette, "more"),
        },
    }
}

/// A word with the key that leads there before it, where there is one.
fn keyed(model: &Model, act: Act, word: &str) -> String {
    match model.keymap.label(act) {
        Some(key) => format!("{key} {word}"),
        None => word.to_owned(),
    }
}
