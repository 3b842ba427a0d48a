//! Handlers of a review.

use super::{operate, screens};
use crate::operation::{EndReview, Op, Target};
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};
use crate::tui::review::{Became, Review};

pub(super) fn keep(model: &mut Model) -> Vec<Effect> {
    let item = model.item();
    if let (Some(id), Some(review)) = (item, &mut model.review) {
        review.note(id, Became::Left);
        model.say("Left waiting.");
    }
    end_if_done(model)
}

/// The end of a review is put on record by itself.
pub(super) fn end_if_done(model: &mut Model) -> Vec<Effect> {
    let over = |r: &&Review| !r.became.is_empty() && r.current(&model.book, model.now).is_none();
    match model.review.as_ref().filter(over) {
        Some(review) => {
            let sitting = Target::Sitting(review.became.clone());
            vec![operate::at_once(model, Op(&EndReview), sitting)]
        }
        None => Vec::new(),
    }
}

pub(super) fn stop_review(model: &mut Model) -> Vec<Effect> {
    if let Some(review) = model.review.take() {
        let (done, total) = (review.became.len(), review.total);
        model.say(format!(
            "Stopped after {done} of {total}. Every answer given is on record; the review itself is not."
        ));
    }
    screens::go(model, Screen::Queue)
}
