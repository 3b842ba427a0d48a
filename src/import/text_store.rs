//! Texts that are held once, one after another, in blocks that are never moved.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

/// Bytes of a block, where no text alone takes more.
const BLOCK: usize = 256 << 10;
/// A text from so many bytes on has its length in four bytes behind this one.
const LONG: u8 = u8::MAX;

/// Where a text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TextId {
    block: u32,
    at: u32,
}

/// Texts. A list of chats says the same names over and over.
#[derive(Clone, Debug, Default)]
pub(super) struct TextStore {
    blocks: Vec<Vec<u8>>,
    /// Those that are held once.
    known: HashTable<TextId>,
    hasher: RandomState,
}

impl TextStore {
    /// Holds a text, whether or not it is held already.
    pub(super) fn add(&mut self, text: &str) -> TextId {
        let len = text.len();
        let size = len + 5;
        let room = |block: &Vec<u8>| block.capacity() - block.len() >= size;
        if !self.blocks.last().is_some_and(room) {
            // What is no larger than others is all of one size.
            self.blocks.push(Vec::with_capacity(size.max(BLOCK)));
        }
        let id = TextId {
            block: self.blocks.len().saturating_sub(1) as u32,
            at: self.blocks.last().map_or(0, Vec::len) as u32,
        };
        if let Some(block) = self.blocks.last_mut() {
            match u8::try_from(len).ok().filter(|len| *len < LONG) {
                Some(len) => block.push(len),
                None => {
                    block.push(LONG);
                    block.extend_from_slice(&(len as u32).to_le_bytes());
                }
            }
            block.extend_from_slice(text.as_bytes());
        }
        id
    }

    /// The place of a text that is held once.
    pub(super) fn find(&self, text: &str) -> Option<TextId> {
        let hash = self.hash(text);
        let found = self.known.find(hash, |id| self.get(*id) == text);
        found.copied()
    }

    /// Holds a text once.
    pub(super) fn once(&mut self, text: &str) -> TextId {
        if let Some(id) = self.find(text) {
            return id;
        }
        let (id, hash) = (self.add(text), self.hash(text));
        let mut known = std::mem::take(&mut self.known);
        known.insert_unique(hash, id, |id| self.hash(self.get(*id)));
        self.known = known;
        id
    }

    pub(super) fn get(&self, id: TextId) -> &str {
        self.text(id).unwrap_or_default()
    }

    fn text(&self, id: TextId) -> Option<&str> {
        let from = self.blocks.get(id.block as usize)?.get(id.at as usize..)?;
        let (first, rest) = from.split_first()?;
        let bytes = match *first {
            LONG => {
                let (len, rest) = rest.split_first_chunk::<4>()?;
                rest.get(..u32::from_le_bytes(*len) as usize)?
            }
            len => rest.get(..usize::from(len))?,
        };
        std::str::from_utf8(bytes).ok()
    }

    /// Nothing is looked for any more: what finds a text is let go.
    pub(super) fn close(&mut self) {
        self.known = HashTable::new();
    }

    pub(super) fn hash(&self, text: &str) -> u64 {
        self.hasher.hash_one(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_given_as_it_was_whatever_its_length_and_the_same_is_held_once() {
        let mut store = TextStore::default();
        let text = |n: usize| "é".repeat(n * n % 400) + &n.to_string();
        let ids: Vec<TextId> = (0..5000).map(|n| store.once(&text(n))).collect();
        let large = "x".repeat(2 * BLOCK);
        let one = store.add(&large);
        for (n, id) in ids.iter().enumerate() {
            assert_eq!(store.get(*id), text(n));
            assert_eq!(store.once(&text(n)), *id);
            assert_eq!(store.find(&text(n)), Some(*id));
        }
        assert!(store.get(one) == large);
        assert_eq!(store.find("nowhere"), None);
        let empty = store.add("");
        assert_eq!(store.get(empty), "");
        assert_ne!(store.add("twice"), store.add("twice"));
    }
}
