//! The log as the screen has it.

use super::App;
use crate::tui::book::{self, LogLine};
use crate::tui::message::Msg;
use crate::tui::model::Overlay;

impl App<'_> {
    /// The log as it stands, in the view in hand.
    pub(super) fn log_msg(&mut self) -> Msg {
        let entries = self.desk.entries();
        let last = entries.len();
        let kinds = self.model.log_view.kinds();
        let wanted = kinds.map(|kinds| {
            // The latest first.
            let numbers = entries.numbers_of(kinds).into_iter().rev();
            numbers.map(|at| last - at - 1).collect()
        });
        Msg::Log(self.log(), self.days(), wanted)
    }

    /// The log: its lines are put into words as they come into sight, or all at once to be searched.
    fn log(&mut self) -> Vec<Option<LogLine>> {
        let model = &self.model;
        let looked_through = matches!(model.overlay, Some(Overlay::Filter))
            || !model.log.filter.words.is_empty()
            || model.spoken;
        let count = self.desk.entries().len();
        let line = |n| looked_through.then(|| self.logged(count, n));
        (0..count).map(line).map(Option::flatten).collect()
    }

    /// Puts the lines of the log that are in sight into words.
    pub(super) fn log_in_sight(&mut self) {
        let count = self.model.log_lines.len();
        let unread = |n: &usize| matches!(self.model.log_lines.get(*n), Some(None));
        let visible = self.model.log.visible();
        let wanted: Vec<usize> = visible.map(|(n, _)| n).filter(unread).collect();
        for n in wanted {
            let line = self.logged(count, n);
            if let Some(place) = self.model.log_lines.get_mut(n) {
                *place = line;
            }
        }
    }

    /// One line, with the person who wrote it and the command line that does the same, where these are known.
    fn logged(&mut self, count: usize, n: usize) -> Option<LogLine> {
        let mut line = book::logged(self.desk, count, n)?;
        line.person = self.people.of(self.desk, &line.by);
        let taught = line.given.and_then(|command| self.turns.taught(command));
        // Nobody who listens is read a command.
        line.taught = taught.filter(|_| !self.model.spoken).map(str::to_owned);
        Some(line)
    }

    /// The days of the log; nobody who listens is told of them apart.
    fn days(&self) -> Vec<(usize, String)> {
        match self.model.spoken {
            true => Vec::new(),
            false => book::days(self.desk, self.desk.entries().len()),
        }
    }
}
