//! Handlers of the list of reports.

use super::screens;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};

/// Goes to the list, with what is to be answered or sent.
pub(super) fn go(model: &mut Model) -> Vec<Effect> {
    let effects = screens::go(model, Screen::Reports);
    model.refilter();
    effects
}

/// Shows the reports that nothing is left to do about as well, or hides them again.
pub(super) fn all(model: &mut Model) -> Vec<Effect> {
    model.reports.all = !model.reports.all;
    model.refilter();
    model.say(match model.reports.all {
        true => "Every report is shown, sent, withdrawn and ended ones too.",
        false => "Only reports that are to be answered or sent are shown.",
    });
    Vec::new()
}

#[cfg(test)]
mod tests;
