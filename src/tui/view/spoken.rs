//! The lists for somebody who listens: one item after another, each over as many lines as it needs, no
//! pane beside, no columns, no rules.
//!
//! Items have a fixed number of lines at most, so that a page is a number of items and a step within it moves
//! nothing but the mark.

use super::headline::headline;
use super::parts::Canvas;
use crate::desk::words::counted;
use crate::text;
use crate::tui::depart::{Pane, Shown};
use crate::tui::guidance::Guidance;
use crate::tui::layout::areas::BODY;
use crate::tui::layout::room::areas_of;
use crate::tui::layout::spoken::measure;
use crate::tui::list::List;
use crate::tui::spoken::{screens, words as told};
use crate::tui::theme::Role;

/// The queue.
pub(super) fn queue(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let open = headline(model, canvas.columns.saturating_sub(12));
    let open: String = open.into_iter().map(|(words, _)| words).collect();
    let none = match (model.book.rows.is_empty(), &model.book.lost) {
        (true, Some(here)) => here,
        (true, None) => "Nothing waiting here. This cannot see your phone.",
        (false, _) => "No waiting item holds all of these words. Esc shows all again.",
    };
    list(
        canvas,
        &format!("Queue: {open}"),
        &model.queue,
        none,
        |n, room| {
            let row = model.book.rows.get(n)?;
            let words = told::item(row, model.now, model.book.zone, room);
            Some(match model.marks.has(row.id) {
                true => format!("Marked: {words}"),
                false => words,
            })
        },
    );
}

/// The log.
pub(super) fn log(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let events = counted(model.log_lines.len(), "event");
    let head = format!("Log: {events}, the latest first");
    list(
        canvas,
        &head,
        &model.log,
        "Nothing to show here.",
        |n, room| {
            let words = told::logged(model.log_lines.get(n)?.as_ref()?, model.book.zone);
            Some(told::brief(&words, room))
        },
    );
}

/// Past decisions.
pub(super) fn decisions(canvas: &mut Canvas<'_, '_>) {
    let past = &canvas.model.decide.past;
    let none = match past.all.is_empty() {
        true => "No decision is on record.",
        false => "No decision holds all of these words. Esc shows all again.",
    };
    let head = format!("Past decisions: {}", counted(past.all.len(), "decision"));
    list(canvas, &head, &past.list, none, |n, room| {
        let line = past.all.get(n)?;
        let words = format!("{}, {}, {}", line.at, line.verdict, line.what);
        Some(told::brief(&words, room))
    });
}

/// The messages of an export.
pub(super) fn messages(canvas: &mut Canvas<'_, '_>) {
    let triage = &canvas.model.triage;
    let Some(chat) = triage.chat() else { return };
    let none = match chat.is_empty() {
        true => "This export holds no message.",
        false => "Nothing here is as looked for. Esc shows all again.",
    };
    let entries = counted(chat.len(), "entry");
    let head = format!(
        "Messages: {entries}, {} shown, {} chosen",
        triage.list.len(),
        triage.chosen.len()
    );
    list(canvas, &head, &triage.list, none, |n, room| {
        // The longest head of a message: chosen, worth a look, a name, a date.
        let words = screens::message(triage, n, &chat.line(n)?, room.saturating_sub(90).max(40));
        Some(told::brief(&words, room))
    });
}

/// The guidance: what is typed, and what that finds.
pub(super) fn guidance(canvas: &mut Canvas<'_, '_>, guidance: &Guidance) {
    let (found, typed) = (&guidance.list, &guidance.list.filter.words);
    let head = match (typed.is_empty(), guidance.here.as_slice()) {
        (true, []) => "Guidance: type a number or words".to_owned(),
        (true, here) => format!(
            "Guidance cited here: {}; type to find more",
            here.join(", ")
        ),
        (false, _) => format!("Guidance: {} of {}", found.len(), guidance.entries.len()),
    };
    let none = "No summary of a paragraph holds all of that.";
    list(canvas, &head, found, none, |n, room| {
        let entry = guidance.entries.get(n)?;
        let start = entry.text.iter().find(|t| !t.starts_with("Binds: "));
        let start = start.map(String::as_str).unwrap_or_default();
        let words = format!("{}, {}: {start}", entry.name, entry.title);
        Some(told::brief(&words, room))
    });
    let end = canvas.put(1, 2, canvas.columns - 2, &format!("/{typed}"), Role::Title);
    canvas.cursor = Some((1 + end, 2));
}

/// A departure: its grid, its checklist, what is still open.
pub(super) fn departure(canvas: &mut Canvas<'_, '_>, departure: &Shown, head: &str) {
    let state = &canvas.model.depart;
    let none = match state.pane {
        Pane::Grid => "No conversation is on record. This cannot see your phone.",
        Pane::Steps => "There is no checklist.",
        Pane::Open => "Nothing that this register knows of is open.",
    };
    list(canvas, head, state.list(), none, |n, room| {
        let words = screens::of_departure(state, departure, n)?;
        Some(told::brief(&words, room))
    });
}

/// The list of reports.
pub(super) fn reports(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let head = format!("Reports: {}", super::reports::head(model));
    let none = super::reports::NONE;
    list(canvas, &head, &model.reports.list, none, |n, room| {
        let line = model.book.report_lines.get(n)?;
        let mut concerns = line.concerns.join(". ");
        if line.unsaid {
            concerns.push_str(&format!(" {}", super::reports::answers(model)));
        }
        let words = format!("{}, {}. {concerns}", line.state, line.about);
        Some(told::brief(&words, room))
    });
}

/// The lines of a list that are on the screen, each as it is told in so much room.
fn list(
    canvas: &mut Canvas<'_, '_>,
    head: &str,
    list: &List,
    none: &str,
    told: impl Fn(usize, usize) -> Option<String>,
) {
    let columns = canvas.columns;
    let (most, long) = measure(columns, canvas.rows);
    let head = in_two_lines(head, usize::from(columns - 2));
    canvas.paragraphs((1, 1, columns - 2, 2), &[(head, Role::Title)]);
    let bottom = areas_of(canvas.model).said;
    let room = usize::from(columns - 4);
    let items = list.visible().filter_map(|(n, selected)| {
        let mut lines = text::wrap(&text::safe_line(&told(n, long)?), room);
        lines.truncate(most);
        Some((lines, selected))
    });
    let items: Vec<(Vec<String>, bool)> = items.collect();
    if items.is_empty() {
        canvas.paragraphs((1, BODY, columns - 2, 2), &[(none.to_owned(), Role::Plain)]);
        canvas.cursor = Some((1, BODY));
    }
    let mut y = BODY;
    for (lines, selected) in items.iter().skip(first_shown(&items, bottom)) {
        canvas.marker(y, *selected);
        for line in lines {
            if y < bottom {
                canvas.put(3, y, columns - 4, line, Role::Plain);
                y += 1;
            }
        }
    }
}

/// A heading in the two lines it has; where it takes more, the end says so.
fn in_two_lines(head: &str, width: usize) -> String {
    let fits = |words: &str| text::wrap(&text::safe_line(words), width).len() <= 2;
    let shorter = (1..=2 * width)
        .rev()
        .map(|room| told::brief(head, room).replace(";, ", ", "));
    std::iter::once(head.to_owned())
        .chain(shorter)
        .find(|words| fits(words))
        .unwrap_or_default()
}

/// The first item of a page to be drawn, so that the selected one is whole above a long status sentence.
fn first_shown(items: &[(Vec<String>, bool)], bottom: u16) -> usize {
    let Some(chosen) = items.iter().position(|(_, selected)| *selected) else {
        return 0;
    };
    let room = usize::from(bottom.saturating_sub(BODY));
    let taken = |from: usize| -> usize {
        let kept = items.get(from..=chosen).unwrap_or_default();
        kept.iter().map(|(lines, _)| lines.len()).sum()
    };
    (0..chosen)
        .find(|from| taken(*from) <= room)
        .unwrap_or(chosen)
}

#[cfg(test)]
mod tests {
    use super::in_two_lines;

    #[test]
    fn a_heading_that_finds_no_room_says_that_there_is_more() {
        assert_eq!(
            in_two_lines("Depart: 1 of 2 left", 38),
            "Depart: 1 of 2 left"
        );
        let head = "Depart: The Minister, 2 of 2, b the next: 0 of 1 left, 13 open; Fri 17:00, leaving the post";
        assert_eq!(
            in_two_lines(head, 38),
            "Depart: The Minister, 2 of 2, b the next: 0 of 1 left, 13 open, and more"
        );
        assert_eq!(in_two_lines(head, 78), head);
    }
}
