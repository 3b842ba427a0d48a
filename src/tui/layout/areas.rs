//! Where things stand on a screen of some size.
//!
//! Invariants: no list is narrower in a wider window; a list and its detail stand together, and what rows nobody needs
//! are below the detail; the title, the message line and the key bar give way to nothing.

/// Below this many columns or rows there is a sentence and nothing else.
pub const LEAST: (u16, u16) = (30, 8);
/// Below this many columns a line of a list takes two rows, and its detail is opened.
pub const NARROW: u16 = 50;
/// From this many columns on a list has a column more, and its detail more rows.
pub const WIDE: u16 = 100;
/// From this many columns on the detail stands beside the list.
pub const BESIDE: u16 = 140;
/// The most columns of a detail beside its list.
const BESIDE_TEXT: u16 = 72;
/// The most columns of a text: longer lines are hard to read.
const TEXT: u16 = 100;
/// The first row below the heads.
pub const BODY: u16 = 3;
/// With fewer rows than these no row is left blank, and columns have no heads.
const ROOMY: u16 = 20;
const HEADED: u16 = 18;
/// The rows of a detail in a high window, and in a low one.
const DETAIL: u16 = 6;
const LOW_DETAIL: u16 = 2;

/// What a list would take, were there room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Rows of its lines and headings.
    pub rows: u16,
    /// It is looked through line by line: it gets rows before its detail does.
    pub long: bool,
    /// Rows above it that give way to nothing: what is typed.
    pub head: u16,
    /// Rows above it where there is room: what is open in all.
    pub intro: u16,
}

/// Where things stand on a screen of some size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    /// The first row of a list, and of a text.
    pub body: u16,
    /// Whether the row above it has the heads of columns.
    pub heads: bool,
    /// The row of what is said above a list, where there is room for it.
    pub intro: Option<u16>,
    /// The most rows of the list.
    pub list_rows: u16,
    /// The columns of the list.
    pub list: u16,
    /// The row of the rule below the list, where there is one.
    pub rule: Option<u16>,
    /// Column, first row, columns and rows of the detail pane.
    pub detail: Option<(u16, u16, u16, u16)>,
    /// The first of the rows of the status line.
    pub said: u16,
    pub said_rows: u16,
}

/// Where things stand on a screen of that size, with a list that would take so much.
pub fn areas(columns: u16, rows: u16, wanted: Wanted) -> Areas {
    let heads = rows >= HEADED && columns >= NARROW;
    let intro = if heads { wanted.intro } else { 0 };
    let body = match wanted.head {
        0 => BODY - 1 + intro + u16::from(heads),
        head => BODY - 1 + head,
    };
    let said = rows.saturating_sub(2);
    // The last row that may be drawn on, and one.
    let end = said.saturating_sub(u16::from(rows >= ROOMY));
    let room = end.saturating_sub(body);
    let bare = Areas {
        body,
        heads: heads && wanted.head == 0,
        intro: (intro > 0).then_some(BODY - 1),
        list_rows: room,
        list: columns,
        rule: None,
        detail: None,
        said,
        said_rows: 1,
    };
    match (columns, room) {
        (BESIDE.., 3..) => beside(bare, room, wanted),
        (NARROW.., 6..) => stacked(bare, end, columns, rows, wanted),
        // One thing at a time: a position, and no detail.
        (_, 3..) => {
            let list_rows = room - 1;
            let rule = body + wanted.rows.min(list_rows);
            Areas {
                list_rows,
                rule: Some(rule),
                ..bare
            }
        }
        _ => bare,
    }
}

fn beside(bare: Areas, room: u16, wanted: Wanted) -> Areas {
    let columns = bare.list;
    let text = (columns * 2 / 5).min(BESIDE_TEXT);
    // A blank, the line and a blank between them, and a blank at the edge.
    let list = columns - text - 3;
    let list_rows = room - 1;
    Areas {
        list_rows,
        list,
        rule: Some(bare.body + wanted.rows.min(list_rows)),
        detail: Some((list + 2, bare.body, text, room)),
        ..bare
    }
}

fn stacked(bare: Areas, end: u16, columns: u16, rows: u16, wanted: Wanted) -> Areas {
    let room = end - bare.body;
    let least = match (rows >= ROOMY, wanted.long) {
        (true, false) => DETAIL,
        _ => LOW_DETAIL,
    };
    let list_rows = room.saturating_sub(1 + least).max(1);
    let needed = wanted.rows.min(list_rows);
    // In a large window a short list leaves half of it to the detail, and no more.
    let half = match columns >= WIDE && rows >= 30 {
        true => (rows / 2).saturating_sub(bare.body).min(list_rows),
        false => 0,
    };
    let rule = bare.body + needed.max(half);
    let pane = end.saturating_sub(rule + 1);
    let text = columns.saturating_sub(2).min(TEXT);
    Areas {
        list_rows,
        rule: Some(rule),
        detail: Some((1, rule + 1, text, pane)),
        ..bare
    }
}
