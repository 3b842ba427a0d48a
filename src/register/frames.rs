//! All frames in brief, in pieces of memory of one size.
//!
//! Invariant: they are never moved. What would be one block of everything is as large as all that was read before it,
//! and for a moment both would be held.

use std::ops::{Index, IndexMut};

use super::brief::Brief;

/// How many frames one piece has room for; a power of two.
const PIECE: usize = 4096;

#[derive(Default)]
pub(super) struct Frames {
    pieces: Vec<Vec<Brief>>,
}

impl Frames {
    pub fn len(&self) -> usize {
        match self.pieces.last() {
            Some(last) => (self.pieces.len() - 1) * PIECE + last.len(),
            None => 0,
        }
    }

    pub fn push(&mut self, brief: Brief) {
        match self.pieces.last_mut() {
            Some(last) if last.len() < PIECE => last.push(brief),
            _ => {
                // A register of a few frames takes the room of a few.
                let room = if self.pieces.is_empty() { 0 } else { PIECE };
                let mut piece = Vec::with_capacity(room);
                piece.push(brief);
                self.pieces.push(piece);
            }
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Brief> {
        self.pieces.iter().flatten()
    }

    /// Two different ones, to be changed both.
    pub fn both(&mut self, one: usize, other: usize) -> Option<(&mut Brief, &mut Brief)> {
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

impl Index<usize> for Frames {
    type Output = Brief;

    fn index(&self, n: usize) -> &Brief {
        &self.pieces[n / PIECE][n % PIECE]
    }
}

impl IndexMut<usize> for Frames {
    fn index_mut(&mut self, n: usize) -> &mut Brief {
        &mut self.pieces[n / PIECE][n % PIECE]
    }
}
