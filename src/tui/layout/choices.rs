//! The answers of a choice in the rows they take.
//!
//! Invariant: where they are shown all are; where two rows cannot hold them, one says which is chosen and how many more
//! there are.

use crate::text;
use crate::tui::form::{Field, MORE, Offer};

/// The column at which what a field holds begins.
pub const VALUE: u16 = 18;
/// The most rows of a choice.
const ROWS: usize = 2;
/// The most columns of a field, and of what stands beneath it.
const WIDEST: u16 = 100;

/// One of the answers, and the column it begins at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub x: u16,
    pub offer: Offer,
    pub chosen: bool,
}

impl Piece {
    fn width(&self) -> u16 {
        let beside = match self.offer.letter {
            Some((_, None)) => 2,
            _ => 0,
        };
        let brackets = if self.chosen { 2 } else { 0 };
        text::width(&text::safe_line(&self.offer.words)) as u16 + beside + brackets
    }
}

/// How many columns a field has in a window of that width.
pub fn room(columns: u16) -> u16 {
    columns.saturating_sub(VALUE + 1).clamp(1, WIDEST)
}

/// The answers in rows of so many columns, however many rows that takes.
fn in_rows(field: &Field, room: u16) -> Vec<Vec<Piece>> {
    let mut offers = field.offers();
    if field.has_more() {
        offers.push(Offer {
            place: usize::MAX,
            words: "more \u{2026}".into(),
            letter: Some((MORE, Some(0))),
        });
    }
    let (mut rows, mut x) = (vec![Vec::new()], 0);
    for offer in offers {
        let mut piece = Piece {
            x,
            chosen: offer.place == field.chosen(),
            offer,
        };
        let width = piece.width();
        if x > 0 && x + width > room {
            (piece.x, x) = (0, 0);
            rows.push(Vec::new());
        }
        x += width + 2;
        if let Some(row) = rows.last_mut() {
            row.push(piece);
        }
    }
    rows
}

/// The answers in the rows that are shown; `None` where these cannot hold them all.
pub fn rows(field: &Field, room: u16) -> Option<Vec<Vec<Piece>>> {
    let rows = in_rows(field, room);
    let wide = |p: &Piece| p.x + p.width() > room;
    let fits = rows.len() <= ROWS && !rows.iter().flatten().any(wide);
    fits.then_some(rows)
}

/// Whether its answers are listed beneath it when somebody asks for them.
pub fn needs_a_list(field: &Field, columns: u16) -> bool {
    field.takes_words() && rows(field, room(columns)).is_none()
}
