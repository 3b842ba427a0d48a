//! The program as the schedules see it. Whatever revision the register is of stands behind [`Machine`].

use std::path::PathBuf;
use std::sync::Arc;

use onrecord::ports::{Faults, Ports};
use onrecord::record::{Entry, Place};

use crate::dice::Dice;

/// Something that is done at an installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Add,
    Edit,
    Capture,
    Undo,
    Erase,
    Hold,
    Release,
    /// `doctor`, and all it offers to put right.
    Mend,
    /// `doctor --accept` of all that is unmet or forked.
    Accept,
    /// `doctor --take-over` of some other writer.
    TakeOver,
}

/// Everything that schedules may draw once the register can do it.
pub const DEEDS: &[Deed] = &[
    Deed::Add,
    Deed::Edit,
    Deed::Capture,
    Deed::Undo,
    Deed::Erase,
    Deed::Hold,
    Deed::Release,
    Deed::Mend,
    Deed::Accept,
    Deed::TakeOver,
];

/// An installation's place in the world.
#[derive(Clone)]
pub struct Desk {
    pub ports: Ports,
    pub home: PathBuf,
    pub segment_bytes: u64,
}

impl Desk {
    /// The same, behind a plan of failures.
    pub fn behind(&self, faults: Arc<dyn Faults>) -> Desk {
        let mut desk = self.clone();
        desk.ports.files = desk.ports.files.behind(faults);
        desk
    }
}

/// Frames of a writer by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub writer: String,
    pub from: u64,
    pub to: u64,
}

/// What a reader is given and told: `status`, `verify` and `doctor` together.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Every frame that counts, in the order of the fold.
    pub entries: Vec<Entry>,
    /// What is called damage: the file, and the words.
    pub damage: Vec<(String, String)>,
    /// Frames said to be known and not here, of whatever standing: missing, awaited, accepted, or in a named place.
    pub named: Vec<Range>,
    /// Those of them that are said to be missing.
    pub missing: Vec<Range>,
    /// Writers said to go on in two ways.
    pub forks: Vec<String>,
    /// Whether it is said that every frame is as it was written.
    pub whole: bool,
}

/// What a deed put on record.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// What counted for the session right before it wrote.
    pub seen: Vec<Entry>,
    /// What it acknowledged.
    pub written: Vec<Entry>,
    /// The frames whose text was to go.
    pub erased: Vec<Place>,
}

/// The program of one installation, running or not.
pub trait Machine {
    /// What this revision can do.
    fn deeds(&self) -> &'static [Deed];

    /// The names this installation writes and has written under, as it knows itself.
    fn own(&mut self, desk: &Desk) -> Vec<String>;

    /// Reads all there is, anew.
    fn read(&mut self, desk: &Desk) -> Result<Reading, String>;

    /// Does something at a turn of its own. `Err` where it was refused or broke off; `Ok(None)` where there was
    /// nothing to be done it to.
    fn work(&mut self, desk: &Desk, deed: Deed, dice: &mut Dice) -> Result<Option<Done>, String>;

    /// What a program that was left running has on record, once it looked again.
    fn look_again(&mut self, desk: &Desk) -> Result<Vec<Entry>, String>;

    /// The program ends, and with it all it had read.
    fn end(&mut self);
}
