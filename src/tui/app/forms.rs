//! Forms as they open, prepared beside the desk.

use crate::desk::{Desk, DeskError};
use crate::operation::{self, Answers, Op, Setup, Target};
use crate::tui::broken::Broken;
use crate::tui::message::Msg;
use crate::tui::model::Model;
use crate::tui::spoken;
use crate::tui::update::update;

/// The form of an operation on this register; or why it cannot be done.
pub(super) fn opened(desk: &Desk, op: Op, target: Target, before: &Answers) -> Msg {
    // Setup would seem to ask anew what stands in a file that cannot be read.
    if let (true, Some(broken)) = (op == Op(&Setup), Broken::of(desk)) {
        return Msg::Broken(Box::new(broken));
    }
    match operation::prepared(op, desk, &target, before) {
        Ok(form) => Msg::Open(op, target, Box::new(form)),
        Err(refusal) => Msg::Failed(DeskError::from(refusal).into()),
    }
}

/// The first run asks who one is, and what was said stays said; then somebody who listens hears where they are.
pub(super) fn first(desk: &Desk, model: &mut Model) {
    if !model.book.set_up {
        let said = std::mem::take(&mut model.said);
        let nothing = Answers::default();
        let form = opened(desk, Op(&Setup), Target::Nothing, &nothing);
        update(model, form);
        model.said = said;
    }
    if model.spoken {
        spoken::tell(model, None);
    }
}
