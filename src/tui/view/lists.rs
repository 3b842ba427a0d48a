//! The screens with a list: queue and log.
//!
//! Only the lines that are on the screen are put together.

use super::headline::headline;
use super::parts::{Canvas, wrapped};
use crate::action::Act;
use crate::desk::words::waiting;
use crate::record::ItemState;
use crate::text;
use crate::text::counted;
use crate::tui::book::{LogLine, Row};
use crate::tui::detail::Detail;
use crate::tui::layout::areas::{Areas, BODY, areas};
use crate::tui::theme::Role;

/// Where the columns of the queue begin; a narrow screen leaves some out.
struct Columns {
    channel: Option<u16>,
    from: Option<u16>,
    message: u16,
}

fn columns(width: u16) -> Columns {
    match width {
        0..45 => Columns {
            channel: None,
            from: None,
            message: 20,
        },
        45..70 => Columns {
            channel: None,
            from: Some(20),
            message: 36,
        },
        _ => Columns {
            channel: Some(20),
            from: Some(31),
            message: 48,
        },
    }
}

/// The queue.
pub(super) fn queue(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas(canvas.columns, canvas.rows);
    let x = 1 + canvas.put(1, 1, canvas.columns, "Queue", Role::Title) + 3;
    let (mut line, pressing) = headline(model, canvas.columns.saturating_sub(x + 1));
    if !model.marks.is_empty() {
        line = format!(
            "{} marked, {}",
            model.marks.len(),
            waiting(&model.book.counts)
        );
    } else if model.everything {
        line = format!(
            "{} on record, {}",
            model.book.rows.len(),
            waiting(&model.book.counts)
        );
    }
    let role = if pressing { Role::Soon } else { Role::Plain };
    canvas.put(x, 1, canvas.columns.saturating_sub(x + 1), &line, role);
    let width = areas.list;
    let columns = columns(width);
    if model.queue.is_empty() {
        let words = match (model.filter().words.is_empty(), model.book.rows.is_empty()) {
            (true, _) | (_, true) => "Nothing waiting here. This cannot see your phone.",
            _ => "No waiting item holds all of these words. Esc shows all again.",
        };
        canvas.put(1, BODY, canvas.columns - 1, words, Role::Plain);
        canvas.cursor = Some((1, BODY));
        return;
    }
    canvas.put(3, 2, width, "CAPTURE BY", Role::Quiet);
    for (at, head) in [
        (columns.channel, "CHANNEL"),
        (columns.from, "FROM"),
        (Some(columns.message), "MESSAGE"),
    ] {
        if let Some(x) = at {
            canvas.put(x, 2, width.saturating_sub(x), head, Role::Quiet);
        }
    }
    for (n, (line, selected)) in model.queue.visible().enumerate() {
        if let Some(row) = model.book.rows.get(line) {
            queue_row(canvas, BODY + n as u16, row, selected, &columns, width);
        }
    }
    filtered(canvas, model.queue.len(), model.book.rows.len());
    detail(canvas, &areas, model.detail.as_ref());
}

fn queue_row(
    canvas: &mut Canvas<'_, '_>,
    y: u16,
    row: &Row,
    selected: bool,
    columns: &Columns,
    width: u16,
) {
    marker(canvas, y, selected);
    let model = canvas.model;
    if model.marks.has(row.id) {
        canvas.put(2, y, 1, "*", Role::Key);
    }
    let words = row.capture_by_words(model.now, model.book.zone);
    let role = match words.as_str() {
        "now" | "overdue" | "may be gone" => Role::Warning,
        soon if soon.starts_with("today") => Role::Soon,
        _ => Role::Plain,
    };
    canvas.put(3, y, 16, &words, role);
    if let Some(x) = columns.channel {
        canvas.put(x, y, 10, &row.channel, Role::Plain);
    }
    if let Some(x) = columns.from {
        let from = row.from.as_deref().unwrap_or("not stated");
        canvas.put(x, y, columns.message - x - 1, from, Role::Plain);
    }
    let room = width.saturating_sub(columns.message + 1);
    canvas.put(columns.message, y, room, &message(row), Role::Plain);
}

/// The start of a message, on one line.
fn message(row: &Row) -> String {
    if matches!(row.state, ItemState::NotSignificant | ItemState::Gone) && !row.erased {
        let body = row.body.as_deref().unwrap_or_default();
        let start: String = body.chars().take(300).collect();
        return format!("({}) {start}", row.state.words());
    }
    if row.offered {
        let body = row.body.as_deref().unwrap_or_default();
        let start: Vec<&str> = body.split_whitespace().take(80).collect();
        return format!("(offered, not accepted) {}", start.join(" "));
    }
    match &row.body {
        _ if row.erased => "(erased; the record of what was done stands)".into(),
        Some(body) => {
            // Far more than a line can show, and never the whole of a long text.
            let start: String = body.chars().take(300).collect();
            let words: Vec<&str> = start.split_whitespace().collect();
            words.join(" ")
        }
        None if row.reference_only => "(text not stored on this machine)".into(),
        None => "(no text)".into(),
    }
}

/// The mark of the selected row, with the real cursor on it.
pub(super) fn marker(canvas: &mut Canvas<'_, '_>, y: u16, selected: bool) {
    if selected {
        canvas.put(1, y, 1, ">", Role::Selected);
        canvas.cursor = Some((1, y));
    }
}

/// How many lines a filter left.
pub(super) fn filtered(canvas: &mut Canvas<'_, '_>, shown: usize, all: usize) {
    let words = &canvas.model.filter().words;
    if words.is_empty() {
        return;
    }
    let said = format!("find: {words} ({shown} of {all})");
    let width = text::width(&text::safe_line(&said)) as u16 + 1;
    let x = canvas.columns.saturating_sub(width);
    canvas.put(x, 2, width, &said, Role::Key);
}

fn detail(canvas: &mut Canvas<'_, '_>, areas: &Areas, detail: Option<&Detail>) {
    let Some(area) = areas.detail else { return };
    if let Some(y) = areas.rule {
        canvas.rule(y);
    }
    let Some(detail) = detail else { return };
    let (.., columns, rows) = area;
    // What it says may be long: the times stand at the foot and are always seen.
    let mut times = detail.times.clone().map(|t| (t, Role::Plain)).to_vec();
    let lines = |t: &[(String, Role)]| wrapped(t, columns).len() as u16;
    let mut hidden = 0;
    // Who, when and what it says come before the second of them, which says why.
    while times.len() > 1 && lines(&times) + 2 > rows {
        hidden += times.pop().map_or(0, |t| lines(&[t]));
    }
    let foot = rows.saturating_sub(lines(&times));
    let mut above = vec![
        (detail.head.clone(), Role::Quiet),
        (detail.body.clone(), Role::Plain),
    ];
    above.extend(detail.concerns.iter().map(|c| (c.clone(), Role::Soon)));
    if lines(&above) > foot {
        // The message needs the rows more than the head does.
        above[0].0 = detail.head_in(usize::from(columns));
    }
    canvas.pane(areas, &above, &times, (hidden, Act::Show));
}

/// The log.
pub(super) fn log(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas(canvas.columns, canvas.rows);
    let x = 1 + canvas.put(1, 1, canvas.columns, "Log", Role::Title) + 3;
    let heads: Vec<String> = model
        .book
        .heads
        .iter()
        .map(|(_, h)| h.chars().take(16).collect())
        .collect();
    let head = match heads.as_slice() {
        [] => "nothing is written yet".to_owned(),
        [one] => format!(
            "{}, the latest first; head hash {one}",
            counted(model.log_lines.len(), "event")
        ),
        several => format!(
            "{} of {} writers, the latest first; head hashes {}",
            counted(model.log_lines.len(), "event"),
            several.len(),
            several.join(", ")
        ),
    };
    canvas.put(
        x,
        1,
        canvas.columns.saturating_sub(x + 1),
        &head,
        Role::Plain,
    );
    if model.log.is_empty() {
        canvas.put(
            1,
            BODY,
            canvas.columns - 1,
            "Nothing to show here.",
            Role::Plain,
        );
        canvas.cursor = Some((1, BODY));
        return;
    }
    canvas.put(3, 2, 13, "WHEN", Role::Quiet);
    canvas.put(17, 2, 6, "ITEM", Role::Quiet);
    canvas.put(24, 2, 20, "WHAT", Role::Quiet);
    let width = areas.list;
    for (n, (line, selected)) in model.log.visible().enumerate() {
        let (Some(Some(event)), y) = (model.log_lines.get(line), BODY + n as u16) else {
            continue;
        };
        marker(canvas, y, selected);
        let at = event.at.with_timezone(&model.book.zone);
        canvas.put(
            3,
            y,
            13,
            &at.format("%-d %b %H:%M").to_string(),
            Role::Plain,
        );
        canvas.put(
            17,
            y,
            6,
            event.short.as_deref().unwrap_or_default(),
            Role::Plain,
        );
        canvas.put(24, y, width.saturating_sub(25), &event.what, Role::Plain);
    }
    filtered(canvas, model.log.len(), model.log_lines.len());
    if let Some(event) = model.log_line() {
        log_detail(canvas, &areas, event);
    }
}

fn log_detail(canvas: &mut Canvas<'_, '_>, areas: &Areas, event: &LogLine) {
    if let Some(y) = areas.rule {
        canvas.rule(y);
    }
    let at = text::when::full(event.at, canvas.model.book.zone);
    let head = format!("{at} · {} · frame {}", event.by, event.place);
    let all = [(head, Role::Quiet), (event.what.clone(), Role::Plain)];
    canvas.pane(areas, &all, &[], (0, Act::Show));
}
