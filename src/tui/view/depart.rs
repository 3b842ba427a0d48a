//! The screen of departures: the grid as a list, the checklist, what is still open.
//!
//! Only the lines that are on the screen are put together.

use super::pane::{DetailFact as Fact, DetailPane as Detail};
use super::parts::Canvas;
use super::table::{Column, TableRow, column};
use crate::action::{Act, Departing};
use crate::text::{self, figure, sentence_case};
use crate::tui::depart::{CellLine, OpenLine, Pane, Shown, StepLine};
use crate::tui::layout::areas::{Areas, BODY};
use crate::tui::layout::room::areas_of;
use crate::tui::model::Model;
use crate::tui::theme::Role;

const WAITS: Column = Column {
    head: "WAITS",
    width: 5,
    figures: true,
};

/// The columns of the grid; a narrow list leaves the device out, and a broad one gives the names more.
fn columns(width: u16) -> &'static [Column] {
    const NARROW: &[Column] = &[column("CHAT", 20), column("OUTCOME", 0)];
    const USUAL: &[Column] = &[
        column("CHAT", 24),
        column("DEVICE", 12),
        column("OUTCOME", 25),
        WAITS,
    ];
    const BROAD: &[Column] = &[
        column("CHAT", 34),
        column("DEVICE", 18),
        column("OUTCOME", 35),
        WAITS,
    ];
    match width {
        0..72 => NARROW,
        72..108 => USUAL,
        _ => BROAD,
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
    if canvas.model.spoken {
        return super::spoken::heading(canvas, title);
    }
    let about = format!("{}{}, {}", whose(canvas, shown), shown.what, shown.when);
    let open = open_words(shown);
    let pressing = shown.cells.iter().any(|c| c.pressing);
    let role = Role::Soon.only_if(pressing);
    let which = which(canvas, shown).unwrap_or_default();
    match areas.intro {
        Some(y) => {
            canvas.head(title, &[(about, Role::Plain)], &which);
            let room = canvas.columns.saturating_sub(2);
            canvas.put_all((1, y, room), &[(open, role)]);
        }
        // What is open stands before what one knows anyhow.
        None => canvas.head(title, &[(format!("{open}; {about}"), role)], ""),
    }
    match state.pane {
        Pane::Grid => grid(canvas, shown, &areas),
        Pane::Steps => steps(canvas, shown, &areas),
        Pane::Open => open_things(canvas, shown, &areas),
    }
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

/// Whose departure it is, where that has to be said: somebody else's, or one's own beside others.
fn whose(canvas: &Canvas<'_, '_>, shown: &Shown) -> String {
    let known = canvas.model.depart.known.as_ref();
    match (&shown.whose, known.map_or(0, |k| k.all.len())) {
        (Some(name), _) => format!("{name}, "),
        (None, 2..) => "your own, ".to_owned(),
        (None, _) => String::new(),
    }
}

/// Which of several departures it is, and how to go on to the next.
fn which(canvas: &Canvas<'_, '_>, shown: &Shown) -> Option<String> {
    let model = canvas.model;
    let all = model.depart.known.as_ref().map_or(&[][..], |k| &k.all);
    let (2.., Some(at)) = (all.len(), all.iter().position(|id| *id == shown.id)) else {
        return None;
    };
    let another = model.keymap.label(Act::Depart(Departing::Another));
    let next = another.map_or(String::new(), |key| format!(", {key} the next"));
    Some(format!("{} of {}{next}", at + 1, all.len()))
}

/// What is open, of what; of one at its end, how it ended.
fn open_words(shown: &Shown) -> String {
    let (all, _) = shown.still;
    let steps = shown.steps.iter().filter(|s| !s.answered).count();
    let mut words = match (shown.is_open, all) {
        (false, _) => shown.status.clone(),
        (true, 0) => "Nothing that this register knows of is open".to_owned(),
        (true, _) => {
            let others = all.saturating_sub(shown.left + steps);
            let things = if all == 1 { "thing" } else { "things" };
            let mut parts = vec![
                format!("{} of {} chats", shown.left, shown.cells.len()),
                format!("{steps} of {} steps", shown.steps.len()),
            ];
            if others > 0 {
                parts.push(match others {
                    1 => "1 other".to_owned(),
                    n => format!("{} others", figure(n)),
                });
            }
            format!("{} {things} open: {}", figure(all), parts.join(" \u{b7} "))
        }
    };
    if !shown.after.is_empty() {
        words.push_str(&format!(", {} after the statement", shown.after.len()));
    }
    if shown.is_open && shown.has_statement {
        words.push_str(&format!("; {}", shown.status));
    }
    words
}

fn grid(canvas: &mut Canvas<'_, '_>, shown: &Shown, areas: &Areas) {
    let state = &canvas.model.depart;
    if shown.cells.is_empty() {
        return canvas.no_lines("No chat is on record. onrecord cannot see your phone.");
    }
    let columns = columns(areas.list);
    let marked = match state.marked.len() {
        0 => String::new(),
        n => format!("{} marked", figure(n)),
    };
    canvas.table((&state.grid, areas), columns, &marked, |n| {
        let cell = shown.cells.get(n)?;
        let mark = if state.marked.contains(&cell.number) {
            "*"
        } else {
            ""
        };
        Some(TableRow::of(columns.iter().map(|c| of_cell(cell, c)).collect()).marked(mark))
    });
    if let Some(cell) = state.cell() {
        canvas.detail(areas, &cell_pane(canvas.model, shown, cell));
    }
}

fn of_cell(cell: &CellLine, column: &Column) -> (String, Role) {
    let role = Role::Quiet.only_if(cell.answered);
    match column.head {
        "CHAT" => (cell.conversation.clone(), role),
        // Under its head nothing else can be meant.
        "DEVICE" => {
            let device = &cell.device;
            (
                device.strip_prefix("device ").unwrap_or(device).to_owned(),
                role,
            )
        }
        "WAITS" => (figure(cell.waiting), role),
        _ => (
            cell.outcome.clone(),
            if cell.pressing { Role::Soon } else { role },
        ),
    }
}

/// What can be answered of a chat on a device, with the keys.
fn ways(model: &Model, cell: &CellLine) -> String {
    let beyond = match cell.waiting {
        0 => "nothing significant beyond what is filed".to_owned(),
        n => format!("nothing significant beyond the {}", figure(n)),
    };
    let all = [
        (Act::Depart(Departing::Capture), "capture what waits"),
        (
            Act::Operate("depart.captured"),
            "all of it is filed already",
        ),
        (Act::Operate("depart.nil"), beyond.as_str()),
        (Act::Operate("depart.gone"), "no longer available"),
        (Act::Operate("depart.hand-over"), "hand over to somebody"),
        (Act::Operate("depart.not-on-device"), "not on this device"),
    ];
    let waits = |act: &Act| cell.waiting > 0 || *act != Act::Depart(Departing::Capture);
    let keyed = all
        .iter()
        .filter(|(act, _)| waits(act))
        .filter_map(|(act, words)| {
            let key = model.keymap.key_of(*act, model.screen_context())?;
            Some(format!("{key} {words}"))
        });
    keyed.collect::<Vec<_>>().join(" \u{b7} ")
}

fn cell_pane(model: &Model, shown: &Shown, cell: &CellLine) -> Detail {
    let mut lines = cell.detail.iter();
    let head = lines.next().cloned().unwrap_or_default();
    // Its number is the checklist's own, and no name.
    let head = head
        .split_once(". ")
        .map_or(head.clone(), |(_, rest)| rest.to_owned());
    let pieces = match head.strip_prefix(&cell.conversation) {
        Some(rest) => vec![
            (cell.conversation.clone(), Role::Title),
            (rest.to_owned(), Role::Plain),
        ],
        None => vec![(head, Role::Title)],
    };
    let said = lines.map(|line| match line.as_str() {
        "open" => "Not answered".to_owned(),
        line => sentence_case(line),
    });
    let mut body: Vec<(String, Role)> = said.map(|line| (line, Role::Plain)).collect();
    let after = shown.after.last();
    body.extend(after.map(|a| (format!("After the statement: {a}"), Role::Soon)));
    let mut detail = detail_of(pieces, body);
    let ways = ways(model, cell);
    if shown.is_open && !cell.answered && !ways.is_empty() {
        detail.facts.push(Fact::new("You can", ways, Role::Plain));
    }
    detail
}

fn detail_of(head: Vec<(String, Role)>, body: Vec<(String, Role)>) -> Detail {
    Detail {
        head,
        body,
        shorter: Vec::new(),
        found: Vec::new(),
        facts: Vec::<Fact>::new(),
        shows: Act::Depart(Departing::Whole),
    }
}

fn steps(canvas: &mut Canvas<'_, '_>, shown: &Shown, areas: &Areas) {
    const COLUMNS: &[Column] = &[column("ANSWER", 14), column("STEP", 0)];
    let state = &canvas.model.depart;
    canvas.table((&state.steps, areas), COLUMNS, "", |n| {
        let step: &StepLine = shown.steps.get(n)?;
        let role = Role::Quiet.only_if(step.answered);
        Some(TableRow::of(vec![
            (step.answer.clone(), role),
            (step.text.clone(), role),
        ]))
    });
    if let Some(step) = state.step() {
        let at = state.steps.chosen().map_or(0, |n| n + 1);
        let of = state.steps.len();
        let head = vec![
            (format!("Step {at} of {of}"), Role::Title),
            (format!(" \u{b7} {}", step.answer), Role::Plain),
        ];
        canvas.detail(
            areas,
            &detail_of(head, vec![(step.text.clone(), Role::Plain)]),
        );
    }
}

fn open_things(canvas: &mut Canvas<'_, '_>, shown: &Shown, areas: &Areas) {
    const COLUMNS: &[Column] = &[column("STILL OPEN", 0)];
    if shown.open.is_empty() {
        let words = "Nothing that this register knows of is open. The statement can be made.";
        return canvas.no_lines(words);
    }
    let state = &canvas.model.depart;
    canvas.table((&state.open, areas), COLUMNS, "", |n| {
        let open: &OpenLine = shown.open.get(n)?;
        let role = Role::Quiet.only_if(open.offered);
        Some(TableRow::of(vec![(open.words.clone(), role)]))
    });
    if let Some(open) = state.still() {
        let ways = "Enter shows what you can do; the rest can be handed over by name.";
        let short = |kind: &str| text::width(kind) < 40;
        let (head, said) = match open.words.split_once(": ") {
            Some((kind, rest)) if short(kind) => (kind.to_owned(), sentence_case(rest)),
            _ => ("Still open".to_owned(), open.words.clone()),
        };
        let body = vec![(said, Role::Plain), (ways.into(), Role::Quiet)];
        canvas.detail(areas, &detail_of(vec![(head, Role::Title)], body));
    }
}
