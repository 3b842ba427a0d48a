//! Handlers of the list of reports and of the cover note.

use super::{Effect, acts};
use crate::action::Act;
use crate::record::report::Source;
use crate::tui::model::{Model, Screen};

/// Does what an action says; whether it is possible was asked before.
pub(super) fn act(model: &mut Model, act: Act) -> Vec<Effect> {
    match act {
        Act::GoReports => {
            let effects = acts::go(model, Screen::Reports);
            model.reports.refilter(&model.book.report_lines);
            effects
        }
        Act::ReportShow => chosen(model).map(Effect::LoadReport).into_iter().collect(),
        Act::ReportsAll => {
            model.reports.all = !model.reports.all;
            model.reports.refilter(&model.book.report_lines);
            model.say(match model.reports.all {
                true => "Every report is shown, sent, withdrawn and ended ones too.",
                false => "Only reports that are to be answered or sent are shown.",
            });
            Vec::new()
        }
        Act::CoverNote => vec![Effect::LoadCoverNote],
        _ => Vec::new(),
    }
}

pub(super) fn chosen(model: &Model) -> Option<Source> {
    let line = model.reports.chosen(&model.book.report_lines);
    line.map(|l| l.source)
}

#[cfg(test)]
mod tests;
