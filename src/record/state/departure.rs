//! A departure as it stands on record: its details, and what was answered to its cells and steps.
//!
//! Invariant: an answer knows the event that gave it, so that two given without sight of each other are both
//! kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::conflict::Conflict;
use crate::policy::Occasion;
use crate::record::field::{Id, Place};
use crate::vocabulary::vocabulary;

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
    /// A detail of a departure that can be put right, by its name in the journal.
    DepartureField {
        Kind = "kind",
        On = "on",
        Role = "role",
        Devices = "devices",
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
pub(in crate::record) const OPEN: &str = "open";

/// A conversation on a device; on no device in particular where the departure names none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    pub conversation: Id,
    pub device: Option<Id>,
}

/// What stood in a conversation when it was answered: what an answer such as "nothing significant" left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Then {
    pub waiting: usize,
    pub captured: usize,
}

impl Then {
    /// As an event says it; `None` where it says nothing of it, as older ones do.
    pub(in crate::record) fn of(waiting: Option<i64>, captured: Option<i64>) -> Option<Then> {
        let n = |n: i64| usize::try_from(n).ok();
        Some(Then {
            waiting: n(waiting?)?,
            captured: n(captured?)?,
        })
    }
}

/// The answer of a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct CellAnswer {
    pub at: DateTime<Utc>,
    pub by: Arc<str>,
    /// `None` where an answer was taken away.
    pub outcome: Option<Outcome>,
    pub personal_data: bool,
    /// What stood in it then, where the answer depends on it.
    pub then: Option<Then>,
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

vocabulary! {
    /// What the department does about a departure, in its order (27).
    Stage {
        /// It was told.
        Notified = "notified",
        /// It has the statement.
        Received = "statement-received",
        /// Its records team looked at it.
        Checked = "checked",
        /// Its request team lets the device go.
        Released = "released",
    }
}

/// That the department did something about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Staged {
    pub recorded: DateTime<Utc>,
    pub stage: Stage,
    pub at: DateTime<Utc>,
    pub by: Option<String>,
    pub reference: Option<String>,
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
    pub cells: BTreeMap<CellKey, CellAnswer>,
    pub steps: BTreeMap<String, StepAnswer>,
    pub rest: Vec<Rest>,
    pub statements: Vec<Statement>,
    /// What the department did about it, in the order recorded.
    pub stages: Vec<Staged>,
    pub status: Status,
    /// Why it was cancelled, closed or reopened.
    pub reason: Option<String>,
    /// Whether it was opened again after its last statement.
    pub reopened: bool,
    /// Two values of a detail, or two statuses, given without sight of each other.
    pub conflicts: Vec<Conflict>,
    pub(in crate::record) status_place: Place,
    pub(in crate::record) first_place: Place,
    pub(in crate::record) field_places: BTreeMap<String, Place>,
}

impl Departure {
    /// Whose it is, to be put behind its name; nothing for one of the writer's own.
    pub fn whose(&self) -> String {
        let name = self.principal.as_deref();
        name.map(|n| format!(" ({n})")).unwrap_or_default()
    }

    /// The answer of a cell, where there is one.
    pub fn answer(&self, key: CellKey) -> Option<&CellAnswer> {
        self.cells.get(&key).filter(|a| a.outcome.is_some())
    }

    /// The answer of a step, where there is one.
    pub fn step(&self, id: &str) -> Option<&StepAnswer> {
        self.steps.get(id).filter(|a| a.outcome.is_some())
    }

    /// The columns of its grid: its devices, or one that is none in particular.
    pub(in crate::record) fn columns(&self) -> Vec<Option<Id>> {
        match self.devices.is_empty() {
            true => vec![None],
            false => self.devices.iter().copied().map(Some).collect(),
        }
    }

    /// The offers that nobody has accepted yet: to whom, and the event that made each.
    pub(in crate::record) fn offers(&self) -> Vec<(&str, &Place)> {
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

    /// The event that gave a detail its value.
    pub(in crate::record) fn field_place(&self, field: &str) -> &Place {
        self.field_places.get(field).unwrap_or(&self.first_place)
    }

    /// The event whose status stands.
    pub(in crate::record) fn status_place(&self) -> &Place {
        &self.status_place
    }

    /// A detail in words, to show beside another.
    pub(in crate::record) fn field_words(&self, field: &str) -> String {
        match DepartureField::parse(field) {
            Some(DepartureField::Kind) => self.kind.to_string(),
            Some(DepartureField::Role) => self.role.clone(),
            Some(DepartureField::On) => self.on.to_rfc3339(),
            Some(DepartureField::Devices) | None => {
                let ids: Vec<&str> = self.devices.iter().map(Id::as_str).collect();
                ids.join(" ")
            }
        }
    }
}
