//! What is so of few items.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::task::Task;
use crate::record::field::{Id, Stamp};

/// What is kept of few items: of several messages, put right, put off, asked of a colleague.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rare {
    /// Its messages but the first.
    pub more: Vec<More>,
    /// When the first was sent, as was said beside its words.
    pub right: Option<DateTime<Utc>>,
    /// The conversation that was said last of it, beside that of its export.
    pub beside: Option<Id>,
    pub snoozed_until: Option<DateTime<Utc>>,
    pub task: Option<Task>,
    /// The fields that two gave two values without sight of each other.
    pub conflicts: Vec<Box<str>>,
    /// The event whose value of a field stands, where it is not the item's first.
    pub fields: Vec<(Box<str>, Stamp)>,
    /// What was called how when it was said anew.
    pub named: Vec<Named>,
}

/// A further message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    pub sent: Option<DateTime<Utc>>,
    /// When it was sent, as was said beside its words.
    pub right: Option<DateTime<Utc>>,
    /// Who sent it, as it was put right last.
    pub sender: Option<Arc<str>>,
}

/// The names a device or conversation had when an edit said another, which frames of the item do not tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The edit.
    pub edit: Stamp,
    pub before: Option<Arc<str>>,
    pub after: Option<Arc<str>>,
    /// Whether the conversation stands beside that of the export.
    pub beside: bool,
}
