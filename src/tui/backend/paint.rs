//! One frame: from the cells a terminal shows to those it is to show, in few bytes.
//!
//! Invariants: where the cursor stands after a character whose width terminals disagree about, or at the right
//! edge, counts as unknown, and the next move says where it goes; a line feed is never sent without a carriage
//! return before it, for some terminals and all that sit behind a cooked line take one for both.
//!
//! For somebody who listens the order of the bytes is the order of the speech: a screen reader says what is
//! printed. The rows of the status sentence come first and whole, whichever cell of them changed, and each
//! painted row ends with CR LF, so that no two rows are heard as one word.

use std::ops::Range;

use ratatui::buffer::Cell;
use ratatui::layout::Position;

use super::cells::{Cells, columns};
use super::links::{self, LinkPart};
use super::pen::Pen;
use crate::text;

/// The most bytes a gap of unchanged cells is printed over for; a move takes at most this many.
const LONGEST_MOVE: usize = 8;

/// A row in which no more cells than these changed had its mark set or taken away: that is not read out again.
const MARKER: usize = 3;

/// The most columns any terminal takes for a symbol: some draw each of its characters on its own (a skin tone
/// beside the hand, the members of a family side by side).
fn widest(symbol: &str) -> usize {
    if sure(symbol) {
        return columns(symbol);
    }
    let mut chars = symbol
        .chars()
        .map(|c| text::width(c.encode_utf8(&mut [0; 4])));
    // A sign that asks for its coloured shape counts as wide at most.
    let apart = chars.by_ref().map(|w| w.max(1)).sum::<usize>();
    apart.max(columns(symbol))
}

/// Whether every terminal agrees how wide a symbol is: one character of a script without surprises.
fn sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return false;
    };
    matches!(c, ' '..='~' | '\u{a0}'..='\u{2ff}' | '\u{370}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}'
        | '\u{2010}'..='\u{2026}' | '\u{2500}'..='\u{259f}' | '\u{3041}'..='\u{30ff}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// A frame being put together.
pub(super) struct Painter<'a> {
    pub shown: &'a Cells,
    pub wanted: &'a Cells,
    pub pen: Pen,
    pub cursor: Option<Position>,
    pub out: Vec<u8>,
}

impl Painter<'_> {
    /// Paints every row that differs.
    pub fn paint(&mut self) {
        for y in 0..self.wanted.size.height {
            let (old, new) = (self.shown.row(y), self.wanted.row(y));
            if old != new {
                self.paint_row(y, old, new);
            }
        }
    }

    /// Paints what differs for somebody who listens: the rows of the `status` sentence first and whole, then
    /// the others. `typed` is where the cursor will stand: one row that was typed into ends there and not with
    /// the line, so that a letter is heard as a letter.
    pub fn paint_aloud(&mut self, status: &Range<u16>, typed: Option<Position>) {
        let differ = |y: &u16| self.shown.row(*y) != self.wanted.row(*y);
        let all = 0..self.wanted.size.height;
        let (said, rest): (Vec<u16>, Vec<u16>) =
            all.filter(differ).partition(|y| status.contains(y));
        if !said.is_empty() {
            for y in status.clone().filter(|y| *y < self.wanted.size.height) {
                self.say_row(y);
            }
        }
        let alone = said.is_empty() && rest.len() == 1;
        for y in rest {
            let (old, new) = (self.shown.row(y), self.wanted.row(y));
            let changed = old.iter().zip(new).filter(|(a, b)| !same(a, b)).count();
            if changed > MARKER && !alone {
                self.say_row(y);
                continue;
            }
            let before = self.out.len();
            self.paint_row(y, self.shown.row(y), self.wanted.row(y));
            let printed = self.out.get(before..).unwrap_or_default();
            let echo = alone && (self.cursor == typed || !says_something(printed));
            if !echo {
                self.end_row(y);
            }
        }
    }

    /// Prints a row whole, whatever stands there now.
    fn say_row(&mut self, y: u16) {
        let (old, new) = (self.shown.row(y), self.wanted.row(y));
        let blank = new.iter().all(is_erased);
        if blank && old == new {
            return;
        }
        self.go_to(at(0, y));
        let end = written(new);
        let mut x = 0;
        while x < end {
            let cell = &new[x];
            let wide = columns(cell.symbol());
            if self.cursor.is_none() {
                self.go_to(at(x, y));
            }
            self.print(cell, x + wide >= new.len());
            x += wide;
        }
        if end < new.len() {
            if self.cursor.is_none() {
                self.go_to(at(end, y));
            }
            self.set_pen(&Pen::PLAIN, " ");
            self.out.extend_from_slice(b"\x1b[K");
        }
        if !blank {
            self.end_row(y);
        }
    }

    /// Ends a painted row as a line; the last row of the screen must not scroll it.
    fn end_row(&mut self, y: u16) {
        let last = y + 1 >= self.wanted.size.height;
        self.out
            .extend_from_slice(if last { b"\r" } else { b"\r\n" });
        // Where the width of what was printed is in doubt, so is the row.
        self.cursor = self.cursor.map(|_| at(0, if last { y } else { y + 1 }));
    }

    fn paint_row(&mut self, y: u16, old: &[Cell], new: &[Cell]) {
        let end = written(new);
        let starts = starts(old);
        let mut x = 0;
        // Up to here a symbol that was printed may have spilt over what stands behind it.
        let mut spilt = 0;
        while x < end {
            let cell = &new[x];
            let wide = columns(cell.symbol());
            if !starts[x] || !same(&old[x], cell) || x < spilt {
                self.approach(at(x, y), cell);
                self.blank_beneath(cell, &old[x..(x + wide).min(old.len())]);
                self.print(cell, x + wide >= new.len());
                spilt = spilt.max(x + widest(cell.symbol()));
            }
            x += wide;
        }
        let stale = |x: &usize| !starts[*x] || !is_erased(&old[*x]) || *x < spilt;
        let (Some(first), Some(last)) =
            ((end..new.len()).find(stale), (end..new.len()).rfind(stale))
        else {
            return;
        };
        self.go_to(at(first, y));
        self.set_pen(&Pen::PLAIN, " ");
        match last - first {
            n if n < 3 => (first..=last).for_each(|x| self.print(&Cell::EMPTY, x + 1 >= new.len())),
            _ => self.out.extend_from_slice(b"\x1b[K"),
        }
    }

    /// Blanks the cells of a symbol that some terminals draw in one column less, so that nothing stands behind it
    /// that stood there before. The cursor comes back to where the symbol is printed.
    fn blank_beneath(&mut self, cell: &Cell, old: &[Cell]) {
        let symbol = cell.symbol();
        if sure(symbol) || old.len() < 2 || old.iter().all(is_erased) {
            return;
        }
        let Some(from) = self.cursor else {
            return;
        };
        let mut blank = cell.clone();
        blank.set_symbol(" ");
        for n in 0..old.len() {
            let at_edge = usize::from(from.x) + n + 1 >= usize::from(self.wanted.size.width);
            self.print(&blank, at_edge);
        }
        self.go_to(from);
    }

    /// Makes links of what is one now, and plain text of what was one.
    pub fn relink(&mut self, before: &[LinkPart], now: &[LinkPart]) {
        for part in before.iter().filter(|part| !now.contains(part)) {
            self.print_part(part);
        }
        for part in now {
            let number = now.iter().position(|p| p.address == part.address);
            let painted = self.shown.row(part.y) != self.wanted.row(part.y);
            if painted || !before.contains(part) {
                self.go_to(at(usize::from(part.x), part.y));
                self.out.extend(part.begin(number.unwrap_or_default()));
                self.print_part(part);
                self.out.extend_from_slice(links::END);
            }
        }
    }

    /// Prints the cells of a part again; they are plain letters.
    fn print_part(&mut self, part: &LinkPart) {
        let (from, width) = (usize::from(part.x), usize::from(part.columns));
        let wanted = self.wanted;
        let row = wanted.row(part.y);
        for (x, cell) in row.iter().enumerate().skip(from).take(width) {
            self.go_to(at(x, part.y));
            self.print(cell, x + 1 >= row.len());
        }
    }

    fn set_pen(&mut self, to: &Pen, symbol: &str) {
        if !self.pen.looks_like(to, symbol) {
            self.pen.change(to, &mut self.out);
            self.pen = *to;
        }
    }

    fn print(&mut self, cell: &Cell, at_edge: bool) {
        let symbol = match cell.symbol() {
            "" => " ",
            symbol => symbol,
        };
        self.set_pen(&Pen::of(cell), symbol);
        self.out.extend_from_slice(symbol.as_bytes());
        let wide = columns(symbol) as u16;
        let known = self.cursor.filter(|_| !at_edge && sure(symbol));
        self.cursor = known.map(|p| Position { x: p.x + wide, ..p });
    }

    /// Moves the cursor by the shortest way.
    pub fn go_to(&mut self, to: Position) {
        if self.cursor != Some(to) {
            let way = self.way(to, &self.pen);
            self.out.extend_from_slice(&way);
            self.cursor = Some(to);
        }
    }

    /// Moves the cursor to where a cell is printed: with its pen in hand before, where what stands on the way can be
    /// printed again with that.
    fn approach(&mut self, to: Position, cell: &Cell) {
        let pen = Pen::of(cell);
        let other = self.cursor != Some(to) && !self.pen.looks_like(&pen, cell.symbol());
        if other && self.way(to, &pen).len() < self.way(to, &self.pen).len() {
            self.set_pen(&pen, cell.symbol());
        }
        self.go_to(to);
    }

    /// The shortest way to a place, with that pen in hand.
    fn way(&self, to: Position, pen: &Pen) -> Vec<u8> {
        let mut best = match (to.x, to.y) {
            (0, 0) => "\x1b[H".to_owned(),
            (0, y) => format!("\x1b[{}H", y + 1),
            (x, y) => format!("\x1b[{};{}H", y + 1, x + 1),
        }
        .into_bytes();
        if let Some(from) = self.cursor {
            let down = vertical(from.y, to.y);
            let back = back(from.y, to.y, &down);
            for (mut way, x) in [(down, from.x), (back, 0)] {
                self.horizontal((x, to), pen, &mut way);
                if way.len() < best.len() {
                    best = way;
                }
            }
        }
        best
    }

    /// Along the row: backspaces, or over what stands there already, or by a count.
    fn horizontal(&self, (x, to): (u16, Position), pen: &Pen, way: &mut Vec<u8>) {
        let count = |n: u16, letter: char| match n {
            1 => format!("\x1b[{letter}"),
            n => format!("\x1b[{n}{letter}"),
        };
        if to.x < x {
            let n = x - to.x;
            match n {
                1..=3 => way.extend(std::iter::repeat_n(8, usize::from(n))),
                _ => way.extend_from_slice(count(n, 'D').as_bytes()),
            }
        } else if to.x > x {
            let jump = count(to.x - x, 'C').into_bytes();
            let over = self
                .over(x, to, pen)
                .filter(|over| over.len() <= jump.len());
            way.extend(over.unwrap_or(jump));
        }
    }

    /// What stands between `x` and `to`, where it can be printed again with the pen in hand.
    fn over(&self, x: u16, to: Position, in_hand: &Pen) -> Option<Vec<u8>> {
        let (from, until) = (usize::from(x), usize::from(to.x));
        if until - from > LONGEST_MOVE {
            return None;
        }
        // Rows are painted from the left, so all that stands left of the next move is as wanted by now.
        let row = self.wanted.row(to.y);
        let starts = starts(row);
        let mut bytes = Vec::new();
        let mut x = from;
        while x < until {
            let (symbol, pen) = (row[x].symbol(), Pen::of(&row[x]));
            if !starts[x] || !sure(symbol) || !in_hand.looks_like(&pen, symbol) {
                return None;
            }
            bytes.extend_from_slice(symbol.as_bytes());
            x += columns(symbol);
        }
        (x == until).then_some(bytes)
    }
}

fn at(x: usize, y: u16) -> Position {
    Position { x: x as u16, y }
}

/// The column after the last character that can be seen.
fn written(row: &[Cell]) -> usize {
    row.iter().rposition(|c| !is_erased(c)).map_or(0, |x| {
        // The last character may be wide and cover cells that look erased.
        let covered = columns(row[x].symbol());
        (x + covered).min(row.len())
    })
}

/// Whether something that can be heard stands in these bytes of a frame: a character that is no blank and no
/// part of an escape sequence.
fn says_something(bytes: &[u8]) -> bool {
    let mut escape = false;
    bytes.iter().any(|b| match (escape, b) {
        (_, 0x1b) => {
            escape = true;
            false
        }
        (true, b) => {
            escape = !(b.is_ascii_alphabetic() || *b == b'~');
            false
        }
        (false, b) => *b > b' ',
    })
}

/// To the first column of another row: by its own line ends where that is shorter, else `down` and back.
fn back(from: u16, to: u16, down: &[u8]) -> Vec<u8> {
    match to.checked_sub(from) {
        Some(n @ 1..=2) => b"\r\n".repeat(usize::from(n)),
        _ => [down, b"\r"].concat(),
    }
}

/// Down or up by `n` rows, the column kept.
fn vertical(from: u16, to: u16) -> Vec<u8> {
    match (to.checked_sub(from), from - from.min(to)) {
        (Some(0), _) => Vec::new(),
        (Some(1), _) => b"\x1b[B".to_vec(),
        (Some(n), _) => format!("\x1b[{n}B").into_bytes(),
        (None, 1) => b"\x1b[A".to_vec(),
        (None, n) => format!("\x1b[{n}A").into_bytes(),
    }
}

/// Which cells of a row begin a character, and are not the right half of a wide one.
fn starts(row: &[Cell]) -> Vec<bool> {
    let mut starts = vec![false; row.len()];
    let mut x = 0;
    while x < row.len() {
        starts[x] = true;
        x += columns(row[x].symbol());
    }
    starts
}

fn is_erased(cell: &Cell) -> bool {
    matches!(cell.symbol(), " " | "") && Pen::of(cell).erases()
}

fn same(a: &Cell, b: &Cell) -> bool {
    a.symbol() == b.symbol() && Pen::of(a).looks_like(&Pen::of(b), a.symbol())
}
