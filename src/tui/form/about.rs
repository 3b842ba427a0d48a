//! What a form is about.

use crate::record::Id;
use crate::text;
use crate::tui::book::{Book, Row};

pub(super) fn row_of(id: Id, book: &Book) -> Option<&Row> {
    book.rows.iter().find(|r| r.id == id)
}

/// What a form is about: its one item, or how each of several begins.
pub(super) fn about(items: &[Id], book: &Book) -> String {
    // More than these are never seen.
    let first = items.iter().take(12);
    let rows: Vec<&Row> = first.filter_map(|id| row_of(*id, book)).collect();
    if let [row] = rows.as_slice() {
        let from = row.from.as_deref().unwrap_or("sender not stated");
        let body = row.body.as_deref().unwrap_or_default();
        return format!("{} · {from}: {body}", row.channel);
    }
    let starts = rows.iter().map(|row| {
        let body = row.body.as_deref().unwrap_or(&row.short);
        let line = body.lines().next().unwrap_or_default();
        format!("\"{}\"", text::fit(line, 30).trim_end())
    });
    starts.collect::<Vec<_>>().join(", ")
}
