//! Past decisions: a line each, the selected one whole below or beside.

use super::lists::{filtered, marker};
use super::parts::Canvas;
use crate::action::Act;
use crate::desk::words::counted;
use crate::tui::decide::DecisionLine;
use crate::tui::layout::areas::BODY;
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
    let x = 1 + canvas.put(1, 1, canvas.columns, "Past decisions", Role::Title) + 3;
    let head = match past.all.len() {
        0 => "none is on record".to_owned(),
        n => format!("{}, the latest first", counted(n, "decision")),
    };
    let room = canvas.columns.saturating_sub(x + 1);
    canvas.put(x, 1, room, &head, Role::Plain);
    if past.list.is_empty() {
        let words = match past.all.is_empty() {
            true => "No decision is on record. 1 asks the questions, o there records.",
            false => "No decision holds all of these words. Esc shows all again.",
        };
        canvas.put(1, BODY, canvas.columns - 1, words, Role::Plain);
        canvas.cursor = Some((1, BODY));
        return;
    }
    let width = areas.list;
    for (x, head) in [
        (3, "WHEN"),
        (VERDICT, "VERDICT"),
        (WHAT, "OUTCOME, CHANNEL, DEVICE"),
    ] {
        canvas.put(x, 2, width.saturating_sub(x), head, Role::Quiet);
    }
    for (n, (line, selected)) in past.list.visible().enumerate() {
        let (Some(decision), y) = (past.all.get(line), BODY + n as u16) else {
            continue;
        };
        marker(canvas, y, selected);
        canvas.put(3, y, VERDICT - 4, &decision.at, Role::Plain);
        let room = width.saturating_sub(VERDICT + 1).min(WHAT - VERDICT - 1);
        canvas.put(VERDICT, y, room, &decision.verdict, Role::Plain);
        let room = width.saturating_sub(WHAT + 1);
        canvas.put(WHAT, y, room, &decision.what, Role::Plain);
    }
    filtered(canvas, past.list.len(), past.all.len());
    detail(canvas, past.chosen());
}

fn detail(canvas: &mut Canvas<'_, '_>, decision: Option<&DecisionLine>) {
    let areas = areas_of(canvas.model);
    let Some(decision) = decision else {
        return;
    };
    if let Some(y) = areas.rule {
        canvas.rule(y);
    }
    let value = |label: &str| {
        let line = decision.lines.iter().find(|(l, _)| *l == label);
        line.map(|(_, v)| v.clone())
    };
    let all_of = |labels: &[&str]| -> String {
        let found = labels.iter().filter_map(|l| Some((*l, value(l)?)));
        let words: Vec<String> = found.map(|(l, v)| format!("{l}: {v}")).collect();
        words.join(" · ")
    };
    let all = [
        (
            format!(
                "Decision {} · {}",
                decision.short,
                value("Decided").unwrap_or_default()
            ),
            Role::Quiet,
        ),
        (all_of(&["Verdict", "Outcome"]), Role::Plain),
        (all_of(&["Reason"]), Role::Plain),
        (
            all_of(&["Situation", "Channel", "Device then"]),
            Role::Plain,
        ),
        (
            all_of(&["Marking", "Significant", "Scope", "Personal data"]),
            Role::Plain,
        ),
        (all_of(&["Duties", "For", "Two answers"]), Role::Plain),
    ];
    let all: Vec<_> = all
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .collect();
    canvas.pane(&areas, &all, &[], (0, Act::Show));
}
