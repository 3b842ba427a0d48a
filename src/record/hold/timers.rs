//! Timers that run in what a hold covers.
//!
//! Invariants: "off" answers nothing where a timer runs all the same; a hold that ended asks nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::record::field::Id;
use crate::record::query::conversations_of;
use crate::record::state::State;
use crate::record::state::conversation::Conversation;
use crate::record::state::hold::{Hold, HoldScope, TimerAnswer, TimerWord};

/// A conversation that a hold covers, and its timer.
#[derive(Clone, Debug, PartialEq)]
pub struct Covered<'a> {
    pub conversation: &'a Conversation,
    /// In seconds; 0 is off, `None` where none is on record.
    pub seconds: Option<i64>,
    pub answer: Option<&'a TimerAnswer>,
    /// Whether the hold is on this alone: then a timer that nobody knows of is asked about too.
    pub named: bool,
}

impl Covered<'_> {
    /// Whether a timer runs, by what is on record.
    pub fn runs(&self) -> bool {
        self.seconds.is_some_and(|s| s > 0)
    }

    /// Whether an answer is wanted: a timer runs, and none was given, or "off" was said and it runs again; or
    /// nobody said whether one runs in what the hold names.
    pub fn is_open(&self) -> bool {
        let answered = self.answer.is_some_and(|a| a.word != TimerWord::Off);
        let unknown = self.named && self.seconds.is_none() && self.answer.is_none();
        unknown || self.runs() && !answered || self.answer.is_some_and(|a| a.conflict.is_some())
    }
}

impl Hold {
    /// The conversations it covers: all there are, one, or that of one item.
    pub(super) fn conversations<'a>(&self, state: &'a State) -> Vec<&'a Conversation> {
        let of = |id: Id| state.conversations.get(&id);
        let mut all: Vec<&Conversation> = match self.scope {
            HoldScope::All => state.conversations.values().collect(),
            HoldScope::Conversation(id) => of(id).into_iter().collect(),
            HoldScope::Item(id) => {
                let item = state.items.get(&id).into_iter();
                let chats = item.flat_map(|i| i.conversations()).flatten();
                chats.filter_map(of).collect()
            }
        };
        all.sort_by_key(|c| (c.opened, c.id));
        all
    }

    /// What it covers, conversation by conversation, with the timer each is under at `now`.
    pub fn covered<'a>(&'a self, state: &'a State, now: DateTime<Utc>) -> Vec<Covered<'a>> {
        let own = match self.scope {
            HoldScope::Item(id) => state.items.get(&id).and_then(|i| i.timer),
            _ => None,
        };
        let all = self.conversations(state).into_iter();
        all.map(|conversation| Covered {
            conversation,
            seconds: conversation.timer_at(now).map(|t| t.seconds).or(own),
            answer: self.timers.get(&conversation.id),
            named: self.scope != HoldScope::All,
        })
        .collect()
    }

    /// Whether it covers something of this principal; of nobody by name, of anybody.
    pub fn concerns(&self, state: &State, principal: Option<&str>) -> bool {
        let Some(name) = principal else { return true };
        match self.scope {
            HoldScope::All => true,
            HoldScope::Conversation(id) => {
                let mut theirs = conversations_of(state, principal).into_iter();
                theirs.any(|c| c.id == id)
            }
            HoldScope::Item(id) => {
                let item = state.items.get(&id);
                item.is_none_or(|i| i.principal.as_deref() == Some(name))
            }
        }
    }
}

/// The timers nobody answered for in what is held: the hold, and the conversation. Each conversation once for
/// each reference; of a principal, those of the conversations that are theirs.
pub fn timers_open(state: &State, principal: Option<&str>, now: DateTime<Utc>) -> Vec<(Id, Id)> {
    let theirs: Option<BTreeSet<Id>> = principal.map(|_| {
        conversations_of(state, principal)
            .iter()
            .map(|c| c.id)
            .collect()
    });
    let mut seen: BTreeSet<(Option<&str>, Id)> = BTreeSet::new();
    let mut all = Vec::new();
    for hold in state.holds.iter().filter(|h| h.released.is_none()) {
        for covered in hold.covered(state, now) {
            let id = covered.conversation.id;
            let of = theirs.as_ref().is_none_or(|t| t.contains(&id));
            if covered.is_open() && of && seen.insert((hold.reference.as_deref(), id)) {
                all.push((hold.id, id));
            }
        }
    }
    all
}

/// When the next message of each conversation that is on record is due to vanish after `now`, whatever became
/// of the item here: the phone does not know of that.
pub fn next_to_vanish(state: &State, now: DateTime<Utc>) -> BTreeMap<Id, DateTime<Utc>> {
    let mut all: BTreeMap<Id, DateTime<Utc>> = BTreeMap::new();
    for item in state.items.values() {
        let Some(conversation) = item
            .conversation
            .and_then(|id| state.conversations.get(&id))
        else {
            continue;
        };
        for [sent, _] in item.sendings() {
            let start = sent.unwrap_or(item.added);
            let under = conversation.timer_at(start).map(|t| t.seconds);
            let seconds = item.timer.or(under).filter(|s| *s > 0);
            let at = seconds
                .and_then(TimeDelta::try_seconds)
                .and_then(|d| start.checked_add_signed(d));
            if let Some(at) = at.filter(|at| *at > now) {
                let first = all.entry(conversation.id).or_insert(at);
                *first = at.min(*first);
            }
        }
    }
    all
}
