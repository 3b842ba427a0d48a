//! The table itself, in groups: a new screen brings a file of rows of its own.
//!
//! The order of the rows is the order of key bar, help and palette.

mod decide;
mod depart;
mod form;
mod go;
mod incident;
mod item;
mod list;
mod moves;
mod outcome;
mod places;
mod report;
mod request;
mod triage;

use super::row::Action;

/// Every action, group by group: what is done here stands before what can be done anywhere.
static GROUPS: &[&[Action]] = &[
    decide::ROWS,
    item::ROWS,
    outcome::ROWS,
    request::ROWS,
    report::ROWS,
    incident::ROWS,
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
