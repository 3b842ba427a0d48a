//! Forms as they open: prepared beside the desk, and with the draft that was left of them.

use super::App;
use crate::desk::{Desk, DeskError};
use crate::operation::{self, Answers, Op, Target};
use crate::tui::update::{Msg, update};

/// The form of an operation on this register; or why it cannot be done.
pub(super) fn opened(desk: &Desk, op: Op, target: Target, before: &Answers) -> Msg {
    match operation::prepared(op, desk, &target, before) {
        Ok(form) => Msg::Open(op, target, Box::new(form)),
        Err(refusal) => Msg::Failed(DeskError::from(refusal).into()),
    }
}

impl App<'_> {
    /// Looks for a draft of the form that was opened.
    pub(super) fn load_draft(&mut self, name: String) -> Option<Msg> {
        match self.desk.draft(&name) {
            Ok(text) => {
                update(&mut self.model, Msg::Draft { name, text });
                self.take_up();
            }
            Err(error) => self.model.warn(error.to_string()),
        }
        None
    }
}
