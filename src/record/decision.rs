//! Decisions on record: what the policy said to a situation, and what came of it.
//!
//! May import `policy` and its siblings in `record`; pure. Invariants: a decision keeps what was said when
//! it was made, whatever becomes of its device or of the policy; of SECRET and above, and of what is not
//! government business, no text is kept (11, 18).

use chrono::{DateTime, Utc};

use super::command::{Context, Refusal};
use super::decide::caution_words;
use super::entry::Entry;
use super::event::{self, Event};
use super::field::{Id, Place};
use super::state::{Conflict, State};
use crate::policy::{self, Case, Marking, Scope, Situation};

/// The id of the duty that makes a use one to report (10a).
pub const REPORT: &str = "report";

/// What is to be put on record: the case as stated, and what the policy said to it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDecision {
    pub case: Case,
    pub said: policy::Decision,
    /// Which halves of paragraph 14 were named; neither where it was only said to be significant.
    pub direction: bool,
    pub change: bool,
    /// The registered device, where it was said by its name.
    pub device_id: Option<Id>,
    /// Whether a government system would have done (8); `None` where nobody was asked.
    pub government_system: Option<bool>,
    /// Why none would, where that was said.
    pub because: Option<Because>,
    pub reason: Option<String>,
    pub principal: Option<String>,
}

/// Why no government system would do (8): of the policy's list, or in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Because {
    /// The id of the policy's list.
    pub id: String,
    /// In words, where the list has none for it.
    pub note: Option<String>,
}

/// A decision on record.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub at: DateTime<Utc>,
    /// What was said when it was made.
    pub said: event::DecisionRecorded,
    pub outcome: Option<Outcome>,
    /// Two outcomes given without sight of each other.
    pub conflict: Option<Conflict>,
    /// The event whose outcome stands: the decision itself, or the last outcome.
    pub place: Place,
}

/// What came of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub used: bool,
    pub at: DateTime<Utc>,
}

impl Outcome {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        word(self.used)
    }
}

fn word(used: bool) -> &'static str {
    if used { "used" } else { "not-used" }
}

impl Decision {
    /// Its id.
    pub fn id(&self) -> Id {
        self.said.decision
    }

    /// Since when the channel is known to have been used; `None` where it was not, or nobody said yet.
    pub fn used_since(&self) -> Option<DateTime<Utc>> {
        match self.outcome {
            Some(outcome) => outcome.used.then_some(outcome.at),
            None => self.was(Situation::AlreadyUsed).then_some(self.at),
        }
    }

    /// Whether a use of the kind is one to report (10a).
    pub fn is_exceptional(&self) -> bool {
        self.said.duties.iter().any(|d| d == REPORT)
    }

    /// Whether it is still to be said what came of it, because a report hangs on that.
    pub fn waits_for_outcome(&self) -> bool {
        self.is_exceptional() && self.outcome.is_none() && self.was(Situation::AboutToUse)
    }

    fn was(&self, situation: Situation) -> bool {
        self.said.situation == situation.as_str()
    }
}

/// Whether text about a case may be kept: not where SECRET or above is concerned, and not where it is no
/// government business. Asked before any text is read.
pub fn may_keep_text(case: &Case) -> bool {
    let secret = case
        .marking
        .as_ref()
        .is_some_and(Marking::is_secret_or_above);
    !secret && case.scope == Scope::Government
}

/// The event of a new decision.
pub(super) fn record(new: NewDecision, context: &mut Context<'_>) -> Result<Vec<Event>, Refusal> {
    let (case, said) = (new.case, new.said);
    if (new.direction || new.change) && !case.significant {
        return Err(Refusal::new(
            "Half of the test of paragraph 14 was said to be met, and yet that it is not significant",
            "Either half makes it significant: say --significant, or neither half",
        ));
    }
    let keep = may_keep_text(&case);
    let text = |text: Option<String>| text.filter(|t| keep && !t.trim().is_empty());
    let yes = |b: bool| if b { "yes" } else { "no" }.to_owned();
    let marking = case.marking.as_ref();
    let because = new.because.filter(|_| new.government_system == Some(false));
    Ok(vec![
        event::DecisionRecorded {
            decision: (context.new_id)(),
            situation: case.situation.to_string(),
            scope: case.scope.to_string(),
            classification: marking.map(|m| m.vocabulary().to_owned()),
            significant: case.significant,
            direction: new.direction,
            change: new.change,
            device: case.device.to_string(),
            device_id: new.device_id,
            channel: case.channel,
            personal_data: case.personal_data || marking.is_some_and(Marking::is_personal_data),
            government_system: new.government_system.map(yes),
            verdict: said.verdict.to_string(),
            paragraphs: said.paragraphs,
            duties: said.duties.into_iter().map(|d| d.id).collect(),
            policy: said.policy,
            policy_digest: said.digest,
            system_reason: because.as_ref().map(|b| b.id.clone()),
            cautions: caution_words(context),
            marking: text(marking.map(Marking::to_string)),
            reason: text(new.reason),
            principal: text(new.principal),
            system_note: text(because.and_then(|b| b.note)),
            person: context.person.map(str::to_owned),
        }
        .into(),
    ])
}

/// The event of an outcome.
pub(super) fn outcome(state: &State, id: Id, used: bool) -> Result<Vec<Event>, Refusal> {
    let Some(decision) = state.decisions.get(&id) else {
        return Err(Refusal::new(
            format!("No decision {id} is on record"),
            "List them with: onrecord log --decisions",
        ));
    };
    if decision.was(Situation::Received) {
        return Err(Refusal::new(
            format!(
                "Decision {id} is about something received, so there was no use that could be said of it"
            ),
            "If the channel was then used as well, record that: onrecord decide --situation already-used --record",
        ));
    }
    let standing = match decision.outcome {
        Some(outcome) => Some(outcome.used),
        None => decision.was(Situation::AlreadyUsed).then_some(true),
    };
    if standing == Some(used) && decision.conflict.is_none() {
        return Err(Refusal::new(
            format!("Decision {id} says {} already", word(used)),
            "See it with: onrecord log --decisions",
        ));
    }
    Ok(vec![
        event::DecisionOutcome {
            decision: id,
            after: decision.place.clone(),
            outcome: word(used).into(),
        }
        .into(),
    ])
}

/// Folds a new decision.
pub(super) fn recorded(
    state: &mut State,
    entry: &Entry,
    e: &event::DecisionRecorded,
) -> Result<(), String> {
    if state.decisions.contains_key(&e.decision) {
        return Err(format!("the decision {} a second time", e.decision));
    }
    let decision = Decision {
        at: entry.at,
        said: e.clone(),
        outcome: None,
        conflict: None,
        place: entry.place(),
    };
    state.decisions.insert(e.decision, decision);
    state.decision_order.push(e.decision);
    Ok(())
}

/// Folds an outcome; one given without sight of another is kept beside it.
pub(super) fn outcome_known(
    state: &mut State,
    entry: &Entry,
    e: &event::DecisionOutcome,
) -> Result<(), String> {
    let found = state.decisions.get_mut(&e.decision);
    let decision = found
        .ok_or_else(|| format!("about the decision {}, which is not on record", e.decision))?;
    let used = match e.outcome.as_str() {
        "used" => true,
        "not-used" => false,
        other => {
            return Err(format!(
                "the outcome {other}, which this version does not know"
            ));
        }
    };
    let standing = decision.outcome.map(Outcome::as_str);
    if e.after == decision.place {
        decision.conflict = None;
    } else if standing.is_some_and(|s| s != e.outcome) {
        decision.conflict = Some(Conflict {
            field: "outcome".into(),
            first: (standing.unwrap_or_default().into(), decision.place.clone()),
            second: (e.outcome.clone(), entry.place()),
        });
    }
    decision.outcome = Some(Outcome { used, at: entry.at });
    decision.place = entry.place();
    Ok(())
}
