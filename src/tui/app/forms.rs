//! Forms as they open, prepared beside the desk.

use crate::desk::{Desk, DeskError};
use crate::operation::{self, Answers, Op, Target};
use crate::tui::update::Msg;

/// The form of an operation on this register; or why it cannot be done.
pub(super) fn opened(desk: &Desk, op: Op, target: Target, before: &Answers) -> Msg {
    match operation::prepared(op, desk, &target, before) {
        Ok(form) => Msg::Open(op, target, Box::new(form)),
        Err(refusal) => Msg::Failed(DeskError::from(refusal).into()),
    }
}
