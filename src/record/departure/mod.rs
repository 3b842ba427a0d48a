//! Departures: the last review before a device changes hands or a post is left (23), as it stands on record.
//!
//! May import `policy` and its siblings in `record`; pure. A departure asks one question of every
//! conversation on every device it names: a [`Grid`] is those questions with their answers, [`still_open`]
//! what is not settled yet. Invariants: an answer knows the event that gave it, so that two given without
//! sight of each other are both kept; the answers and the open cells of a grid add up to its cells; nothing
//! that stands open keeps a statement from being made, and nothing of it is left out of one.

mod answers;
mod decide;
mod fold;
mod grid;
mod still;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::field::{Id, Place};
use super::state::{Conflict, State};
use crate::policy::{self, Occasion};
use crate::vocabulary::vocabulary;

pub(super) use decide::decide;
pub use decide::unclaimed;
pub(super) use fold::apply;
pub use grid::{Cell, Grid, Reach, Tally, conversations_of};
pub use still::{Beside, Offered, Open, Still, still_open};

vocabulary! {
    /// What the departure is from.
    Kind {
        /// The post is left.
        Leaving = "leaving",
        /// Devices change hands or go back.
        Device = "device",
        Both = "both",
    }
}

impl Kind {
    /// The occasions of the policy's steps it stands for.
    pub fn occasions(self) -> &'static [Occasion] {
        match self {
            Kind::Leaving => &[Occasion::Leaving],
            Kind::Device => &[Occasion::Device],
            Kind::Both => &[Occasion::Leaving, Occasion::Device],
        }
    }

    /// Whether the post is left.
    pub fn is_leaving(self) -> bool {
        self != Kind::Device
    }
}

vocabulary! {
    /// What was found in one conversation on one device.
    Outcome {
        /// What is significant in it is captured already.
        Captured = "captured",
        /// Nothing significant (beyond what is captured).
        Nil = "nil",
        /// Offered to a named person.
        HandedOver = "handed-over",
        /// No longer available.
        Gone = "gone",
        /// The conversation is not on that device.
        NotOnDevice = "not-on-device",
    }
}

vocabulary! {
    /// What became of a step of the checklist.
    StepOutcome {
        Done = "done",
        NotApplicable = "not-applicable",
        Waived = "waived",
        HandedOver = "handed-over",
    }
}

vocabulary! {
    /// How far a departure is.
    Status {
        Open = "open",
        /// Its statement was made, and nobody has confirmed yet that it is filed.
        Stated = "stated",
        /// Its statement is filed, read back equal or confirmed by a named person, and nothing was open; or
        /// somebody closed it.
        Closed = "closed",
        Cancelled = "cancelled",
    }
}

impl Status {
    /// Whether something is still to be done about it.
    pub fn is_open(self) -> bool {
        matches!(self, Status::Open | Status::Stated)
    }
}

/// The word an event writes where an answer was taken away.
const OPEN: &str = "open";

/// A conversation on a device; on no device in particular where the departure names none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    pub conversation: Id,
    pub device: Option<Id>,
}

/// The answer of a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub at: DateTime<Utc>,
    pub by: Arc<str>,
    /// `None` where an answer was taken away.
    pub outcome: Option<Outcome>,
    pub personal_data: bool,
    /// To whom it is offered.
    pub to: Option<String>,
    pub note: Option<String>,
    pub holders: Option<String>,
    pub went: Option<String>,
    /// Whether the person it was offered to took it.
    pub accepted: bool,
    pub conflict: Option<Conflict>,
    pub place: Place,
}

/// The answer of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepAnswer {
    pub at: DateTime<Utc>,
    /// `None` where an answer was taken away.
    pub outcome: Option<StepOutcome>,
    pub reason: Option<String>,
    pub to: Option<String>,
    pub accepted: bool,
    pub conflict: Option<Conflict>,
    pub place: Place,
}

/// Whatever else stood open at a moment was offered to somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    pub at: DateTime<Utc>,
    pub to: Option<String>,
    pub accepted: bool,
    pub place: Place,
}

/// A statement that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub at: DateTime<Utc>,
    pub place: Place,
    /// Number of the command that recorded it; what is later came after it.
    pub lamport: u64,
    /// `WRITER HASH` of every writer's last frame before it.
    pub heads: Vec<String>,
    pub destination_kind: String,
    pub read_back: bool,
    pub cells: i64,
    pub open: i64,
    pub destination: Option<String>,
    pub reference: Option<String>,
    pub path: Option<String>,
    pub sha256: Option<String>,
    /// Who confirmed that it is filed, where a person did.
    pub confirmed_by: Option<String>,
}

/// A departure.
#[derive(Clone, Debug, PartialEq)]
pub struct Departure {
    pub id: Id,
    pub opened: DateTime<Utc>,
    pub kind: Kind,
    /// When the post is left or the device goes.
    pub on: DateTime<Utc>,
    /// In the words of the settings.
    pub role: String,
    pub devices: Vec<Id>,
    /// The principal it is kept for.
    pub principal: Option<String>,
    /// Id and digest of the policy it was opened under.
    pub policy: (String, String),
    /// Every answer ever given that stands, and those taken away.
    pub cells: BTreeMap<CellKey, Answer>,
    pub steps: BTreeMap<String, StepAnswer>,
    pub rest: Vec<Rest>,
    pub statements: Vec<Statement>,
    pub status: Status,
    /// Why it was cancelled, closed or reopened.
    pub reason: Option<String>,
    /// Whether it was opened again after its last statement.
    pub reopened: bool,
    /// Two values of a detail, or two statuses, given without sight of each other.
    pub conflicts: Vec<Conflict>,
    status_place: Place,
    first_place: Place,
    field_places: BTreeMap<String, Place>,
}

impl Departure {
    /// The answer of a cell, where there is one.
    pub fn answer(&self, key: CellKey) -> Option<&Answer> {
        self.cells.get(&key).filter(|a| a.outcome.is_some())
    }

    /// The answer of a step, where there is one.
    pub fn step(&self, id: &str) -> Option<&StepAnswer> {
        self.steps.get(id).filter(|a| a.outcome.is_some())
    }

    /// The kinds of its devices.
    pub fn device_kinds(&self, state: &State) -> Vec<policy::Device> {
        let devices = self.devices.iter().filter_map(|id| state.devices.get(id));
        devices
            .filter_map(|d| policy::Device::parse(d.kind()))
            .collect()
    }

    /// The steps of the checklist that apply to it.
    pub fn checklist<'p>(
        &self,
        state: &State,
        policy: &'p policy::Policy,
    ) -> Vec<&'p policy::Step> {
        policy.departure_steps(&self.role, &self.device_kinds(state), self.kind.occasions())
    }

    /// The columns of its grid: its devices, or one that is none in particular.
    fn columns(&self) -> Vec<Option<Id>> {
        match self.devices.is_empty() {
            true => vec![None],
            false => self.devices.iter().copied().map(Some).collect(),
        }
    }

    /// The offers that nobody has accepted yet: to whom, and the event that made each.
    fn offers(&self) -> Vec<(&str, &Place)> {
        let cells = self.cells.values().filter(|a| !a.accepted);
        let cells = cells.filter(|a| a.outcome == Some(Outcome::HandedOver));
        let cells = cells.map(|a| (a.to.as_deref(), &a.place));
        let steps = self.steps.values().filter(|a| !a.accepted);
        let steps = steps.filter(|a| a.outcome == Some(StepOutcome::HandedOver));
        let steps = steps.map(|a| (a.to.as_deref(), &a.place));
        let rest = self.rest.iter().filter(|r| !r.accepted);
        let rest = rest.map(|r| (r.to.as_deref(), &r.place));
        cells
            .chain(steps)
            .chain(rest)
            .filter_map(|(to, place)| Some((to?, place)))
            .collect()
    }

    /// A departure of these details that is on record nowhere: to see what one would be like.
    pub fn imagined(new: NewDeparture, now: DateTime<Utc>) -> Departure {
        let nowhere = Place {
            writer: Arc::from(""),
            seq: 0,
        };
        Departure {
            id: Id::from_random([0; 10]),
            opened: now,
            kind: new.kind,
            on: new.on,
            role: new.role,
            devices: new.devices.unwrap_or_default(),
            principal: new.principal,
            policy: Default::default(),
            cells: BTreeMap::new(),
            steps: BTreeMap::new(),
            rest: Vec::new(),
            statements: Vec::new(),
            status: Status::Open,
            reason: None,
            reopened: false,
            conflicts: Vec::new(),
            status_place: nowhere.clone(),
            first_place: nowhere,
            field_places: BTreeMap::new(),
        }
    }
}

/// What a departure is opened with.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDeparture {
    pub kind: Kind,
    pub on: DateTime<Utc>,
    pub role: String,
    /// `None`: every registered device that is in no other open departure.
    pub devices: Option<Vec<Id>>,
    pub principal: Option<String>,
}

/// What is answered to a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewAnswer {
    Captured {
        note: Option<String>,
    },
    Nil {
        looked: Option<String>,
    },
    HandedOver {
        to: String,
        note: Option<String>,
    },
    Gone(Gone),
    NotOnDevice,
    /// The answer is taken away.
    Open,
}

/// What is known of something that is no longer available.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gone {
    /// What it said as remembered.
    pub note: String,
    /// Who else may hold it.
    pub holders: Option<String>,
    /// When it went.
    pub went: Option<String>,
    pub personal_data: bool,
}

/// What is answered to a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewStep {
    Done(Option<String>),
    NotApplicable(String),
    Waived(String),
    Open,
}

/// One detail of a departure to put right.
#[derive(Clone, Debug, PartialEq)]
pub enum DepartChange {
    Kind(Kind),
    On(DateTime<Utc>),
    Role(String),
    Devices(Vec<Id>),
}

/// What is to be recorded of a statement that was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewStatement {
    pub heads: Vec<String>,
    pub destination_kind: String,
    pub read_back: bool,
    pub cells: i64,
    pub open: i64,
    /// Something stands open, so that the departure goes on.
    pub stays_open: bool,
    pub destination: Option<String>,
    pub reference: Option<String>,
    pub path: Option<String>,
    pub sha256: Option<String>,
}

/// What someone wants of a departure.
#[derive(Clone, Debug, PartialEq)]
pub enum Depart {
    Open(NewDeparture),
    Edit {
        departure: Id,
        changes: Vec<DepartChange>,
    },
    Answer {
        departure: Id,
        cells: Vec<CellKey>,
        answer: NewAnswer,
    },
    Step {
        departure: Id,
        steps: Vec<String>,
        answer: NewStep,
    },
    /// Everything that is still open goes to one person: cells, waiting items, these steps, and the rest.
    HandOverRest {
        departure: Id,
        to: String,
        steps: Vec<String>,
        /// Whether anything else stands open.
        others: bool,
    },
    /// Somebody took what was offered; `None` where only one person was offered anything.
    Accepted {
        departure: Id,
        by: Option<String>,
    },
    Stated {
        departure: Id,
        statement: NewStatement,
    },
    Confirm {
        departure: Id,
        by: String,
        /// Something stands open, so it goes on.
        stays_open: bool,
    },
    /// It is at its end: nothing is open, or its date has passed.
    Close {
        departure: Id,
        reason: Option<String>,
        /// How much stands open.
        open: i64,
    },
    Cancel {
        departure: Id,
        reason: Option<String>,
    },
    Reopen {
        departure: Id,
        reason: Option<String>,
    },
}

/// The departures something is still to be done about, the nearest first.
pub fn open_departures(state: &State) -> Vec<&Departure> {
    let open = state.departures.values().filter(|d| d.status.is_open());
    let mut open: Vec<&Departure> = open.collect();
    open.sort_by_key(|d| (d.on, d.id));
    open
}

#[cfg(test)]
mod tests;
