//! An export that is still being read: how far it is, and what stands at its beginning.
//!
//! Invariant: nothing here is a sum; that is told when all is read.

use super::messages;
use super::parts::Canvas;
use crate::tui::layout::areas::BODY;
use crate::tui::layout::room::areas_of;
use crate::tui::theme::Role;
use crate::tui::triage::{Glance, GlanceRow};

/// Where the rows begin: the line above says what they are.
const ROWS: u16 = BODY + 4;

pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let triage = &model.triage;
    canvas.title("Import", &triage.file_name(), Role::Plain);
    let p = triage.progress;
    let megabytes = |bytes: u64| bytes.div_ceil(1_000_000);
    let doing = match p.turn {
        2 => "Reading the messages",
        _ => "Finding out how it is written",
    };
    let said = match p.total {
        0 => format!("{doing}."),
        total => {
            let part = p.read.min(total) * 100 / total;
            let (read, total) = (megabytes(p.read), megabytes(total));
            format!("{doing}: still reading, {part} %, {read} of {total} MB.")
        }
    };
    canvas.put(1, BODY, canvas.columns - 1, &said, Role::Plain);
    canvas.cursor = Some((1, BODY));
    let kept = "If you stop it, nothing of it is kept.";
    canvas.put(1, BODY + 1, canvas.columns - 1, kept, Role::Quiet);
    // Nobody who listens is told of what changes by itself.
    if let Some(glance) = triage.glance.as_ref().filter(|_| !model.spoken) {
        beginning(canvas, glance);
    }
}

fn beginning(canvas: &mut Canvas<'_, '_>, glance: &Glance) {
    let end = areas_of(canvas.model).said;
    let room = canvas.columns.saturating_sub(2);
    if end <= ROWS || room < 20 {
        return;
    }
    let above = match glance {
        Glance::Messages(_) => "Its first messages. How many there are is told when all is read.",
        Glance::Chats(_) => "Chats in it so far. How many there are is told when all is read.",
    };
    canvas.put_cut((1, ROWS - 1, room), above, Role::Quiet);
    let lines = ROWS..end;
    match glance {
        Glance::Messages(rows) => {
            for (y, row) in lines.zip(rows) {
                message(canvas, y, row);
            }
        }
        Glance::Chats(names) => {
            for (y, name) in lines.zip(names) {
                canvas.put_cut((3, y, room - 2), name, Role::Plain);
            }
        }
    }
}

/// When, who, what; a narrow screen leaves out when.
fn message(canvas: &mut Canvas<'_, '_>, y: u16, row: &GlanceRow) {
    let columns = canvas.columns;
    let role = Role::Quiet.only_if(row.who.is_empty());
    let mut x = 1;
    if columns >= 60 {
        canvas.put_cut((x, y, 17), &row.at, role);
        x += 19;
    }
    let who = match row.who.is_empty() {
        true => "(notice)",
        false => &row.who,
    };
    canvas.put_cut((x, y, 13), who, role);
    x += 15;
    let text = messages::start(&row.text, 0, &[]);
    canvas.put_cut((x, y, columns.saturating_sub(x + 1)), &text, role);
}
