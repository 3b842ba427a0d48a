//! The log as the screen has it.

use super::App;
use crate::tui::book::{self, LogLine};
use crate::tui::model::Overlay;

impl App<'_> {
    /// The log: its lines are put into words as they come into sight, or all at once to be searched.
    pub(super) fn log(&self) -> Vec<Option<LogLine>> {
        let model = &self.model;
        let looked_through = matches!(model.overlay, Some(Overlay::Filter))
            || !model.log.filter.words.is_empty()
            || model.spoken;
        let count = self.desk.entries().len();
        let line = |n| looked_through.then(|| book::logged(self.desk, count, n));
        (0..count).map(|n| line(n).flatten()).collect()
    }

    /// The days of the log; nobody who listens is told of them apart.
    pub(super) fn days(&self) -> Vec<(usize, String)> {
        match self.model.spoken {
            true => Vec::new(),
            false => book::days(self.desk, self.desk.entries().len()),
        }
    }
}
