//! The events of a decision and of what came of it, or a refusal.

use super::wanted::{NewDecision, may_keep_text};
use crate::policy::{Marking, Situation};
use crate::record::command::Context;
use crate::record::event::{self, Event};
use crate::record::field::Id;
use crate::record::next::{give, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::caution_words;
use crate::record::state::State;
use crate::record::state::decision::word;

/// The event of a new decision.
pub fn record(new: NewDecision, context: &mut Context<'_>) -> Result<Vec<Event>, Refusal> {
    let (case, said) = (new.case, new.said);
    if (new.direction || new.change) && !case.significant {
        return Err(Refusal::new(
            "Half of the test of paragraph 14 was said to be met, and yet that it is not significant",
            give(
                "Either half makes it significant: say that, or neither half",
                op::DECIDE,
                "significant",
            ),
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
pub fn outcome(state: &State, id: Id, used: bool) -> Result<Vec<Event>, Refusal> {
    let Some(decision) = state.decisions.get(&id) else {
        return Err(Refusal::new(
            format!("No decision {id} is on record"),
            way_on("List them with", op::DECISIONS).with("decisions"),
        ));
    };
    if decision.was(Situation::Received) {
        return Err(Refusal::new(
            format!(
                "Decision {id} is about something received, so there was no use that could be said of it"
            ),
            way_on(
                "If the channel was then used as well, record that",
                op::DECIDE,
            )
            .saying("situation", "already-used")
            .with("record"),
        ));
    }
    let standing = match decision.outcome {
        Some(outcome) => Some(outcome.used),
        None => decision.was(Situation::AlreadyUsed).then_some(true),
    };
    if standing == Some(used) && decision.conflict.is_none() {
        return Err(Refusal::new(
            format!("Decision {id} says {} already", word(used)),
            way_on("See it with", op::DECISIONS).with("decisions"),
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
