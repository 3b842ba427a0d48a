//! The table itself, in groups: a new screen brings a file of rows of its own.
//!
//! May import its siblings only. The order of the rows is the order of key bar, help and palette.

mod decide;
mod depart;
mod form;
mod go;
mod item;
mod list;
mod moves;
mod outcome;
mod report;
mod triage;

pub use depart::Departing;

use super::Context::{self, *};
use super::Key;
use super::{Act, Action, Need};

/// The screens.
const SCREENS: &[Context] = &[
    Decide, Decisions, Queue, Review, Log, Reports, Summary, Triage, Depart, Checklist, StillOpen,
];
/// Where the palette stands in the key bar.
const PALETTE: &[Context] = &[
    Decide, Decisions, Queue, Review, Log, Reports, Summary, Triage, Wait, Answer, Depart,
    Checklist, StillOpen,
];
/// Screens with a list.
const LISTS: &[Context] = &[Decisions, Queue, Log, Reports];
/// Lists in which words are found.
const FINDS: &[Context] = &[Decisions, Queue, Log, Reports, Triage];
/// Screens on which nothing is under way.
const HOME: &[Context] = &[Decide, Decisions, Queue, Log, Reports];
/// What can be moved through.
const MOVES: &[Context] = &[
    Decide, Decisions, Queue, Log, Reports, Reading, Palette, Choice, Marking, Guidance, Pick,
    Summary, Triage, Depart, Checklist, StillOpen,
];
/// Where an item's outcome is said.
const ITEMS: &[Context] = &[Queue, Review];

const NONE: Action = Action {
    id: "",
    act: Act::Close,
    title: "",
    help: "",
    contexts: &[],
    keys: &[],
    need: Need::Nothing,
    command: None,
    also: &[],
    bar: &[],
};

const fn row(
    id: &'static str,
    act: Act,
    title: &'static str,
    help: &'static str,
    contexts: &'static [Context],
    keys: &'static [Key],
) -> Action {
    Action {
        id,
        act,
        title,
        help,
        contexts,
        keys,
        ..NONE
    }
}

impl Action {
    const fn needs(mut self, need: Need) -> Action {
        self.need = need;
        self
    }

    const fn same_as(mut self, command: &'static str) -> Action {
        self.command = Some(command);
        self
    }

    const fn also(mut self, others: &'static [&'static str]) -> Action {
        self.also = others;
        self
    }

    /// Stands in the key bar everywhere.
    const fn bar(mut self) -> Action {
        self.bar = self.contexts;
        self
    }

    /// Stands in the key bar of these contexts alone.
    const fn bar_in(mut self, contexts: &'static [Context]) -> Action {
        self.bar = contexts;
        self
    }
}

/// Every action, group by group: what is done here stands before what can be done anywhere.
static GROUPS: &[&[Action]] = &[
    decide::ROWS,
    item::ROWS,
    outcome::ROWS,
    report::ROWS,
    triage::ROWS,
    list::ROWS,
    depart::ROWS,
    moves::ROWS,
    form::ROWS,
    decide::GOING,
    go::ROWS,
    depart::GO,
];

/// Every action.
pub fn all() -> impl Iterator<Item = &'static Action> {
    GROUPS.iter().flat_map(|group| group.iter())
}
