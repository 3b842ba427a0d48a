//! How pieces begin, as far as one format after another asks to tell whose they are.
//!
//! Bounded: a few long beginnings, and so many short ones; all of them are let go once it is told.

use super::bundle::Bundle;
use super::error::ImportError;
use super::heads::Heads;

/// How much of a piece is looked at to tell what it is.
const HEAD: u64 = 1 << 20;
/// How much mostly tells it.
const START: u64 = 4 << 10;
/// What one probe after another asks is the first pieces; more are not held.
const HEADS: usize = 8;
const STARTS: usize = 1024;

impl Bundle {
    /// The beginning of a piece, read once.
    pub(super) fn head(&mut self, piece: usize) -> Result<&[u8], ImportError> {
        if let Some(at) = self.heads.long.iter().position(|(n, _)| *n == piece) {
            return Ok(&self.heads.long[at].1);
        }
        let head = self.stretch(piece, 0, HEAD)?;
        let long = &mut self.heads.long;
        if long.len() >= HEADS {
            long.remove(0);
        }
        long.push((piece, head));
        Ok(long.last().map_or(&[], |(_, head)| head))
    }

    /// How the beginning of a piece begins, read once: of a zip of thousands no more is unpacked where that tells.
    pub(super) fn start(&mut self, piece: usize) -> Result<&[u8], ImportError> {
        if !self.heads.short.contains_key(&piece) {
            let start = self.stretch(piece, 0, START)?;
            if self.heads.short.len() >= STARTS {
                self.heads.short.clear();
            }
            self.heads.short.insert(piece, start);
        }
        Ok(self.heads.short.get(&piece).map_or(&[], Vec::as_slice))
    }

    /// Lets go what was looked at to tell whose it is.
    pub(super) fn forget_heads(&mut self) {
        self.heads = Heads::default();
    }
}
