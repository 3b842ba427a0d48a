//! Timers that run in what a hold covers: a hold keeps this register from erasing, and no phone (24, 28).
//!
//! May import its siblings in `record`; pure. Of every conversation under a running timer one answer is
//! wanted: it is off now, it cannot be switched off and why, or somebody else is the admin. "Off" is on record
//! in two ways that cannot part: as the answer, and as the conversation's timer from that moment on.
//!
//! Invariants: an answer knows the event that gave it; "off" answers nothing where a timer runs all the same;
//! a hold that ended asks nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::command::{Context, Refusal};
use super::decide::{known_conversation, must_say};
use super::departure::conversations_of;
use super::entry::Entry;
use super::event::{self, Event};
use super::field::{Id, Place};
use super::state::{Conflict, Conversation, Hold, HoldScope, State};
use crate::vocabulary::vocabulary;

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

/// What somebody says about a timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimerSaid {
    Off,
    /// It cannot be switched off, and why.
    Cannot(String),
    NotAdmin,
}

impl TimerSaid {
    fn word(&self) -> TimerWord {
        match self {
            TimerSaid::Off => TimerWord::Off,
            TimerSaid::Cannot(_) => TimerWord::Cannot,
            TimerSaid::NotAdmin => TimerWord::NotAdmin,
        }
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

/// A conversation that a hold covers, and its timer.
#[derive(Clone, Debug, PartialEq)]
pub struct Covered<'a> {
    pub conversation: &'a Conversation,
    /// In seconds; 0 is off, `None` where none is on record.
    pub seconds: Option<i64>,
    pub answer: Option<&'a TimerAnswer>,
}

impl Covered<'_> {
    /// Whether a timer runs, by what is on record.
    pub fn runs(&self) -> bool {
        self.seconds.is_some_and(|s| s > 0)
    }

    /// Whether an answer is wanted: a timer runs, and none was given, or "off" was said and it runs again.
    pub fn is_open(&self) -> bool {
        let answered = self.answer.is_some_and(|a| a.word != TimerWord::Off);
        self.runs() && !answered || self.answer.is_some_and(|a| a.conflict.is_some())
    }
}

impl Hold {
    /// The conversations it covers: all there are, one, or that of one item.
    fn conversations<'a>(&self, state: &'a State) -> Vec<&'a Conversation> {
        let of = |id: Option<Id>| id.and_then(|id| state.conversations.get(&id));
        let mut all: Vec<&Conversation> = match self.scope {
            HoldScope::All => state.conversations.values().collect(),
            HoldScope::Conversation(id) => of(Some(id)).into_iter().collect(),
            HoldScope::Item(id) => {
                let item = state.items.get(&id);
                of(item.and_then(|i| i.conversation)).into_iter().collect()
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
        for message in &item.messages {
            let start = message.sent.unwrap_or(item.added);
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

/// The events of one answer to the timers of these conversations under every hold given.
pub(super) fn answered(
    state: &State,
    holds: &[Hold],
    conversations: &[Id],
    said: &TimerSaid,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let note = match said {
        TimerSaid::Cannot(why) => {
            must_say(
                why,
                "Why it cannot be switched off",
                "Say why: --cannot TEXT",
            )?;
            Some(why.trim().to_owned())
        }
        _ => None,
    };
    let mut events: Vec<Event> = Vec::new();
    for hold in holds {
        for id in conversations {
            events.push(
                event::HoldTimer {
                    hold: hold.id,
                    conversation: *id,
                    replaces: hold.timers.get(id).map(|a| a.place.clone()),
                    answer: said.word().to_string(),
                    note: note.clone(),
                }
                .into(),
            );
        }
    }
    if *said == TimerSaid::Off {
        for id in conversations {
            let known = known_conversation(state, *id)?;
            // What was sent before keeps the timer it was sent under.
            if known.timer_at(context.now).is_none_or(|t| t.seconds > 0) {
                events.push(
                    event::ConversationTimer {
                        conversation: *id,
                        from: context.now,
                        seconds: 0,
                        source: "stated".into(),
                    }
                    .into(),
                );
            }
        }
    }
    Ok(events)
}

/// The answer to the timers of conversations that a hold in force covers.
pub(super) fn answer(
    state: &State,
    reference: &str,
    conversations: &[Id],
    said: &TimerSaid,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let named = |h: &&Hold| h.reference.as_deref() == Some(reference);
    let holds: Vec<&Hold> = state.holds.iter().filter(named).collect();
    let held: Vec<&Hold> = holds
        .iter()
        .copied()
        .filter(|h| h.released.is_none())
        .collect();
    if held.is_empty() {
        let what = match holds.is_empty() {
            true => format!("No hold with the reference {reference} is on record"),
            false => {
                format!("The hold {reference} has ended, so nothing is asked about its timers")
            }
        };
        return Err(Refusal::new(what, "List them with: onrecord hold list"));
    }
    let mut events: Vec<Event> = Vec::new();
    let mut off: BTreeSet<Id> = BTreeSet::new();
    for hold in held {
        let covered = hold.conversations(state);
        let mine: Vec<Id> = conversations
            .iter()
            .copied()
            .filter(|id| covered.iter().any(|c| c.id == *id))
            .collect();
        let one = answered(state, std::slice::from_ref(hold), &mine, said, context)?;
        // Two holds of one reference may cover one conversation; its timer goes off once.
        events.extend(one.into_iter().filter(|e| match e {
            Event::ConversationTimer(e) => off.insert(e.conversation),
            _ => true,
        }));
    }
    match events.is_empty() {
        false => Ok(events),
        true => Err(Refusal::new(
            format!("The hold {reference} does not cover that conversation"),
            "See what it covers with: onrecord hold list",
        )),
    }
}

/// Folds an answer.
pub(super) fn folded(state: &mut State, entry: &Entry, e: &event::HoldTimer) -> Result<(), String> {
    let word = TimerWord::parse(&e.answer).ok_or_else(|| {
        format!(
            "the answer {} about a timer, which this version does not know",
            e.answer
        )
    })?;
    let hold = state.holds.iter_mut().find(|h| h.id == e.hold);
    let hold = hold.ok_or("about the timers of a hold that is not on record")?;
    let conflict = hold.timers.get(&e.conversation).and_then(|standing| {
        match (
            Some(&standing.place) == e.replaces.as_ref(),
            standing.word == word,
        ) {
            (true, _) => None,
            (false, true) => standing.conflict.clone(),
            (false, false) => Some(Conflict {
                field: "timer".into(),
                first: (standing.word.to_string(), standing.place.clone()),
                second: (word.to_string(), entry.place()),
            }),
        }
    });
    let answer = TimerAnswer {
        at: entry.at,
        by: entry.writer.clone(),
        word,
        note: e.note.clone(),
        conflict,
        place: entry.place(),
    };
    hold.timers.insert(e.conversation, answer);
    Ok(())
}
