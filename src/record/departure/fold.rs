//! Folds the events of a departure; what does not fit is told and changes nothing else.

use super::wanted::NewDeparture;
use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::{Id, Place};
use crate::record::rules::unknown_field;
use crate::record::state::State;
use crate::record::state::conflict::Conflict;
use crate::record::state::departure::{
    CellAnswer, CellKey, Departure, DepartureField, Kind, OPEN, Outcome, Rest, Stage, Staged,
    Statement, Status, StepAnswer, StepOutcome, Then,
};

fn find(state: &mut State, id: Id) -> Result<&mut Departure, String> {
    let found = state.departures.get_mut(&id);
    found.ok_or_else(|| format!("about the departure {id}, which is not on record"))
}

pub fn opened(state: &mut State, entry: &Entry, e: &event::DepartureOpened) -> Result<(), String> {
    if state.departures.contains_key(&e.departure) {
        return Err(format!("the departure {} a second time", e.departure));
    }
    let kind = Kind::parse(&e.departure_kind).ok_or_else(|| {
        let kind = &e.departure_kind;
        format!("a departure of the kind {kind}, which this version does not know")
    })?;
    let new = NewDeparture {
        kind,
        on: e.on,
        role: e.role.clone(),
        devices: Some(e.devices.clone()),
        principal: e.principal.clone(),
    };
    let departure = Departure {
        id: e.departure,
        policy: (e.policy.clone(), e.policy_digest.clone()),
        status_place: entry.place(),
        first_place: entry.place(),
        ..Departure::imagined(new, entry.at)
    };
    state.departures.insert(e.departure, departure);
    Ok(())
}

pub fn edited(state: &mut State, entry: &Entry, e: &event::DepartureEdited) -> Result<(), String> {
    let departure = find(state, e.departure)?;
    let standing = departure.field_place(&e.field).clone();
    let before = departure.field_words(&e.field);
    match (DepartureField::parse(&e.field), &e.word, e.on) {
        (Some(DepartureField::Kind), Some(word), _) => {
            departure.kind =
                Kind::parse(word).ok_or_else(|| format!("{word}, an unknown kind of departure"))?;
        }
        (Some(DepartureField::Role), Some(word), _) => departure.role.clone_from(word),
        (Some(DepartureField::On), _, Some(on)) => departure.on = on,
        (Some(DepartureField::Devices), ..) => departure.devices.clone_from(&e.devices),
        _ => return Err(unknown_field(&e.field)),
    }
    let after = departure.field_words(&e.field);
    if standing == e.replaces {
        departure.conflicts.retain(|c| c.field != e.field);
    } else if before != after {
        departure.conflicts.push(Conflict {
            field: e.field.clone(),
            first: (before, standing),
            second: (after, entry.place()),
        });
    }
    let places = &mut departure.field_places;
    places.insert(e.field.clone(), entry.place());
    Ok(())
}

/// The conflict there is once an answer has come, given what stood and what the answer says it replaces.
fn disagreement(
    field: &str,
    standing: Option<(String, &Place, &Option<Conflict>)>,
    replaces: Option<&Place>,
    word: &str,
    place: Place,
) -> Option<Conflict> {
    let (before, its_place, older) = standing?;
    match (Some(its_place) == replaces, before == word) {
        (true, _) => None,
        (false, true) => older.clone(),
        (false, false) => Some(Conflict {
            field: field.to_owned(),
            first: (before, its_place.clone()),
            second: (word.to_owned(), place),
        }),
    }
}

pub fn cell(state: &mut State, entry: &Entry, e: &event::DepartureCell) -> Result<(), String> {
    let departure = find(state, e.departure)?;
    let outcome = Outcome::parse(&e.outcome);
    if outcome.is_none() && e.outcome != OPEN {
        return Err(format!(
            "the outcome {}, which this version does not know",
            e.outcome
        ));
    }
    let key = CellKey {
        conversation: e.conversation,
        device: e.device,
    };
    let standing = departure.cells.get(&key).map(|a| {
        let word = a.outcome.map_or(OPEN, Outcome::as_str);
        (word.to_owned(), &a.place, &a.conflict)
    });
    let (replaces, place) = (e.replaces.as_ref(), entry.place());
    let conflict = disagreement("cell", standing, replaces, &e.outcome, place);
    let answer = CellAnswer {
        at: entry.at,
        by: entry.writer.clone(),
        outcome,
        personal_data: e.personal_data,
        then: Then::of(e.waiting, e.captured),
        to: e.to.clone(),
        note: e.note.clone(),
        holders: e.holders.clone(),
        went: e.went.clone(),
        accepted: false,
        conflict,
        place: entry.place(),
    };
    departure.cells.insert(key, answer);
    Ok(())
}

pub fn step(state: &mut State, entry: &Entry, e: &event::DepartureStep) -> Result<(), String> {
    let departure = find(state, e.departure)?;
    let outcome = StepOutcome::parse(&e.outcome);
    if outcome.is_none() && e.outcome != OPEN {
        return Err(format!(
            "the outcome {}, which this version does not know",
            e.outcome
        ));
    }
    let standing = departure.steps.get(&e.step).map(|a| {
        let word = a.outcome.map_or(OPEN, StepOutcome::as_str);
        (word.to_owned(), &a.place, &a.conflict)
    });
    let (replaces, place) = (e.replaces.as_ref(), entry.place());
    let conflict = disagreement("step", standing, replaces, &e.outcome, place);
    let answer = StepAnswer {
        at: entry.at,
        outcome,
        reason: e.reason.clone(),
        to: e.to.clone(),
        accepted: false,
        conflict,
        place: entry.place(),
    };
    departure.steps.insert(e.step.clone(), answer);
    Ok(())
}

pub fn rest(state: &mut State, entry: &Entry, e: &event::DepartureRest) -> Result<(), String> {
    find(state, e.departure)?.rest.push(Rest {
        at: entry.at,
        to: e.to.clone(),
        accepted: false,
        place: entry.place(),
    });
    Ok(())
}

/// An offer that was replaced meanwhile is not taken any more: only those that stand are.
pub fn accepted(state: &mut State, e: &event::DepartureAccepted) -> Result<(), String> {
    let departure = find(state, e.departure)?;
    let taken = |place: &Place| e.offers.contains(&place.to_string());
    for answer in departure.cells.values_mut() {
        answer.accepted |= answer.outcome == Some(Outcome::HandedOver) && taken(&answer.place);
    }
    for answer in departure.steps.values_mut() {
        answer.accepted |= answer.outcome == Some(StepOutcome::HandedOver) && taken(&answer.place);
    }
    for rest in &mut departure.rest {
        rest.accepted |= taken(&rest.place);
    }
    Ok(())
}

pub fn stated(state: &mut State, entry: &Entry, e: &event::DepartureStated) -> Result<(), String> {
    let departure = find(state, e.departure)?;
    let to = match (e.read_back, e.stays_open) {
        (true, false) => Status::Closed,
        (true, true) => Status::Open,
        (false, _) => Status::Stated,
    };
    departure.reopened = false;
    change(departure, entry, &e.after, to);
    departure.statements.push(Statement {
        at: entry.at,
        place: entry.place(),
        lamport: entry.lamport,
        heads: e.heads.clone(),
        destination_kind: e.destination_kind.clone(),
        read_back: e.read_back,
        cells: e.cells,
        open: e.open,
        destination: e.destination.clone(),
        reference: e.reference.clone(),
        path: e.path.clone(),
        sha256: e.sha256.clone(),
        confirmed_by: None,
    });
    Ok(())
}

pub fn confirmed(
    state: &mut State,
    entry: &Entry,
    e: &event::DepartureConfirmed,
) -> Result<(), String> {
    let departure = find(state, e.departure)?;
    let to = match e.stays_open {
        true => Status::Open,
        false => Status::Closed,
    };
    change(departure, entry, &e.after, to);
    let last = departure.statements.last_mut();
    last.ok_or("a confirmation of a statement that is not on record")?
        .confirmed_by = e.by.clone();
    Ok(())
}

pub fn staged(state: &mut State, entry: &Entry, e: &event::DepartureStaged) -> Result<(), String> {
    let departure = find(state, e.departure)?;
    let stage = Stage::parse(&e.stage)
        .ok_or_else(|| format!("the stage {}, which this version does not know", e.stage))?;
    departure.stages.push(Staged {
        recorded: entry.at,
        stage,
        at: e.staged,
        by: e.by.clone(),
        reference: e.reference.clone(),
    });
    Ok(())
}

pub fn closed(state: &mut State, entry: &Entry, e: &event::DepartureClosed) -> Result<(), String> {
    let departure = find(state, e.departure)?;
    change(departure, entry, &e.after, Status::Closed);
    departure.reason = e.reason.clone();
    Ok(())
}

pub fn cancelled(
    state: &mut State,
    entry: &Entry,
    e: &event::DepartureCancelled,
) -> Result<(), String> {
    let departure = find(state, e.departure)?;
    change(departure, entry, &e.after, Status::Cancelled);
    departure.reason = e.reason.clone();
    Ok(())
}

pub fn reopened(
    state: &mut State,
    entry: &Entry,
    e: &event::DepartureReopened,
) -> Result<(), String> {
    let departure = find(state, e.departure)?;
    change(departure, entry, &e.after, Status::Open);
    departure.reason = e.reason.clone();
    departure.reopened = true;
    Ok(())
}

/// Moves a departure to another status; one given without sight of what stands is kept beside it.
fn change(departure: &mut Departure, entry: &Entry, after: &Place, to: Status) {
    if *after == departure.status_place {
        departure.conflicts.retain(|c| c.field != "status");
    } else if departure.status != to {
        departure.conflicts.push(Conflict {
            field: "status".into(),
            first: (departure.status.to_string(), departure.status_place.clone()),
            second: (to.to_string(), entry.place()),
        });
    }
    departure.status = to;
    departure.status_place = entry.place();
}
