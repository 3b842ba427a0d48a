//! Many small things of one kind, in pieces of memory of one size.
//!
//! Invariant: they are never moved. What would be one block of everything is as large as all that was put there before,
//! and for a moment both would be held.

use std::ops::{Index, IndexMut};

/// How many one piece has room for; a power of two.
const PIECE: usize = 4096;

pub(super) struct Rows<T> {
    pieces: Vec<Vec<T>>,
}

impl<T> Default for Rows<T> {
    fn default() -> Rows<T> {
        Rows { pieces: Vec::new() }
    }
}

impl<T> Rows<T> {
    pub fn len(&self) -> usize {
        match self.pieces.last() {
            Some(last) => (self.pieces.len() - 1) * PIECE + last.len(),
            None => 0,
        }
    }

    pub fn push(&mut self, one: T) {
        match self.pieces.last_mut() {
            Some(last) if last.len() < PIECE => last.push(one),
            _ => {
                // A register of a few frames takes the room of a few.
                let room = if self.pieces.is_empty() { 0 } else { PIECE };
                let mut piece = Vec::with_capacity(room);
                piece.push(one);
                self.pieces.push(piece);
            }
        }
    }

    pub fn get(&self, n: usize) -> Option<&T> {
        self.pieces.get(n / PIECE)?.get(n % PIECE)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.pieces.iter().flatten()
    }

    /// The first of them of which this does not hold; it holds of all those before it and of none behind it.
    pub fn partition_point(&self, holds: impl Fn(&T) -> bool) -> usize {
        let before = |piece: &Vec<T>| piece.last().is_some_and(&holds);
        let piece = self.pieces.partition_point(before);
        let within = self.pieces.get(piece);
        let within = within.map_or(0, |piece| piece.partition_point(&holds));
        (piece * PIECE + within).min(self.len())
    }

    /// Puts them in the order of a key, unless they are in it.
    pub fn sort_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        if self.iter().is_sorted_by_key(&key) {
            return;
        }
        let mut all: Vec<T> = std::mem::take(&mut self.pieces)
            .into_iter()
            .flatten()
            .collect();
        all.sort_by_key(key);
        self.extend(all);
    }

    /// Lets go of whole pieces of those before this one: they are not asked for again.
    pub fn forget_before(&mut self, n: usize) {
        let mut gone = self.pieces[..n / PIECE].iter_mut().rev();
        while let Some(piece) = gone.next().filter(|piece| !piece.is_empty()) {
            *piece = Vec::new();
        }
    }

    /// Two different ones, to be changed both.
    pub fn both(&mut self, one: usize, other: usize) -> Option<(&mut T, &mut T)> {
        let (a, b) = (one.min(other), one.max(other));
        let (head, tail) = self.pieces.split_at_mut_checked(b / PIECE)?;
        let last = tail.first_mut()?;
        let (a, b) = match head.get_mut(a / PIECE) {
            Some(piece) => (piece.get_mut(a % PIECE)?, last.get_mut(b % PIECE)?),
            None => {
                let (before, rest) = last.split_at_mut_checked(b % PIECE)?;
                (before.get_mut(a % PIECE)?, rest.first_mut()?)
            }
        };
        Some(if one < other { (a, b) } else { (b, a) })
    }
}

impl<T> Extend<T> for Rows<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, more: I) {
        more.into_iter().for_each(|one| self.push(one));
    }
}

impl<T> Index<usize> for Rows<T> {
    type Output = T;

    fn index(&self, n: usize) -> &T {
        &self.pieces[n / PIECE][n % PIECE]
    }
}

impl<T> IndexMut<usize> for Rows<T> {
    fn index_mut(&mut self, n: usize) -> &mut T {
        &mut self.pieces[n / PIECE][n % PIECE]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_number_and_by_key_whatever_piece_they_are_in() {
        for count in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7] {
            let mut rows = Rows::default();
            rows.extend((0..count).rev());
            rows.sort_by_key(|n| *n);
            assert_eq!(rows.len(), count);
            assert!(rows.iter().copied().eq(0..count));
            assert!(rows.get(count).is_none());
            for n in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, count] {
                let wanted = n.min(count);
                assert_eq!(
                    rows.partition_point(|one| *one < n),
                    wanted,
                    "{n} of {count}"
                );
            }
        }
    }

    #[test]
    fn what_is_behind_stays_when_what_is_before_is_let_go_of() {
        let mut rows = Rows::default();
        rows.extend(0..3 * PIECE);
        for n in (0..3 * PIECE).step_by(PIECE / 3) {
            rows.forget_before(n);
            assert_eq!(rows[n], n);
            assert_eq!(rows[3 * PIECE - 1], 3 * PIECE - 1);
            let kept: usize = rows.pieces.iter().map(Vec::capacity).sum();
            assert!(kept <= 3 * PIECE - n / PIECE * PIECE + PIECE);
        }
    }
}
