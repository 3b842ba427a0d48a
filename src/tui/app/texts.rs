//! Texts to read that are put together beside the desk.

use crate::desk::{About, Desk, DeskError, PaperKind, PaperOf};
use crate::record::Id;
use crate::record::departure::Still;
use crate::tui::deed::Trouble;
use crate::tui::message::Msg;
use crate::tui::model::{Model, Reading};
use crate::tui::{depart, ids};

/// A paper as it would be made now, and below it what went out of it; where it cannot be made yet, why is said.
pub(super) fn paper(desk: &Desk, model: &mut Model, kind: &PaperKind, of: &PaperOf) -> Option<Msg> {
    match kind.to_read(desk, of) {
        Ok(paper) => {
            let text = paper.text();
            let text = text.lines().map(str::to_owned);
            let text = text.chain((kind.before)(desk, of)).collect();
            // A note on the whole register is not about the item that happens to be in hand.
            let of_line = matches!(kind.about, About::Report | About::Request);
            Some(Msg::Whole(Reading {
                of_line,
                ..Reading::new(kind.heading, text)
            }))
        }
        Err(refusal) => {
            let said = Trouble::from(DeskError::from(refusal)).told(model);
            model.warn(said);
            None
        }
    }
}

/// One thing that is open in a departure, with the keys that lead on.
pub(super) fn still_open(desk: &Desk, model: &Model, departure: Id, what: &Still) -> Vec<String> {
    let keys = Some((&model.keymap, model.screen_context()));
    let lines = depart::whole(desk, departure, what, keys).into_iter();
    lines.map(|line| ids::on_screen(&line, desk)).collect()
}
