//! What was found everywhere: a line each, the selected one whole beneath.

use super::lists::{pane, when_role};
use super::messages::start;
use super::pane::DetailPane;
use super::parts::Canvas;
use super::table::{Column, TableRow, column};
use crate::action::Act;
use crate::record::ItemState;
use crate::text;
use crate::tui::book::{Row, listed};
use crate::tui::find::Hit;
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
        _ => format!("{} found", text::figure(find.found())),
    };
    canvas.head("Find", &[(words.to_owned(), Role::Plain)], &right);
    if find.list.is_empty() {
        return canvas.no_lines(match words {
            "" => "All words, in any order: everything on record is looked through.",
            _ => "Nothing on record holds all of these words. What was erased, and messages never put in the queue, cannot be found here.",
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

/// The detail of a message of the export that is open.
fn message_pane(hit: &Hit, looked: &[String]) -> Option<DetailPane> {
    let Hit::Message {
        at,
        from,
        chat,
        words,
        ..
    } = hit
    else {
        return None;
    };
    let head = |rest: String| vec![(from.clone(), Role::Title), (rest, Role::Plain)];
    Some(DetailPane {
        head: head(format!(
            " \u{b7} {at} \u{b7} {chat}, in the export that is open"
        )),
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
            return in_export(hit, column, (room, looked));
        }
        Hit::Unread(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            return match column.head {
                "WHEN" => ("not read yet".to_owned(), Role::Plain),
                "TEXT" => (name.into_owned(), Role::Plain),
                _ => (String::new(), Role::Plain),
            };
        }
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
fn in_export(hit: &Hit, column: &Column, (room, looked): (usize, &[String])) -> (String, Role) {
    let [when, from, chat, words] = match hit {
        Hit::Message {
            at,
            from,
            chat,
            words,
            ..
        } => [at, from, chat, &start(words, room, looked)].map(String::clone),
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

/// Where it is by now, in a word or two.
pub(in crate::tui) fn place(row: &Row) -> String {
    match row.state {
        _ if row.taken_back => "taken back".to_owned(),
        _ if row.erased => "erased".to_owned(),
        ItemState::Gone => "not available".to_owned(),
        state => state.words().to_owned(),
    }
}
