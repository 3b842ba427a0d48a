//! The items on record, in the order they came and by their id.
//!
//! A register holds tens of thousands; they lie one after another
//! and the index holds numbers alone, because a table of whole items is mostly empty room.

use std::collections::HashSet;
use std::hash::BuildHasher as _;
use std::sync::Arc;

// Seeded as the standard one is, and a third of its price for keys as short as these.
use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::item::Item;
use super::setting::Setting;
use super::told::Told;
use crate::record::field::Id;

/// Of how many items frames are read at a time: of as many as it is worth several threads for.
const BATCH: usize = 2048;

/// All items.
#[derive(Clone, Debug, Default)]
pub struct Items {
    all: Vec<Item>,
    by_id: HashTable<u32>,
    seed: RandomState,
    /// What items share, and what was shared last.
    settings: HashSet<Arc<Setting>, RandomState>,
    last: Option<Arc<Setting>>,
}

impl PartialEq for Items {
    fn eq(&self, other: &Items) -> bool {
        self.all == other.all
    }
}

impl Items {
    /// Goes through those that are wanted with what their frames say. These are read a batch at a time, and not kept.
    pub fn each_told<'a>(
        &'a self,
        wanted: impl Fn(&'a Item) -> bool,
        mut seen: impl FnMut(&'a Item, &Told),
    ) {
        let all: Vec<&Item> = self.all.iter().filter(|item| wanted(item)).collect();
        for batch in all.chunks(BATCH) {
            let read = Item::read_together(batch);
            for item in batch {
                seen(item, &item.told_of(&read));
            }
        }
    }

    /// Reads what these say together, which is quicker than one after the other when they are asked.
    pub fn tell(items: &[&Item]) {
        for batch in items.chunks(BATCH) {
            let read = Item::read_together(batch);
            batch.iter().for_each(|item| item.tell(&read));
        }
    }

    /// The one of its kind that items share.
    pub(in crate::record) fn shared(&mut self, setting: Setting) -> Arc<Setting> {
        if let Some(last) = self.last.as_ref().filter(|last| ***last == setting) {
            return last.clone();
        }
        let shared = match self.settings.get(&setting) {
            Some(known) => known.clone(),
            None => {
                let new = Arc::new(setting);
                self.settings.insert(new.clone());
                new
            }
        };
        self.last.insert(shared).clone()
    }

    /// Says something else of an item than was said.
    pub(in crate::record) fn put(&mut self, id: &Id, change: impl FnOnce(&mut Setting)) {
        let Some(item) = self.get(id) else { return };
        let mut setting = Setting::clone(item);
        change(&mut setting);
        let shared = self.shared(setting);
        if let Some(item) = self.get_mut(id) {
            item.setting = shared;
        }
    }

    /// The item of that id.
    pub fn get(&self, id: &Id) -> Option<&Item> {
        self.all.get(self.place(id)?)
    }

    fn place(&self, id: &Id) -> Option<usize> {
        let same = |place: &u32| self.all[*place as usize].id == *id;
        let place = self.by_id.find(self.seed.hash_one(id), same)?;
        Some(*place as usize)
    }

    /// The item of that id, to be changed.
    pub fn get_mut(&mut self, id: &Id) -> Option<&mut Item> {
        let place = self.place(id)?;
        self.all.get_mut(place)
    }

    /// Whether an item of that id is on record.
    pub fn contains_key(&self, id: &Id) -> bool {
        self.place(id).is_some()
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
        let hash = self.seed.hash_one(item.id);
        self.all.push(item);
        let (all, seed) = (&self.all, &self.seed);
        let again = |place: &u32| seed.hash_one(all[*place as usize].id);
        self.by_id.insert_unique(hash, place, again);
        true
    }
}

impl std::ops::Index<&Id> for Items {
    type Output = Item;

    /// The item of an id that is known to be on record.
    fn index(&self, id: &Id) -> &Item {
        // Of one that is not, no place is the right one: it fails as with any list.
        &self.all[self.place(id).unwrap_or(usize::MAX)]
    }
}
