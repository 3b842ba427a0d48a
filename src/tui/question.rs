//! A question at the foot of a screen: the list stays to be seen, and the safe answer is no.
//!
//! Only y says yes; n, Enter and Esc leave everything as it is, so that a key too many records nothing.

use super::message::{Effect, FootQuestion};
use super::model::{Model, Overlay};

/// Asks; what stands on the screen stays there.
pub fn ask(model: &mut Model, words: String, yes: Vec<Effect>) {
    ask_either(model, words, yes, Vec::new());
}

/// The same where a no does something too.
pub fn ask_either(model: &mut Model, words: String, yes: Vec<Effect>, no: Vec<Effect>) {
    let keys = match model.spoken {
        true => "y or n.",
        false => "y n",
    };
    model.warn(format!("{words} {keys}"));
    model.lay(Overlay::Question(Box::new(FootQuestion { yes, no })));
}

/// Takes the answer.
pub fn answer(model: &mut Model, yes: bool) -> Vec<Effect> {
    let Some(Overlay::Question(_)) = &model.overlay else {
        return Vec::new();
    };
    let asked = model.overlay.take();
    model.lift();
    match (asked, yes) {
        (Some(Overlay::Question(question)), true) => {
            model.say("");
            question.yes
        }
        (Some(Overlay::Question(question)), false) if !question.no.is_empty() => {
            model.say("");
            question.no
        }
        _ => {
            model.say("Nothing was recorded.");
            Vec::new()
        }
    }
}
