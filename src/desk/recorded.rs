//! What a desk has recorded since it was opened.

use std::sync::{Arc, Mutex, PoisonError};

use crate::record::Id;

/// What has been recorded by a desk since it was opened: of each event the item it is about, if any. Shared with
/// whoever opened it, so that it can still be said where the answer could not be written.
#[derive(Clone, Debug, Default)]
pub struct Recorded(Arc<Mutex<Vec<Option<Id>>>>);

impl Recorded {
    pub(super) fn note(&self, items: impl Iterator<Item = Option<Id>>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(items);
    }

    /// The items, each once and in their order, and whether there was anything at all.
    pub fn items(&self) -> (Vec<Id>, bool) {
        let noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut items: Vec<Id> = Vec::new();
        for id in noted.iter().flatten() {
            if !items.contains(id) {
                items.push(*id);
            }
        }
        (items, !noted.is_empty())
    }
}
