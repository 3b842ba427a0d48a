//! The screen of departures: the grid as a list, the checklist, what is still open.
//!
//! Invariants: what is shown was copied out
//! of the desk when something changed, and a key touches nothing but that copy; an answer that is said to
//! be recorded is on disk; after an answer the selection stands on what comes next.

mod acts;
mod known;

pub use acts::{act, on_screen, target, way_on, ways};
pub use known::{CellLine, Known, OpenLine, Shown, StepLine, whole};

use std::collections::BTreeSet;

use super::list::List;
use crate::action::Context;
use crate::record::Id;
use crate::record::departure::CellKey;

/// Which of its lists is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    #[default]
    Grid,
    Steps,
    Open,
}

/// Where the person is on this screen, and what it shows.
#[derive(Debug, Default)]
pub struct State {
    pub pane: Pane,
    /// `None` until the screen is first looked at.
    pub known: Option<Box<Known>>,
    pub grid: List,
    pub steps: List,
    pub open: List,
    /// Numbers of the grid that are marked.
    pub marked: BTreeSet<usize>,
    /// The read of the terminal that brought the last answer by one key.
    pub answered: u64,
    /// The number marked last: where a range begins.
    pub marked_last: Option<usize>,
}

impl State {
    /// The departure on the screen.
    pub fn shown(&self) -> Option<&Shown> {
        self.known.as_ref()?.shown.as_ref()
    }

    /// Its id.
    pub fn id(&self) -> Option<Id> {
        self.shown().map(|s| s.id)
    }

    /// Where keys are read.
    pub fn context(&self) -> Context {
        match self.pane {
            Pane::Grid => Context::Depart,
            Pane::Steps => Context::Checklist,
            Pane::Open => Context::StillOpen,
        }
    }

    /// The list in hand.
    pub fn list_mut(&mut self) -> &mut List {
        match self.pane {
            Pane::Grid => &mut self.grid,
            Pane::Steps => &mut self.steps,
            Pane::Open => &mut self.open,
        }
    }

    /// The same, to be looked at.
    pub fn list(&self) -> &List {
        match self.pane {
            Pane::Grid => &self.grid,
            Pane::Steps => &self.steps,
            Pane::Open => &self.open,
        }
    }

    /// Whether a line is selected.
    pub fn on_line(&self) -> bool {
        self.shown().is_some() && self.list().chosen().is_some()
    }

    /// Tells how many lines fit.
    pub fn fit(&mut self, rows: usize, tall: usize) {
        for list in [&mut self.grid, &mut self.steps, &mut self.open] {
            list.fit_tall(rows, tall);
        }
    }

    /// The selected cell.
    pub fn cell(&self) -> Option<&CellLine> {
        self.shown()?.cells.get(self.grid.chosen()?)
    }

    /// The selected step.
    pub fn step(&self) -> Option<&StepLine> {
        self.shown()?.steps.get(self.steps.chosen()?)
    }

    /// The selected thing that is open.
    pub fn still(&self) -> Option<&OpenLine> {
        self.shown()?.open.get(self.open.chosen()?)
    }

    /// The cells the next answer is about: the marked ones, else the selected one.
    pub fn targets(&self) -> Vec<CellKey> {
        let Some(shown) = self.shown() else {
            return Vec::new();
        };
        match self.marked.is_empty() {
            true => self.cell().map(|c| c.key).into_iter().collect(),
            false => {
                let cells = shown.cells.iter();
                let marked = cells.filter(|c| self.marked.contains(&c.number));
                marked.map(|c| c.key).collect()
            }
        }
    }

    /// What is on record has changed. The selection stays on its cell; where that was answered, on the
    /// line, which is what comes next.
    pub fn take(&mut self, known: Known) {
        let before = self.cell().map(|c| (c.number, c.answered));
        let other = self.id() != known.shown.as_ref().map(|s| s.id);
        self.known = Some(Box::new(known));
        if other {
            self.marked.clear();
            self.marked_last = None;
        }
        let Some(shown) = self.known.as_ref().and_then(|k| k.shown.as_ref()) else {
            return;
        };
        let (cells, steps, open) = (shown.cells.len(), shown.steps.len(), shown.open.len());
        let same = before.and_then(|(number, answered)| {
            let mut cells = shown.cells.iter();
            cells.position(|c| c.number == number && c.answered == answered)
        });
        self.grid.show((0..cells).collect());
        self.steps.show((0..steps).collect());
        self.open.show((0..open).collect());
        let open = shown.cells.iter().take_while(|c| !c.answered).count();
        let next = match before {
            // It was answered: what comes next stands in its place, or, after the last one, on top.
            Some((_, false)) => self.grid.chosen().filter(|at| *at < open).or(Some(0)),
            _ => None,
        };
        match (other, same, next) {
            (true, ..) => self.grid.edge(false),
            (false, Some(at), _) | (false, None, Some(at)) => self.grid.choose(at),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
