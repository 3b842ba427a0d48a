//! What someone wants of a departure, and which of them are open.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::policy;
use crate::record::field::{Id, Place};
use crate::record::state::State;
use crate::record::state::departure::{CellKey, Departure, Kind, Stage, Status};

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

/// What the department did about a departure.
#[derive(Clone, Debug, PartialEq)]
pub struct NewStage {
    pub stage: Stage,
    /// `None` is now.
    pub at: Option<DateTime<Utc>>,
    pub by: Option<String>,
    pub reference: Option<String>,
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
    /// The department did something about it.
    Staged {
        departure: Id,
        stage: NewStage,
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

impl Departure {
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
            stages: Vec::new(),
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

/// The departures something is still to be done about, the nearest first.
pub fn open_departures(state: &State) -> Vec<&Departure> {
    let open = state.departures.values().filter(|d| d.status.is_open());
    let mut open: Vec<&Departure> = open.collect();
    open.sort_by_key(|d| (d.on, d.id));
    open
}
