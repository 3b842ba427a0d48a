//! The cells of a screen.

use ratatui::buffer::Cell;
use ratatui::layout::Size;

use crate::text;

/// The cells of a screen, row by row.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    pub(super) size: Size,
    pub(super) all: Vec<Cell>,
}

impl Cells {
    pub(super) fn blank(size: Size) -> Cells {
        let count = usize::from(size.width) * usize::from(size.height);
        Cells {
            size,
            all: vec![Cell::EMPTY; count],
        }
    }

    pub(super) fn row(&self, y: u16) -> &[Cell] {
        let width = usize::from(self.size.width);
        let start = usize::from(y) * width;
        &self.all[start..start + width]
    }

    pub(super) fn set(&mut self, x: u16, y: u16, cell: &Cell) {
        if x >= self.size.width || y >= self.size.height {
            return;
        }
        let at = usize::from(y) * usize::from(self.size.width) + usize::from(x);
        let covered = columns(cell.symbol()).min(usize::from(self.size.width - x));
        self.all[at] = cell.clone();
        for behind in &mut self.all[at + 1..at + covered] {
            *behind = Cell::EMPTY;
        }
    }
}

/// The columns a symbol takes, at least one.
pub(super) fn columns(symbol: &str) -> usize {
    match symbol.len() {
        0 | 1 => 1,
        _ => text::width(symbol).max(1),
    }
}
