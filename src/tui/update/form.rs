//! The marking field of a form: asked first, and what follows from it for what may be kept.
//!
//! Invariants: the text of a new item is no draft before its marking is answered, and never with SECRET or above; with
//! that only Enter on the marking clears what is written.

use crate::tui::marking::Builder;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay};

/// What SECRET or above brings with it, said as soon as it is chosen.
pub const STOPS: &str =
    "SECRET or above stops here. Enter clears this form and shows what to do; Left goes back.";

/// Enter on SECRET or above: what was written goes, and the marking stays in hand.
pub(super) fn clear(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    form.clear();
    let name = form.draft_name();
    model.unsaved = false;
    model.warn("SECRET and above must not be on such a channel (para 11). What was written here is gone, nothing was stored. Tell your security team at once; Esc leaves.");
    vec![Effect::DropDraft(name)]
}

/// The marking stays in hand: it is not answered, or nothing goes on from it.
pub(super) fn stay(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    let place = form.fields.iter().position(|f| f.has_more());
    form.put_in_hand(place.unwrap_or_default());
    let secret = form.is_secret();
    form.checked = Some(model.saids + 1);
    // Whoever has not read it has not agreed to it.
    model.reads.refused = model.reads.now;
    match secret {
        true => model.warn(STOPS),
        false => {
            model.warn("The marking comes first: o OFFICIAL, s OFFICIAL-SENSITIVE, n not stated.")
        }
    }
    Vec::new()
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
