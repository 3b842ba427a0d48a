//! The lists for somebody who listens: their heading, and nothing else. The line in hand is what is said, and that
//! is drawn in place of the list.
//!
//! Invariants: what is drawn here stays as it is while one goes from line to line, so that nothing of it is heard
//! again; nothing marks a line but the cursor.

use super::parts::Canvas;
use crate::action::{Act, Departing};
use crate::tui::guidance::Guidance;
use crate::tui::theme::Role;

/// The screens with their keys; without figures, which would be heard whenever they change.
pub(super) fn top(canvas: &mut Canvas<'_, '_>) {
    let tabs = [
        (Act::GoDecide, "Decide"),
        (Act::GoQueue, "Queue"),
        (Act::Depart(Departing::Go), "Depart"),
        (Act::GoLog, "Log"),
        (Act::GoChats, "Chats"),
        (Act::HoldList, "Requests"),
        (Act::GoReports, "Reports"),
    ];
    let keymap = &canvas.model.keymap;
    let words = tabs.iter().filter_map(|(act, name)| {
        let key = keymap.label(*act)?;
        Some(format!("{key} {name}"))
    });
    // The help has a key of its own where a letter is text.
    let (key, help) = super::top::help(canvas.model);
    let words: Vec<String> = words.chain([format!("{key}{help}")]).collect();
    let (mut x, columns) = (1, canvas.columns);
    for word in words {
        let wide = crate::text::width(&word) as u16;
        if x + wide >= columns {
            break;
        }
        x += canvas.put(x, 0, wide, &word, Role::Plain) + 2;
    }
}

/// The heading of a list.
pub(super) fn heading(canvas: &mut Canvas<'_, '_>, words: &str) {
    canvas.put(1, 1, canvas.columns - 2, words, Role::Title);
}

/// The guidance: what is typed; what that finds is said.
pub(super) fn guidance(canvas: &mut Canvas<'_, '_>, guidance: &Guidance) {
    heading(canvas, "Guidance");
    let typed = &guidance.list.filter.words;
    let end = canvas.put(1, 2, canvas.columns - 2, &format!("/{typed}"), Role::Title);
    canvas.cursor = Some((1 + end, 2));
}
