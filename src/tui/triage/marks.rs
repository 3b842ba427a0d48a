//! Which lines are chosen: one bit a line, so that a million of them are chosen at once.
//!
//! Knows nothing of the house.

/// A set of lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    bits: Vec<u64>,
    count: usize,
}

impl Chosen {
    /// Whether a line is in it.
    pub fn has(&self, line: usize) -> bool {
        let word = self.bits.get(line / 64);
        word.is_some_and(|w| w & (1 << (line % 64)) != 0)
    }

    /// Puts a line in or takes it out.
    pub fn set(&mut self, line: usize, on: bool) {
        if self.has(line) == on {
            return;
        }
        if self.bits.len() <= line / 64 {
            self.bits.resize(line / 64 + 1, 0);
        }
        self.bits[line / 64] ^= 1 << (line % 64);
        match on {
            true => self.count += 1,
            false => self.count -= 1,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The lines, from the first on.
    pub fn lines(&self) -> impl Iterator<Item = usize> + '_ {
        let words = self.bits.iter().enumerate().filter(|(_, w)| **w != 0);
        words.flat_map(|(n, word)| {
            (0..64)
                .filter(move |b| word & (1 << b) != 0)
                .map(move |b| n * 64 + b)
        })
    }

    /// Takes all out.
    pub fn clear(&mut self) {
        *self = Chosen::default();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_a_set(changes in prop::collection::vec((0..300usize, any::<bool>()), 0..80)) {
            let (mut marks, mut plain) = (Chosen::default(), BTreeSet::new());
            for (line, on) in changes {
                marks.set(line, on);
                if on { plain.insert(line); } else { plain.remove(&line); }
                prop_assert_eq!(marks.len(), plain.len());
                prop_assert_eq!(marks.has(line), on);
            }
            prop_assert_eq!(marks.lines().collect::<Vec<_>>(), plain.into_iter().collect::<Vec<_>>());
            marks.clear();
            prop_assert!(marks.is_empty() && marks.lines().next().is_none());
        }
    }
}
