//! Handlers of a review.

use super::{acts, operate, screens};
use crate::action::{Action, Key, Need};
use crate::operation::{EndReview, Op, Target};
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};
use crate::tui::review::{Became, Review};
use crate::tui::unheard::nothing_here;

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

/// A key that has no use while an item is read whole: what it does with an item on the screen below is done.
pub(super) fn of_item_read(model: &mut Model, key: Key) -> Vec<Effect> {
    let place = model.screen_context();
    let about_it = |a: &&'static Action| matches!(a.need, Need::Item | Need::ItemAndText);
    let Some(action) = acts::meant(model, place, key).filter(about_it) else {
        let said = nothing_here(model, key);
        model.say(said);
        return Vec::new();
    };
    if model.reads.is_unseen() {
        model.warn(format!(
            "{key} came together with what opened this. {key} once more does it."
        ));
        return Vec::new();
    }
    if model.screen == Screen::Queue && !model.marks.is_empty() {
        model.warn(
            "Items are marked: Esc closes this, and the key is then for all that are marked.",
        );
        return Vec::new();
    }
    model.lift();
    acts::attempt(model, action)
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
