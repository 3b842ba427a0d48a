//! Who wrote how many messages, so many names of them.

use std::collections::HashMap;

// Seeded as the standard one is, and a third of its price for keys as short as these.
use foldhash::fast::RandomState;

/// Names kept of those who wrote.
const NAMES: usize = 20_000;

#[derive(Default)]
pub(super) struct Writers {
    places: HashMap<String, usize, RandomState>,
    /// Of each name how many messages.
    written: Vec<u64>,
    /// Who wrote last, and where that is counted: many messages of one person mostly stand together.
    last: Option<(String, usize)>,
    /// Messages of names beyond those that are kept.
    pub(super) others: u64,
}

impl Writers {
    pub(super) fn wrote(&mut self, name: &str) {
        if self.last.as_ref().is_none_or(|(last, _)| last != name) {
            let Some(place) = self.place(name) else {
                self.others += 1;
                return;
            };
            let last = self.last.get_or_insert_default();
            name.clone_into(&mut last.0);
            last.1 = place;
        }
        if let Some((_, place)) = &self.last {
            self.written[*place] += 1;
        }
    }

    fn place(&mut self, name: &str) -> Option<usize> {
        if let Some(place) = self.places.get(name) {
            return Some(*place);
        }
        let place = self.written.len();
        (place < NAMES).then(|| {
            self.places.insert(name.to_owned(), place);
            self.written.push(0);
            place
        })
    }

    /// Each with how many, most first.
    pub(super) fn listed(&self) -> Vec<(String, u64)> {
        let each = self.places.iter();
        let each = each.map(|(name, place)| (name.clone(), self.written[*place]));
        let mut all: Vec<(String, u64)> = each.collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_counted_and_past_the_bound_all_together() {
        let mut writers = Writers::default();
        for name in ["", "b", "b", "a", "", "b", "c", "a"] {
            writers.wrote(name);
        }
        let all = [("b", 3), ("", 2), ("a", 2), ("c", 1)];
        assert_eq!(writers.listed(), all.map(|(name, n)| (name.to_owned(), n)));
        for n in 0..NAMES {
            writers.wrote(&format!("x{n}"));
        }
        writers.wrote("b");
        writers.wrote("nobody");
        writers.wrote("nobody");
        assert_eq!((writers.listed().len(), writers.others), (NAMES, 6));
        assert_eq!(writers.listed()[0], ("b".to_owned(), 4));
    }
}
