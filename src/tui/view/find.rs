//! What was found everywhere: a line each, the selected one whole beneath.

use std::path::Path;

use chrono::Datelike;

use super::lists::{pane, when_role};
use super::messages::start;
use super::pane::DetailPane;
use super::parts::Canvas;
use super::table::{Column, TableRow, column};
use crate::action::Act;
use crate::record::ItemState;
use crate::text::{self, bytes_words};
use crate::tui::book::{Row, listed};
use crate::tui::find::{Hit, Unread};
use crate::tui::layout::room::areas_of;
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// The columns; a narrow list leaves out where it is.
fn columns(width: u16) -> &'static [Column] {
    const NARROW: &[Column] = &[column("WHEN", 16), column("FROM", 12), column("TEXT", 0)];
    const USUAL: &[Column] = &[
        column("WHEN", 16),
        column("FROM", 14),
        column("WHERE", 15),
        column("TEXT", 0),
    ];
    match width {
        0..72 => NARROW,
        _ => USUAL,
    }
}

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let areas = areas_of(model);
    let find = &model.find;
    let words = find.list.filter.words.trim();
    let right = match words {
        "" => String::new(),
        _ => match find.places() {
            0 | 1 => format!("{} found", text::figure(find.found())),
            places => format!("{} found, {places} places", text::figure(find.found())),
        },
    };
    canvas.head("Find", &[(words.to_owned(), Role::Plain)], &right);
    if find.list.is_empty() {
        return canvas.no_lines(match words {
            "" => "All words, in any order. Everything on record is looked through; exports in your inbox are read where they lie, and nothing of them is kept.",
            _ => "Nothing on record, and no export in your inbox, holds all of these words. What was erased, and messages of exports that lie elsewhere, cannot be found here.",
        });
    }
    let columns = columns(areas.list);
    let looked: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    let before: u16 = columns.iter().map(|c| c.width + 2).sum();
    let room = usize::from(areas.list.saturating_sub(before + 4)).max(8);
    canvas.table((&find.list, &areas), columns, "", |n| {
        let hit = find.hits.get(n)?;
        let cells = columns.iter().map(|c| cell(model, hit, c, (room, &looked)));
        let mut row = TableRow::of(cells.collect());
        row.found.clone_from(&looked);
        Some(row)
    });
    if let Some(hit) = find.chosen()
        && let Some(pane) = message_pane(hit, &looked)
    {
        return canvas.detail(&areas, &pane);
    }
    if let (Some(detail), Some(_)) = (&model.detail, find.row()) {
        let mut pane = pane(model, detail, areas.detail.map_or(0, |d| d.2));
        pane.found = looked;
        canvas.detail(&areas, &pane);
    }
}

/// The detail of a message of an export.
fn message_pane(hit: &Hit, looked: &[String]) -> Option<DetailPane> {
    let (at, from, chat, words, lies) = match hit {
        Hit::Message {
            at,
            from,
            chat,
            words,
            ..
        } => (at, from, chat, words, "in the export that is open"),
        Hit::InPlace {
            at,
            from,
            chat,
            words,
            ..
        } => (at, from, chat, words, "read in place in your inbox"),
        _ => return None,
    };
    let head = |rest: String| vec![(from.clone(), Role::Title), (rest, Role::Plain)];
    Some(DetailPane {
        head: head(format!(" \u{b7} {at} \u{b7} {chat}, {lies}")),
        shorter: vec![head(format!(" \u{b7} {at}"))],
        body: vec![(words.clone(), Role::Plain)],
        found: looked.to_vec(),
        facts: Vec::new(),
        shows: Act::ToFound,
    })
}

fn cell(
    model: &Model,
    hit: &Hit,
    column: &Column,
    (room, looked): (usize, &[String]),
) -> (String, Role) {
    let (row, at) = match hit {
        Hit::Item(row, at) => (row, *at),
        Hit::Request {
            at,
            kind,
            stage,
            words,
            ..
        } => {
            return match column.head {
                "WHEN" => (listed(*at, model.now, model.book.zone), Role::Plain),
                "FROM" => ("a request".to_owned(), Role::Plain),
                "WHERE" => (format!("{kind}, {stage}"), Role::Plain),
                _ => (start(words, room, looked), Role::Plain),
            };
        }
        Hit::Message { .. } | Hit::MoreMessages(..) | Hit::LongExport(..) => {
            return in_export(model, hit, column, (room, looked));
        }
        Hit::InPlace { .. } | Hit::MoreInPlace { .. } => {
            return in_place(model, hit, column, (room, looked));
        }
        Hit::Unread(path, why) => return (unread(path, why, column), Role::Plain),
    };
    match column.head {
        "WHEN" => (listed(at, model.now, model.book.zone), Role::Plain),
        "FROM" => (
            row.from.as_deref().unwrap_or("not stated").to_owned(),
            Role::Plain,
        ),
        "WHERE" => (place(row), when_role(row.when(model.now))),
        _ => {
            let body = row.body.as_deref().unwrap_or("(no text)");
            (start(body, room, looked), Role::Plain)
        }
    }
}

/// A cell of what the export that is open holds.
fn in_export(
    model: &Model,
    hit: &Hit,
    column: &Column,
    (room, looked): (usize, &[String]),
) -> (String, Role) {
    let [when, from, chat, words] = match hit {
        Hit::Message {
            at,
            from,
            chat,
            words,
            ..
        } => [&short(at, model), from, chat, &start(words, room, looked)].map(String::clone),
        Hit::MoreMessages(chat, more) => [
            format!("{} more", text::figure(*more)),
            String::new(),
            chat.clone(),
            "Enter shows them in the export".to_owned(),
        ],
        Hit::LongExport(chat, of) => [
            "open, and long".to_owned(),
            String::new(),
            chat.clone(),
            format!("{} messages: Enter looks through them", text::figure(*of)),
        ],
        _ => Default::default(),
    };
    let words = match column.head {
        "WHEN" => when,
        "FROM" => from,
        "WHERE" => chat,
        _ => words,
    };
    (words, Role::Plain)
}

/// A cell of what an export in the inbox holds.
fn in_place(
    model: &Model,
    hit: &Hit,
    column: &Column,
    (room, looked): (usize, &[String]),
) -> (String, Role) {
    let [when, from, chat, words] = match hit {
        Hit::InPlace {
            at,
            from,
            chat,
            words,
            ..
        } => [&short(at, model), from, chat, &start(words, room, looked)].map(String::clone),
        Hit::MoreInPlace { chat, more, .. } => [
            format!("{} more", text::figure(*more)),
            String::new(),
            chat.clone(),
            "Enter opens the export".to_owned(),
        ],
        _ => Default::default(),
    };
    let words = match column.head {
        "WHEN" => when,
        "FROM" => from,
        "WHERE" => chat,
        _ => words,
    };
    (words, Role::Plain)
}

/// A time without its year where that is this one, else without its clock: a time is never cut.
fn short(at: &str, model: &Model) -> String {
    let year = model.today().year().to_string();
    match at.rsplit_once(' ') {
        Some((day, clock)) if clock.contains(':') => match day.strip_suffix(&year) {
            Some(day) => format!("{day}{clock}"),
            None => day.to_owned(),
        },
        _ => at.to_owned(),
    }
}

/// A cell of an export that was not read.
fn unread(path: &Path, why: &Unread, column: &Column) -> String {
    let name = text::name_of(path.file_name().unwrap_or(path.as_os_str()));
    match (column.head, why) {
        ("WHEN", Unread::Reading) => "being read".to_owned(),
        ("WHEN", Unread::Long(_)) => "not read yet".to_owned(),
        ("WHEN", Unread::Failed(_)) => "cannot be read".to_owned(),
        ("FROM", Unread::Long(size)) => bytes_words(*size),
        ("TEXT", Unread::Long(_)) => format!("Enter reads it: {name}"),
        ("TEXT", Unread::Failed(why)) => format!("{name}: {why}"),
        ("TEXT", Unread::Reading) => name,
        _ => String::new(),
    }
}

/// Where it is by now, in a word or two.
pub(in crate::tui) fn place(row: &Row) -> String {
    match row.state {
        _ if row.taken_back => "taken back".to_owned(),
        _ if row.erased => "erased".to_owned(),
        ItemState::Gone => "not available".to_owned(),
        state => state.words().to_owned(),
    }
}
