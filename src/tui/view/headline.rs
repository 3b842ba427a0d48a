//! What stands open, in a sentence or two.

use crate::desk::words::waiting;
use crate::text;
use crate::tui::book::{When, listed};
use crate::tui::model::{Model, Screen};
use crate::tui::theme::Role;

type Pieces = Vec<(String, Role)>;

fn plain(words: &str) -> (String, Role) {
    (words.to_owned(), Role::Plain)
}

/// How much waits, and how much of it presses.
fn counted(model: &Model) -> (Pieces, Pieces) {
    let count = |when: When| {
        let rows = model.book.rows.iter();
        rows.filter(|row| row.when(model.now) == when).count()
    };
    let part = |n: usize, what: &str, role: Role| {
        (n > 0).then(|| (format!("{} {what}", text::figure(n)), role))
    };
    let overdue = part(count(When::Overdue), "overdue", Role::Overdue);
    let soon = part(count(When::Soon), "within a day", Role::Soon);
    let joined = |parts: Vec<Option<(String, Role)>>| {
        let mut all = vec![plain(&waiting(&model.book.counts))];
        for (n, part) in parts.into_iter().flatten().enumerate() {
            all.push(plain(if n == 0 { ": " } else { ", " }));
            all.push(part);
        }
        all
    };
    (joined(vec![overdue.clone(), soon]), joined(vec![overdue]))
}

/// What stands open, in a sentence or two, as much of it as `room` columns hold. Next is the earliest time to
/// capture by that is still ahead, whether or not something is overdue.
pub(super) fn headline(model: &Model, room: u16) -> Pieces {
    let counts = &model.book.counts;
    if counts.waiting + counts.offered == 0 {
        return vec![plain("nothing waiting")];
    }
    let (now, zone) = (model.now, model.book.zone);
    let next: Pieces = match counts.first_capture_by {
        Some(first) => vec![
            plain(". Next: capture by "),
            (
                listed(first, now, zone),
                Role::Soon.only_if(first <= now + chrono::TimeDelta::days(1)),
            ),
        ],
        None => vec![plain(". Next: none ahead")],
    };
    let review = match model.book.review_due && model.screen != Screen::Review {
        true => vec![plain(". A review is due")],
        false => Vec::new(),
    };
    let (all, overdue) = counted(model);
    // What would be cut short is left out; a review can wait, and what is overdue cannot.
    let lines = [
        [all.clone(), next.clone(), review.clone()].concat(),
        [all.clone(), next.clone()].concat(),
        [overdue.clone(), next].concat(),
        [all.clone(), review].concat(),
        all,
        overdue.clone(),
    ];
    let wide = |line: &Pieces| -> usize { line.iter().map(|(p, _)| text::width(p)).sum() };
    let fits = lines
        .into_iter()
        .find(|line| wide(line) <= usize::from(room));
    fits.unwrap_or(overdue)
}
