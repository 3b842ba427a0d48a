//! What a register is known by where only hashes of it are: the first frames of its writers, and any frame that counts.

use std::collections::HashSet;

use super::book::Register;
use super::error::StoreError;
use super::head::{Half, half};

impl Register {
    /// The hashes of the first frames of all writers that count here, lowest first.
    ///
    /// # Errors
    /// Where a frame could not be read again.
    pub fn first_hashes(&self) -> Result<Vec<[u8; 32]>, StoreError> {
        let of_writers = self.known.writers.values();
        let first = of_writers.filter_map(|of| of.frames.iter().find(|at| at.seq == 1));
        let first: HashSet<Half> = first.map(|at| at.half).collect();
        let frames = self.frames();
        let read = frames.read(&frames.with(&first))?;
        let mut hashes: Vec<[u8; 32]> = read.iter().map(|entry| entry.hash).collect();
        hashes.sort_unstable();
        Ok(hashes)
    }

    /// How many frames count here.
    pub fn counted_events(&self) -> u64 {
        self.known.writers.values().map(|of| of.events).sum()
    }

    /// Of these hashes, those of frames that count here.
    pub fn counting(&self, hashes: &HashSet<[u8; 32]>) -> HashSet<[u8; 32]> {
        let there = self.frames().halves();
        let counts = hashes.iter().filter(|hash| there.contains(&half(hash)));
        counts.copied().collect()
    }
}
