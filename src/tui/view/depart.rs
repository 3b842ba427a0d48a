//! The screen of departures: the grid as a list, the checklist, what is still open.
//!
//! Only the lines that are on the screen are put together.

use super::parts::Canvas;
use crate::action::{Act, Departing};
use crate::desk::departure::words::open_count;
use crate::tui::depart::{Pane, Shown};
use crate::tui::layout::areas::{Areas, BODY};
use crate::tui::layout::room::areas_of;
use crate::tui::theme::Role;

/// Where the columns of the grid begin; a narrow screen leaves the device out.
struct Columns {
    device: Option<u16>,
    outcome: u16,
}

fn columns(width: u16) -> Columns {
    match width {
        0..64 => Columns {
            device: None,
            outcome: 30,
        },
        _ => Columns {
            device: Some(32),
            outcome: 49,
        },
    }
}

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let state = &canvas.model.depart;
    let areas = areas_of(canvas.model);
    canvas.cursor = Some((1, BODY));
    let Some(shown) = state.shown() else {
        nothing(canvas, &areas);
        return;
    };
    let title = match state.pane {
        Pane::Grid => "Depart",
        Pane::Steps => "Depart: checklist",
        Pane::Open => "Depart: still open",
    };
    let (line, pressing) = headline(shown, state.pane);
    // Whose it is, and which of several, stand before what a narrow screen cuts short.
    let line = match whose(canvas, shown) {
        Some(whose) => format!("{whose}: {line}"),
        None => line,
    };
    if canvas.model.spoken {
        return super::spoken::departure(canvas, shown, &format!("{title}: {line}"));
    }
    let x = 1 + canvas.put(1, 1, canvas.columns, title, Role::Title) + 3;
    let role = if pressing { Role::Soon } else { Role::Plain };
    canvas.put(x, 1, canvas.columns.saturating_sub(x + 1), &line, role);
    let width = areas.list;
    match state.pane {
        Pane::Grid => grid(canvas, shown, width),
        Pane::Steps => steps(canvas, shown, width),
        Pane::Open => open(canvas, shown, width),
    }
    detail(canvas, &areas, shown);
}

fn nothing(canvas: &mut Canvas<'_, '_>, areas: &Areas) {
    canvas.put(1, 1, canvas.columns, "Depart", Role::Title);
    let Some(known) = &canvas.model.depart.known else {
        return;
    };
    let lines = known.nothing.iter().map(|l| (l.clone(), Role::Plain));
    let mut lines: Vec<(String, Role)> = lines.collect();
    let opens = match canvas.model.keymap.label(Act::Operate("depart.open")) {
        Some(key) => format!("{key} opens one."),
        None => "Open one from the palette.".into(),
    };
    lines.extend([(String::new(), Role::Plain), (opens, Role::Key)]);
    for (what, does) in [
        (Act::Depart(Departing::Another), "shows those at their end."),
        (Act::Operate("depart.reopen"), "opens the last one again."),
    ] {
        let label = canvas.model.keymap.label(what);
        if let Some(key) = label.filter(|_| !known.all.is_empty()) {
            lines.push((format!("{key} {does}"), Role::Key));
        }
    }
    let rows = areas.said.saturating_sub(BODY);
    canvas.paragraphs((1, BODY, canvas.columns.saturating_sub(2), rows), &lines);
}

/// Whose departure it is, where that is not plain; and where there are several, which of them and how to go on.
fn whose(canvas: &Canvas<'_, '_>, shown: &Shown) -> Option<String> {
    let model = canvas.model;
    let all = model.depart.known.as_ref().map_or(&[][..], |k| &k.all);
    let (2.., Some(at)) = (all.len(), all.iter().position(|id| *id == shown.id)) else {
        return shown.whose.clone();
    };
    let whose = shown.whose.as_deref().unwrap_or("your own");
    let another = model.keymap.label(Act::Depart(Departing::Another));
    let next = another.map_or(String::new(), |key| format!(", {key} the next"));
    Some(format!("{whose}, {} of {}{next}", at + 1, all.len()))
}

/// What it is, when, and how far; and whether something presses.
fn headline(shown: &Shown, pane: Pane) -> (String, bool) {
    let (all, left) = shown.still;
    match pane {
        Pane::Grid => {
            // The figures first: what is cut short on a narrow screen is what one knows anyhow.
            let mut line = match shown.is_open {
                true => format!("{} of {} left, {all} open", shown.left, shown.cells.len()),
                false => shown.status.clone(),
            };
            if !shown.after.is_empty() {
                line.push_str(&format!(", {} after the statement", shown.after.len()));
            }
            line.push_str(&format!("; {}, {}", shown.when, shown.what));
            if shown.is_open && shown.has_statement {
                line.push_str(&format!("; {}", shown.status));
            }
            (line, shown.cells.iter().any(|c| c.pressing))
        }
        Pane::Steps => {
            let done = shown.steps.iter().filter(|s| s.answered).count();
            (format!("{done} of {} answered", shown.steps.len()), false)
        }
        Pane::Open => {
            let line = match all {
                0 => "nothing that this register knows of".into(),
                all => open_count(all, left),
            };
            (line, false)
        }
    }
}

/// The mark of the selected row, with the real cursor on it.
fn marker(canvas: &mut Canvas<'_, '_>, y: u16, selected: bool) {
    if selected {
        canvas.put(1, y, 1, ">", Role::Selected);
        canvas.cursor = Some((1, y));
    }
}

fn grid(canvas: &mut Canvas<'_, '_>, shown: &Shown, width: u16) {
    let state = &canvas.model.depart;
    if shown.cells.is_empty() {
        let words = "No conversation is on record. This cannot see your phone.";
        canvas.put(1, BODY, canvas.columns - 1, words, Role::Plain);
        return;
    }
    let columns = columns(width);
    canvas.put(4, 2, width, "NO.", Role::Quiet);
    canvas.put(9, 2, width.saturating_sub(9), "CONVERSATION", Role::Quiet);
    if let Some(x) = columns.device {
        canvas.put(x, 2, width.saturating_sub(x), "DEVICE", Role::Quiet);
    }
    let x = columns.outcome;
    canvas.put(x, 2, width.saturating_sub(x), "OUTCOME", Role::Quiet);
    for (n, (line, selected)) in state.grid.visible().enumerate() {
        let (Some(cell), y) = (shown.cells.get(line), BODY + n as u16) else {
            continue;
        };
        marker(canvas, y, selected);
        if state.marked.contains(&cell.number) {
            canvas.put(2, y, 1, "*", Role::Key);
        }
        let role = if cell.answered {
            Role::Quiet
        } else {
            Role::Plain
        };
        canvas.put(4, y, 4, &format!("{:>3}", cell.number), role);
        let end = columns.device.unwrap_or(columns.outcome);
        canvas.put(9, y, end - 10, &cell.conversation, role);
        if let Some(x) = columns.device {
            canvas.put(x, y, columns.outcome - x - 1, &cell.device, role);
        }
        let role = if cell.pressing { Role::Soon } else { role };
        let x = columns.outcome;
        canvas.put(x, y, width.saturating_sub(x + 1), &cell.outcome, role);
    }
}

fn steps(canvas: &mut Canvas<'_, '_>, shown: &Shown, width: u16) {
    canvas.put(3, 2, 16, "ANSWER", Role::Quiet);
    canvas.put(20, 2, width.saturating_sub(20), "STEP", Role::Quiet);
    for (n, (line, selected)) in canvas.model.depart.steps.visible().enumerate() {
        let (Some(step), y) = (shown.steps.get(line), BODY + n as u16) else {
            continue;
        };
        marker(canvas, y, selected);
        let role = if step.answered {
            Role::Quiet
        } else {
            Role::Plain
        };
        canvas.put(3, y, 16, &step.answer, role);
        canvas.put(20, y, width.saturating_sub(21), &step.text, role);
    }
}

fn open(canvas: &mut Canvas<'_, '_>, shown: &Shown, width: u16) {
    if shown.open.is_empty() {
        let words = "Nothing that this register knows of is open. The statement can be made.";
        canvas.put(1, BODY, canvas.columns - 1, words, Role::Plain);
        return;
    }
    for (n, (line, selected)) in canvas.model.depart.open.visible().enumerate() {
        let (Some(open), y) = (shown.open.get(line), BODY + n as u16) else {
            continue;
        };
        marker(canvas, y, selected);
        let role = if open.offered {
            Role::Quiet
        } else {
            Role::Plain
        };
        canvas.put(3, y, width.saturating_sub(4), &open.words, role);
    }
}

fn detail(canvas: &mut Canvas<'_, '_>, areas: &Areas, shown: &Shown) {
    if let Some(y) = areas.rule {
        canvas.rule(y);
    }
    let state = &canvas.model.depart;
    let mut lines: Vec<(String, Role)> = Vec::new();
    match state.pane {
        Pane::Grid => {
            let cell = state.cell();
            let detail = cell.map(|c| c.detail.as_slice()).unwrap_or_default();
            for (n, line) in detail.iter().enumerate() {
                let role = if n == 0 { Role::Quiet } else { Role::Plain };
                lines.push((line.clone(), role));
            }
            let after = shown.after.last();
            lines.extend(after.map(|a| (format!("After the statement: {a}"), Role::Soon)));
        }
        Pane::Steps => {
            if let Some(step) = state.step() {
                let at = state.steps.chosen().map_or(0, |n| n + 1);
                let of = state.steps.shown().len();
                let place = format!("Step {at} of {of}");
                lines.push((place, Role::Quiet));
                lines.push((step.text.clone(), Role::Plain));
                lines.push((step.answer.clone(), Role::Plain));
            }
        }
        Pane::Open => {
            if let Some(open) = state.still() {
                lines.push((open.words.clone(), Role::Plain));
                let ways = "Enter shows every way on; the rest can be handed over by name.";
                lines.push((ways.into(), Role::Quiet));
            }
        }
    }
    canvas.pane(areas, &lines, &[], (0, Act::Depart(Departing::Whole)));
}
