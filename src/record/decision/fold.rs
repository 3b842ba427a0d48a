//! Folds decisions and what came of them.

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::state::State;
use crate::record::state::conflict::Conflict;
use crate::record::state::decision::{Decision, Use, WasUsed};

/// Folds a new decision.
pub fn recorded(
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
pub fn outcome_known(
    state: &mut State,
    entry: &Entry,
    e: &event::DecisionOutcome,
) -> Result<(), String> {
    let found = state.decisions.get_mut(&e.decision);
    let decision = found
        .ok_or_else(|| format!("about the decision {}, which is not on record", e.decision))?;
    let used = match Use::parse(&e.outcome) {
        Some(word) => word == Use::Used,
        None => {
            return Err(format!(
                "the outcome {}, which this version does not know",
                e.outcome
            ));
        }
    };
    let standing = decision.outcome.map(WasUsed::as_str);
    if e.after == decision.place {
        decision.conflict = None;
    } else if standing.is_some_and(|s| s != e.outcome) {
        decision.conflict = Some(Conflict {
            field: "outcome".into(),
            first: (standing.unwrap_or_default().into(), decision.place.clone()),
            second: (e.outcome.clone(), entry.place()),
        });
    }
    decision.outcome = Some(WasUsed { used, at: entry.at });
    decision.place = entry.place();
    Ok(())
}
