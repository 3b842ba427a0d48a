//! By when the department's answer is due, and what that rests on.

use chrono::NaiveDate;

use crate::desk::Desk;
use crate::record::request::{Request, RequestField};

/// What a deadline rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueFrom {
    /// Somebody typed it.
    Said,
    /// The department extended it.
    Extended,
    /// Nobody said, and nothing is counted here.
    NotKnown,
}

/// The department's deadline, shown for planning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub on: Option<NaiveDate>,
    pub from: DueFrom,
}

/// What stands beside every deadline.
pub const FOR_PLANNING: &str = "the department's deadline, shown for planning";

impl Due {
    /// What it rests on, in words.
    pub fn why(&self) -> String {
        match self.from {
            DueFrom::Said => "as it was said".into(),
            DueFrom::Extended => "as the department extended it".into(),
            DueFrom::NotKnown => "not said, and not counted here".into(),
        }
    }

    /// Date, what it rests on, and whose it is.
    pub fn words(&self) -> String {
        match self.on {
            Some(on) => format!(
                "{}, {} ({FOR_PLANNING})",
                on.format("%A %-d %B %Y"),
                self.why()
            ),
            None => format!("{} ({FOR_PLANNING})", self.why()),
        }
    }
}

impl Desk {
    /// By when a request is due.
    pub fn request_due(&self, request: &Request) -> Due {
        let said = |field| request.date(field);
        match (said(RequestField::ExtendedTo), said(RequestField::Due)) {
            (Some(on), _) => Due {
                on: Some(on),
                from: DueFrom::Extended,
            },
            (None, Some(on)) => Due {
                on: Some(on),
                from: DueFrom::Said,
            },
            (None, None) => Due {
                on: None,
                from: DueFrom::NotKnown,
            },
        }
    }
}
