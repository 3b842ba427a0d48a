//! Departures at the desk: which one is meant, what it looks like as a whole, what is done about its rest.
//!
//! Invariants: a view is put together anew from what is on record each time; what a statement says and what the
//! screens show come from the same view.

pub(super) mod answered;
mod handover;
mod obligations;
mod paper;
mod statement;
mod view;
mod ways;
pub mod words;

pub use handover::HANDOVER;
pub use obligations::OBLIGATIONS;
pub use statement::{STATEMENT, Stated, StatementRequest};
pub use view::View;
pub use ways::Way;

use super::{Desk, DeskError};
use crate::config::Role;
use crate::policy::Recipient;
use crate::record::command::{Command, Refusal};
use crate::record::departure::{
    Beside, Depart, Departure, Grid, NewDeparture, Still, open_departures, still_open,
};
use crate::record::next::{give, op, way_on};
use crate::record::report::{Known, ReportDue};
use crate::record::{Entry, Event, Id};

/// A departure that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartureOpened {
    pub departure: Id,
    /// What else was done, in sentences.
    pub notes: Vec<String>,
}

/// What a command may mean by a departure it does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// One that something is still to be answered to.
    Open,
    /// That, or else the last one, whatever became of it.
    Any,
}

impl Desk {
    /// The departures something is still to be done about, the nearest first; with a name, of that principal.
    pub fn departures_open(&self, principal: Option<&str>) -> Vec<&Departure> {
        let all = open_departures(self.state()).into_iter();
        all.filter(|d| principal.is_none() || d.principal.as_deref() == principal)
            .collect()
    }

    /// The departure whose id begins with `given`; where nothing is given, the only one that is open.
    pub fn departure(
        &self,
        given: Option<&str>,
        principal: Option<&str>,
        meant: Meant,
    ) -> Result<&Departure, Refusal> {
        let state = self.state();
        if let Some(prefix) = given {
            let found = crate::record::query::resolve_departure(state, prefix);
            let hint = way_on("List them with", op::DEPARTURES);
            let id = found.map_err(|e| super::ids::unresolved(e, prefix, "departure", hint))?;
            return state.departures.get(&id).ok_or_else(none_open);
        }
        match self.departures_open(principal).as_slice() {
            [one] => Ok(one),
            [] if meant == Meant::Any => {
                let all = state.departures.values();
                let all = all
                    .filter(|d| principal.is_none() || d.principal.as_deref() == principal)
                    .max_by_key(|d| (d.opened, d.id));
                all.ok_or_else(none_open)
            }
            [] => Err(none_open()),
            several => {
                let named = several.iter().map(|d| {
                    let when = words::near_on(self, d);
                    let (id, kind) = (self.short(d.id), words::kind(d.kind));
                    match &d.principal {
                        Some(name) => format!("{id} ({name}: {kind}, {when})"),
                        None => format!("{id} (your own: {kind}, {when})"),
                    }
                });
                let named: Vec<String> = named.collect();
                Err(Refusal::new(
                    format!("{} departures are open", several.len()),
                    give(
                        format!("Name one of {}", named.join("; ")),
                        op::DEPART_SHOW,
                        "departure",
                    ),
                ))
            }
        }
    }

    /// The registered devices of these names, in the order given.
    pub fn devices_named(&self, names: &[String]) -> Result<Vec<Id>, Refusal> {
        let state = self.state();
        let known: Vec<&str> = state.devices.values().filter_map(|d| d.name()).collect();
        let one = |name: &String| {
            let found = state.device_named(name).map(|d| d.id);
            found.ok_or_else(|| {
                Refusal::new(
                    format!("No device called {name} is on record"),
                    match known.as_slice() {
                        [] => way_on("Register it", op::DEVICE_ADD),
                        known => {
                            let known = known.join(", ");
                            way_on(format!("There is: {known}; or register it"), op::DEVICE_ADD)
                        }
                    },
                )
            })
        };
        names.iter().map(one).collect()
    }

    /// A departure as a whole.
    pub fn departure_view<'a>(&'a self, departure: &'a Departure) -> View<'a> {
        let state = self.state();
        let grid = Grid::of(state, departure, self.limits());
        let steps = departure.checklist(state, self.policy());
        let principal = departure.principal.as_deref();
        // As with items: those of another principal are not this one's to answer for.
        let mut known = self.reports();
        known.retain(|r| principal.is_none() || r.principal(state) == principal);
        let due = |r: &Known<'_>| r.due();
        let reports: Vec<ReportDue> = known.iter().filter(|r| r.is_open()).map(due).collect();
        let unsaid: Vec<ReportDue> = known.iter().filter(|r| r.unsaid).map(due).collect();
        let beside = Beside {
            steps: &steps,
            reports: &reports,
            unsaid: &unsaid,
            reference_wanted: self.settings().capture.reference_wanted,
            now: self.now(),
        };
        View {
            open: still_open(state, departure, &grid, &beside),
            departure,
            grid,
            steps,
            after: self.after_statement(departure),
        }
    }

    /// What was done since the last statement of a departure, taken back or not told apart: only what
    /// stands.
    fn after_statement(&self, departure: &Departure) -> Vec<Entry> {
        let Some(last) = departure.statements.last() else {
            return Vec::new();
        };
        let tells = |e: &Entry| {
            let silent = matches!(
                e.event,
                Event::WriterOpened(_)
                    | Event::Undone(_)
                    | Event::Redone(_)
                    | Event::Erased(_)
                    | Event::DepartureConfirmed(_)
                    | Event::DepartureStaged(_)
                    | Event::DepartureClosed(_)
            );
            !silent && !self.is_taken_back(e)
        };
        let mut later = self.entries().after(&last.place);
        later.retain(tells);
        later
    }

    /// Opens a departure; on disk when this returns. The role of a principal who had none in the settings is
    /// kept there, so that it is asked once.
    pub fn open_departure(&mut self, new: NewDeparture) -> Result<DepartureOpened, DeskError> {
        let unknown = |name: &String| self.settings().role_of(Some(name)).is_none();
        let keep = new.principal.clone().filter(unknown);
        let keep = keep.and_then(|name| Some((name, Role::parse(&new.role)?)));
        let written = self.depart(Depart::Open(new))?;
        let departure = written.iter().find_map(|e| e.event.departure());
        let departure = departure.ok_or_else(|| {
            DeskError::Storage("The departure was not found after it was written".into())
        })?;
        // What is on record with the departure stands, whether or not the settings can be written.
        let note = keep.map(|(name, role)| match self.remember_role(&name, role) {
            Ok(()) => format!("Kept in your settings: the role of {name} is {}.", words::role(role.as_str())),
            Err(error) => format!(
                "The role of {name} stands in the departure and could not be kept in your settings: {error}"
            ),
        });
        Ok(DepartureOpened {
            departure,
            notes: note.into_iter().collect(),
        })
    }

    /// Does something about a departure; what is given back is on disk.
    pub fn depart(&mut self, depart: Depart) -> Result<Vec<Entry>, DeskError> {
        self.run(Command::Depart(depart))
    }

    /// How much of a departure is open and not settled.
    fn unsettled_of(&self, id: Id) -> usize {
        let departure = self.state().departures.get(&id);
        departure.map_or(0, |d| self.departure_view(d).unsettled())
    }

    /// Records who saw the statement filed; the departure goes on where something is open.
    pub fn confirm_statement(&mut self, id: Id, by: String) -> Result<Vec<Entry>, DeskError> {
        self.refresh()?;
        let stays_open = self.unsettled_of(id) > 0;
        self.depart(Depart::Confirm {
            departure: id,
            by,
            stays_open,
        })
    }

    /// Closes a departure of which nothing is open, or whose date has passed.
    pub fn close_departure(
        &mut self,
        id: Id,
        reason: Option<String>,
    ) -> Result<Vec<Entry>, DeskError> {
        self.refresh()?;
        let open = self.unsettled_of(id) as i64;
        self.depart(Depart::Close {
            departure: id,
            reason,
            open,
        })
    }

    /// Offers everything that is still open, and was offered to nobody, to one person.
    pub fn hand_over_rest(&mut self, id: Id, to: String) -> Result<Vec<Entry>, DeskError> {
        let (mut steps, mut others) = (Vec::new(), false);
        if let Some(departure) = self.state().departures.get(&id) {
            for open in self.departure_view(departure).left() {
                match &open.what {
                    Still::Cell(_) | Still::Item(_) => {}
                    Still::Step(step) => steps.push(step.clone()),
                    // Two answers are for whoever gave them; nobody else can be offered that.
                    Still::TwoAnswers(_) | Still::SameDevice(..) => {}
                    _ => others = true,
                }
            }
        }
        self.depart(Depart::HandOverRest {
            departure: id,
            to,
            steps,
            others,
        })
    }

    /// Whom to tell where personal data is concerned by what is no longer available (35, 36).
    pub fn personal_data_words(&self) -> String {
        let named = |who: Recipient, words: &str| {
            let settled = self.policy().overlay().recipients.get(&who);
            match settled {
                Some(s) => {
                    let label = s.by.label().unwrap_or_default();
                    format!("{words} ({}, {label})", s.value)
                }
                None => words.to_owned(),
            }
        };
        format!(
            "Personal data is concerned: tell {} and {} (this tool's reading of 35 and 36).",
            named(Recipient::DataProtection, "the data protection team"),
            named(Recipient::Security, "the security team"),
        )
    }
}

fn none_open() -> Refusal {
    Refusal::new(
        "No departure is open",
        [
            way_on("Open one", op::DEPART_OPEN)
                .with("leaving")
                .with("on"),
            way_on("for a device", op::DEPART_OPEN)
                .with("device")
                .with("on"),
        ],
    )
}
