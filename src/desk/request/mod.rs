//! Requests at the desk: which is meant, by when it is due, what it holds, and what waits to be answered of it.
//!
//! Invariant: a date that is counted is labelled as the department's, shown for planning.

mod collect;
mod correspondents;
mod cover;
mod due;
mod extent;
mod laid;
mod look;
mod look_for;
mod look_here;
mod paper;
mod places;
mod reply;
mod scope;
mod sieve;
mod table;
mod take;
mod terms;
mod twice;
mod words;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

pub use crate::import::Watch;
pub use collect::CameBack;
pub use due::FOR_PLANNING;
pub use due::{Due, DueFrom};
pub(super) use extent::Extent;
pub use laid::{LaidRequest, SignedRequest};
pub use look::{LookError, LookIn, LookedIn, Looker};
pub use look_for::LookFor;
pub use paper::{RECORD_OF_SEARCH, SearchPaper, SearchRecorded};
pub use places::Plan;
pub use reply::Answered;
pub use take::{Gathered, Gatherer};
pub use words::{by_hand_words, found_words, period_words, search_words, searched_what};

use super::Desk;
use super::holding::{HeldTimer, answer_words};
use crate::record::Id;
use crate::record::hold::{Covered, TimerAnswer, next_to_vanish};
use crate::record::request::Request;
use crate::record::state::Hold;
use crate::text::when;

/// A conversation that a request covers, and its timer.
#[derive(Clone, Debug)]
pub struct CoveredTimer {
    pub conversation: Id,
    /// Its name, the timer, and what was answered.
    pub words: String,
    pub answer: Option<TimerAnswer>,
    /// Whether a timer runs, or was answered for.
    pub tells: bool,
    /// Whether an answer is wanted.
    pub open: bool,
}

impl Desk {
    /// What a request is called: its reference, else its id.
    pub fn request_name(&self, request: Id) -> String {
        let found = self.state().requests.get(&request);
        let reference = found.and_then(|r| r.reference.clone());
        reference.unwrap_or_else(|| request.to_string())
    }

    /// All requests: those that are open first, what is due first before the rest.
    pub fn requests_in_order(&self) -> Vec<&Request> {
        let days = self.working_days();
        let mut all: Vec<&Request> = self.state().requests.values().collect();
        all.sort_by_cached_key(|r| {
            let due = self.request_due_by(r, &days).on;
            (!r.is_open(), due.is_none(), due, r.at, r.id)
        });
        all
    }

    /// How many requests are open, and of how many the date has passed without an answer.
    pub fn requests_open(&self) -> (usize, usize) {
        let days = self.working_days();
        let open = self.state().requests.values().filter(|r| r.is_open());
        let late = open.clone().filter(|r| {
            let due = self.request_due_by(r, &days).on;
            r.wants_answer() && due.is_some_and(|on| on < self.today())
        });
        (open.count(), late.count())
    }

    /// The holds in force that were placed for a request: those of its reference.
    pub fn request_holds(&self, request: &Request) -> Vec<&Hold> {
        let all = self.state().holds.iter();
        all.filter(|h| h.released.is_none())
            .filter(|h| h.reference.is_some() && h.reference == request.reference)
            .collect()
    }

    /// Whether a hold of a request is in force.
    pub fn request_is_held(&self, request: Id) -> bool {
        let found = self.state().requests.get(&request);
        found.is_some_and(|r| !self.request_holds(r).is_empty())
    }

    /// The conversations a request covers, each with its timer and what was answered about that.
    pub fn request_covers<'a>(&'a self, request: &'a Request) -> Vec<Covered<'a>> {
        let (state, now) = (self.state(), self.now());
        let mut holds = self.request_holds(request);
        if holds.is_empty() {
            // What was answered stays told once its hold was released; one that is placed again asks again.
            let of = |h: &&Hold| h.reference.is_some() && h.reference == request.reference;
            holds = state.holds.iter().filter(of).collect();
            holds.sort_by_key(|h| std::cmp::Reverse(h.released));
        }
        let named = !request.conversations().is_empty();
        let all = request.covers(state).into_iter();
        all.filter_map(|id| state.conversations.get(&id))
            .map(|conversation| {
                let mut held = holds.iter();
                let under = held.find_map(|h| h.timers.get(&conversation.id));
                Covered {
                    conversation,
                    seconds: conversation.timer_at(now).map(|t| t.seconds),
                    answer: under.or_else(|| request.timers.get(&conversation.id)),
                    named,
                }
            })
            .collect()
    }

    /// What was answered about a timer under a hold that ended, where the one that is in force asks anew.
    fn answered_before<'a>(
        &'a self,
        request: &Request,
        covered: &Covered<'_>,
    ) -> Option<&'a TimerAnswer> {
        let id = &covered.conversation.id;
        let of = |h: &&Hold| h.reference.is_some() && h.reference == request.reference;
        let ended = self.state().holds.iter().filter(of);
        let ended = ended.filter(|h| h.released.is_some() && covered.answer.is_none());
        let answers = ended.filter_map(|h| h.timers.get(id));
        answers.max_by_key(|answer| answer.at)
    }

    /// The timers in what a request covers.
    pub fn request_timers(&self, request: Id) -> Vec<CoveredTimer> {
        let at = |at| when::near(at, self.now(), self.zone());
        self.request_timers_at(request, &at)
    }

    /// The same for a paper: every date whole.
    pub fn request_timers_in_full(&self, request: Id) -> Vec<CoveredTimer> {
        let at = |at| when::full(at, self.zone());
        self.request_timers_at(request, &at)
    }

    fn request_timers_at(
        &self,
        request: Id,
        at: &dyn Fn(DateTime<Utc>) -> String,
    ) -> Vec<CoveredTimer> {
        let Some(request) = self.state().requests.get(&request) else {
            return Vec::new();
        };
        let covers = self.request_covers(request);
        let next: BTreeMap<Id, DateTime<Utc>> = match covers.is_empty() {
            true => BTreeMap::new(),
            false => next_to_vanish(self.state(), self.now()),
        };
        let one = |covered: &Covered<'_>| {
            let mut words = HeldTimer::of(self, covered, &next).words(at);
            let before = self.answered_before(request, covered);
            if let Some(before) = &before {
                words.push_str(&format!(
                    "; before that: {}",
                    answer_words(before, false, at)
                ));
            }
            CoveredTimer {
                conversation: covered.conversation.id,
                words,
                answer: covered.answer.cloned(),
                // Of what the request names nothing drops out, whatever became of it.
                tells: covered.runs()
                    || covered.answer.is_some()
                    || before.is_some()
                    || covered.named,
                open: request.is_open() && covered.is_open(),
            }
        };
        covers.iter().map(one).collect()
    }
}
