//! Moving on the screens of deciding: from question to question, through what the answers come to.

use super::Face;
use crate::desk::decide::Ask;
use crate::tui::layout;
use crate::tui::model::Model;

/// Moves from question to question; from the verdict up to the last of them, and down to it again.
pub fn walk(model: &mut Model, by: isize) {
    let policy = model.book.policy.clone();
    let last = Ask::order(&policy).len() - 1;
    if model.decide.face(&policy) == Face::Verdict {
        if by < 0 && model.decide.from == 0 {
            model.decide.changing = true;
            model.decide.at = last;
        } else {
            scroll(model, by);
        }
        return;
    }
    // Behind the questions stand the duties so far: the first key leads back.
    if model.decide.from > 0 {
        model.decide.from = 0;
        return;
    }
    if by > 0 && model.decide.at == last {
        model.decide.changing = false;
    }
    model.decide.at = model.decide.at.saturating_add_signed(by).min(last);
}

/// Pages through what the answers come to.
pub fn page(model: &mut Model, by: isize) {
    let rows = isize::try_from(layout::decide::body(model)).unwrap_or(1);
    let step = (rows - 1).max(1);
    let policy = model.book.policy.clone();
    if model.decide.face(&policy) == Face::Question {
        // The first page is the questions, whatever room they take.
        match (model.decide.from, by < 0) {
            (0, true) => return,
            (0, false) => {
                model.decide.from = usize::from(layout::decide::paged(model) > 1);
                return;
            }
            (from, true) if from as isize <= step => {
                model.decide.from = 0;
                return;
            }
            _ => {}
        }
    }
    scroll(model, by * step);
}

/// The last line stays in sight.
fn scroll(model: &mut Model, by: isize) {
    let rows = usize::from(layout::decide::body(model)).max(1);
    let last = layout::decide::paged(model).saturating_sub(rows);
    model.decide.from = model
        .decide
        .from
        .saturating_add_signed(by)
        .min(last.max(model.decide.from.min(1)));
}
