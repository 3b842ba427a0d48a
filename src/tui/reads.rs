//! Which read of the terminal a key came with, and what an earlier key of the same read brought about.

/// Reads of the terminal, counted from 1; 0 is before the first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reads {
    /// The one that the key in hand came with.
    pub now: u64,
    /// The one with which what the keys go to was opened.
    pub opened: u64,
    /// The one with which something was refused.
    pub refused: u64,
    /// The one with which something was said last.
    pub said: u64,
}

impl Reads {
    /// Whether what the keys go to was opened by an earlier key of the same read, so that nobody has seen it
    /// yet: an answer that came together with its question answers nothing.
    pub fn is_unseen(&self) -> bool {
        self.now > 0 && self.opened == self.now
    }

    /// Whether what is said was said in this same read, so that nobody has read it yet.
    pub fn is_said_unseen(&self) -> bool {
        self.now > 0 && self.said == self.now
    }

    /// Whether a refusal was said in this same read, so that nobody has read it yet.
    pub fn is_refusal_unseen(&self) -> bool {
        self.now > 0 && self.refused == self.now
    }
}
