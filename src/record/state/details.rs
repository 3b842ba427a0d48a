//! The details of a device or conversation that can be put right one by one.
//!
//! Invariant: a detail knows the event that gave it, so that two values given without sight of each other are
//! both kept.

use std::collections::BTreeMap;

use super::conflict::Conflict;
use crate::record::field::Place;

/// Values by the name of their field, each with the event that gave it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    fields: BTreeMap<String, (Option<String>, Place)>,
    pub conflicts: Vec<Conflict>,
}

impl Details {
    /// The value of a field; `None` where it was never given, taken away or erased.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.fields.get(field)?.0.as_deref()
    }

    /// The event that gave a field its value.
    pub(in crate::record) fn place(&self, field: &str) -> Option<&Place> {
        self.fields.get(field).map(|(_, place)| place)
    }

    /// Takes a value; one that replaces another than stands is kept as a conflict until somebody decides.
    pub(in crate::record) fn put(
        &mut self,
        field: &str,
        value: Option<String>,
        replaces: Option<&Place>,
        place: Place,
    ) {
        let standing = self.fields.get(field).cloned();
        let seen = standing.as_ref().map(|(_, place)| place);
        if seen == replaces {
            self.conflicts.retain(|c| c.field != field);
        } else if let Some((old, old_place)) = standing.filter(|(old, _)| *old != value) {
            let words = |v: &Option<String>| v.clone().unwrap_or_else(|| "not stated".into());
            self.conflicts.push(Conflict {
                field: field.to_owned(),
                first: (words(&old), old_place),
                second: (words(&value), place.clone()),
            });
        }
        self.fields.insert(field.to_owned(), (value, place));
    }
}
