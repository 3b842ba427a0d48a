//! Draws from a seed: the same seed, the same draws.

use std::io;
use std::sync::Mutex;

use onrecord::ports::Random;

/// A stream of numbers that is a function of its seed (splitmix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to one less than `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.draw() % bound.max(1) as u64) as usize
    }

    /// True so many times in a hundred.
    pub fn in_hundred(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
    }

    pub fn bytes(&mut self, into: &mut [u8]) {
        for eight in into.chunks_mut(8) {
            let drawn = self.draw().to_le_bytes();
            eight.copy_from_slice(&drawn[..eight.len()]);
        }
    }
}

/// The random source of one installation.
pub struct Drawn(Mutex<Dice>);

impl Drawn {
    pub fn new(seed: u64) -> Drawn {
        Drawn(Mutex::new(Dice::new(seed)))
    }
}

impl Random for Drawn {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        self.0.lock().unwrap().bytes(bytes);
        Ok(())
    }
}
