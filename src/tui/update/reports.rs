//! Handlers of the list of reports and of the cover note.
//!
//! May import `action`, `record` and its siblings.

use super::{Effect, acts};
use crate::action::Act;
use crate::record::report::Source;
use crate::tui::deed::Deed;
use crate::tui::model::{Model, Screen};
use crate::tui::more::{More, What};
use crate::tui::question;

/// Does what an action says; whether it is possible was asked before.
pub(super) fn act(model: &mut Model, act: Act) -> Vec<Effect> {
    match act {
        Act::GoReports => {
            let effects = acts::go(model, Screen::Reports);
            model.reports.refilter(&model.book.report_lines);
            effects
        }
        Act::ReportCopy => copy(model),
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

/// To the clipboard; asked first where it was never agreed to.
fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(report) = chosen(model) else {
        return Vec::new();
    };
    let line = model.reports.chosen(&model.book.report_lines);
    if let Some(first) = line.and_then(|l| l.unsaid.clone()) {
        model.warn(first.told(model));
        return Vec::new();
    }
    let deed = Deed::More(More::Copy(What::Report(report)));
    let effects = vec![Effect::Deed(Box::new(deed))];
    if model.book.clip.agreed {
        return effects;
    }
    let words = "Copy it to the clipboard of the device you connect from? What is copied leaves this machine.";
    question::ask(model, words.into(), effects);
    Vec::new()
}

pub(super) fn chosen(model: &Model) -> Option<Source> {
    let line = model.reports.chosen(&model.book.report_lines);
    line.map(|l| l.source)
}

#[cfg(test)]
mod tests;
