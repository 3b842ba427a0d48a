//! The chats of a file that holds several: a line each, the selected one with what it is beneath.

use super::lists::looked_for;
use super::pane::{DetailFact as Fact, DetailPane as Pane};
use super::parts::Canvas;
use super::table::{Column, TableRow, column};
use crate::action::{Act, Step};
use crate::text::{counted, figure};
use crate::tui::layout::room::areas_of;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::triage::ChatOffer;

const MESSAGES: Column = Column {
    head: "MSGS",
    width: 7,
    figures: true,
};

/// The columns; a narrow list leaves the timer to the detail.
fn columns(width: u16) -> &'static [Column] {
    const NARROW: &[Column] = &[column("CHAT", 20), MESSAGES, column("LAST MESSAGE", 0)];
    const USUAL: &[Column] = &[
        column("CHAT", 28),
        MESSAGES,
        column("LAST MESSAGE", 16),
        column("TIMER", 0),
    ];
    match width {
        0..72 => NARROW,
        _ => USUAL,
    }
}

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    if model.spoken {
        return super::spoken::heading(canvas, "Choose a chat");
    }
    let (areas, chooser) = (areas_of(model), &model.triage.chooser);
    let (all, entries, chosen, hidden) = chooser.figures();
    let name = model.triage.file_name();
    let words = format!(
        "{name}: {}, {}",
        counted(all, "chat"),
        counted(usize::try_from(entries).unwrap_or(usize::MAX), "message")
    );
    let looked = looked_for(model, chooser.list.len(), all);
    let right = match (looked.is_empty(), chosen) {
        (false, _) => looked,
        (true, 0) => String::new(),
        (true, n) => format!("{} chosen", figure(n)),
    };
    canvas.head("Choose a chat", &[(words, Role::Plain)], &right);
    if chooser.list.is_empty() {
        return canvas.no_lines("No chat holds all of these words. Esc shows all again.");
    }
    let below = match hidden {
        0 => String::new(),
        n => format!("{} not government", figure(n)),
    };
    let columns = columns(areas.list);
    canvas.table((&chooser.list, &areas), columns, &below, |n| {
        let chat = chooser.chat(n)?;
        let cells = columns.iter().map(|c| (cell(model, chat, c), Role::Plain));
        let mark = if chooser.has(chat) { "*" } else { "" };
        Some(TableRow::of(cells.collect()).marked(mark))
    });
    if let Some(chat) = chooser.selected() {
        canvas.detail(&areas, &pane(model, chat));
    }
}

fn cell(model: &Model, chat: &ChatOffer, column: &Column) -> String {
    match column.head {
        "CHAT" => chat.name.clone(),
        "MSGS" => figure(usize::try_from(chat.entries).unwrap_or(usize::MAX)),
        "TIMER" => chat.timer.clone().unwrap_or_else(|| "not known".to_owned()),
        _ => last(model, chat),
    }
}

/// When its last message was; days and months of another year with that.
pub(super) fn last(model: &Model, chat: &ChatOffer) -> String {
    let this_year = model.today().format("%Y").to_string();
    let form = |at: chrono::NaiveDateTime| match at.format("%Y").to_string() == this_year {
        true => at.format("%a %-d %b %H:%M").to_string(),
        false => at.format("%-d %b %Y").to_string(),
    };
    chat.last.map_or("no date".to_owned(), form)
}

fn pane(model: &Model, chat: &ChatOffer) -> Pane {
    let first = chat
        .first
        .map(|at| at.format("%-d %b %Y, %H:%M").to_string());
    let timer = match &chat.timer {
        Some(timer) => format!("timer {timer}, as on record"),
        None => "not on record here".to_owned(),
    };
    let mut body = vec![(chat.about.clone(), Role::Plain)];
    let kept = "Only what you choose is kept. Of the others no name and no count is stored.";
    body.push((kept.to_owned(), Role::Quiet));
    let facts = [
        first.map(|at| ("First", at)),
        Some(("Last", last(model, chat))),
        Some(("Here", timer)),
    ];
    let facts = facts.into_iter().flatten();
    Pane {
        head: vec![
            (chat.name.clone(), Role::Title),
            (
                format!(
                    " \u{b7} {}",
                    counted(usize::try_from(chat.entries).unwrap_or(0), "message")
                ),
                Role::Plain,
            ),
        ],
        shorter: Vec::new(),
        body,
        found: Vec::new(),
        facts: facts
            .map(|(label, value)| Fact::new(label, value, Role::Plain))
            .collect(),
        shows: Act::Triage(Step::ReadChats),
    }
}
