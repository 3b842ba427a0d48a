//! Handlers of the list of reports, and of papers.

use super::{papers, screens};
use crate::action::Act;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};

/// Does what an action says; whether it is possible was asked before.
pub(super) fn act(model: &mut Model, act: Act) -> Vec<Effect> {
    match act {
        Act::GoReports => {
            let effects = screens::go(model, Screen::Reports);
            model.reports.refilter(&model.book.report_lines);
            effects
        }
        Act::ReportsAll => {
            model.reports.all = !model.reports.all;
            model.reports.refilter(&model.book.report_lines);
            model.say(match model.reports.all {
                true => "Every report is shown, sent, withdrawn and ended ones too.",
                false => "Only reports that are to be answered or sent are shown.",
            });
            Vec::new()
        }
        Act::Paper(kind) => papers::show(model, kind),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
