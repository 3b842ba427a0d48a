//! A text that is read: every place is gone to from there, and what is done with a line of a list is done with it where
//! the text is the line, read whole.

use super::acts;
use crate::action::{Action, Key};
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::unheard::nothing_here;

/// A key that has no use in a text: it leads where it always leads, or does with the line on the screen below what it
/// does there.
pub(super) fn key(model: &mut Model, key: Key) -> Vec<Effect> {
    let place = model.screen_context();
    let of_line = matches!(&model.overlay, Some(Overlay::Reading(r)) if r.of_line);
    let wanted = |a: &&'static Action| a.leads_elsewhere() || (of_line && a.is_about_a_line());
    let Some(action) = acts::meant(model, place, key).filter(wanted) else {
        let said = nothing_here(model, key);
        model.say(said);
        return Vec::new();
    };
    if action.leads_elsewhere() {
        model.lift();
        return acts::attempt(model, action);
    }
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
