//! Where the lines of a marking stand: the classifications by their letters, then handling and subject side by side.

use super::{Builder, Line};
use crate::policy::Level;

impl Builder {
    /// Of a line its column and its row there: the classifications, then handling, then subject.
    pub fn place(&self, line: usize) -> (usize, usize) {
        let levels = Level::ALL.len() + 1;
        let handling = self.rules.handling.len();
        match line {
            n if n < levels => (0, n),
            n if n < levels + handling => (0, n - levels),
            n => (1, n - levels - handling),
        }
    }

    /// The rows of the longer of the two columns.
    pub fn longest(&self) -> usize {
        self.rules.handling.len().max(self.rules.descriptors.len())
    }

    /// To the same row of the other column.
    pub(super) fn across(&mut self) -> bool {
        let Some(at) = self.list.chosen().filter(|_| !self.stops()) else {
            return false;
        };
        if !matches!(self.lines.get(at), Some(Line::Rule { .. })) {
            return false;
        }
        let levels = Level::ALL.len() + 1;
        let (handling, about) = (self.rules.handling.len(), self.rules.descriptors.len());
        let to = match self.place(at) {
            (0, row) => levels + handling + row.min(about.saturating_sub(1)),
            (_, row) => levels + row.min(handling.saturating_sub(1)),
        };
        self.list.choose(to);
        true
    }
}
