//! Reading frames again: how what is on record gets at what was typed, which it does not keep.
//!
//! The rules and the fold are pure: where frames are read from comes in with them, as a clock would.

use std::fmt;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::entry::{Entry, Slot};

/// Whether most of what an event of this kind says in its text is told from its frame when it is asked for: of that
/// the fold needs [`FOLDED`] alone.
pub fn told_again(kind: &str) -> bool {
    matches!(kind, "item.added" | "item.message")
}

/// The text fields of such an event that the fold makes something of.
pub const FOLDED: &[&str] = &["from", "marking", "principal", "person"];

/// Some of the slots there are, a bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotSet(Vec<u64>);

impl SlotSet {
    /// Adds one.
    pub fn insert(&mut self, slot: Slot) {
        let at = slot.0 as usize / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (slot.0 % 64);
    }

    /// Adds all of another's.
    pub fn join(&mut self, other: &SlotSet) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (bits, more) in self.0.iter_mut().zip(&other.0) {
            *bits |= more;
        }
    }

    pub fn contains(&self, slot: Slot) -> bool {
        let bits = self.0.get(slot.0 as usize / 64);
        bits.is_some_and(|bits| bits & 1 << (slot.0 % 64) != 0)
    }

    /// How many they are.
    pub fn count(&self) -> usize {
        self.0.iter().map(|bits| bits.count_ones() as usize).sum()
    }
}

/// Where entries are read again.
pub trait Again: Send + Sync {
    /// These entries, in this order.
    ///
    /// # Errors
    /// What cannot be read, in words.
    fn again(&self, slots: &[Slot]) -> Result<Vec<Entry>, String>;

    /// Of each word the slots of all entries in whose texts it may stand, in whatever case, and perhaps of others;
    /// `None` where that cannot be told without reading them.
    fn holding(&self, words: &[&str]) -> Vec<Option<SlotSet>> {
        vec![None; words.len()]
    }

    /// Gives an entry that is new its slot, where that is done here: frames on disk have theirs.
    fn keep(&self, _entry: &mut Entry) {}
}

/// Where the entries of a state are read again; the first failure is kept until somebody asks.
#[derive(Clone)]
pub struct Frames(Arc<Reads>);

struct Reads {
    from: Box<dyn Again>,
    failed: OnceLock<String>,
}

impl Frames {
    /// Reads from there.
    pub fn new(from: impl Again + 'static) -> Frames {
        Frames(Arc::new(Reads {
            from: Box::new(from),
            failed: OnceLock::new(),
        }))
    }

    /// These entries; none where they cannot be read, which [`Frames::failure`] tells from then on.
    pub fn read(&self, slots: &[Slot]) -> Vec<Entry> {
        let read = self.0.from.again(slots);
        read.unwrap_or_else(|why| {
            self.0.failed.get_or_init(|| why);
            Vec::new()
        })
    }

    /// Of each word the slots of all entries in whose texts it may stand, as [`Again::holding`] tells.
    pub fn holding(&self, words: &[&str]) -> Vec<Option<SlotSet>> {
        self.0.from.holding(words)
    }

    /// Gives an entry that is new its slot, where it has none yet.
    pub(super) fn keep(&self, entry: &mut Entry) {
        self.0.from.keep(entry);
    }

    /// Why something could not be read, where that happened.
    pub fn failure(&self) -> Option<&str> {
        self.0.failed.get().map(String::as_str)
    }
}

impl Default for Frames {
    fn default() -> Frames {
        Frames::new(InMemory::default())
    }
}

impl fmt::Debug for Frames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Frames")
    }
}

/// Where a state is read from is no part of what it says.
impl PartialEq for Frames {
    fn eq(&self, _: &Frames) -> bool {
        true
    }
}

/// Entries that are kept in memory, each under the slot of its place among them.
#[derive(Clone, Default)]
pub struct InMemory(Arc<RwLock<Vec<Entry>>>);

impl Again for InMemory {
    fn again(&self, slots: &[Slot]) -> Result<Vec<Entry>, String> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let kept = slots.iter().filter_map(|s| all.get(s.0 as usize).cloned());
        Ok(kept.collect())
    }

    fn keep(&self, entry: &mut Entry) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        entry.slot = Slot(u32::try_from(all.len()).unwrap_or(u32::MAX));
        all.push(entry.clone());
    }
}
