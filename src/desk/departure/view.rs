//! A departure as a whole, put together anew from what is on record each time.

use crate::policy::Step;
use crate::record::Entry;
use crate::record::departure::{Cell, Departure, Grid, Open};

/// A departure as a whole.
pub struct View<'a> {
    pub departure: &'a Departure,
    pub grid: Grid<'a>,
    /// The steps of the checklist that apply.
    pub steps: Vec<&'a Step>,
    /// What stands open, in the order to go about it.
    pub open: Vec<Open>,
    /// What was done since the last statement; empty where none was made.
    pub after: Vec<Entry>,
}

impl View<'_> {
    /// What is open and was offered to nobody.
    pub fn left(&self) -> impl Iterator<Item = &Open> {
        self.open.iter().filter(|o| o.is_left())
    }

    /// What is open and not settled by somebody's having taken it.
    pub fn unsettled(&self) -> usize {
        let taken = |o: &&Open| o.offered.as_ref().is_none_or(|by| !by.accepted);
        self.open.iter().filter(taken).count()
    }

    /// The cell of a number that is known to be in the grid.
    pub(super) fn numbered(&self, number: usize) -> Option<&Cell<'_>> {
        self.grid.numbered(number)
    }
}
