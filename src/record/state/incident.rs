//! An incident on record: what went wrong, who was told, who took it over.
//!
//! Invariant: never what a message said, and at SECRET and above no words at all (11).

use chrono::{DateTime, TimeDelta, Utc};

use super::conflict::Conflict;
use crate::record::event;
use crate::record::field::{Id, Place};
use crate::vocabulary::vocabulary;

/// How long the controller has, counted from when it became aware (UK GDPR, article 33).
pub const CONTROLLER_HOURS: i64 = 72;

vocabulary! {
    /// What went wrong.
    IncidentKind {
        /// SECRET or above is, or may be, on a channel (11).
        Secret = "secret",
        /// It reached people it was not meant for.
        WrongChat = "wrong-chat",
        /// A device was stolen or cannot be found.
        DeviceLost = "device-lost",
        AccountTaken = "account-taken",
        /// Personal data got out, or cannot be got at (37).
        DataBreach = "data-breach",
        Other = "other",
    }
}

vocabulary! {
    /// Whom one tells.
    Informed {
        Security = "security",
        DataProtection = "data-protection",
        It = "it",
        Police = "police",
        HeadOfUnit = "head-of-unit",
        Kim = "kim",
        Requests = "request-team",
        Other = "other",
    }
}

vocabulary! {
    /// An answer somebody may not have yet.
    Sure {
        Yes = "yes",
        No = "no",
        Unsure = "unsure",
    }
}

vocabulary! {
    /// How far an incident is.
    IncidentState {
        Noticed = "noticed",
        Told = "told",
        Taken = "taken",
        Closed = "closed",
    }
}

/// That somebody was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    pub recorded: DateTime<Utc>,
    pub place: Place,
    pub said: event::IncidentTold,
}

/// An incident on record.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    pub at: DateTime<Utc>,
    pub said: event::IncidentOpened,
    /// In the order recorded.
    pub told: Vec<Telling>,
    pub taken: Option<event::IncidentTaken>,
    pub closed: Option<event::IncidentClosed>,
    /// The event by which it is open, taken or closed.
    pub place: Place,
    pub conflicts: Vec<Conflict>,
}

impl Incident {
    pub fn id(&self) -> Id {
        self.said.incident
    }

    /// What went wrong; `None` where a later version has a word for it.
    pub fn kind(&self) -> Option<IncidentKind> {
        IncidentKind::parse(&self.said.incident_kind)
    }

    pub fn state(&self) -> IncidentState {
        match (&self.closed, &self.taken, self.told.as_slice()) {
            (Some(_), ..) => IncidentState::Closed,
            (None, Some(_), _) => IncidentState::Taken,
            (None, None, [_, ..]) => IncidentState::Told,
            (None, None, []) => IncidentState::Noticed,
        }
    }

    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Whether the hours of the controller can be counted: personal data is, or may be, concerned.
    pub fn counts_hours(&self) -> bool {
        let personal = self.said.personal.as_deref().and_then(Sure::parse);
        match personal {
            Some(personal) => personal != Sure::No,
            None => self.kind() == Some(IncidentKind::DataBreach),
        }
    }

    /// When the department became aware, as it says; the earliest that was said.
    pub fn aware(&self) -> Option<DateTime<Utc>> {
        let told = self.told.iter().filter_map(|t| t.said.aware);
        let taken = self.taken.as_ref().and_then(|t| t.aware);
        told.chain(taken).min()
    }

    /// When somebody of the department was first told, by what is on record.
    pub fn first_told(&self) -> Option<DateTime<Utc>> {
        let outside = Informed::Police.as_str();
        let inside = self.told.iter().filter(|t| t.said.recipient != outside);
        inside.map(|t| t.said.told).min()
    }

    /// When the hours of the controller are over: counted from its awareness alone.
    pub fn hours_end(&self) -> Option<DateTime<Utc>> {
        let counted = self.aware().filter(|_| self.counts_hours())?;
        counted.checked_add_signed(TimeDelta::hours(CONTROLLER_HOURS))
    }

    /// Whether somebody of that kind was told.
    pub fn was_told(&self, recipient: Informed) -> Option<&Telling> {
        let is = |t: &&Telling| t.said.recipient == recipient.as_str();
        self.told.iter().find(is)
    }
}
