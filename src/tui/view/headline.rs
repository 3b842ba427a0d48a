//! What stands open, in a sentence or two.

use crate::desk::words::waiting;
use crate::text::{self, when};
use crate::tui::book::listed;
use crate::tui::model::{Model, Screen};

/// What stands open, in a sentence or two, as much of it as `room` columns hold. Next is the earliest time to
/// capture by that is still ahead, whether or not something is overdue.
pub(super) fn headline(model: &Model, room: u16) -> (String, bool) {
    let counts = &model.book.counts;
    let (now, zone) = (model.now, model.book.zone);
    let next = match counts.first_capture_by {
        _ if counts.waiting + counts.offered == 0 => String::new(),
        Some(first) => format!("Next: capture by {}", listed(first, now, zone)),
        None => "Next to capture by: none ahead".to_owned(),
    };
    let review = if model.book.review_due && model.screen != Screen::Review {
        "A review is due"
    } else {
        ""
    };
    let sentence = |parts: &[String], next: &str, review: &str| {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let waiting = match parts.as_slice() {
            [] => waiting(counts),
            parts => format!("{}: {}", waiting(counts), parts.join(", ")),
        };
        let all = [waiting.as_str(), next, review].into_iter();
        let all: Vec<&str> = all.filter(|t| !t.is_empty()).collect();
        all.join(". ")
    };
    let part = |n: usize, what: &str| (n > 0).then(|| format!("{n} {what}"));
    let horizon = when::near(model.book.horizon, now, zone);
    let before = format!("due to vanish before {horizon}");
    let overdue: Vec<String> = part(counts.overdue, "overdue").into_iter().collect();
    let all = [
        overdue.clone(),
        part(counts.vanishing, "due to vanish soon")
            .into_iter()
            .collect(),
    ]
    .concat();
    // What would be cut short is left out.
    let room = usize::from(room);
    let in_full = [
        overdue.clone(),
        part(counts.vanishing, &before).into_iter().collect(),
    ]
    .concat();
    let lines = [
        sentence(&in_full, &next, review),
        sentence(&all, &next, review),
        sentence(&all, "", review),
        sentence(&overdue, &next, review),
        sentence(&overdue, "", review),
        // A review can wait: what is overdue cannot.
        sentence(&all, "", ""),
        sentence(&overdue, "", ""),
        overdue.concat(),
    ];
    let said = lines.iter().filter(|line| !line.is_empty());
    let fits = said.into_iter().find(|line| text::width(line) <= room);
    let line = fits.cloned().unwrap_or_else(|| waiting(counts));
    (line, counts.overdue > 0 || counts.vanishing > 0)
}
