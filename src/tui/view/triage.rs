//! Import and triage: the file, the reading, what was understood, the messages, the question at the end.
//!
//! Only the lines that are on the screen are put together, so a chat of a million messages is drawn as quickly as
//! one of ten.

use chrono::{Datelike, NaiveDateTime};

use super::parts::{Canvas, wrapped};
use crate::action::{Act, Step};
use crate::desk::explained;
use crate::desk::import::{Line, Only, Query};
use crate::desk::words::counted;
use crate::text;
use crate::tui::layout::areas::{Areas, BODY};
use crate::tui::layout::page::page_lines;
use crate::tui::layout::room::areas_of;
use crate::tui::layout::texts;
use crate::tui::theme::Role;
use crate::tui::triage::Stage;

/// Draws the stage it is at.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    match canvas.model.triage.stage {
        Stage::Pick => pick(canvas),
        Stage::Wait => wait(canvas),
        Stage::Summary => summary(canvas),
        Stage::List => list(canvas),
        Stage::Remove => remove(canvas),
    }
}

fn pick(canvas: &mut Canvas<'_, '_>) {
    let pick = &canvas.model.triage.pick;
    let chats = !pick.chats.is_empty();
    let name = canvas.model.triage.file_name();
    let (title, what, label) = match chats {
        true => ("Conversations", name.as_str(), "Find: "),
        false => (
            "Import",
            "an export of a chat: a text, a zip or a folder",
            "Path: ",
        ),
    };
    canvas.title(title, what, Role::Plain);
    let x = 1 + canvas.put(1, 2, canvas.columns, label, Role::Key);
    let room = usize::from(canvas.columns.saturating_sub(x + 1));
    // The end of a long path is what is being typed.
    let shown = end_of(&pick.line, room);
    let end = canvas.put(x, 2, room as u16, shown, Role::Plain);
    canvas.cursor = Some((x + end, 2));
    let several = format!(
        "{} of {}, {}. Type to find one; Tab sorts, Enter reads it.",
        pick.offered.len(),
        pick.chats.len(),
        pick.sorted.words()
    );
    let heading = match (pick.inbox, pick.offered.is_empty()) {
        _ if chats => several.as_str(),
        (true, true) => "Nothing lies in the inbox. Type a path; Tab completes it, and ~ is home.",
        (true, false) => "In the inbox; or type a path, which Tab completes.",
        (false, true) => "Enter reads it, Tab completes it.",
        (false, false) => "It could be one of these; Enter takes the one that is marked.",
    };
    canvas.put_cut((1, BODY + 1, canvas.columns - 1), heading, Role::Quiet);
    if pick.inbox && pick.offered.is_empty() {
        without_export(canvas);
    }
    let rows = usize::from(areas_of(canvas.model).said.saturating_sub(BODY + 2));
    let from = (pick.at + 1).saturating_sub(rows);
    let offered = pick.offered.iter().enumerate();
    for (row, (n, candidate)) in offered.skip(from).take(rows).enumerate() {
        let y = BODY + 2 + row as u16;
        if n == pick.at {
            canvas.put(1, y, 1, ">", Role::Selected);
            if pick.line.is_empty() {
                canvas.cursor = Some((1, y));
            }
        }
        let room = canvas.columns.saturating_sub(4);
        canvas.put_cut((3, y, room), &candidate.shown, Role::Plain);
    }
}

/// What is left where no export can be made: of the channel of the item that was looked at, else of the one whose
/// exports are read.
fn without_export(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let channels = model.book.policy.channels();
    let looked_at = model.row().map(|row| row.channel.as_str());
    let channel = channels
        .iter()
        .find(|c| Some(c.label.as_str()) == looked_at)
        .or_else(|| channels.first());
    if let Some(words) = channel.and_then(explained::without_export) {
        let rows = areas_of(model).said.saturating_sub(BODY + 3);
        let area = (1, BODY + 3, canvas.columns.saturating_sub(2), rows);
        canvas.paragraphs(area, &[(words, Role::Plain)]);
    }
}

/// The end of a text that fits.
fn end_of(line: &str, room: usize) -> &str {
    let mut shown = line;
    while text::width(&text::safe_line(shown)) > room {
        let mut chars = shown.chars();
        chars.next();
        shown = chars.as_str();
    }
    shown
}

fn wait(canvas: &mut Canvas<'_, '_>) {
    let triage = &canvas.model.triage;
    canvas.title("Import", &triage.file_name(), Role::Plain);
    let p = triage.progress;
    let megabytes = |bytes: u64| bytes.div_ceil(1_000_000);
    let doing = match p.turn {
        2 => "Reading the messages",
        _ => "Finding out how it is written",
    };
    let said = match p.total {
        0 => format!("{doing}."),
        total => format!("{doing}: {} of {} MB.", megabytes(p.read), megabytes(total)),
    };
    canvas.put(1, BODY, canvas.columns - 1, &said, Role::Plain);
    canvas.cursor = Some((1, BODY));
    let kept = "If you stop it, nothing of it is kept.";
    canvas.put(1, BODY + 1, canvas.columns - 1, kept, Role::Quiet);
}

fn summary(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let Some(reading) = &model.triage.reading else {
        return;
    };
    let all = texts::reading(model, reading);
    let page = page_lines(model);
    let end = (reading.from + page).min(all.len());
    let more = match all.len() > page {
        true => format!(
            "lines {} to {end} of {}   {}",
            reading.from + 1,
            all.len(),
            reading.title
        ),
        false => reading.title.clone(),
    };
    canvas.title("What was understood", &more, Role::Plain);
    canvas.text(&all, reading.from);
}

fn remove(canvas: &mut Canvas<'_, '_>) {
    let name = canvas.model.triage.file_name();
    canvas.title("Import", &name, Role::Plain);
    let queued: usize = canvas.model.triage.batches.iter().map(Vec::len).sum();
    let said = format!(
        "{} of its messages {} put in the queue. The export still lies in the inbox, and it holds every message of the chat. Remove it now?",
        match queued {
            0 => "None".to_owned(),
            n => n.to_string(),
        },
        if queued == 1 { "was" } else { "were" }
    );
    let area = (
        1,
        BODY,
        canvas.columns - 2,
        canvas.rows.saturating_sub(BODY),
    );
    canvas.paragraphs(area, &[(said, Role::Plain)]);
    canvas.cursor = Some((1, BODY));
}

/// Where the columns begin; a narrow screen leaves some out.
struct Columns {
    from: Option<u16>,
    mark: Option<u16>,
    message: u16,
}

/// Where the time begins, behind the marker and the sign of a chosen line.
const WHEN: u16 = 4;

fn columns(width: u16) -> Columns {
    match width {
        0..45 => Columns {
            from: None,
            mark: None,
            message: 17,
        },
        45..70 => Columns {
            from: Some(17),
            mark: None,
            message: 32,
        },
        _ => Columns {
            from: Some(17),
            mark: Some(32),
            message: 40,
        },
    }
}

fn list(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let triage = &model.triage;
    let Some(chat) = triage.chat() else { return };
    if model.spoken {
        return super::spoken::messages(canvas);
    }
    let areas = areas_of(model);
    let width = areas.list;
    let open = triage.open.as_ref();
    let name = open.map_or("", |o| o.understood.conversation.as_str());
    let (entries, chosen) = (counted(chat.len(), "entry"), triage.chosen.len());
    let more = format!("{name}: {entries}, {chosen} chosen");
    canvas.title("Messages", &more, Role::Plain);
    if triage.list.is_empty() {
        canvas.no_lines(match chat.is_empty() {
            true => "This export holds no message.",
            false => "Nothing here is as looked for. Esc shows all again.",
        });
        return looked_for(canvas);
    }
    let columns = columns(width);
    let from = columns.from.map(|x| (x, "FROM"));
    let mark = columns.mark.map(|x| (x, "NOTE"));
    let heads = [(WHEN, "SENT"), (columns.message, "MESSAGE")];
    let heads = heads.into_iter().chain(from).chain(mark);
    canvas.heads(width, &heads.collect::<Vec<_>>());
    looked_for(canvas);
    let year = model.now.with_timezone(&model.book.zone).year();
    for ((line, selected), y) in triage.list.visible().zip(BODY..) {
        if let Some(entry) = chat.line(line) {
            canvas.marker(y, selected);
            let sign = match (triage.anchor == Some(line), triage.chosen.has(line)) {
                (_, true) => "*",
                (true, _) => "v",
                _ => "",
            };
            canvas.put(2, y, 1, sign, Role::Key);
            let mark = match triage.is_queued(line) {
                true => "queued",
                false => entry.mark(),
            };
            row(canvas, y, &entry, mark, year, &columns, width);
        }
    }
    detail(canvas, &areas);
}

fn row(
    canvas: &mut Canvas<'_, '_>,
    y: u16,
    entry: &Line<'_>,
    mark: &str,
    year: i32,
    columns: &Columns,
    width: u16,
) {
    let role = Role::Quiet.only_if(entry.is_system());
    canvas.put(WHEN, y, 12, &near(entry, year), role);
    if let Some(x) = columns.from {
        let itself = format!("({})", canvas.model.triage.wrote());
        let from = entry.who(&itself);
        canvas.put(x, y, 14, from, role);
    }
    if let Some(x) = columns.mark {
        let look = if entry.has_cue() { Role::Soon } else { role };
        canvas.put(x, y, 7, mark, look);
    }
    let start: String = unmarked(entry.text).chars().take(300).collect();
    let words: Vec<&str> = start.split_whitespace().collect();
    let room = width.saturating_sub(columns.message + 1);
    canvas.put(columns.message, y, room, &words.join(" "), role);
}

/// A wall-clock time in 12 columns: of this year with its hour, else with its year.
fn near(entry: &Line<'_>, year: i32) -> String {
    let form = match entry.at.year() == year {
        true => "%-d %b %H:%M",
        false => "%-d %b %Y",
    };
    entry.when(form)
}

/// What is looked for, and how many lines that left.
fn looked_for(canvas: &mut Canvas<'_, '_>) {
    let triage = &canvas.model.triage;
    let wanted = triage.wanted();
    if wanted.is_empty() {
        return;
    }
    let all = triage.chat().map_or(0, |c| c.len());
    let found = match triage.looking {
        true => "looking".to_owned(),
        false => format!("{} of {all}", triage.list.len()),
    };
    let said = format!("{} ({found})", words(&wanted));
    let safe = text::safe_line(&said);
    let room = usize::from(canvas.columns.saturating_sub(24));
    let shown = end_of(&safe, room);
    let width = text::width(shown) as u16 + 1;
    let x = canvas.columns.saturating_sub(width);
    canvas.put(x, 2, width, shown, Role::Key);
}

fn words(query: &Query) -> String {
    let mut all = Vec::new();
    if !query.words.trim().is_empty() {
        all.push(format!("find: {}", query.words));
    }
    all.extend(query.sender.as_ref().map(|s| format!("by {s}")));
    let day = |t: NaiveDateTime| t.format("%-d %b %Y").to_string();
    all.extend(query.since.map(|t| format!("from {}", day(t))));
    all.extend(query.until.map(|t| format!("to {}", day(t))));
    let only = match query.only {
        Only::All => None,
        Only::Cues => Some("worth a look"),
        Only::New => Some("new"),
        Only::Marked => Some("edited, deleted, quoted?"),
        Only::Messages => Some("what people sent"),
    };
    all.extend(only.map(str::to_owned));
    all.join(", ")
}

fn detail(canvas: &mut Canvas<'_, '_>, areas: &Areas) {
    let triage = &canvas.model.triage;
    let (Some(area), Some((n, entry))) = (areas.detail, triage.selected()) else {
        return;
    };
    let itself = triage.wrote_itself();
    let from = entry.who(&itself);
    let at = entry.when("%A %-d %B %Y, %H:%M");
    let head = format!("{from} · {at} · entry {}", entry.n);
    let notes = triage.details(n);
    let (.., columns, rows) = area;
    // The notes stand at the foot and are always seen, however long the message is.
    let notes: Vec<(String, Role)> = notes.into_iter().map(|n| (n, Role::Soon)).collect();
    let notes = wrapped(&notes, columns);
    let shown = notes.len().min(usize::from(rows / 2));
    let hidden = (notes.len() - shown) as u16;
    // Far more than the pane can show, and never the whole of a long text.
    let body: String = unmarked(entry.text).chars().take(4_000).collect();
    let above = [(head, Role::Quiet), (body, Role::Plain)];
    canvas.pane(
        areas,
        &above,
        &notes[..shown],
        (hidden, Act::Triage(Step::Show)),
    );
}

/// A text without the invisible mark that some channels put before what they wrote themselves; whole, it has it.
fn unmarked(text: &str) -> &str {
    text.trim_start_matches('\u{200e}')
}
