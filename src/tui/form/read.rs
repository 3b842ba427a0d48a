//! What a filled-in form asks for: text given a meaning, or the sentence why it has none.
//!
//! May import `desk`, `policy`, `record`, `text`. What is refused names the field and the words that would
//! have been understood.

use super::{Form, Purpose, more};
use crate::tui::book::Book;
use crate::tui::deed::Deed;

/// What a form needs to know besides itself.
pub struct Asked<'a> {
    pub book: &'a Book,
}

pub(super) fn deed(form: &Form, asked: &Asked) -> Result<Deed, String> {
    match form.purpose {
        Purpose::Setup => form.set_up(&asked.book.me),
        // Its sheets have a reader of their own.
        Purpose::Triage(_) => Err(String::new()),
        _ => more::deed(form, asked),
    }
}
