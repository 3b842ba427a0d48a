//! The items on record, in the order they came and by their id.
//!
//! A register holds tens of thousands; they lie one after another
//! and the index holds numbers alone, because a table of whole items is mostly empty room.

use std::collections::HashMap;

use super::item::Item;
use crate::record::field::Id;

/// All items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Items {
    all: Vec<Item>,
    by_id: HashMap<Id, u32>,
}

impl Items {
    /// The item of that id.
    pub fn get(&self, id: &Id) -> Option<&Item> {
        self.all.get(*self.by_id.get(id)? as usize)
    }

    /// The item of that id, to be changed.
    pub fn get_mut(&mut self, id: &Id) -> Option<&mut Item> {
        self.all.get_mut(*self.by_id.get(id)? as usize)
    }

    /// Whether an item of that id is on record.
    pub fn contains_key(&self, id: &Id) -> bool {
        self.by_id.contains_key(id)
    }

    /// The items in the order they came.
    pub fn values(&self) -> std::slice::Iter<'_, Item> {
        self.all.iter()
    }

    /// The same, to be changed.
    pub(in crate::record) fn values_mut(&mut self) -> std::slice::IterMut<'_, Item> {
        self.all.iter_mut()
    }

    /// The ids in the order they came.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id> + Clone {
        self.all.iter().map(|item| item.id)
    }

    /// Adds an item whose id is not on record; false, and nothing done, where it is.
    pub(in crate::record) fn insert(&mut self, item: Item) -> bool {
        let Ok(place) = u32::try_from(self.all.len()) else {
            return false;
        };
        if self.contains_key(&item.id) {
            return false;
        }
        self.by_id.insert(item.id, place);
        self.all.push(item);
        true
    }
}

impl std::ops::Index<&Id> for Items {
    type Output = Item;

    /// The item of an id that is known to be on record.
    fn index(&self, id: &Id) -> &Item {
        &self.all[self.by_id[id] as usize]
    }
}
