//! A duty not to erase, what it covers, and what was answered about the timers that run in that.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::conflict::Conflict;
use super::item::Item;
use crate::record::field::{Id, Place};
use crate::vocabulary::vocabulary;

/// A duty not to erase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    pub id: Id,
    pub at: DateTime<Utc>,
    pub scope: HoldScope,
    pub reference: Option<String>,
    pub released: Option<DateTime<Utc>>,
    /// What was answered about the timers that run in what it covers, by conversation.
    pub timers: BTreeMap<Id, TimerAnswer>,
}

vocabulary! {
    /// What a hold covers, as one word of the journal.
    ScopeWord {
        All = "all",
        Conversation = "conversation",
        Item = "item",
    }
}

/// What a hold covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldScope {
    All,
    Conversation(Id),
    Item(Id),
}

impl HoldScope {
    /// Whether a hold of this scope covers the item.
    pub fn covers(self, item: &Item) -> bool {
        match self {
            HoldScope::All => true,
            HoldScope::Conversation(c) => item.is_of(c),
            HoldScope::Item(i) => item.id == i,
        }
    }
}

vocabulary! {
    /// What was answered about a timer that runs in what a hold covers.
    TimerWord {
        /// It is switched off now.
        Off = "off",
        /// It cannot be switched off; why is said.
        Cannot = "cannot",
        /// Somebody else decides about it.
        NotAdmin = "not-admin",
    }
}

/// An answer on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerAnswer {
    pub at: DateTime<Utc>,
    pub by: Arc<str>,
    pub word: TimerWord,
    pub note: Option<String>,
    pub conflict: Option<Conflict>,
    pub place: Place,
}
