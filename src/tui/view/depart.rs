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
    canvas.title(title, &line, Role::Soon.only_if(pressing));
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

fn grid(canvas: &mut Canvas<'_, '_>, shown: &Shown, width: u16) {
    let state = &canvas.model.depart;
    if shown.cells.is_empty() {
        let words = "No conversation is on record. This cannot see your phone.";
        return canvas.no_lines(words);
    }
    let columns = columns(width);
    let device = columns.device.map(|x| (x, "DEVICE"));
    let heads = [
        (4, "NO."),
        (9, "CONVERSATION"),
        (columns.outcome, "OUTCOME"),
    ];
    canvas.heads(width, &heads.into_iter().chain(device).collect::<Vec<_>>());
    canvas.list(&state.grid, &shown.cells, |canvas, y, cell| {
        if state.marked.contains(&cell.number) {
            canvas.put(2, y, 1, "*", Role::Key);
        }
        let role = Role::Quiet.only_if(cell.answered);
        canvas.put(4, y, 4, &format!("{:>3}", cell.number), role);
        let end = columns.device.unwrap_or(columns.outcome);
        canvas.put(9, y, end - 10, &cell.conversation, role);
        if let Some(x) = columns.device {
            canvas.put(x, y, columns.outcome - x - 1, &cell.device, role);
        }
        let role = if cell.pressing { Role::Soon } else { role };
        let x = columns.outcome;
        canvas.put(x, y, width.saturating_sub(x + 1), &cell.outcome, role);
    });
}

fn steps(canvas: &mut Canvas<'_, '_>, shown: &Shown, width: u16) {
    canvas.heads(width, &[(3, "ANSWER"), (20, "STEP")]);
    let list = &canvas.model.depart.steps;
    canvas.list(list, &shown.steps, |canvas, y, step| {
        let role = Role::Quiet.only_if(step.answered);
        canvas.put(3, y, 16, &step.answer, role);
        canvas.put(20, y, width.saturating_sub(21), &step.text, role);
    });
}

fn open(canvas: &mut Canvas<'_, '_>, shown: &Shown, width: u16) {
    if shown.open.is_empty() {
        let words = "Nothing that this register knows of is open. The statement can be made.";
        return canvas.no_lines(words);
    }
    let list = &canvas.model.depart.open;
    canvas.list(list, &shown.open, |canvas, y, open| {
        let role = Role::Quiet.only_if(open.offered);
        canvas.put(3, y, width.saturating_sub(4), &open.words, role);
    });
}

fn detail(canvas: &mut Canvas<'_, '_>, areas: &Areas, shown: &Shown) {
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
