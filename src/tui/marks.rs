//! Marked items of the queue: the next outcome is for all of them.
//!
//! Invariants: a mark is on an item and not on a line, so filters and news leave it where it is; an item that
//! leaves the list loses its mark.

use std::collections::BTreeSet;

use crate::record::Id;

/// The marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    marked: BTreeSet<Id>,
    /// The item marked last: where a range begins.
    last: Option<Id>,
}

impl Marks {
    /// How many items are marked.
    pub fn len(&self) -> usize {
        self.marked.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.marked.is_empty()
    }

    /// Whether this one is.
    pub fn has(&self, id: Id) -> bool {
        self.marked.contains(&id)
    }

    /// Marks an item, or takes its mark away; tells whether it is marked now.
    pub fn turn(&mut self, id: Id) -> bool {
        let marked = !self.marked.remove(&id);
        if marked {
            self.marked.insert(id);
            self.last = Some(id);
        }
        marked
    }

    /// Marks everything from the item marked last to this one, as they stand in `shown`; tells whether there
    /// was a beginning. Without one the range begins here.
    pub fn range(&mut self, shown: &[Id], to: Id) -> bool {
        let place = |id: Id| shown.iter().position(|s| *s == id);
        let from = self.last.filter(|id| self.has(*id)).and_then(place);
        let to_place = place(to);
        self.last = Some(to);
        self.marked.insert(to);
        let (Some(from), Some(to)) = (from, to_place) else {
            return false;
        };
        self.marked.extend(&shown[from.min(to)..=from.max(to)]);
        true
    }

    /// Marks all of these; where they all are marked already, takes their marks away. Tells whether they are
    /// marked now.
    pub fn turn_all(&mut self, shown: &[Id]) -> bool {
        let all = shown.iter().all(|id| self.has(*id));
        for id in shown {
            match all {
                true => self.marked.remove(id),
                false => self.marked.insert(*id),
            };
        }
        !all
    }

    /// Takes the marks of these away.
    pub fn drop_these(&mut self, ids: &[Id]) {
        for id in ids {
            self.marked.remove(id);
        }
    }

    /// Takes every mark away.
    pub fn clear(&mut self) {
        *self = Marks::default();
    }

    /// Keeps the marks of items that are still to be seen.
    pub fn keep(&mut self, seen: impl IntoIterator<Item = Id>) {
        if !self.is_empty() {
            let seen: BTreeSet<Id> = seen.into_iter().collect();
            self.marked.retain(|id| seen.contains(id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(n: u8) -> Vec<Id> {
        (0..n).map(|n| Id::from_random([n; 10])).collect()
    }

    #[test]
    fn a_range_goes_from_the_last_mark_to_here_either_way() {
        let all = ids(6);
        let marked = |marks: &Marks| -> Vec<usize> {
            (0..all.len()).filter(|n| marks.has(all[*n])).collect()
        };
        let mut marks = Marks::default();
        assert!(!marks.range(&all, all[4]), "it begins here");
        assert!(marks.range(&all, all[2]));
        assert_eq!(marked(&marks), [2, 3, 4]);
        assert!(marks.range(&all, all[5]));
        assert_eq!(marked(&marks), [2, 3, 4, 5]);
        assert!(!marks.turn(all[3]));
        assert_eq!(marked(&marks), [2, 4, 5]);
        // Where the beginning is filtered out, a range begins anew.
        assert!(marks.turn(all[0]));
        assert!(!marks.range(&all[1..], all[3]));
        assert_eq!(marked(&marks), [0, 2, 3, 4, 5]);
    }

    #[test]
    fn all_shown_are_marked_and_unmarked_and_the_rest_stays() {
        let all = ids(5);
        let mut marks = Marks::default();
        marks.turn(all[4]);
        assert!(marks.turn_all(&all[..3]));
        assert_eq!(marks.len(), 4);
        assert!(!marks.turn_all(&all[..3]));
        assert_eq!((marks.len(), marks.has(all[4])), (1, true));
        marks.keep(all[..4].iter().copied());
        assert!(marks.is_empty());
    }
}
