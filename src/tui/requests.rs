//! Holds, and later the requests they come from: what each covers, and what was said of the timers that run in that.
//!
//! Copied out of the desk when the screen is gone to and when something changed.

use chrono::{DateTime, Utc};

use super::list::List;
use crate::desk::Desk;
use crate::desk::words::hold_words;
use crate::record::Id;
use crate::record::state::Hold;

/// A hold.
#[derive(Clone, Debug)]
pub struct HoldLine {
    pub id: Id,
    pub reference: String,
    pub covers: String,
    pub placed: DateTime<Utc>,
    pub released: Option<DateTime<Utc>>,
    /// The timers that run in what it covers, each with what was said of it.
    pub timers: Vec<String>,
    /// How many of them nobody answered for.
    pub unanswered: usize,
}

/// Where the person is on this screen, and what it shows.
#[derive(Clone, Debug, Default)]
pub struct Requests {
    pub holds: Vec<HoldLine>,
    pub list: List,
}

impl Requests {
    /// The selected hold.
    pub fn chosen(&self) -> Option<&HoldLine> {
        self.holds.get(self.list.chosen()?)
    }

    /// What is on record is another; the selection stays on its hold.
    pub fn take(&mut self, holds: Vec<HoldLine>, spoken: bool) {
        let was = self.chosen().map(|h| h.id);
        self.holds = holds;
        self.refilter(spoken);
        let at = self.holds.iter().position(|h| Some(h.id) == was);
        at.into_iter().for_each(|at| self.list.choose(at));
    }

    /// Shows the lines that pass.
    pub fn refilter(&mut self, spoken: bool) {
        let holds = &self.holds;
        self.list.sift(holds, |line, filter| {
            filter.takes(|| format!("{} {}", line.reference, line.covers).to_lowercase())
        });
        if !spoken {
            let group = |n: usize| match holds.get(n).map(|h| h.released) {
                Some(None) => "In force".to_owned(),
                _ => "Ended".to_owned(),
            };
            self.list.group(group);
        }
    }
}

/// Every hold, those in force first.
pub fn known(desk: &Desk) -> Vec<HoldLine> {
    let mut all: Vec<HoldLine> = desk.state().holds.iter().map(|h| line(desk, h)).collect();
    all.sort_by_key(|h| (h.released.is_some(), h.placed));
    all
}

fn line(desk: &Desk, hold: &Hold) -> HoldLine {
    let unanswered = desk.held_timers(hold).into_iter().filter(|t| t.open);
    HoldLine {
        id: hold.id,
        reference: hold
            .reference
            .clone()
            .unwrap_or_else(|| "no reference".to_owned()),
        covers: hold_words(desk, hold),
        placed: hold.at,
        released: hold.released,
        timers: desk.held_lines(hold),
        unanswered: match hold.released {
            None => unanswered.count(),
            Some(_) => 0,
        },
    }
}
