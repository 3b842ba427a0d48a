//! Holds at the desk: what each covers, and the timers that go on running in it.
//!
//! A hold keeps this register from erasing; a phone goes on deleting until its timer is off (24, 28), and that is
//! said wherever a hold is.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::Desk;
use super::words::counted;
use crate::record::Id;
use crate::record::hold::{Covered, TimerAnswer, TimerWord, next_to_vanish, timers_open};
use crate::record::query::{conversations_of, deadlines};
use crate::record::state::{Hold, HoldScope, Item};
use crate::text::when;

/// What is said wherever a timer under a hold is not answered for.
pub const PHONE_GOES_ON: &str = "A hold keeps this register from erasing. A phone goes on deleting until its timer is off (24, 28).";

/// A conversation that a hold covers, and its timer.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldTimer {
    pub conversation: Id,
    /// Its name, and the channel.
    pub name: String,
    /// In seconds; 0 is off, `None` where none is on record.
    pub seconds: Option<i64>,
    /// When the next message of it that is on record is due to vanish.
    pub next: Option<DateTime<Utc>>,
    pub answer: Option<TimerAnswer>,
    /// Whether an answer is wanted.
    pub open: bool,
}

impl HeldTimer {
    pub(super) fn of(
        desk: &Desk,
        covered: &Covered<'_>,
        next: &BTreeMap<Id, DateTime<Utc>>,
    ) -> HeldTimer {
        let conversation = covered.conversation;
        HeldTimer {
            conversation: conversation.id,
            name: format!(
                "{} ({})",
                conversation
                    .name
                    .as_deref()
                    .unwrap_or("a chat without a name"),
                desk.channel_label(&conversation.channel)
            ),
            seconds: covered.seconds,
            next: next.get(&conversation.id).copied(),
            answer: covered.answer.cloned(),
            open: covered.is_open(),
        }
    }

    /// Whether it is worth a line of its own under a hold on everything.
    fn tells(&self) -> bool {
        self.seconds.is_some_and(|s| s > 0) || self.answer.is_some()
    }

    /// The timer, what goes next, and what was answered.
    pub(super) fn words(&self, at: &dyn Fn(DateTime<Utc>) -> String) -> String {
        let timer = match (self.seconds, self.next) {
            (None, _) => "no timer is on record; look on the phone whether one runs".to_owned(),
            (Some(0), Some(next)) => format!("its timer is off; {}", still_goes(at(next))),
            (Some(0), None) => "its timer is off".into(),
            (Some(s), Some(next)) => format!(
                "a timer of {}, next due to vanish {}",
                when::duration_words(s),
                at(next)
            ),
            (Some(s), None) => format!(
                "a timer of {}; nothing of it on record is due to vanish, what is sent goes after that time",
                when::duration_words(s)
            ),
        };
        let answer = match &self.answer {
            None if self.open => Some("not answered".into()),
            None => None,
            Some(answer) => Some(answer_words(answer, self.open, at)),
        };
        let answer = answer.map(|words| format!("; {words}")).unwrap_or_default();
        format!("{}: {timer}{answer}", self.name)
    }
}

/// What was answered about a timer, where an answer is still wanted or not.
pub(super) fn answer_words(
    answer: &TimerAnswer,
    open: bool,
    at: &dyn Fn(DateTime<Utc>) -> String,
) -> String {
    if answer.conflict.is_some() {
        return "two answers, given without sight of each other".to_owned();
    }
    match (answer.word, &answer.note) {
        (TimerWord::Off, _) if open => {
            format!("said to be off {}, and it runs again", at(answer.at))
        }
        (TimerWord::Off, _) => format!("switched off {}", at(answer.at)),
        (TimerWord::Cannot, Some(why)) => format!("cannot be switched off: {why}"),
        (TimerWord::Cannot, None) => "cannot be switched off; why was erased".into(),
        (TimerWord::NotAdmin, _) => "somebody else is its admin".into(),
    }
}

/// What a timer that is off now does not reach.
fn still_goes(next: String) -> String {
    format!(
        "what was sent before it was turned off still vanishes, next due {next}: capture it before"
    )
}

impl Desk {
    /// What still vanishes under a hold though its timer is off, in lines for a screen of today.
    pub fn held_still_going(&self, principal: Option<&str>) -> Vec<String> {
        let at = |at| when::near(at, self.now(), self.zone());
        let state = self.state();
        let holds = state.holds.iter().filter(|h| h.released.is_none());
        let holds = holds.filter(|h| h.concerns(state, principal));
        let theirs: Option<Vec<Id>> = principal.map(|_| {
            let all = conversations_of(state, principal);
            all.iter().map(|c| c.id).collect()
        });
        let mut lines: Vec<String> = Vec::new();
        let all = holds.flat_map(|h| self.held_timers(h));
        for timer in all.filter(|t| t.seconds == Some(0) && !t.open) {
            let of = theirs.as_ref();
            let of = of.is_none_or(|t| t.contains(&timer.conversation));
            if let (true, Some(next)) = (of, timer.next) {
                lines.push(format!("{}: {}", timer.name, still_goes(at(next))));
            }
        }
        lines.sort();
        lines.dedup();
        lines
    }

    /// The conversations a hold covers, with their timers.
    pub fn held_timers(&self, hold: &Hold) -> Vec<HeldTimer> {
        let covered = hold.covered(self.state(), self.now());
        if covered.is_empty() {
            return Vec::new();
        }
        let next = next_to_vanish(self.state(), self.now());
        covered
            .iter()
            .map(|c| HeldTimer::of(self, c, &next))
            .collect()
    }

    /// The timers of a hold in lines, for a screen of today. Those that run are named one by one; of a hold
    /// on everything the rest is counted.
    pub fn held_lines(&self, hold: &Hold) -> Vec<String> {
        self.held_lines_at(hold, &|at| when::near(at, self.now(), self.zone()))
    }

    /// The same for a paper: every date whole.
    pub fn held_lines_in_full(&self, hold: &Hold) -> Vec<String> {
        self.held_lines_at(hold, &|at| when::full(at, self.zone()))
    }

    fn held_lines_at(&self, hold: &Hold, at: &dyn Fn(DateTime<Utc>) -> String) -> Vec<String> {
        if hold.released.is_some() {
            return Vec::new();
        }
        let mut lines = self.held_chat_lines(hold, at);
        lines.extend(self.held_own_timers(hold, at));
        lines
    }

    /// The items a hold covers that go by a timer said of them alone: no chat of theirs runs one that could be
    /// answered for.
    fn held_own_timers(&self, hold: &Hold, at: &dyn Fn(DateTime<Utc>) -> String) -> Option<String> {
        let running = |item: &Item| {
            let all = self.held_timers(hold);
            let of = all.iter().filter(|t| item.is_of(t.conversation));
            of.filter_map(|t| t.seconds).max()
        };
        let items = self.state().items_in_order();
        let items = items.filter(|i| hold.scope.covers(i) && (i.is_waiting() || i.is_offered()));
        let own = items.filter(|i| i.timer.is_some_and(|s| s > 0));
        let own: Vec<&Item> = own.filter(|i| running(i).is_none_or(|s| s == 0)).collect();
        let vanish = |i: &&Item| deadlines(self.state(), i, self.limits()).vanishes;
        let next = own.iter().filter_map(vanish).min();
        let next = next.map(|t| format!(", next due to vanish {}", at(t)));
        let next = next.unwrap_or_default();
        let count = counted(own.len(), "item");
        (!own.is_empty()).then(|| {
            format!("{count} under a timer of their own{next}; switch it off on the phone, where that can be done")
        })
    }

    fn held_chat_lines(&self, hold: &Hold, at: &dyn Fn(DateTime<Utc>) -> String) -> Vec<String> {
        let all = self.held_timers(hold);
        if hold.scope != HoldScope::All {
            return match (all.is_empty(), hold.scope) {
                (true, HoldScope::Item(_)) => {
                    vec!["it belongs to no chat, so no timer is known".into()]
                }
                _ => all.iter().map(|t| t.words(at)).collect(),
            };
        }
        let mut lines: Vec<String> = all
            .iter()
            .filter(|t| t.tells())
            .map(|t| t.words(at))
            .collect();
        let unknown = all
            .iter()
            .filter(|t| t.seconds.is_none() && !t.tells())
            .count();
        if unknown > 0 {
            lines.push(format!(
                "{} without a timer on record; look on the phone whether one runs",
                counted(unknown, "chat")
            ));
        }
        lines
    }

    /// The timers nobody answered for in what is held: hold and conversation.
    pub fn hold_timers_open(&self, principal: Option<&str>) -> Vec<(Id, Id)> {
        timers_open(self.state(), principal, self.now())
    }

    /// One of them in words, for a screen of today.
    pub fn hold_timer_words(&self, hold: Id, conversation: Id) -> String {
        self.hold_timer_at(hold, conversation, &|at| {
            when::near(at, self.now(), self.zone())
        })
    }

    /// The same, with times as `at` says them.
    pub(super) fn hold_timer_at(
        &self,
        hold: Id,
        conversation: Id,
        at: &dyn Fn(DateTime<Utc>) -> String,
    ) -> String {
        let Some(hold) = self.state().holds.iter().find(|h| h.id == hold) else {
            return "a timer under a hold".into();
        };
        let reference = hold.reference.as_deref().unwrap_or("without a reference");
        let all = self.held_timers(hold);
        let found = all.iter().find(|t| t.conversation == conversation);
        let words = found.map(|t| t.words(at)).unwrap_or_default();
        format!("hold {reference}, {words}")
    }
}
