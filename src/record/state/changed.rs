//! What of an item as a whole was said anew: what stood there, what was said, by whom and when.
//!
//! Invariant: the chat that an export names is never changed: another one stands beside it. Every other detail is
//! changed, and what stood is kept, so that a record made afterwards can say so.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::part::ItemField;
use crate::record::field::{Id, Place};

/// One detail of an item, said anew where something stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub at: DateTime<Utc>,
    /// The event that did it; its writer is who did.
    pub place: Place,
    /// That person's name, as their settings had it.
    pub person: Option<Arc<str>>,
    pub field: ItemField,
    /// What was said: a name, a word of the journal, a timer in seconds. `None` where it was erased.
    pub value: Option<Arc<str>>,
    /// What stood there, likewise.
    pub before: Option<Arc<str>>,
    /// The conversation it was said to be of, beside that of its export.
    pub beside: Option<Id>,
}

impl Changed {
    /// The name of who did it, else the writer's.
    pub fn by(&self) -> &str {
        self.person.as_deref().unwrap_or(&self.place.writer)
    }

    /// What was said, and what stood there.
    pub fn said(&self) -> impl Iterator<Item = &Arc<str>> {
        self.value.iter().chain(&self.before)
    }
}
