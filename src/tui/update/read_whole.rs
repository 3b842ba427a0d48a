//! An item that is read whole: what is done with an item is done with it from there.

use super::acts;
use crate::action::{Action, Key, Need};
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};
use crate::tui::unheard::nothing_here;

/// A key that has no use while an item is read whole: what it does with an item on the screen below is done.
pub(super) fn key(model: &mut Model, key: Key) -> Vec<Effect> {
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
