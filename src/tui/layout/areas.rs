//! Where things stand on a screen of some size.
//!
//! Invariant: no list is narrower in a wider window.

/// Below this many columns or rows there is a sentence and nothing else.
pub const LEAST: (u16, u16) = (30, 8);
/// From this many columns on what stands in a row has wider gaps.
pub const WIDE: u16 = 120;
/// From this many columns on the detail stands beside the list.
const BESIDE: u16 = 140;
/// The columns of a list where the detail begins to stand beside it; above the detail it takes no more, so that
/// no list is narrower in a wider window.
const LIST: u16 = 97;
/// The most columns of a detail: longer lines are hard to read.
const TEXT: u16 = 100;
/// The first row below the heads.
pub const BODY: u16 = 3;

/// Where things stand on a screen of some size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    pub list_rows: u16,
    /// The columns of the list.
    pub list: u16,
    /// The row of the rule above the detail, where that stands below the list.
    pub rule: Option<u16>,
    /// Column, first row, columns and rows of the detail pane.
    pub detail: Option<(u16, u16, u16, u16)>,
    /// The first of the rows of the status line.
    pub said: u16,
    pub said_rows: u16,
}

/// Where things stand on a screen of that size.
pub fn areas(columns: u16, rows: u16) -> Areas {
    let said_rows = if rows >= 14 { 2 } else { 1 };
    let said = rows.saturating_sub(1 + said_rows);
    let room = said.saturating_sub(BODY);
    let stacked = columns.min(LIST);
    let (list_rows, list, rule, detail) = match (columns >= BESIDE, room) {
        (true, _) => {
            let list = (columns / 5 * 3).max(LIST);
            let beside = (list + 2, BODY, (columns - list - 3).min(TEXT), room);
            (room, list, None, Some(beside))
        }
        (false, 0..8) => (room, stacked, None, None),
        (false, _) => {
            let pane = (room - 1) * 8 / 17;
            let rows = room - 1 - pane;
            let wide = columns.saturating_sub(2).min(TEXT);
            let below = (1, BODY + rows + 1, wide, pane);
            (rows, stacked, Some(BODY + rows), Some(below))
        }
    };
    Areas {
        list_rows,
        list,
        rule,
        detail,
        said,
        said_rows,
    }
}
