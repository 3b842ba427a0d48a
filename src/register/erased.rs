//! Which frames are on record as erased, and of which a text still stands somewhere.

use std::collections::HashSet;

use super::book::{File, Register};
use super::error::StoreError;
use crate::record::{Id, Place};

/// How many entries are read at a time by whoever goes through all.
const BATCH: usize = 256;

impl Register {
    /// Texts that are on record as erased and still stand in some file, each with the item it is of.
    pub fn open_erasures(&self) -> Vec<(Place, Option<Id>)> {
        let open = self.known.open.iter();
        let mut all: Vec<_> = open.map(|o| (o.erasure.0.clone(), o.item)).collect();
        all.dedup();
        all
    }

    /// The same, and those of which a piece may stand in a file of this installation's where bytes are no frame.
    pub(super) fn erasures_here(&self) -> Result<Vec<(Place, Option<Id>)>, StoreError> {
        let mut all = self.open_erasures();
        let unclear = |f: &File| f.is_of(&self.memory) && (f.bads || f.loose || f.odd.is_some());
        if self.known.files.iter().any(unclear) {
            all.extend(self.erased_frames(|_| true)?);
        }
        Ok(all)
    }

    /// The frames that are on record as erased, of those that are asked for, each with the item it is of.
    pub(super) fn erased_frames(
        &self,
        wanted: impl Fn(&Place) -> bool,
    ) -> Result<Vec<(Place, Option<Id>)>, StoreError> {
        let erased = self.known.erased.keys().map(|(place, _)| place);
        let erased: HashSet<&Place> = erased.filter(|p| wanted(p)).collect();
        let mut all = Vec::new();
        if erased.is_empty() {
            return Ok(all);
        }
        let frames = self.frames();
        let slots: Vec<_> = frames.all().collect();
        for some in slots.chunks(BATCH) {
            let entries = frames.read(some)?.into_iter();
            let named = entries.filter(|e| erased.contains(&e.place()));
            all.extend(named.map(|e| (e.place(), e.event.item())));
        }
        Ok(all)
    }
}
