//! What happened to an incident.

use super::pieces::quoted;
use crate::desk::Desk;
use crate::desk::incident::{kind_words, recipient_words};
use crate::record::event;
use crate::record::incident::Incident;
use crate::record::incident::{IncidentKind, Informed};
use crate::record::{Event, Id};
use crate::text::when;

/// What happened to it; of anything else nothing.
pub(super) fn words(desk: &Desk, event: &Event) -> String {
    match event {
        Event::IncidentOpened(e) => opened(e),
        Event::IncidentTold(e) => told(desk, e),
        Event::IncidentTaken(e) => taken(e),
        Event::IncidentClosed(e) => closed(e),
        _ => String::new(),
    }
}

/// Which incident a paper is of, by its kind.
pub(super) fn which(desk: &Desk, incident: Id) -> String {
    let found = desk.state().incidents.get(&incident);
    let kind = found.and_then(Incident::kind).map(kind_words);
    kind.map(|kind| format!(" ({kind})")).unwrap_or_default()
}

fn opened(e: &event::IncidentOpened) -> String {
    let known = IncidentKind::parse(&e.incident_kind).map(kind_words);
    format!(
        "incident: {}{}",
        known.unwrap_or(&e.incident_kind),
        quoted(e.note.as_deref())
    )
}

fn told(desk: &Desk, e: &event::IncidentTold) -> String {
    let known = Informed::parse(&e.recipient).map(recipient_words);
    let who = known.unwrap_or(&e.recipient);
    let name = e.name.as_deref().map(|n| format!(" ({n})"));
    format!(
        "incident: {who}{} told {}",
        name.unwrap_or_default(),
        when::near(e.told, desk.now(), desk.zone())
    )
}

fn taken(e: &event::IncidentTaken) -> String {
    let by = e.by.as_deref().map(|by| format!(" by {by}"));
    format!("incident taken over{}", by.unwrap_or_default())
}

fn closed(e: &event::IncidentClosed) -> String {
    let by = e.by.as_deref().map(|by| format!(" by {by}"));
    format!("incident closed{}", by.unwrap_or_default())
}
