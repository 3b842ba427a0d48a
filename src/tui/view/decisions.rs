//! Past decisions: a line each, the selected one whole below or beside.

use super::lists::filtered;
use super::parts::Canvas;
use crate::action::Act;
use crate::desk::words::counted;
use crate::tui::decide::DecisionLine;
use crate::tui::layout::room::areas_of;
use crate::tui::theme::Role;

/// Where the columns begin.
const VERDICT: u16 = 24;
const WHAT: u16 = 46;

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let past = &model.decide.past;
    let areas = areas_of(model);
    let head = match past.all.len() {
        0 => "none is on record".to_owned(),
        n => format!("{}, the latest first", counted(n, "decision")),
    };
    canvas.title("Past decisions", &head, Role::Plain);
    if past.list.is_empty() {
        let words = match past.all.is_empty() {
            true => "No decision is on record. 1 asks the questions, o there records.",
            false => "No decision holds all of these words. Esc shows all again.",
        };
        return canvas.no_lines(words);
    }
    let width = areas.list;
    let heads = [
        (3, "WHEN"),
        (VERDICT, "VERDICT"),
        (WHAT, "OUTCOME, CHANNEL, DEVICE"),
    ];
    canvas.heads(width, &heads);
    canvas.list(&past.list, &past.all, |canvas, y, decision| {
        canvas.put(3, y, VERDICT - 4, &decision.at, Role::Plain);
        let room = width.saturating_sub(VERDICT + 1).min(WHAT - VERDICT - 1);
        canvas.put(VERDICT, y, room, &decision.verdict, Role::Plain);
        let room = width.saturating_sub(WHAT + 1);
        canvas.put(WHAT, y, room, &decision.what, Role::Plain);
    });
    filtered(canvas, past.list.len(), past.all.len());
    detail(canvas, past.chosen());
}

fn detail(canvas: &mut Canvas<'_, '_>, decision: Option<&DecisionLine>) {
    let areas = areas_of(canvas.model);
    let Some(decision) = decision else {
        return;
    };
    let value = |label: &str| {
        let line = decision.lines.iter().find(|(l, _)| *l == label);
        line.map(|(_, v)| v.clone())
    };
    let all_of = |labels: &[&str]| -> String {
        let found = labels.iter().filter_map(|l| Some((*l, value(l)?)));
        let words: Vec<String> = found.map(|(l, v)| format!("{l}: {v}")).collect();
        words.join(" · ")
    };
    let decided = value("Decided").unwrap_or_default();
    let head = format!("Decision {} · {decided}", decision.short);
    let mut all = vec![(head, Role::Quiet)];
    for labels in [
        &["Verdict", "Outcome"][..],
        &["Reason"],
        &["Situation", "Channel", "Device then"],
        &["Marking", "Significant", "Scope", "Personal data"],
        &["Duties", "For", "Two answers"],
    ] {
        all.push((all_of(labels), Role::Plain));
    }
    all.retain(|(text, _)| !text.is_empty());
    canvas.pane(&areas, &all, &[], (0, Act::Show));
}
