//! Import: the file, the reading, what was understood, the question at the end. The messages are in
//! `messages.rs`.

use super::chooser;
use super::messages;
use super::parts::Canvas;
use super::wait;
use crate::action::{Act, Action, Context, Key, Step};
use crate::desk::explained;
use crate::text;
use crate::tui::layout::areas::BODY;
use crate::tui::layout::page::page_lines;
use crate::tui::layout::room::areas_of;
use crate::tui::layout::texts;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::triage::Stage;

/// Draws the stage it is at.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    match canvas.model.triage.stage {
        Stage::Pick => pick(canvas),
        Stage::Chats => chooser::draw(canvas),
        Stage::Wait => wait::draw(canvas),
        Stage::Summary => summary(canvas),
        Stage::List => messages::draw(canvas),
        Stage::Remove => remove(canvas),
    }
}

fn pick(canvas: &mut Canvas<'_, '_>) {
    let pick = &canvas.model.triage.pick;
    let what = "an export of a chat: a text, a zip or a folder";
    canvas.title("Import", what, Role::Plain);
    let x = 1 + canvas.put(1, 2, canvas.columns, "Path: ", Role::Key);
    let room = usize::from(canvas.columns.saturating_sub(x + 1));
    // The end of a long path is what is being typed.
    let shown = end_of(&pick.line, room);
    let end = canvas.put(x, 2, room as u16, shown, Role::Plain);
    canvas.cursor = Some((x + end, 2));
    let heading = match (pick.inbox, pick.offered.is_empty()) {
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

/// What cannot be done yet has no place in the key bar: the messages before it is said how dates are read; nor how they
/// are read where they tell it themselves.
pub(super) fn in_bar(model: &Model, bar: &mut Vec<(Key, &'static Action)>) {
    if model.context() == Context::Summary {
        let asked = model.triage.chat().is_none();
        bar.retain(|(_, action)| match action.act {
            Act::Triage(Step::Messages) => !asked,
            Act::Triage(Step::DayFirst | Step::MonthFirst) => asked,
            _ => true,
        });
    }
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
