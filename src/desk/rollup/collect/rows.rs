//! What was worked out, as it is read back, and what is told of it.

use std::path::PathBuf;

use serde::Deserialize;

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// The folder of results.
    pub folder: PathBuf,
    /// The newest day of all.
    pub day: String,
    /// Those that reported within a week of it.
    pub registers: u64,
    pub people: u64,
    pub lines: usize,
    /// What needs a look, by register.
    pub attention: Vec<Attention>,
    /// What could not be taken, as sentences without a full stop.
    pub said: Vec<String>,
}

/// A register that needs a look.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Attention {
    /// In words: silent, fewer entries than before, damaged, parts missing.
    pub what: String,
    pub register: String,
    pub unit: String,
    pub day: String,
    pub entries_before: Option<u64>,
    pub entries: Option<u64>,
}

/// The figures of a unit, or of small ones together.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct UnitRow {
    pub(super) unit: String,
    pub(super) registers: u64,
    pub(super) people: u64,
    pub(super) waiting: u64,
    pub(super) vanishing: u64,
    pub(super) overdue: u64,
    pub(super) unconfirmed: u64,
    pub(super) references_to_come: u64,
    pub(super) reports_unsent: u64,
    pub(super) reports_unsent_31: u64,
    pub(super) exceptional_uses: u64,
    pub(super) departures_open: u64,
    pub(super) departures_late: u64,
    pub(super) reviews_done: u64,
    pub(super) reviews_missed: u64,
    pub(super) holds: u64,
    pub(super) requests_open: u64,
    pub(super) requests_late: u64,
}

/// The figures of a day.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct DayRow {
    pub(super) day: String,
    pub(super) registers: u64,
    pub(super) waiting: u64,
    pub(super) overdue: u64,
    pub(super) unconfirmed: u64,
    pub(super) reports_unsent: u64,
    pub(super) exceptional_uses: u64,
    pub(super) reviews_missed: u64,
}

/// Items on record by a word of the policy.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct WordRow {
    pub(super) of: String,
    pub(super) word: String,
    pub(super) items: u64,
}

/// All that the page shows.
pub(super) struct Workings {
    pub(super) units: Vec<UnitRow>,
    pub(super) days: Vec<DayRow>,
    pub(super) words: Vec<WordRow>,
}
