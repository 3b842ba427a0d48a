//! The marking field of a form: asked first, and what follows from it for what may be kept.
//!
//! Invariants: the text of a new item is no draft before its marking is answered, and never with SECRET or above.

use crate::tui::form::Passed;
use crate::tui::marking::Builder;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay};

/// On from the marking: what was not answered is "not stated" from here on, and said; with SECRET or above
/// what was written goes, and the marking stays in hand.
pub(super) fn pass_marking(model: &mut Model, by: isize) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    let name = form.purpose.draft_name();
    match form.pass_marking() {
        Passed::On => {
            form.step(by);
            Vec::new()
        }
        Passed::NotStated => {
            form.step(by);
            model.unsaved = true;
            // Whoever has not read it has not agreed to it.
            model.reads.refused = model.reads.now;
            model.say("Marking: not stated. What would its source carry? Go back to say it; else Enter records.");
            Vec::new()
        }
        Passed::Secret => {
            model.unsaved = false;
            model.warn("SECRET and above must not be on such a channel (para 11). What was written here is gone, nothing was stored. Tell your security team at once; Esc leaves.");
            vec![Effect::DropDraft(name)]
        }
    }
}

/// Another marking: with SECRET or above what was kept of the text goes at once.
pub(super) fn marking_changed(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &model.overlay else {
        return Vec::new();
    };
    match form.is_secret() {
        true => vec![Effect::DropDraft(form.purpose.draft_name())],
        false => Vec::new(),
    }
}

/// A marking is put together for the form's own field.
pub(super) fn build_marking(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &model.overlay else {
        return Vec::new();
    };
    let Some(stands) = form.stated_marking() else {
        model.warn("No marking is asked for here.");
        return Vec::new();
    };
    let stands = stands.map(|text| model.book.policy.marking(&text).ok());
    let builder = Builder::new(&model.book.policy, stands);
    model.lay(Overlay::Marking(Box::new(builder)));
    crate::tui::layout::page::fit_overlay(model);
    model.say("");
    Vec::new()
}
