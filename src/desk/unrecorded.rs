//! Whole folders of captures that no capture on record names.
//!
//! A capture that is interrupted once its folder has its name, and before that is recorded, leaves a whole record
//! behind. Invariant: such a folder is named and never removed; the same capture, asked for again, takes it up.

use std::path::PathBuf;

use super::cared::Cared;
use super::places::Places;
use super::{Desk, begun};
use crate::record::next::{Ways, op, way_on};
use crate::record::{Id, decide};

/// Such a folder in words.
pub(super) fn told(path: PathBuf, next: Ways) -> Cared {
    Cared {
        path,
        what: "This folder holds a message whole, and no capture on record names it: the capture was interrupted before it was recorded.".to_owned(),
        next,
        done: None,
    }
}

/// What to do about one of an item that is filed, or erased, or not to be captured.
pub(super) fn stays() -> Ways {
    "It stays: it may be a good record, and erasing does not reach it. If it is not to be kept, remove it by hand."
        .into()
}

impl Desk {
    fn unrecorded(&self, places: &Places) -> Vec<(Id, PathBuf)> {
        let items = &self.state.items;
        places.unrecorded(&self.ports, &|id| items.contains_key(&id))
    }

    /// Notes them, should that have been lost or never done, so that they are named without a look everywhere.
    pub(super) fn note_unrecorded(&self, places: &Places) {
        for (id, path) in self.unrecorded(places) {
            if let Some(folder) = path.parent() {
                // Without the note the next doctor names it all the same.
                let _ = places.begin(id, folder);
            }
        }
    }

    /// Whole folders that no capture on record names, each with what to do.
    pub(super) fn unrecorded_trouble(&self, places: &Places) -> Vec<Cared> {
        let items = &self.state.items;
        let found = self.unrecorded(places);
        let told = |(id, path): (Id, PathBuf)| {
            let open = items
                .get(&id)
                .is_some_and(|i| !i.erased && decide::may_capture(i).is_ok());
            let next = match open {
                true => way_on(
                    "To put it on record, capture the item there again as before",
                    op::CAPTURE,
                )
                .on(id)
                .into(),
                false => stays(),
            };
            told(path, next)
        };
        found.into_iter().map(told).collect()
    }

    /// What captures that were begun and not ended left, as far as it is noted; nothing while one may be going on.
    pub fn captures_interrupted(&self) -> Vec<Cared> {
        let begun = begun::list(&self.drafts());
        if begun.is_empty() {
            return Vec::new();
        }
        let Some(_turn) = self.register.turn() else {
            return Vec::new();
        };
        let places = self.places();
        let mut found: Vec<Cared> = Vec::new();
        for one in begun {
            let left = places.is_left(&self.ports, one.item, &one.folder);
            let what = match left {
                Some(false) => continue,
                Some(true) => "A capture was interrupted and left a folder here.",
                None => "A capture was interrupted here, and the place cannot be looked at now.",
            };
            if !found.iter().any(|cared| cared.path == one.folder) {
                found.push(Cared {
                    path: one.folder,
                    what: what.to_owned(),
                    next: way_on("See what it is with", op::DOCTOR).into(),
                    done: None,
                });
            }
        }
        found
    }
}
