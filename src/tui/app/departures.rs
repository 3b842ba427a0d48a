//! What the screen of departures is told of the desk.

use super::App;
use crate::record::Id;
use crate::tui::depart::Known;

impl App<'_> {
    /// What the screen of departures shows.
    pub(super) fn departures(&self, chosen: Option<Id>) -> Known {
        Known::of(self.desk, self.options.principal.as_deref(), chosen)
    }
}
