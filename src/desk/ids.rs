//! Ids: drawing new ones, showing them short, finding what one begins with.
//!
//! Invariant: what is shown short is never the beginning of two.

use std::collections::HashMap;

use super::{Desk, DeskError};
use crate::record::command::Refusal;
use crate::record::next::{Ways, op, way_on};
use crate::record::query::{self, IdError};
use crate::record::{Event, EventKind, Id};

/// The events by which decisions and departures come, each of which gets a number.
const NUMBERED: &[EventKind] = &[EventKind::DecisionRecorded, EventKind::DepartureOpened];

impl Desk {
    /// From now on items and decisions are named by their number, in the order in which they came.
    pub fn name_by_number(&mut self) {
        self.numbers = true;
    }

    /// The number of an item or decision.
    fn number(&self, id: Id) -> Option<usize> {
        let numbers = self.derived.numbers.get_or_init(|| {
            let items = self.state.items_in_order().map(|i| i.id).zip(1..);
            let mut numbers: HashMap<Id, usize> = items.collect();
            for named in [Event::decision, Event::departure] {
                let mut n = 0;
                for id in self
                    .entries
                    .of_kinds(NUMBERED)
                    .filter_map(|e| named(&e.event))
                {
                    numbers.entry(id).or_insert_with(|| {
                        n += 1;
                        n
                    });
                }
            }
            numbers
        });
        numbers.get(&id).copied()
    }

    /// An id as short as it can be and still be told from every other; a number where those are wanted.
    pub fn short(&self, id: Id) -> String {
        if self.numbers
            && let Some(n) = self.number(id)
        {
            return n.to_string();
        }
        let length = self
            .derived
            .short
            .get_or_init(|| query::short_length(&self.state));
        id.as_str()[..*length].to_owned()
    }

    /// The item whose id begins with `prefix`.
    pub fn resolve(&self, prefix: &str) -> Result<Id, Refusal> {
        let hint = || way_on("List what there is with", op::EVERYTHING).with("all");
        query::resolve(&self.state, prefix).map_err(|e| match e {
            IdError::Unknown => self
                .was_taken_back(prefix)
                .unwrap_or_else(|| unresolved(e, prefix, "item", hint())),
            e => unresolved(e, prefix, "item", hint()),
        })
    }

    /// The decision whose id begins with `prefix`.
    pub fn resolve_decision(&self, prefix: &str) -> Result<Id, Refusal> {
        let hint = way_on("List them with", op::DECISIONS).with("decisions");
        let found = query::resolve_decision(&self.state, prefix);
        found.map_err(|e| unresolved(e, prefix, "decision", hint))
    }

    /// The item whose id begins with `prefix`, also one that was taken back and whose text is still there.
    pub fn resolve_erasable(&self, prefix: &str) -> Result<Id, Refusal> {
        let wanted = prefix.trim().to_ascii_lowercase();
        let taken_back = || {
            let mut ids = self
                .state
                .withdrawn
                .keys()
                .filter(|id| id.as_str().starts_with(&wanted));
            ids.next()
                .filter(|_| wanted.len() >= 4 && ids.next().is_none())
                .copied()
        };
        self.resolve(prefix)
            .or_else(|refusal| taken_back().ok_or(refusal))
    }

    /// Draws a new id.
    pub fn new_id(&self) -> Result<Id, DeskError> {
        let mut bytes = [0; 10];
        self.ports.random.fill(&mut bytes).map_err(no_random)?;
        Ok(Id::from_random(bytes))
    }
}

pub(super) fn no_random(e: std::io::Error) -> DeskError {
    DeskError::Storage(format!(
        "The system gave no random numbers for an id: {e}. Try again"
    ))
}

/// Why an id did not lead anywhere.
pub(super) fn unresolved(
    error: IdError,
    prefix: &str,
    what: &str,
    hint: impl Into<Ways>,
) -> Refusal {
    match error {
        IdError::Unknown => Refusal::new(format!("No {what} {prefix} is on record"), hint),
        IdError::Several(ids) => {
            let shown: Vec<String> = ids.iter().map(Id::to_string).collect();
            Refusal::new(
                format!("{prefix} could be any of {} {what}s", ids.len()),
                format!("Give more of the id: {}", shown.join(", ")),
            )
        }
    }
}
