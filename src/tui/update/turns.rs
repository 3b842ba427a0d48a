//! Handlers of what is taken back, brought back, or put into the queue again.

use super::operate;
use crate::desk::Turn;
use crate::operation;
use crate::record::ItemState;
use crate::tui::deed::Deed;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};
use crate::tui::question;
use crate::tui::review::Became;

pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    if let (Screen::Review, Some(review)) = (model.screen, &mut model.review) {
        match review.became.last() {
            None => {
                model.warn("Nothing in this review to take back yet.");
                return Vec::new();
            }
            Some((_, Became::Left)) => {
                review.became.pop();
                model.say("Asked again.");
                return Vec::new();
            }
            Some(_) => {}
        }
    }
    vec![Effect::AskTurn(false)]
}

/// What would be taken back or brought back was looked up: done where it was done here, else asked.
pub(super) fn turn(model: &mut Model, turn: Box<Turn>, words: &str, sure: bool) -> Vec<Effect> {
    let asked = match turn.back {
        true => format!("Bring this back? {words}."),
        false => format!("Take this back? {words}."),
    };
    let deed = Effect::Deed(Box::new(Deed::Turn(turn)));
    if sure {
        return vec![deed];
    }
    question::ask(model, asked, vec![deed]);
    Vec::new()
}

/// Puts what is meant back into the queue.
pub(super) fn reopen(model: &mut Model) -> Vec<Effect> {
    if model.row().is_some_and(|row| row.taken_back) {
        return model.item().map(Effect::AskBack).into_iter().collect();
    }
    if waits(model) {
        model.warn("That is waiting already.");
        return Vec::new();
    }
    operate::begin(model, &operation::Reopen)
}

/// Whether every item that is meant waits, so that there is nothing to take back into the queue.
fn waits(model: &Model) -> bool {
    let Some(chosen) = model.item() else {
        return false;
    };
    let meant = model.targets(chosen);
    let mut rows = model.book.rows.iter().filter(|r| meant.contains(&r.id));
    rows.all(|r| r.state == ItemState::Waiting)
}
