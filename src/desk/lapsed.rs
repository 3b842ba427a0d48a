//! Texts that went by themselves.

use super::cared::Cared;
use super::words::counted;
use crate::record::Id;

/// What became of not-significant items whose time for undo has run out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lapsed {
    /// Items whose text is gone now.
    pub erased: Vec<Id>,
    /// Items whose text stays because a hold covers them.
    pub held: usize,
    /// What was found of interrupted captures of what is erased, and what became of it.
    pub traces: Vec<Cared>,
}

impl Lapsed {
    /// What went and why, as a sentence; `None` where nothing did.
    pub fn words(&self) -> Option<String> {
        match self.erased.len() {
            0 => None,
            n => Some(format!(
                "The text of {} went: not significant, and the time for undo (your setting) is over.",
                counted(n, "item")
            )),
        }
    }
}
