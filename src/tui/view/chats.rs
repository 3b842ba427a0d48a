//! Chats and devices: a line each, the selected one with all that is known of it.

use super::lists::{looked_for, right_of};
use super::pane::{DetailFact as Fact, DetailPane as Detail};
use super::parts::Canvas;
use super::table::{Column, TableRow, column};
use crate::action::Act;
use crate::text::figure;
use crate::tui::chats::{ChatFacts, ChatLine, ChatsPane, head};
use crate::tui::layout::areas::Areas;
use crate::tui::layout::room::areas_of;
use crate::tui::theme::Role;

const WAIT: Column = Column {
    head: "WAIT",
    width: 4,
    figures: true,
};

/// The columns of the chats; a narrow list leaves out what stands in the detail.
fn columns(width: u16) -> &'static [Column] {
    const NARROW: &[Column] = &[column("CHAT", 20), column("CHANNEL", 8), column("TIMER", 0)];
    const USUAL: &[Column] = &[
        column("CHAT", 20),
        column("CHANNEL", 8),
        column("TIMER", 9),
        WAIT,
        column("LAST LOOK", 13),
        column("CAPTURES", 0),
    ];
    const BROAD: &[Column] = &[
        column("CHAT", 34),
        column("CHANNEL", 10),
        column("TIMER", 12),
        WAIT,
        column("LAST LOOK", 16),
        column("WHO CAPTURES", 0),
    ];
    match width {
        0..72 => NARROW,
        72..100 => USUAL,
        _ => BROAD,
    }
}

/// What stands where there is none.
pub(in crate::tui) const NO_CHAT: &str =
    "No chat is on record. One is added here, or comes with its first message or an export.";
pub(in crate::tui) const NO_DEVICE: &str = "No device is registered.";

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas_of(model);
    let state = &model.chats;
    let (title, shown, all) = match state.pane {
        ChatsPane::Chats => (
            "Chats and devices",
            state.chats.len(),
            state.known.chats.len(),
        ),
        ChatsPane::Devices => (
            "Devices and chats",
            state.devices.len(),
            state.known.devices.len(),
        ),
    };
    let seen = (shown, all);
    let right = match state.pane {
        ChatsPane::Chats => right_of(model, state.view, Some(Act::ChatsView), seen),
        ChatsPane::Devices => looked_for(model, shown, all),
    };
    canvas.head(title, &[(head(&state.known), Role::Plain)], &right);
    match state.pane {
        ChatsPane::Chats => chats(canvas, &areas),
        ChatsPane::Devices => devices(canvas, &areas),
    }
}

fn chats(canvas: &mut Canvas<'_, '_>, areas: &Areas) {
    let state = &canvas.model.chats;
    if state.chats.is_empty() {
        return canvas.no_lines(match state.known.chats.is_empty() {
            true => NO_CHAT,
            false => "No chat holds all of these words. Esc shows all again.",
        });
    }
    let columns = columns(areas.list);
    let right = match state.marks.len() {
        0 => String::new(),
        n => format!("{} marked", figure(n)),
    };
    canvas.table((&state.chats, areas), columns, &right, |n| {
        let line = state.known.chats.get(n)?;
        let mark = if state.marks.has(line.id) { "*" } else { "" };
        let cells = columns.iter().map(|c| cell(line, c));
        Some(TableRow::of(cells.collect()).marked(mark))
    });
    if let Some(chat) = state.chat() {
        let head = vec![
            (chat.name.clone(), Role::Title),
            (format!(" \u{b7} {}", chat.channel), Role::Plain),
        ];
        canvas.detail(areas, &pane(head, &chat.facts));
    }
}

fn cell(line: &ChatLine, column: &Column) -> (String, Role) {
    let quiet = Role::Quiet.only_if(line.waiting == 0);
    match column.head {
        "CHAT" => (line.name.clone(), Role::Plain),
        "CHANNEL" => (line.channel.clone(), Role::Plain),
        "TIMER" => (line.timer.clone(), Role::Plain),
        "WAIT" => (figure(line.waiting), quiet),
        "LAST LOOK" => (line.looked.clone(), Role::Plain),
        _ => (line.captures.clone(), Role::Plain),
    }
}

fn devices(canvas: &mut Canvas<'_, '_>, areas: &Areas) {
    const COLUMNS: &[Column] = &[column("DEVICE", 20), column("WHOSE", 16), column("KIND", 0)];
    let state = &canvas.model.chats;
    if state.devices.is_empty() {
        return canvas.no_lines(match state.known.devices.is_empty() {
            true => NO_DEVICE,
            false => "No device holds all of these words. Esc shows all again.",
        });
    }
    canvas.table((&state.devices, areas), COLUMNS, "", |n| {
        let line = state.known.devices.get(n)?;
        let cells = [&line.name, &line.whose, &line.kind];
        Some(TableRow::of(
            cells.map(|words| (words.clone(), Role::Plain)).to_vec(),
        ))
    });
    if let Some(device) = state.device() {
        canvas.detail(
            areas,
            &pane(vec![(device.name.clone(), Role::Title)], &device.facts),
        );
    }
}

fn pane(head: Vec<(String, Role)>, facts: &ChatFacts) -> Detail {
    let facts = facts.iter().map(|(label, words, presses)| {
        Fact::new(label, words.clone(), Role::Warning.only_if(*presses))
    });
    Detail {
        head,
        shorter: Vec::new(),
        body: Vec::new(),
        found: Vec::new(),
        facts: facts.collect(),
        shows: Act::Show,
    }
}
