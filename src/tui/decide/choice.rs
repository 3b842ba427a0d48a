//! What happened after SECRET or above: chosen, and recorded without any content.

use super::Asking;
use super::update::work_out;
use crate::action::Key;
use crate::operation::RecordDecision;
use crate::policy::Situation;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay};
use crate::tui::update::operate::begin;

/// Moves among the answers.
pub fn walk_choice(model: &mut Model, by: isize) {
    if let Some(Overlay::Choice(choice)) = &mut model.overlay {
        let last = choice.options.len().saturating_sub(1);
        choice.at = choice.at.saturating_add_signed(by).min(last);
    }
}

/// A key among the answers: a number takes that answer.
pub fn choice_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(Overlay::Choice(choice)) = &mut model.overlay else {
        return Vec::new();
    };
    let Key::Char(c) = key else {
        return Vec::new();
    };
    match c.to_digit(10).map(|n| n as usize) {
        Some(n) if n < choice.options.len() => {
            choice.at = n;
            chosen(model)
        }
        _ => Vec::new(),
    }
}

/// The selected answer is taken.
pub fn chosen(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Choice(choice)) = model.overlay.take() else {
        return Vec::new();
    };
    let Asking::Incident = choice.asking;
    match choice.at.checked_sub(1) {
        None => {
            model.say("Nothing was recorded.");
            Vec::new()
        }
        Some(n) => {
            let happened = [Situation::AlreadyUsed, Situation::Received];
            model.decide.answers.situation = happened.get(n).copied();
            work_out(model);
            begin(model, &RecordDecision)
        }
    }
}
