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
    // Behind the question stands what it had no room for: the first key leads back.
    if model.decide.from > 0 {
        model.decide.from = 0;
        if layout::decide::beside(model).is_none() {
            return;
        }
    }
    if by > 0 && model.decide.at == last {
        model.decide.changing = false;
    }
    model.decide.at = model.decide.at.saturating_add_signed(by).min(last);
}

/// Pages through the question with what the answers come to, as one text.
pub fn page(model: &mut Model, by: isize) {
    let rows = isize::try_from(layout::decide::body(model)).unwrap_or(1);
    let step = (rows - 1).max(1);
    let policy = model.book.policy.clone();
    if model.decide.face(&policy) == Face::Verdict {
        return scroll(model, by * step);
    }
    // The first page is the question with the answers that find room.
    let Some(goes_on) = layout::deciding::goes_on(model).map(|line| line + 1) else {
        return;
    };
    let from = model.decide.from;
    match (from, by < 0) {
        (0, true) => {}
        (0, false) => model.decide.from = goes_on,
        (_, true) if from <= goes_on => model.decide.from = 0,
        (_, true) => {
            model.decide.from = from.saturating_add_signed(-step).max(goes_on);
        }
        (_, false) => {
            let all = layout::deciding::text_of(model).len();
            let last = (all + 1).saturating_sub(rows as usize).max(from);
            model.decide.from = from.saturating_add_signed(step).min(last);
        }
    }
}

/// The last line stays in sight.
fn scroll(model: &mut Model, by: isize) {
    let rows = usize::from(layout::decide::body(model)).max(1);
    let last = layout::deciding::text_of(model).len().saturating_sub(rows);
    model.decide.from = model.decide.from.saturating_add_signed(by).min(last);
}
