//! The events of an incident, or a refusal.

use chrono::{DateTime, Utc};

use super::wanted::{IncidentCommand, NewIncident, NewTelling};
use crate::record::command::Context;
use crate::record::event::{self, Event};
use crate::record::field::Id;
use crate::record::next::{give, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::{must_say, spoken};
use crate::record::state::State;
use crate::record::state::incident::{Incident, IncidentKind, Informed};
use crate::text::when;

/// The events that carry it out.
pub fn decide(
    state: &State,
    command: IncidentCommand,
    context: &mut Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    use IncidentCommand as C;
    let event = match command {
        C::Add(new) => opened(*new, context)?,
        C::Told { incident, telling } => told(open(state, incident)?, *telling, context)?,
        C::Taken {
            incident,
            at,
            aware,
            by,
            reference,
        } => {
            let known = open(state, incident)?;
            let words = give("Say who took it over", op::INCIDENT_TAKEN, "by");
            must_say(&by, "Who took it over", words)?;
            if known.taken.is_some() && known.conflicts.is_empty() {
                return Err(Refusal::new(
                    format!("Incident {incident} is taken over already"),
                    way_on("When it is over", op::INCIDENT_CLOSE).on(incident),
                ));
            }
            event::IncidentTaken {
                incident,
                after: known.place.clone(),
                taken: at.unwrap_or(context.now),
                aware: aware_of(aware, known, context)?,
                by: spoken(Some(by)),
                reference: spoken(reference),
            }
            .into()
        }
        C::Close {
            incident,
            at,
            contained,
            by,
            reference,
        } => {
            let known = open(state, incident)?;
            event::IncidentClosed {
                incident,
                after: known.place.clone(),
                closed: at.unwrap_or(context.now),
                contained: contained.map(|c| c.to_string()),
                by: spoken(by),
                reference: spoken(reference),
            }
            .into()
        }
    };
    Ok(vec![event])
}

fn open(state: &State, id: Id) -> Result<&Incident, Refusal> {
    let list = || way_on("List them with", op::INCIDENTS);
    let known = state.incidents.get(&id);
    let known =
        known.ok_or_else(|| Refusal::new(format!("No incident {id} is on record"), list()))?;
    match known.is_open() || !known.conflicts.is_empty() {
        true => Ok(known),
        false => Err(Refusal::new(format!("Incident {id} is closed"), list())),
    }
}

fn opened(new: NewIncident, context: &mut Context<'_>) -> Result<Event, Refusal> {
    let secret = new.kind == IncidentKind::Secret;
    let words = [&new.note, &new.data_kinds];
    if secret && words.into_iter().any(|w| spoken(w.clone()).is_some()) {
        return Err(no_words_of_secret(
            "Leave the words out, and tell your security team",
        ));
    }
    if new.people.is_some_and(|people| people < 1) {
        return Err(Refusal::new(
            "Nobody at all is no number of people",
            "Say how many, or leave it out",
        ));
    }
    let noticed = new.noticed.unwrap_or(context.now);
    if new.happened.is_some_and(|happened| happened > noticed) {
        return Err(Refusal::new(
            "It cannot have been noticed before it happened",
            "Put one of the two times right",
        ));
    }
    let device = new.device;
    Ok(event::IncidentOpened {
        incident: (context.new_id)(),
        incident_kind: new.kind.to_string(),
        channel: new.channel,
        device: device.as_ref().map(|d| d.kind.clone()),
        device_id: device.and_then(|d| d.id),
        happened: new.happened,
        noticed,
        personal: new.personal.map(|p| p.to_string()),
        people: new.people,
        contained: new.contained.map(|c| c.to_string()),
        policy: context.policy.0.into(),
        policy_digest: context.policy.1.into(),
        note: spoken(new.note),
        data_kinds: spoken(new.data_kinds),
        principal: spoken(new.principal),
        person: context.person.map(str::to_owned),
    }
    .into())
}

/// Of SECRET and above no words are kept (11).
fn no_words_of_secret(next: &str) -> Refusal {
    Refusal::new(
        "Of SECRET and above nothing is written down here but that it happened, when, and who was told (para 11)",
        next,
    )
}

fn told(known: &Incident, new: NewTelling, context: &Context<'_>) -> Result<Event, Refusal> {
    if new.recipient == Informed::Other && spoken(new.name.clone()).is_none() {
        return Err(Refusal::new(
            "Somebody else was told, and not who",
            give("Say who", op::INCIDENT_TOLD, "name"),
        ));
    }
    let secret = known.kind() == Some(IncidentKind::Secret);
    if secret && spoken(new.how.clone()).is_some() {
        return Err(no_words_of_secret("Leave out how they were told"));
    }
    Ok(event::IncidentTold {
        incident: known.id(),
        recipient: new.recipient.to_string(),
        told: new.at.unwrap_or(context.now),
        aware: aware_of(new.aware, known, context)?,
        name: spoken(new.name),
        how: spoken(new.how),
        reference: spoken(new.reference),
        person: context.person.map(str::to_owned),
    }
    .into())
}

/// When the department became aware: not before the thing itself.
fn aware_of(
    aware: Option<DateTime<Utc>>,
    known: &Incident,
    context: &Context<'_>,
) -> Result<Option<DateTime<Utc>>, Refusal> {
    let happened = known.said.happened;
    match aware.zip(happened).filter(|(aware, at)| aware < at) {
        None => Ok(aware),
        Some((_, at)) => Err(Refusal::new(
            format!(
                "The department cannot have become aware before it happened, {}",
                when::full(at, context.zone)
            ),
            "Put the time right",
        )),
    }
}
