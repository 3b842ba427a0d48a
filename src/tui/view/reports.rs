//! The list of reports.

use super::lists::looked_for;
use super::pane::{DetailFact as Fact, DetailPane as Pane};
use super::parts::Canvas;
use super::table::{Column, TableRow, column};
use crate::action::{self, Act, Action, Context, Key};
use crate::tui::book::{listed, near};
use crate::tui::layout::room::areas_of;
use crate::tui::model::Model;
use crate::tui::reports::ReportLine;
use crate::tui::theme::Role;

const USED: &str = "report.used";
const RECEIVED: &str = "report.received";

/// What stands where there is nothing.
pub(super) const NONE: &str =
    "Nothing to send. A report appears here when you record that a private device was used.";

/// How many are to be sent, of how many it is first to be said whether they are, and how many are done with.
pub(super) fn head(model: &Model) -> String {
    let lines = &model.book.report_lines;
    let count = |which: fn(&ReportLine) -> bool| lines.iter().filter(|l| which(l)).count();
    let unsaid = count(|l| l.unsaid);
    let closed = count(|l| !l.is_to_do());
    let mut head = match (count(|l| l.open), unsaid) {
        (0, 0) => "nothing to send".to_owned(),
        (0, _) => String::new(),
        (n, 0) => format!("{n} to send"),
        (n, _) => format!("{n} to send; "),
    };
    if unsaid > 0 {
        head.push_str(&format!("{unsaid} to answer: used, or received only"));
    }
    if closed > 0 {
        head.push_str(&format!("; {closed} sent, withdrawn or ended"));
    }
    head
}

/// The columns; a narrow list leaves out to whom it goes.
fn columns(width: u16) -> &'static [Column] {
    const NARROW: &[Column] = &[
        column("SINCE", 10),
        column("HOW FAR", 14),
        column("WHAT", 0),
    ];
    const USUAL: &[Column] = &[
        column("SINCE", 16),
        column("GOES TO", 14),
        column("HOW FAR", 14),
        column("WHAT", 0),
    ];
    match width {
        0..72 => NARROW,
        _ => USUAL,
    }
}

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas_of(model);
    let lines = &model.book.report_lines;
    let role = Role::Soon.only_if(model.book.reports > 0);
    let right = looked_for(model, model.reports.list.len(), lines.len());
    canvas.head("Reports", &[(head(model), role)], &right);
    if model.reports.list.is_empty() {
        let words = match model.filter().words.is_empty() {
            true => NONE,
            false => "No report holds all of these words. Esc shows all again.",
        };
        return canvas.no_lines(words);
    }
    let columns = columns(areas.list);
    canvas.table((&model.reports.list, &areas), columns, "", |n| {
        let line = lines.get(n)?;
        Some(TableRow::of(
            columns.iter().map(|c| cell(model, line, c)).collect(),
        ))
    });
    if let Some(line) = model.reports.chosen(lines) {
        canvas.detail(&areas, &detail(model, line));
    }
}

fn cell(model: &Model, line: &ReportLine, column: &Column) -> (String, Role) {
    match column.head {
        "SINCE" if column.width < 16 => (
            near(line.since, model.now, model.book.zone, false),
            Role::Plain,
        ),
        "SINCE" => (listed(line.since, model.now, model.book.zone), Role::Plain),
        "GOES TO" => {
            let left = line.recipients.iter().filter(|to| !to.sent);
            let left: Vec<&str> = left.map(|to| to.title).collect();
            (left.join(", "), Role::Plain)
        }
        "HOW FAR" => (line.state.to_owned(), Role::Soon.only_if(line.is_to_do())),
        _ => (line.about.clone(), Role::Plain),
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
fn detail(model: &Model, line: &ReportLine) -> Pane {
    let mut facts: Vec<Fact> = Vec::new();
    let concerns = line.concerns.iter();
    let role = Role::Soon.only_if(line.unsaid);
    facts.extend(concerns.map(|words| Fact::split(words, role)));
    if line.unsaid {
        facts.push(Fact::new("", answers(model), Role::Soon));
    } else {
        let texts = [("What", &line.what), ("Circumstances", &line.circumstances)];
        let said = texts
            .into_iter()
            .filter_map(|(label, text)| Some((label, text.as_ref()?)));
        facts.extend(said.map(|(label, text)| Fact::new(label, text.clone(), Role::Plain)));
        if line.circumstances.is_none() && line.what.is_none() {
            let words = "not written yet: in your own words, why it was used";
            facts.push(Fact::new("Circumstances", words, Role::Soon));
        }
        facts.extend(
            line.marking
                .iter()
                .map(|m| Fact::new("Marking", m.clone(), Role::Plain)),
        );
    }
    Pane {
        head: vec![(line.about.clone(), Role::Title)],
        body: Vec::new(),
        shorter: Vec::new(),
        found: Vec::new(),
        facts,
        shows: Act::Paper("report"),
    }
}
