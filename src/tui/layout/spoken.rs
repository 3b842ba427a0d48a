//! The same for somebody who listens: one item after another, each over as many lines as it needs.

use super::areas::{Areas, BODY};
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::triage::Stage;

/// Characters of an item at most; what is longer says so.
const LONGEST: usize = 220;

/// Where things stand: a list, below it the status line with room for a sentence.
fn areas(rows: u16) -> Areas {
    let said_rows = match rows {
        0..10 => 1,
        10..14 => 2,
        14..20 => 4,
        _ => 5,
    };
    let said = rows.saturating_sub(1 + said_rows);
    Areas {
        body: BODY,
        heads: false,
        intro: None,
        list_rows: said.saturating_sub(BODY),
        list: 0,
        rule: None,
        detail: None,
        said,
        said_rows,
    }
}

/// The same with a status sentence of so many lines: it gets as many as it needs, for what is said in part is
/// heard wrong. One row stays above it.
pub fn areas_for(rows: u16, lines: usize) -> Areas {
    let least = areas(rows);
    let most = rows.saturating_sub(1 + BODY + 1).max(least.said_rows);
    let wanted = u16::try_from(lines).unwrap_or(most);
    let said_rows = wanted.clamp(least.said_rows, most);
    let said = rows.saturating_sub(1 + said_rows);
    Areas {
        list_rows: said.saturating_sub(BODY),
        said,
        said_rows,
        ..least
    }
}

/// The same of a list: what is said stands alone, from the top, with all the room there is.
pub fn alone(rows: u16) -> Areas {
    Areas {
        said: BODY,
        said_rows: rows.saturating_sub(1 + BODY),
        ..areas(rows)
    }
}

/// Whether what is said is all that is drawn of this place: of a list the line in hand, and nothing beside it.
pub fn is_alone(model: &Model) -> bool {
    match (&model.overlay, model.screen) {
        (Some(Overlay::Guidance(guidance)), _) => guidance.reading.is_none(),
        (Some(Overlay::Palette(_)), _) => true,
        (None | Some(Overlay::Filter | Overlay::Question(_)), Screen::Triage) => {
            matches!(model.triage.stage, Stage::List | Stage::Chats)
        }
        (None | Some(Overlay::Filter | Overlay::Question(_)), Screen::Depart) => {
            model.depart.shown().is_some()
        }
        (None | Some(Overlay::Question(_)), Screen::Review) => {
            model.review.is_some() && model.row().is_some()
        }
        (None | Some(Overlay::Filter | Overlay::Question(_)), screen) => matches!(
            screen,
            Screen::Queue
                | Screen::Log
                | Screen::Reports
                | Screen::Decisions
                | Screen::Chats
                | Screen::Requests
                | Screen::Find
        ),
        _ => false,
    }
}

/// The most lines an item takes on so many columns, and the characters that surely fit in them.
pub fn measure(columns: u16, rows: u16) -> (usize, usize) {
    let width = usize::from(columns.saturating_sub(4)).max(1);
    let room = usize::from(areas(rows).list_rows).max(1);
    // Lines broken at words are not all full.
    let lines = (LONGEST * 4 / 3).div_ceil(width).clamp(1, room);
    (lines, (lines * width * 3 / 4).min(LONGEST))
}

/// How many items are on a page.
pub fn page(columns: u16, rows: u16) -> usize {
    let (lines, _) = measure(columns, rows);
    (usize::from(areas(rows).list_rows) / lines).max(1)
}
