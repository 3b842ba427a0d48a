//! Departures: the last review before a device changes hands or a post is left (23), as it stands on record.
//!
//! A departure asks one question of every
//! conversation on every device it names: a [`Grid`] is those questions with their answers, [`still_open`]
//! what is not settled yet. Invariants: an answer knows the event that gave it, so that two given without
//! sight of each other are both kept; the answers and the open cells of a grid add up to its cells; nothing
//! that stands open keeps a statement from being made, and nothing of it is left out of one.

mod answers;
pub(super) mod decide;
pub(super) mod fold;
pub(super) mod grid;
mod stage;
mod statement;
mod still;
pub(super) mod wanted;

pub use crate::record::query::conversations_of;
pub use crate::record::state::departure::{
    CellAnswer, CellKey, Departure, Kind, Outcome, Rest, Stage, Staged, Statement, Status,
    StepAnswer, StepOutcome, Then,
};
pub use decide::unclaimed;
pub use grid::{Cell, Grid, Reach, Tally};
pub use still::{Beside, Offered, Open, Still, still_open};
pub use wanted::{
    Depart, DepartChange, Gone, NewAnswer, NewDeparture, NewStage, NewStatement, NewStep,
    open_departures,
};

#[cfg(test)]
mod tests;
