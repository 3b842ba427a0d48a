//! What somebody wants put on record of an incident.

use chrono::{DateTime, Utc};

use crate::record::field::Id;
use crate::record::state::incident::{IncidentKind, Informed, Sure};
use crate::record::stated::StatedDevice;

/// What is said when it is noticed.
#[derive(Clone, Debug, PartialEq)]
pub struct NewIncident {
    pub kind: IncidentKind,
    pub channel: Option<String>,
    pub device: Option<StatedDevice>,
    pub happened: Option<DateTime<Utc>>,
    /// `None` is now.
    pub noticed: Option<DateTime<Utc>>,
    pub personal: Option<Sure>,
    pub people: Option<i64>,
    pub contained: Option<Sure>,
    /// What happened, without what it said.
    pub note: Option<String>,
    pub data_kinds: Option<String>,
    pub principal: Option<String>,
}

/// Who was told, when and how.
#[derive(Clone, Debug, PartialEq)]
pub struct NewTelling {
    pub recipient: Informed,
    /// `None` is now.
    pub at: Option<DateTime<Utc>>,
    /// When the department became aware, as it says.
    pub aware: Option<DateTime<Utc>>,
    pub name: Option<String>,
    pub how: Option<String>,
    pub reference: Option<String>,
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq)]
pub enum IncidentCommand {
    Add(Box<NewIncident>),
    Told {
        incident: Id,
        telling: Box<NewTelling>,
    },
    Taken {
        incident: Id,
        at: Option<DateTime<Utc>>,
        aware: Option<DateTime<Utc>>,
        by: String,
        reference: Option<String>,
    },
    Close {
        incident: Id,
        at: Option<DateTime<Utc>>,
        contained: Option<Sure>,
        by: Option<String>,
        reference: Option<String>,
    },
}
