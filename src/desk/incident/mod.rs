//! Incidents: which there are, what is to be done about one, and how long the department has.
//!
//! Invariants: no word of a message comes here; whether anything is to be notified to anybody is for the department
//! to decide, and no sentence here does.

mod paper;
mod words;

pub use paper::INCIDENT;
pub use words::{hours_words, kind_words, recipient_words, state_words, step_lines, sure_words};

use super::Desk;
use super::ids::unresolved;
use crate::desk::DeskError;
use crate::record::command::Command;
use crate::record::command::Refusal;
use crate::record::incident::Incident;
use crate::record::next::{op, way_on};
use crate::record::query::{self, IdError};
use crate::record::{Entry, incident::IncidentCommand};
use crate::record::{Event, Id};

impl Desk {
    /// Every incident, oldest first; of one principal or of all.
    pub fn incidents(&self, principal: Option<&str>) -> Vec<&Incident> {
        let of = |i: &&Incident| principal.is_none() || i.said.principal.as_deref() == principal;
        let mut all: Vec<&Incident> = self.state().incidents.values().filter(of).collect();
        all.sort_by_key(|i| (i.at, i.id()));
        all
    }

    /// How many of them are not closed.
    pub fn incidents_open(&self, principal: Option<&str>) -> usize {
        let all = self.incidents(principal);
        all.iter().filter(|i| i.is_open()).count()
    }

    /// The incident whose id begins with `prefix`.
    ///
    /// # Errors
    /// Refused where there is none, or several.
    pub fn resolve_incident(&self, prefix: &str) -> Result<Id, Refusal> {
        let hint = way_on("List them with", op::INCIDENTS);
        let ids = self.state().incidents.keys().copied();
        let found = query::resolve_report(ids, prefix);
        found.map_err(|e: IdError| unresolved(e, prefix, "incident", hint))
    }

    /// The only incident that is open.
    ///
    /// # Errors
    /// Refused where none is, or several are: which is meant has to be said.
    pub fn only_incident(&self, principal: Option<&str>) -> Result<Id, Refusal> {
        let open = self.incidents(principal);
        let open: Vec<&&Incident> = open.iter().filter(|i| i.is_open()).collect();
        match open.as_slice() {
            [one] => Ok(one.id()),
            [] => Err(Refusal::new(
                "No incident is open",
                way_on("Put one on record with", op::INCIDENT_ADD),
            )),
            several => {
                let ids: Vec<String> = several.iter().map(|i| self.short(i.id())).collect();
                Err(Refusal::new(
                    format!("{} incidents are open: {}", several.len(), ids.join(", ")),
                    way_on("Say which; see them with", op::INCIDENTS),
                ))
            }
        }
    }

    /// The same to be read: where none is open, the only one that is on record.
    ///
    /// # Errors
    /// Refused where more than one could be meant, or none is there.
    pub fn incident_to_read(&self, principal: Option<&str>) -> Result<Id, Refusal> {
        let all = self.incidents(principal);
        match all.as_slice() {
            [one] => Ok(one.id()),
            [_, _, ..] if all.iter().all(|i| !i.is_open()) => Err(Refusal::new(
                format!("No incident is open, and {} are closed", all.len()),
                way_on("Say which; see them with", op::INCIDENTS).with("all"),
            )),
            _ => self.only_incident(principal),
        }
    }

    /// Carries out what is wanted of an incident; gives its id.
    ///
    /// # Errors
    /// Refused by the rules of incidents; storage trouble.
    pub fn run_incident(&mut self, command: IncidentCommand) -> Result<Id, DeskError> {
        let written = self.run(Command::Incident(command))?;
        let id = |e: &Entry| Event::incident(&e.event);
        let found = written.iter().find_map(id);
        found.ok_or_else(|| {
            DeskError::Storage("The incident was not found after it was written".into())
        })
    }
}
