//! What the row of a capture says of its circumstances: as its record says it.
//!
//! Invariant: beside a record copied from where it was lodged the row tells what was on record when that was written,
//! whatever was said since of the device, the people or the timer; what was put right later stands in a column of its
//! own.

use std::collections::{HashMap, HashSet};

use crate::desk::Desk;
use crate::desk::circumstances::Circumstances;
use crate::desk::document::RecordBuilder;
use crate::record::fold::fold_seen;
use crate::record::state::Item;
use crate::record::{Event, Id};

impl Desk {
    /// The circumstances of these items as they were on record when each was captured last.
    pub(super) fn as_lodged(&self, items: &[&Item]) -> HashMap<Id, Circumstances> {
        let wanted: HashSet<Id> = items.iter().map(|item| item.id).collect();
        let mut told = HashMap::new();
        let off = self.state.taken_back.clone();
        fold_seen(self.state.frames(), off, &self.entries, |state, entry| {
            let Event::ItemCaptured(e) = &entry.event else {
                return;
            };
            let item = state.items.get(&e.item);
            if let Some(item) = item.filter(|item| wanted.contains(&item.id)) {
                let scribe = RecordBuilder {
                    state,
                    ..self.scribe()
                };
                told.insert(item.id, Circumstances::of(&scribe, item));
            }
        });
        told
    }
}
