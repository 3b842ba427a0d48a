//! The list of reports.

use super::lists::filtered;
use super::parts::Canvas;
use crate::action::{self, Act, Action, Context, Key};
use crate::tui::book::near;
use crate::tui::layout::areas::areas;
use crate::tui::model::Model;
use crate::tui::reports::ReportLine;
use crate::tui::theme::Role;

const USED: &str = "report.used";
const RECEIVED: &str = "report.received";

/// What stands where there is nothing.
pub(super) const NONE: &str =
    "Nothing to be sent here. A use that is to be reported comes by itself.";

/// How many are to be sent, of how many it is first to be said whether they are, and how many are done with.
pub(super) fn head(model: &Model) -> String {
    let lines = &model.book.report_lines;
    let count = |which: fn(&ReportLine) -> bool| lines.iter().filter(|l| which(l)).count();
    let unsaid = count(|l| l.unsaid);
    let closed = count(|l| !l.is_to_do());
    let mut head = match (count(|l| l.open), unsaid) {
        (0, 0) => "none is to be sent, as far as this register knows".to_owned(),
        (0, _) => String::new(),
        (n, 0) => format!("{n} to be sent"),
        (n, _) => format!("{n} to be sent; "),
    };
    if unsaid > 0 {
        head.push_str(&format!("{unsaid} to be answered: used, or received only"));
    }
    if closed > 0 {
        head.push_str(&format!("; {closed} sent, withdrawn or ended"));
    }
    head
}

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas(canvas.columns, canvas.rows);
    let lines = &model.book.report_lines;
    let role = Role::Soon.only_if(model.book.reports > 0);
    canvas.title("Reports", &head(model), role);
    if model.reports.list.is_empty() {
        let words = match model.filter().words.is_empty() {
            true => NONE,
            false => "No report holds all of these words. Esc shows all again.",
        };
        return canvas.no_lines(words);
    }
    let width = areas.list;
    canvas.heads(width, &[(3, "SINCE"), (17, "STATE"), (32, "ABOUT")]);
    canvas.list(&model.reports.list, lines, |canvas, y, line| {
        let since = near(line.since, model.now, model.book.zone, false);
        canvas.put(3, y, 13, &since, Role::Plain);
        let role = Role::Soon.only_if(line.is_to_do());
        canvas.put(17, y, 14, line.state, role);
        canvas.put(32, y, width.saturating_sub(33), &line.about, Role::Plain);
    });
    filtered(canvas, model.reports.list.len(), lines.len());
    if let Some(line) = model.reports.chosen(lines) {
        canvas.pane(&areas, &detail(model, line), &[], (0, Act::Paper("report")));
    }
}

/// The keys that say whether the device was used.
pub(super) fn answers(model: &Model) -> String {
    let keyed = |id: &'static str, words: &str| match model.keymap.label(Act::Operate(id)) {
        Some(key) => format!("{key}: {words}"),
        None => words.to_owned(),
    };
    let used = keyed(USED, "it was used, so a report is due");
    let received = keyed(RECEIVED, "it was only received, so none is");
    format!("{used}. {received}.")
}

/// What would be refused of the selected report has no place in the key bar; it begins with what leads on from there:
/// the answers to an open question, or taking up again what was withdrawn.
pub(super) fn in_bar(model: &Model, bar: &mut Vec<(Key, &'static Action)>) {
    let line = model.reports.chosen(&model.book.report_lines);
    let Some(line) = line.filter(|_| model.context() == Context::Reports) else {
        return;
    };
    bar.retain(|(_, a)| !line.refused.contains(&a.id));
    let leads_on: &[&str] = match (line.unsaid, line.withdrawn) {
        (true, _) => &[USED, RECEIVED],
        (false, true) => &["report.reopen"],
        (false, false) => &[],
    };
    let first = action::all().filter(|a| leads_on.contains(&a.id));
    let keyed = first.filter_map(|a| Some((model.keymap.key_of(a.act, Context::Reports)?, a)));
    bar.splice(0..0, keyed);
}

/// The selected report: what it is about, how far it is, what it says.
fn detail(model: &Model, line: &ReportLine) -> Vec<(String, Role)> {
    let mut all = vec![(format!("{} · {}", line.short, line.about), Role::Quiet)];
    if line.unsaid {
        all.extend(line.concerns.iter().map(|c| (c.clone(), Role::Soon)));
        all.push((answers(model), Role::Soon));
        return all;
    }
    all.extend(line.concerns.iter().map(|c| (c.clone(), Role::Plain)));
    let texts = [&line.what, &line.circumstances];
    let texts = texts.into_iter().flatten();
    all.extend(texts.map(|t| (t.clone(), Role::Plain)));
    if line.circumstances.is_none() && line.what.is_none() {
        let words = "The circumstances are not written yet: in your own words, why it was used.";
        all.push((words.to_owned(), Role::Soon));
    }
    all
}
