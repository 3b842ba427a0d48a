//! The answers to choose from: moved through, previewed, taken.

use super::Asking;
use super::update::{advance, changed, say_answer, work_out};
use crate::action::Key;
use crate::desk::decide::SoFar;
use crate::operation::RecordDecision;
use crate::policy::Situation;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay};
use crate::tui::update::operate::begin;

/// Moves among the answers; what the selected one comes to is shown.
pub fn walk_choice(model: &mut Model, by: isize) {
    if let Some(Overlay::Choice(choice)) = &mut model.overlay {
        let last = choice.options.len().saturating_sub(1);
        choice.at = choice.at.saturating_add_signed(by).min(last);
    }
    preview(model);
}

fn preview(model: &mut Model) {
    let today = model.today();
    let Some(Overlay::Choice(choice)) = &mut model.overlay else {
        return;
    };
    if let Asking::Question(ask) = choice.asking {
        let mut answers = model.decide.answers.clone();
        let policy = &model.book.policy;
        answers.choose(ask, choice.at.checked_sub(1), policy, &model.book.devices);
        choice.preview = Some(SoFar::of(policy, today, &answers));
    }
}

/// A key among the answers: a number takes that answer, a letter goes to the next that begins with it.
pub fn choice_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(Overlay::Choice(choice)) = &mut model.overlay else {
        return Vec::new();
    };
    let Key::Char(c) = key else {
        return Vec::new();
    };
    let count = choice.options.len();
    if let Some(n) = c.to_digit(10).map(|n| n as usize) {
        if n < count {
            choice.at = n;
            return chosen(model);
        }
        return Vec::new();
    }
    let wanted = c.to_lowercase().to_string();
    // Of a question with yes and no alone the letter is the answer.
    if choice.options.get(1..) == Some(&["yes".to_owned(), "no".to_owned()]) {
        if let Some(n) = choice
            .options
            .iter()
            .skip(1)
            .position(|o| o.starts_with(&wanted))
        {
            choice.at = n + 1;
            return chosen(model);
        }
        return Vec::new();
    }
    let after = (1..=count).map(|n| (choice.at + n) % count.max(1));
    let begins = |n: &usize| choice.options[*n].to_lowercase().starts_with(&wanted);
    if let Some(n) = after.into_iter().find(begins) {
        choice.at = n;
        preview(model);
    }
    Vec::new()
}

/// The selected answer is taken.
pub fn chosen(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Choice(choice)) = model.overlay.take() else {
        return Vec::new();
    };
    let answer = choice.at.checked_sub(1);
    match choice.asking {
        Asking::Question(ask) => {
            let policy = model.book.policy.clone();
            let answers = &mut model.decide.answers;
            answers.choose(ask, answer, &policy, &model.book.devices);
            let effects = changed(model);
            say_answer(model, ask);
            advance(model);
            effects
        }
        Asking::Incident => match answer {
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
        },
    }
}
