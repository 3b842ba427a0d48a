//! Where one was before: the screen, the list on it and its line, step by step back.
//!
//! Kept in memory while the program runs, and nowhere else.

use super::depart::Pane;
use super::overlay::Screen;

/// So many places are kept.
pub const MOST: usize = 32;

/// A place: what was on the screen, and which line of it was selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub screen: Screen,
    pub pane: Pane,
    pub line: Option<usize>,
    pub words: String,
}

/// The places before this one.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub before: Vec<Spot>,
    /// The move in hand leads back, and is none to come back from.
    pub back: bool,
}
