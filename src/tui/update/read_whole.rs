//! A line that is read whole: what is done with a line of a list is done with it from there.

use super::acts;
use crate::action::Key;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};
use crate::tui::unheard::nothing_here;

/// A key that has no use while a line is read whole: what it does with the line on the screen below is done.
pub(super) fn key(model: &mut Model, key: Key) -> Vec<Effect> {
    let place = model.screen_context();
    let Some(action) = acts::meant(model, place, key).filter(|a| a.is_about_a_line()) else {
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
    let marked = match model.screen {
        Screen::Queue => (!model.marks.is_empty()).then_some("Items"),
        Screen::Chats => (!model.chats.marks.is_empty()).then_some("Chats"),
        _ => None,
    };
    if let Some(what) = marked {
        model.warn(format!(
            "{what} are marked: Esc closes this, and the key is then for all that are marked."
        ));
        return Vec::new();
    }
    model.lift();
    acts::attempt(model, action)
}
