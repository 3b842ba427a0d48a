//! The guidance: what is typed, what that finds, and the selected entry; or one entry to read.

use super::pane::DetailPane as Pane;
use super::parts::Canvas;
use crate::action::Act;
use crate::tui::guidance::{Entry, Guidance};
use crate::tui::layout::areas::BODY;
use crate::tui::layout::page::page_lines;
use crate::tui::layout::room::areas_of;
use crate::tui::layout::texts;
use crate::tui::theme::Role;

/// Where the titles begin.
const TITLE: u16 = 11;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>, guidance: &Guidance) {
    if let (Some(from), Some(entry)) = (guidance.reading, guidance.chosen()) {
        return read(canvas, guidance, entry, from);
    }
    if canvas.model.spoken {
        return super::spoken::guidance(canvas, guidance);
    }
    let areas = areas_of(canvas.model);
    let words = match (
        guidance.list.filter.words.is_empty(),
        guidance.here.as_slice(),
    ) {
        (true, []) => "type a number or words".to_owned(),
        (true, here) => format!("cited here: {}; type to find more", here.join(", ")),
        (false, _) => format!("{} of {}", guidance.list.len(), guidance.entries.len()),
    };
    canvas.title("Guidance", &words, Role::Plain);
    let typed = format!("/{}", guidance.list.filter.words);
    let end = canvas.put(1, 2, canvas.columns - 2, &typed, Role::Title);
    if guidance.list.is_empty() {
        let words = "No summary of a paragraph holds all of that.";
        canvas.put(3, BODY, canvas.columns - 3, words, Role::Plain);
    }
    let width = areas.list;
    canvas.list(&guidance.list, &guidance.entries, |canvas, y, entry| {
        canvas.put(3, y, TITLE - 4, &entry.name, Role::Key);
        let start = entry.text.iter().find(|t| !t.starts_with("Applies to: "));
        let words = match start {
            Some(start) => format!("{}: {start}", entry.title),
            None => entry.title.clone(),
        };
        let room = width.saturating_sub(TITLE + 1);
        canvas.put_cut((TITLE, y, room), &words, Role::Plain);
    });
    canvas.cursor = Some((1 + end, 2));
    canvas.position(&guidance.list, &areas, "");
    if let Some(entry) = guidance.chosen() {
        let body = entry.text.iter().map(|t| (t.clone(), Role::Plain));
        let pane = Pane {
            head: vec![(entry.head(), Role::Title)],
            body: body.collect(),
            shorter: Vec::new(),
            found: Vec::new(),
            facts: Vec::new(),
            shows: Act::Choose,
        };
        canvas.detail(&areas, &pane);
    }
}

fn read(canvas: &mut Canvas<'_, '_>, guidance: &Guidance, entry: &Entry, from: usize) {
    canvas.put(1, 1, canvas.columns - 2, &entry.head(), Role::Title);
    let all = texts::guidance(canvas.model, guidance);
    canvas.text(&all, from);
    if from + page_lines(canvas.model) < all.len() {
        canvas.more_below();
    }
}
