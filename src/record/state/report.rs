//! What was done about a report: its text, and how far it is with each recipient.
//!
//! Invariant: what was sent stays sent, whatever is drafted later; a text changed since it was sent is open
//! again until it is sent anew.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::conflict::Conflict;
use crate::policy;
use crate::record::event;
use crate::record::field::{Id, Place};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a report is about.
    ReportKind {
        /// A private device was used in exceptional circumstances (10a).
        Exceptional = "exceptional",
        /// Something significant was not captured in time.
        MissedCapture = "missed-capture",
        /// Corporate systems were down, and a channel was used instead.
        Outage = "outage",
    }
}

impl ReportKind {
    /// Who is to have it: both for exceptional use (10a); of the others the guidance names nobody, and the
    /// team that keeps the records is this tool's reading.
    pub fn recipients(self) -> &'static [Recipient] {
        match self {
            ReportKind::Exceptional => Recipient::ALL,
            ReportKind::MissedCapture | ReportKind::Outage => &[Recipient::Kim],
        }
    }
}

vocabulary! {
    /// To whom a report goes (10a).
    Recipient {
        /// The Head of Unit, or who stands for one.
        HeadOfUnit = "head-of-unit",
        /// The Knowledge and Information Management team.
        Kim = "kim",
    }
}

impl Recipient {
    /// The recipient as a policy file names it.
    pub fn in_policy(self) -> policy::Recipient {
        match self {
            Recipient::HeadOfUnit => policy::Recipient::HeadOfUnit,
            Recipient::Kim => policy::Recipient::Kim,
        }
    }
}

vocabulary! {
    /// Whether everything significant of the time was captured.
    Completeness {
        Yes = "yes",
        No = "no",
        Partly = "partly",
    }
}

vocabulary! {
    /// Whether the device was used once or is still used.
    Continuing {
        OneOff = "one-off",
        Continuing = "continuing",
    }
}

vocabulary! {
    /// Whether what was sent is still on the private device.
    StillThere {
        Yes = "yes",
        No = "no",
        Unsure = "unsure",
    }
}

/// What raises a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Decision(Id),
    Item(Id),
    /// Nothing but somebody's word: a missed capture, an outage.
    Own(Id),
}

impl Source {
    /// The id of the report: that of the decision or item, or its own.
    pub fn id(self) -> Id {
        match self {
            Source::Decision(id) | Source::Item(id) | Source::Own(id) => id,
        }
    }
}

/// The text of a report that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub at: DateTime<Utc>,
    pub place: Place,
    pub said: event::ReportDrafted,
}

/// How a report went out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sending {
    /// `command`, `folder` or `manual` where a destination took it, `none` where it was sent by hand.
    pub how: String,
    /// Name or address of who it went to.
    pub to: Option<String>,
    pub destination: Option<String>,
    pub reference: Option<String>,
    pub path: Option<String>,
    pub sha256: Option<String>,
    /// When it went, where that was said.
    pub at: Option<DateTime<Utc>>,
    /// The paper as it was sent.
    pub paper: Option<String>,
}

/// A sending on record.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    pub at: DateTime<Utc>,
    pub sending: Sending,
    /// The event whose text was sent.
    pub text: Option<Place>,
}

/// How far a report is with one recipient. Whatever happened stays, so that nothing said by one of two
/// writers is covered by what the other said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Way {
    /// When the KIM team was asked who the recipient is, and what was noted.
    pub asked: Option<(DateTime<Utc>, Option<String>)>,
    pub sent: Option<Sent>,
    /// When it was acknowledged, and by whom.
    pub acknowledged: Option<(DateTime<Utc>, Option<String>)>,
    /// The last event about this recipient.
    pub place: Option<Place>,
}

impl Way {
    /// How far it is, as one word of the interface.
    pub fn word(&self) -> &'static str {
        match (&self.acknowledged, &self.sent, &self.asked) {
            (Some(_), ..) => "acknowledged",
            (None, Some(_), _) => "sent",
            (None, None, Some(_)) => "asked",
            (None, None, None) => "to-send",
        }
    }
}

/// What was done about a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub source: Source,
    pub kind: ReportKind,
    /// When it was first spoken of.
    pub at: DateTime<Utc>,
    pub text: Option<Text>,
    pub ways: BTreeMap<Recipient, Way>,
    /// When it was withdrawn, and why.
    pub withdrawn: Option<(DateTime<Utc>, Option<String>)>,
    /// The event by which it is withdrawn or not.
    pub state_place: Option<Place>,
    pub conflicts: Vec<Conflict>,
}

impl Report {
    /// Whether the text that stands has gone to the recipient.
    pub fn is_sent_to(&self, recipient: Recipient) -> bool {
        let sent = self.ways.get(&recipient).and_then(|w| w.sent.as_ref());
        let text = self.text.as_ref().map(|t| &t.place);
        sent.is_some_and(|s| s.text.as_ref() == text)
    }

    /// Whether an earlier text went to the recipient, so that a correction is to follow.
    pub fn wants_correction(&self, recipient: Recipient) -> bool {
        let sent = self.ways.get(&recipient).is_some_and(|w| w.sent.is_some());
        sent && !self.is_sent_to(recipient)
    }

    /// Whether something is still to be sent, or whether it is withdrawn is in doubt.
    pub fn is_open(&self) -> bool {
        let unsent = || self.kind.recipients().iter().any(|r| !self.is_sent_to(*r));
        let doubt = self.conflicts.iter().any(|c| c.field == "state");
        doubt || self.withdrawn.is_none() && unsent()
    }
}
