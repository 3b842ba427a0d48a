//! What a filled-in form asks for: text given a meaning, or the sentence why it has none.
//!
//! May import `desk`, `policy`, `record`, `text`. What is refused names the field and the words that would
//! have been understood.

use super::{Form, Purpose, more};
use crate::desk::decide::Answers;
use crate::tui::book::Book;
use crate::tui::deed::Deed;

/// What a form needs to know besides itself.
pub struct Asked<'a> {
    pub book: &'a Book,
    /// The principal one acts for.
    pub principal: Option<&'a str>,
    /// What was answered on the screen of deciding.
    pub answers: &'a Answers,
}

pub(super) fn deed(form: &Form, asked: &Asked) -> Result<Deed, String> {
    match form.purpose {
        Purpose::Decision => Ok(Deed::Decide {
            answers: Box::new(asked.answers.with_note(form.said("No system because"))),
            reason: form.said("Your reason"),
            principal: asked.principal.map(str::to_owned),
        }),
        Purpose::Setup => form.set_up(&asked.book.me),
        // Its sheets have a reader of their own.
        Purpose::Triage(_) => Err(String::new()),
        Purpose::NilReview => Ok(Deed::EndReview {
            principal: asked.principal.map(str::to_owned),
            sitting: Vec::new(),
            chats: form.said("Chats looked at"),
            how: form.said("How"),
        }),
        _ => more::deed(form, asked),
    }
}
