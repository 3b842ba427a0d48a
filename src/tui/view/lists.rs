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
use crate::tui::layout::areas::{Areas, areas};
use crate::tui::model::Model;
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
    let (line, pressing) = headline(model, canvas.beside_title("Queue"));
    let counts = &model.book.counts;
    let line = match (model.marks.len(), model.everything) {
        (0, false) => line,
        (0, true) => format!("{} on record, {}", model.book.rows.len(), waiting(counts)),
        (marked, _) => format!("{marked} marked, {}", waiting(counts)),
    };
    canvas.title("Queue", &line, Role::Soon.only_if(pressing));
    let width = areas.list;
    let columns = columns(width);
    if model.queue.is_empty() {
        let none = (model.filter().words.is_empty(), model.book.rows.is_empty());
        let words = match (none, &model.book.lost) {
            ((true, _) | (_, true), Some(here)) => here,
            ((true, _) | (_, true), None) => "Nothing waiting here. This cannot see your phone.",
            _ => "No waiting item holds all of these words. Esc shows all again.",
        };
        return canvas.no_lines(words);
    }
    let channel = columns.channel.map(|x| (x, "CHANNEL"));
    let from = columns.from.map(|x| (x, "FROM"));
    let heads = [(3, "CAPTURE BY"), (columns.message, "MESSAGE")];
    let heads = heads.into_iter().chain(channel).chain(from);
    canvas.heads(width, &heads.collect::<Vec<_>>());
    canvas.list(&model.queue, &model.book.rows, |canvas, y, row| {
        queue_row(canvas, y, row, &columns, width);
    });
    filtered(canvas, model.queue.len(), model.book.rows.len());
    detail(canvas, &areas, model.detail.as_ref());
}

fn queue_row(canvas: &mut Canvas<'_, '_>, y: u16, row: &Row, columns: &Columns, width: u16) {
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
    let (Some((.., columns, rows)), Some(detail)) = (areas.detail, detail) else {
        return;
    };
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

/// How many events there are, and the hash of the last of each writer.
fn log_head(model: &Model) -> String {
    let heads = model.book.heads.iter();
    let heads: Vec<String> = heads.map(|(_, h)| h.chars().take(16).collect()).collect();
    let events = counted(model.log_lines.len(), "event");
    match heads.as_slice() {
        [] => "nothing is written yet".to_owned(),
        [one] => format!("{events}, the latest first; head hash {one}"),
        several => format!(
            "{events} of {} writers, the latest first; head hashes {}",
            several.len(),
            several.join(", ")
        ),
    }
}

/// The log.
pub(super) fn log(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas(canvas.columns, canvas.rows);
    canvas.title("Log", &log_head(model), Role::Plain);
    if model.log.is_empty() {
        return canvas.no_lines("Nothing to show here.");
    }
    let width = areas.list;
    canvas.heads(width, &[(3, "WHEN"), (17, "ITEM"), (24, "WHAT")]);
    canvas.list(&model.log, &model.log_lines, |canvas, y, event| {
        let Some(event) = event else { return };
        let at = event.at.with_timezone(&model.book.zone);
        let at = at.format("%-d %b %H:%M").to_string();
        let short = event.short.as_deref().unwrap_or_default();
        canvas.put(3, y, 13, &at, Role::Plain);
        canvas.put(17, y, 6, short, Role::Plain);
        canvas.put(24, y, width.saturating_sub(25), &event.what, Role::Plain);
    });
    filtered(canvas, model.log.len(), model.log_lines.len());
    if let Some(event) = model.log_line() {
        log_detail(canvas, &areas, event);
    }
}

fn log_detail(canvas: &mut Canvas<'_, '_>, areas: &Areas, event: &LogLine) {
    let at = text::when::full(event.at, canvas.model.book.zone);
    let head = format!("{at} · {} · frame {}", event.by, event.place);
    let all = [(head, Role::Quiet), (event.what.clone(), Role::Plain)];
    canvas.pane(areas, &all, &[], (0, Act::Show));
}
