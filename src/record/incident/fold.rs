//! Folds incidents. Everybody who was told stays told; two ends given without sight of each other are both kept.

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::{Id, Place};
use crate::record::state::State;
use crate::record::state::conflict::Conflict;
use crate::record::state::incident::{Incident, IncidentState, Telling};

fn find(state: &mut State, id: Id) -> Result<&mut Incident, String> {
    let found = state.incidents.get_mut(&id);
    found.ok_or_else(|| format!("about the incident {id}, which is not on record"))
}

pub fn opened(state: &mut State, entry: &Entry, e: &event::IncidentOpened) -> Result<(), String> {
    if state.incidents.contains_key(&e.incident) {
        return Err(format!("the incident {} a second time", e.incident));
    }
    let incident = Incident {
        at: entry.at,
        said: e.clone(),
        told: Vec::new(),
        taken: None,
        closed: None,
        place: entry.place(),
        conflicts: Vec::new(),
    };
    state.incidents.insert(e.incident, incident);
    Ok(())
}

pub fn told(state: &mut State, entry: &Entry, e: &event::IncidentTold) -> Result<(), String> {
    find(state, e.incident)?.told.push(Telling {
        recorded: entry.at,
        place: entry.place(),
        said: e.clone(),
    });
    Ok(())
}

/// What follows from an event about how far it is, where that had seen the one before it or had not.
fn follows(incident: &mut Incident, entry: &Entry, after: &Place, to: IncidentState) {
    let standing = incident.state();
    if *after == incident.place {
        incident.conflicts.clear();
    } else {
        incident.conflicts.push(Conflict {
            field: "state".into(),
            first: (standing.as_str().into(), incident.place.clone()),
            second: (to.as_str().into(), entry.place()),
        });
    }
    incident.place = entry.place();
}

pub fn taken(state: &mut State, entry: &Entry, e: &event::IncidentTaken) -> Result<(), String> {
    let incident = find(state, e.incident)?;
    follows(incident, entry, &e.after, IncidentState::Taken);
    incident.taken = Some(e.clone());
    Ok(())
}

pub fn closed(state: &mut State, entry: &Entry, e: &event::IncidentClosed) -> Result<(), String> {
    let incident = find(state, e.incident)?;
    follows(incident, entry, &e.after, IncidentState::Closed);
    incident.closed = Some(e.clone());
    Ok(())
}
