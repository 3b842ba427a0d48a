//! Each form as it opens: its fields, what stands in them, where the cursor is.
//!
//! May import `record`, `text`. Nothing is assumed in silence: a choice that decides anything begins
//! unanswered.

use super::{Form, Purpose, more};
use crate::record::Id;
use crate::text;
use crate::tui::book::{Book, Row};
use crate::tui::model::Model;
use crate::tui::triage;

impl Form {
    /// The form of a purpose.
    pub fn open(purpose: Purpose, model: &Model) -> Form {
        let title = title(purpose).to_owned();
        let mut form = Form::empty(purpose, title, model.book.zone);
        match purpose {
            Purpose::Setup => form.setup(model),
            Purpose::Triage(sheet) => triage::fill(&mut form, sheet, model),
            Purpose::Copy | Purpose::Plain => {
                let row = model.item().and_then(|id| row_of(id, &model.book));
                more::fill(&mut form, row, model);
            }
            _ => more::fill(&mut form, None, model),
        }
        form
    }
}

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

fn title(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Operate(op, _) => op.spec().title,
        Purpose::Setup => "Setup",
        Purpose::Triage(sheet) => sheet.title(),
        Purpose::Copy => "Copy out",
        Purpose::Plain => "Show plain, to select by hand",
    }
}
