//! The screens with a list: queue and log.
//!
//! Only the lines that are on the screen are put together.

use super::headline::headline;
use super::pane::{DetailFact as Fact, DetailPane as Pane};
use super::parts::Canvas;
use super::table::{Column, TableRow as Line, column};
use crate::action::{Act, Step};
use crate::record::ItemState;
use crate::text;
use crate::tui::book::{LogLine, Row, When, listed};
use crate::tui::detail::Detail;
use crate::tui::layout::areas::{BODY, WIDE};
use crate::tui::layout::room::areas_of;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::views::{NO_ENTRY, QueueView, View};

const CAPTURE_BY: Column = column("CAPTURE BY", 16);
const MESSAGE: Column = column("MESSAGE", 0);

/// The columns of the queue; a narrow list leaves some out.
fn columns(width: u16) -> &'static [Column] {
    const NARROW: &[Column] = &[CAPTURE_BY, column("FROM", 15), MESSAGE];
    const USUAL: &[Column] = &[
        CAPTURE_BY,
        column("FROM", 15),
        column("CHANNEL", 8),
        MESSAGE,
    ];
    const BROAD: &[Column] = &[
        CAPTURE_BY,
        column("FROM", 18),
        column("CHANNEL", 8),
        column("CHAT", 20),
        MESSAGE,
    ];
    match width {
        0..72 => NARROW,
        72..100 => USUAL,
        _ => BROAD,
    }
}

/// What is looked for in the list on the screen and how much it left; nothing where nothing is.
pub(super) fn looked_for(model: &Model, shown: usize, all: usize) -> String {
    match model.filter().words.as_str() {
        "" => String::new(),
        words => format!(
            "find: {words}, {} of {}",
            text::figure(shown),
            text::figure(all)
        ),
    }
}

/// What is looked for, behind the view where that is not the usual one.
fn in_view(looked: String, view: &str, usual: &str) -> String {
    match (view == usual, looked.is_empty()) {
        (true, _) => looked,
        (false, true) => view.to_owned(),
        (false, false) => format!("{view}, {looked}"),
    }
}

/// What stands at the right of a list with views: a kept search by its name, what is looked for, or the view, with the key
/// of the next where there is one to press.
pub(super) fn right_of<V: View>(
    model: &Model,
    view: V,
    key: Option<Act>,
    (shown, all): (usize, usize),
) -> String {
    if let Some(kept) = view.shown(model.filter(), &model.book.views) {
        let (shown, all) = (text::figure(shown), text::figure(all));
        return format!("{}, {shown} of {all}", kept.name);
    }
    match key.filter(|_| model.filter().words.is_empty()) {
        Some(act) => named_view(model, act, view.title()),
        None => in_view(
            looked_for(model, shown, all),
            view.title(),
            V::default().title(),
        ),
    }
}

/// The view that a list shows, with the key of the next.
fn named_view(model: &Model, act: Act, view: &str) -> String {
    match model.keymap.key_of(act, model.screen_context()) {
        Some(key) => format!("{key}: {view}"),
        None => view.to_owned(),
    }
}

/// The queue.
pub(super) fn queue(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas_of(model);
    let (found, all) = (model.queue.len(), model.book.rows.len());
    let right = right_of(model, model.view, None, (found, all));
    let words = headline(model, canvas.beside_title("Queue"));
    canvas.head("Queue", &words, &right);
    if model.queue.is_empty() {
        return nothing(canvas);
    }
    let mut columns = columns(areas.list).to_vec();
    // There no time says anything.
    if let (QueueView::DealtWith, Some(first)) = (model.view, columns.first_mut()) {
        first.head = "NOW";
    }
    let columns = columns.as_slice();
    let right = match model.marks.len() {
        0 => String::new(),
        n => format!("{} marked", text::figure(n)),
    };
    canvas.table((&model.queue, &areas), columns, &right, |n| {
        model.book.rows.get(n).map(|row| line(model, row, columns))
    });
    if let Some(detail) = &model.detail {
        canvas.detail(
            &areas,
            &pane(model, detail, areas.detail.map_or(0, |d| d.2)),
        );
    }
}

/// A line of the queue.
fn line(model: &Model, row: &Row, columns: &[Column]) -> Line {
    let role = when_role(row.when(model.now));
    let plain = |words: &str| (words.to_owned(), Role::Plain);
    let cell = |column: &Column| match column.head {
        "CAPTURE BY" | "NOW" => (row.capture_by_words(model.now, model.book.zone), role),
        "FROM" => plain(row.from.as_deref().unwrap_or("not stated")),
        "CHANNEL" => plain(&row.channel),
        "CHAT" => plain(row.conversation.as_deref().unwrap_or_default()),
        _ => plain(&message(row)),
    };
    let mark = if model.marks.has(row.id) { "*" } else { "" };
    Line::of(columns.iter().map(cell).collect()).marked(mark)
}

pub(super) fn when_role(when: When) -> Role {
    match when {
        When::Overdue => Role::Overdue,
        When::Soon => Role::Soon,
        When::Later | When::PutOff => Role::Plain,
        When::Done => Role::Quiet,
    }
}

/// The start of a message, on one line.
fn message(row: &Row) -> String {
    // Far more than a line can show, and never the whole of a long text.
    let body = row.body.as_deref().unwrap_or_default();
    let start: String = body.chars().take(400).collect();
    let start = start.split_whitespace().collect::<Vec<_>>().join(" ");
    match (&row.body, row.state) {
        _ if row.erased => "(erased; the record of what was done stands)".into(),
        (_, ItemState::NotSignificant | ItemState::Gone) => {
            format!("({}) {start}", row.state.words())
        }
        _ if row.offered => format!("(offered, not accepted) {start}"),
        (Some(_), _) => start,
        (None, _) if row.reference_only => "(text not stored on this machine)".into(),
        (None, _) => "(no text)".into(),
    }
}

/// What stands in the place of a queue in which nothing is.
fn nothing(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    if !model.filter().words.is_empty() && !model.book.rows.is_empty() {
        return canvas.no_lines("No waiting item holds all of these words. Esc shows all again.");
    }
    if let Some(words) = model.view.nothing_in() {
        return canvas.no_lines(words);
    }
    let first = match &model.book.lost {
        Some(here) => here.clone(),
        None => "Nothing is waiting. onrecord cannot see your phone.".to_owned(),
    };
    let room = (1, BODY, canvas.columns.saturating_sub(2), canvas.rows);
    let mut y = 1 + canvas.paragraphs(room, &[(first, Role::Plain)]);
    let end = areas_of(model).said;
    for (act, words, more) in ways_on(model).chain(practice(model)) {
        if let Some(key) = model.keymap.label(act).filter(|_| y < end) {
            let taken = canvas.put(3, y, 4, &key.to_string(), Role::Key);
            let x = 3 + taken + 2;
            let room = canvas.columns.saturating_sub(x + 1);
            let taken = canvas.put_cut((x, y, room), words, Role::Plain);
            let beside = 39.max(x + taken + 2);
            let room = canvas.columns.saturating_sub(beside + 1);
            if text::width(&more) <= usize::from(room) {
                canvas.put(beside, y, room, &more, Role::Quiet);
            }
            y += 1;
        }
    }
    if y + 1 < end && !model.book.reviews.is_empty() {
        let room = canvas.columns.saturating_sub(2);
        canvas.put_cut((1, y + 1, room), &model.book.reviews, Role::Quiet);
    }
    canvas.cursor = Some((1, BODY));
}

/// What can be done where nothing waits: by what, in words, with what is beside it.
fn ways_on(model: &Model) -> impl Iterator<Item = (Act, &'static str, String)> {
    let settings_unread = model.book.settings_unread;
    let ways = [
        (
            Act::Triage(Step::Open),
            "read an export of a chat",
            inbox(model),
        ),
        (
            Act::Operate("queue.add"),
            "add a message by hand",
            "or paste it here".to_owned(),
        ),
        (
            Act::GoDecide,
            "decide whether a channel may be used",
            String::new(),
        ),
        (
            Act::GoReview,
            "record today's review: nothing to capture, and how you looked",
            String::new(),
        ),
    ];
    // Where the settings cannot be read what records leads nowhere.
    let records = [
        Act::Triage(Step::Open),
        Act::Operate("queue.add"),
        Act::GoReview,
    ];
    let ways = ways.into_iter();
    ways.filter(move |(act, ..)| !(settings_unread && records.contains(act)))
}

/// Whoever has put nothing on record yet can try it first.
fn practice(model: &Model) -> Option<(Act, &'static str, String)> {
    let first = (
        Act::Palette,
        "practise: capture a made-up message",
        "none of it is kept".to_owned(),
    );
    Some(first).filter(|_| model.may_practise_first())
}

/// How many exports lie in the inbox, and which.
fn inbox(model: &Model) -> String {
    let name = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap_or(path.as_os_str());
        name.to_string_lossy().into_owned()
    };
    match model.inbox.as_slice() {
        [] => String::new(),
        [one] => format!("1 lies in your inbox: {}", name(one)),
        several => format!("{} lie in your inbox", several.len()),
    }
}

/// The detail of an item, in so many columns.
pub(super) fn pane(model: &Model, detail: &Detail, columns: u16) -> Pane {
    let [_, from, ..] = &detail.parts;
    let head = |columns: usize| {
        let head = detail.head_in(columns);
        match head.strip_prefix(from.as_str()) {
            Some(rest) => vec![(from.clone(), Role::Title), (rest.to_owned(), Role::Plain)],
            None => vec![(head, Role::Title)],
        }
    };
    let columns = usize::from(columns);
    let when = model.row().map(|row| row.when(model.now));
    let urgent = when.map_or(Role::Plain, when_role);
    let mut facts: Vec<Fact> = Vec::new();
    for (label, value, presses) in &detail.facts {
        let role = if *presses { urgent } else { Role::Plain };
        facts.push(Fact::new(label, value.clone(), role));
    }
    let concerns = detail.concerns.iter();
    facts.extend(concerns.map(|words| Fact::split(words, Role::Plain)));
    // In a small window what is worth a look is underlined, and no more is said of it.
    let broad = model.columns >= WIDE;
    if broad && !detail.found.is_empty() {
        let found = detail.found.join(" \u{b7} ");
        facts.push(Fact::new("Worth a look", found, Role::Plain));
    }
    facts.extend(
        detail
            .so_far
            .clone()
            .filter(|_| broad)
            .map(|words| Fact::new("So far", words, Role::Plain)),
    );
    // Beside the number of lines that find no room.
    let less = columns.saturating_sub(22);
    Pane {
        head: head(columns),
        shorter: vec![head(less), head(less.saturating_sub(4))],
        body: vec![(detail.body.clone(), Role::Plain)],
        found: detail.found.clone(),
        facts,
        shows: Act::Show,
    }
}

/// The log.
pub(super) fn log(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas_of(model);
    let all = model.log_lines.len();
    let words = match all {
        0 => "nothing is written yet".to_owned(),
        1 => "1 entry".to_owned(),
        n => format!("{} entries, the latest first", text::figure(n)),
    };
    let seen = (model.log.len(), all);
    let right = right_of(model, model.log_view, Some(Act::LogView), seen);
    canvas.head("Log", &[(words, Role::Plain)], &right);
    if model.log.is_empty() {
        return canvas.no_lines(match all {
            0 => "Nothing is on record yet.",
            _ if model.filter().words.is_empty() => NO_ENTRY,
            _ => "No entry holds all of these words. Esc shows all again.",
        });
    }
    let columns = [
        column("WHEN", 16),
        column("WHO", if areas.list < 56 { 10 } else { 12 }),
        column("WHAT", 0),
    ];
    canvas.table((&model.log, &areas), &columns, "", |n| {
        let entry = model.log_lines.get(n)?.as_ref()?;
        let cells = [
            listed(entry.at, model.now, model.book.zone),
            entry.who().to_owned(),
            entry.what.clone(),
        ];
        Some(Line::of(cells.map(|words| (words, Role::Plain)).to_vec()))
    });
    if let Some(entry) = model.log_line() {
        canvas.detail(&areas, &log_pane(model, entry));
    }
}

fn log_pane(model: &Model, entry: &LogLine) -> Pane {
    let at = text::when::full(entry.at, model.book.zone);
    Pane {
        head: vec![
            (at, Role::Title),
            (format!(" \u{b7} by {}", entry.who()), Role::Plain),
        ],
        body: vec![(entry.what.clone(), Role::Plain)],
        shorter: Vec::new(),
        found: Vec::new(),
        facts: entry
            .taught
            .iter()
            .map(|typed| Fact::new("", format!("The same by command: {typed}"), Role::Quiet))
            .collect(),
        shows: Act::Show,
    }
}
