//! What somebody wants done about a report.

use chrono::{DateTime, Utc};

use crate::record::state::report::{
    Completeness, Continuing, Recipient, ReportKind, Sending, Source, StillThere,
};
use crate::record::stated::StatedMarking;

/// What a report says, as a person wrote it and as the register knew it then.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    pub channel: Option<String>,
    /// When it began and ended: the outage, or the messages that were missed.
    pub from: Option<DateTime<Utc>>,
    pub to: Option<DateTime<Utc>>,
    pub captured: Option<Completeness>,
    /// The circumstances, in the user's words.
    pub circumstances: Option<String>,
    /// What was missed, or which systems were down.
    pub what: Option<String>,
    pub marking: Option<StatedMarking>,
    /// What was captured where, a line for each.
    pub captures: Vec<String>,
    /// The principal it is made for.
    pub principal: Option<String>,
    /// Whether the device was used once or is still used.
    pub continuing: Option<Continuing>,
    /// Whether what was sent is still on it.
    pub still_there: Option<StillThere>,
    /// Why another channel was used (4), by the id of the policy's list.
    pub need: Option<String>,
}

/// What somebody wants done about a report.
#[derive(Clone, Debug, PartialEq)]
pub enum ReportCommand {
    /// Writes it, or writes it anew.
    Draft {
        report: Source,
        draft: Box<Draft>,
    },
    /// Begins a report of its own.
    New {
        kind: ReportKind,
        draft: Box<Draft>,
    },
    Sent {
        report: Source,
        recipient: Recipient,
        sending: Sending,
        /// Its text, where none is on record yet.
        draft: Option<Box<Draft>>,
    },
    Acknowledged {
        report: Source,
        recipient: Recipient,
        by: Option<String>,
    },
    /// Who the recipient is, is not known; the KIM team was asked.
    Asked {
        report: Source,
        recipient: Recipient,
        note: Option<String>,
    },
    Withdraw {
        report: Source,
        reason: String,
    },
    Reopen {
        report: Source,
    },
}
