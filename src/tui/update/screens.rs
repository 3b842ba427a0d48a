//! From one screen to another, and what a filter shows of it.

use super::operate;
use crate::operation::EndReview;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};
use crate::tui::review::Review;
use crate::tui::triage;

/// Shows what the filter takes; of a long export a worker finds that.
pub(super) fn refilter(model: &mut Model) -> Vec<Effect> {
    if model.screen == Screen::Triage {
        return triage::finding::find(model);
    }
    model.refilter();
    Vec::new()
}

pub(super) fn go(model: &mut Model, screen: Screen) -> Vec<Effect> {
    model.screen = screen;
    model.overlay = None;
    model.beneath.clear();
    Vec::new()
}

/// The log, read as it stands.
pub(super) fn log(model: &mut Model) -> Vec<Effect> {
    read(model, Screen::Log, Effect::LoadLog)
}

/// A screen of which what it shows is read anew.
pub(super) fn read(model: &mut Model, screen: Screen, effect: Effect) -> Vec<Effect> {
    go(model, screen);
    vec![effect]
}

/// The next of the lists of chats and devices.
pub(super) fn next_list(model: &mut Model) -> Vec<Effect> {
    model.chats.turn();
    Vec::new()
}

/// A review that was left goes on where it was; with nothing waiting, what was looked at is asked.
pub(super) fn review(model: &mut Model) -> Vec<Effect> {
    if model.review.is_none() {
        let review = Review::begin(&model.book, model.now);
        if review.total == 0 {
            return operate::begin(model, &EndReview);
        }
        model.review = Some(review);
    }
    go(model, Screen::Review)
}
