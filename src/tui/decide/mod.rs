//! Deciding on the screen: the answers so far, what they come to, the answers to choose from, past
//! decisions.
//!
//! Invariants: nothing is recorded before it is asked for; a change of an answer makes what is recorded another
//! case; with SECRET or above no text is taken.

pub mod change;
pub mod choice;
pub mod moves;
pub mod options;
pub mod update;

use chrono::NaiveDate;

use super::list::{Filter, List};
use crate::action::Context;
use crate::desk::Desk;
use crate::desk::decide::{Ask, CaseAnswers, SoFar, words};
use crate::policy::Policy;
use crate::record::Id;
use crate::record::decision::Decision;
use crate::text::when;

/// The screen of deciding.
#[derive(Debug, Default)]
pub struct Decide {
    pub answers: CaseAnswers,
    /// What they come to; worked out when an answer changes, `None` before the screen is first looked at.
    pub so_far: Option<SoFar>,
    /// The question in hand, by its place in the policy's order.
    pub at: usize,
    /// How far what the answers come to is paged through; among the questions 0 shows these.
    pub from: usize,
    /// All is answered, and an answer is being changed.
    pub changing: bool,
    /// What else is to be known is told in full.
    pub unfolded: bool,
    /// The one answer that would change the verdict so far, in a sentence.
    pub change: Option<String>,
    /// The decision that puts these answers on record.
    pub recorded: Option<Recorded>,
    pub past: Past,
}

impl Decide {
    /// The question in hand.
    pub fn ask(&self, policy: &Policy) -> Ask {
        let order = Ask::order(policy);
        order.get(self.at).copied().unwrap_or(Ask::Marking)
    }

    /// Why a question is not asked; `None` where it is.
    pub fn why_not(&self, ask: Ask, policy: &Policy) -> Option<&'static str> {
        if self.answers.counts(ask, policy) {
            return None;
        }
        Some(match () {
            () if self.answers.is_secret() => {
                "SECRET and above stops here: nothing more is asked (para 11)."
            }
            () if self.answers.only_channel_counts() => {
                "Not asked: outside government business it changes nothing (para 18)."
            }
            () => "Not asked: this channel gives corporate access (para 12).",
        })
    }

    /// Whether the questions are on the screen or what they come to.
    pub fn face(&self, policy: &Policy) -> Face {
        let all = !self.answers.is_empty() && self.answers.open(policy).is_empty();
        match all && !self.changing {
            true => Face::Verdict,
            false => Face::Question,
        }
    }

    /// Where keys are read.
    pub fn context(&self, policy: &Policy) -> Context {
        match self.face(policy) {
            Face::Question => Context::Decide,
            Face::Verdict => Context::Verdict,
        }
    }

    /// Works out what the answers come to.
    pub fn work_out(&mut self, policy: &Policy, today: NaiveDate) {
        self.so_far = Some(SoFar::of(policy, today, &self.answers));
        self.change = change::sentence(&self.answers, policy);
    }
}

/// What of deciding is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// The questions; a letter answers the one in hand.
    Question,
    /// All is answered: what it comes to. Letters are keys.
    Verdict,
}

/// Where answers stand on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    pub id: Id,
    /// When they were put there, in a few words.
    pub when: String,
}

/// What a choice is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// After SECRET or above: what happened, to be recorded without content.
    Incident,
}

/// The answers to choose from.
#[derive(Clone, Debug)]
pub struct Choice {
    pub asking: Asking,
    pub options: Vec<String>,
    pub at: usize,
}

/// What can be said to have happened after SECRET or above.
const INCIDENT: [&str; 3] = [
    "nothing happened; record nothing",
    "it was sent or shared",
    "it was received",
];

impl Choice {
    /// What happened, after SECRET or above.
    pub fn incident() -> Choice {
        Choice {
            asking: Asking::Incident,
            options: INCIDENT.map(String::from).to_vec(),
            at: 0,
        }
    }
}

/// A decision on record as the list shows it.
#[derive(Clone, Debug)]
pub struct DecisionLine {
    pub id: Id,
    /// When it was made, in a few columns.
    pub at: String,
    pub verdict: String,
    /// Channel and device.
    pub what: String,
    /// The whole of it, labelled.
    pub lines: Vec<words::Labelled>,
    /// In small letters, for the filter.
    pub haystack: String,
}

impl DecisionLine {
    fn of(desk: &Desk, decision: &Decision) -> DecisionLine {
        let said = &decision.said;
        let lines = words::decision(desk, decision);
        let value = |label: &str| {
            let line = lines.iter().find(|(l, _)| *l == label);
            line.map(|(_, v)| v.as_str()).unwrap_or_default()
        };
        let outcome = match (decision.outcome, decision.used_since()) {
            (Some(outcome), _) if outcome.used => "used",
            (Some(_), _) => "not used",
            (None, Some(_)) => "already used",
            (None, None) => value("Outcome"),
        };
        let channel = Some(value("Channel")).filter(|c| !c.is_empty());
        let channel = channel.unwrap_or("channel not stated");
        let registered = said.device_id.and_then(|id| desk.state().devices.get(&id));
        let device = registered.and_then(|d| d.name()).unwrap_or(&said.device);
        let what = format!("{outcome}; {channel}, {device}");
        let all: Vec<String> = lines.iter().map(|(l, v)| format!("{l}: {v}")).collect();
        DecisionLine {
            id: decision.id(),
            at: when::near(decision.at, desk.now(), desk.zone()),
            verdict: words::verdict_in_full(&said.verdict).to_owned(),
            what,
            haystack: all.join("\n").to_lowercase(),
            lines,
        }
    }

    /// The whole of it as paragraphs to read.
    pub fn whole(&self) -> Vec<String> {
        let line = |(label, value): &words::Labelled| format!("{label}: {value}");
        self.lines.iter().map(line).collect()
    }
}

/// Past decisions.
#[derive(Debug, Default)]
pub struct Past {
    /// The latest first.
    pub all: Vec<DecisionLine>,
    pub list: List,
}

impl Past {
    /// The decisions on record, the latest first.
    pub fn read(desk: &Desk) -> Vec<DecisionLine> {
        let all = desk.state().decisions_in_order();
        let mut lines: Vec<_> = all.map(|d| DecisionLine::of(desk, d)).collect();
        lines.reverse();
        lines
    }

    /// The selected one.
    pub fn chosen(&self) -> Option<&DecisionLine> {
        self.all.get(self.list.chosen()?)
    }

    /// Applies the filter.
    pub fn refilter(&mut self) {
        let wanted = |line: &DecisionLine, filter: &Filter| filter.takes(|| &line.haystack);
        self.list.sift(&self.all, wanted);
    }
}

#[cfg(test)]
mod tests;
