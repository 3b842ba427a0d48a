//! The messages of an export.
//!
//! Only the lines that are on the screen are put together, so a chat of a million messages is drawn as quickly as
//! one of ten.

use chrono::NaiveDateTime;

use super::pane::{DetailFact as Fact, DetailPane as Pane};
use super::parts::Canvas;
use super::table::{Column, TableRow, column};
use crate::action::{Act, Step};
use crate::desk::import::{Line, Only, Query};
use crate::text::figure;
use crate::tui::layout::room::areas_of;
use crate::tui::model::Model;
use crate::tui::theme::Role;

const DAY: Column = column("DAY", 11);
const TIME: Column = column("TIME", 5);
const MESSAGE: Column = column("MESSAGE", 0);

/// The columns; a narrow list leaves some out.
fn columns(width: u16) -> &'static [Column] {
    const NARROW: &[Column] = &[DAY, TIME, column("FROM", 12), MESSAGE];
    const USUAL: &[Column] = &[DAY, TIME, column("FROM", 13), column("NOTE", 7), MESSAGE];
    match width {
        0..72 => NARROW,
        _ => USUAL,
    }
}

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let triage = &model.triage;
    let Some(chat) = triage.chat() else { return };
    if model.spoken {
        return super::spoken::heading(canvas, "Messages");
    }
    let areas = areas_of(model);
    let name = triage.open.as_ref();
    let name = name.map_or("", |open| open.understood.conversation.as_str());
    let chosen = match triage.chosen.len() {
        0 => "none chosen".to_owned(),
        n => format!("{} chosen", figure(n)),
    };
    let all = format!(
        "{} {}",
        figure(chat.len()),
        if chat.len() == 1 {
            "message"
        } else {
            "messages"
        }
    );
    let words = match name {
        "" => format!("{all}: {chosen}"),
        name => format!("{name}, {all}: {chosen}"),
    };
    canvas.head("Messages", &[(words, Role::Plain)], &looked_for(model));
    if triage.list.is_empty() {
        return canvas.no_lines(match chat.is_empty() {
            true => "This export holds no message.",
            false => "Nothing here is as looked for. Esc shows all again.",
        });
    }
    // The day stands where it changes, and in the first row.
    let rows: Vec<usize> = triage.list.visible().map(|(line, _)| line).collect();
    let columns = columns(areas.list);
    let room = usize::from(
        areas
            .list
            .saturating_sub(if columns.len() == 5 { 49 } else { 40 }),
    );
    canvas.table((&triage.list, &areas), columns, "", |line| {
        let entry = chat.line(line)?;
        let at = rows.iter().position(|n| *n == line)?;
        let before = at.checked_sub(1).and_then(|at| chat.line(rows[at]));
        let same = before.is_some_and(|b| b.when(DATE) == entry.when(DATE));
        let day = if same && triage.list.tall() == 1 {
            String::new()
        } else {
            entry.when(DATE)
        };
        Some(row(model, line, &entry, (day, columns.len() == 5), room))
    });
    if let Some((line, entry)) = triage.selected() {
        canvas.detail(&areas, &pane(model, line, &entry));
    }
}

const DATE: &str = "%-d %b %Y";

fn row(
    model: &Model,
    line: usize,
    entry: &Line<'_>,
    (day, note): (String, bool),
    room: usize,
) -> TableRow {
    let triage = &model.triage;
    let role = Role::Quiet.only_if(entry.is_system());
    let time = if entry.dated {
        entry.when("%H:%M")
    } else {
        String::new()
    };
    let mut cells = vec![
        (day, role),
        (time, role),
        (entry.who("(notice)").to_owned(), role),
    ];
    if note {
        let mark = match triage.is_queued(line) {
            true => "queued",
            false => entry.mark(),
        };
        cells.push((
            mark.to_owned(),
            if entry.has_cue() { Role::Soon } else { role },
        ));
    }
    let found = words_looked_for(model);
    cells.push((start(entry.text, room, &found), role));
    let mark = match (triage.anchor == Some(line), triage.chosen.has(line)) {
        (_, true) => "*",
        (true, _) => "v",
        _ => "",
    };
    TableRow { mark, cells, found }
}

/// The start of a message on one line, or the part of it in which the first word that is looked for is seen.
pub(super) fn start(text: &str, room: usize, found: &[String]) -> String {
    let line = |text: &str| {
        let start: String = text.chars().take(400).collect();
        start.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let whole = line(unmarked(text));
    let small = whole.to_lowercase();
    let hits = found.iter().filter(|w| !w.is_empty());
    let hit = hits
        .filter_map(|word| small.find(&word.to_lowercase()))
        .min();
    let Some(hit) = hit.filter(|hit| *hit + 8 > room && whole.is_char_boundary(*hit)) else {
        return whole;
    };
    let before = whole.get(..hit).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .nth(room / 3)
        .map_or(0, |(at, _)| at);
    let rest = whole.get(from..).unwrap_or_default();
    // From a whole word on.
    let rest = rest.split_once(' ').map_or(rest, |(_, rest)| rest);
    format!("\u{2026} {rest}")
}

fn words_looked_for(model: &Model) -> Vec<String> {
    let words = model.triage.wanted().words;
    words.split_whitespace().map(str::to_owned).collect()
}

/// What is looked for, and how many lines that left.
fn looked_for(model: &Model) -> String {
    let triage = &model.triage;
    let wanted = triage.wanted();
    if wanted.is_empty() && !triage.only_chosen {
        return match &triage.open {
            Some(open) => open.understood.worth.clone(),
            None => String::new(),
        };
    }
    let words = match (triage.only_chosen, words(&wanted)) {
        (false, words) => words,
        (true, words) if words.is_empty() => "chosen".to_owned(),
        (true, words) => format!("chosen, {words}"),
    };
    let all = triage.chat().map_or(0, |c| c.len());
    match triage.looking {
        true => format!("{words}, looking"),
        false => format!("{words}, {} of {}", figure(triage.list.len()), figure(all)),
    }
}

fn words(query: &Query) -> String {
    let mut all = Vec::new();
    if !query.words.trim().is_empty() {
        all.push(format!("find: {}", query.words));
    }
    all.extend(query.sender.as_ref().map(|s| format!("by {s}")));
    let day = |t: NaiveDateTime| t.format(DATE).to_string();
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

fn pane(model: &Model, line: usize, entry: &Line<'_>) -> Pane {
    let triage = &model.triage;
    let itself = triage.wrote_itself();
    let at = entry.when("%A %-d %B %Y, %H:%M");
    // Far more than the pane can show, and never the whole of a long text.
    let body: String = unmarked(entry.text).chars().take(4_000).collect();
    let cues = triage.chat().map(|c| c.cues(line)).unwrap_or_default();
    let mut found: Vec<String> = cues.iter().map(|(cue, _)| (*cue).to_owned()).collect();
    let facts = triage.details(line);
    let facts = facts.iter().map(|words| match words.split_once(": ") {
        Some((label, value)) => Fact::new(label, value, Role::Plain),
        None => Fact::new("", words.clone(), Role::Plain),
    });
    let facts = facts.collect();
    found.extend(words_looked_for(model));
    Pane {
        head: vec![
            (entry.who(&itself).to_owned(), Role::Title),
            (format!(" \u{b7} {at}"), Role::Plain),
        ],
        shorter: vec![vec![
            (entry.who(&itself).to_owned(), Role::Title),
            (
                format!(" \u{b7} {}", entry.when("%-d %b %Y, %H:%M")),
                Role::Plain,
            ),
        ]],
        body: vec![(body, Role::Plain)],
        found,
        facts,
        shows: Act::Triage(Step::Show),
    }
}

/// A text without the invisible mark that some channels put before what they wrote themselves; whole, it has it.
fn unmarked(text: &str) -> &str {
    text.trim_start_matches('\u{200e}')
}

#[cfg(test)]
mod tests {
    use super::start;

    #[test]
    fn a_row_begins_so_that_its_first_hit_shows() {
        let text =
            "Morning all, the lift is out again and the room has moved, but Counsel agreed to it";
        let words = ["counsel".to_owned()];
        assert!(start(text, 90, &words).starts_with("Morning"));
        let cut = start(text, 30, &words);
        let at = cut.find("Counsel").unwrap();
        assert!(cut.starts_with('\u{2026}') && at < 30, "{cut}");
        assert!(start(text, 30, &[]).starts_with("Morning"));
        let wide = "\u{130}\u{130}\u{130}".repeat(40) + " counsel";
        let _ = start(&wide, 30, &words);
    }
}
