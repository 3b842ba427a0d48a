//! A message's bytes as they stand in the backup: those of all its elements, of a very long one the first.

use super::limited::Passed;

/// The largest original that is kept with a message as it stands.
const RAW_CAP: usize = 8 << 20;
/// What is kept of one that is larger.
const RAW_BEGINNING: usize = 1 << 20;

/// A message's bytes as they stand.
pub(super) struct Original {
    /// The first of them; nothing where they are only counted.
    bytes: Vec<u8>,
    only_counted: bool,
    /// How many there are, and how many of them are kept, or would be.
    whole: u64,
    kept: usize,
}

impl Original {
    pub(super) fn new(only_counted: bool) -> Original {
        Original {
            bytes: Vec::new(),
            only_counted,
            whole: 0,
            kept: 0,
        }
    }

    /// Takes in an element, of which so many bytes were passed over.
    pub(super) fn add(&mut self, parts: [&str; 3], passed: Passed) {
        let len = parts.iter().map(|part| part.len()).sum::<usize>();
        self.whole += len as u64 + passed.bytes;
        if self.kept <= RAW_CAP {
            self.kept += len;
            if !self.only_counted {
                parts
                    .iter()
                    .for_each(|part| self.bytes.extend_from_slice(part.as_bytes()));
            }
        }
    }

    /// Those that are kept with an entry, and how many are cut off.
    pub(super) fn given(&self) -> (&[u8], u64) {
        let most = if self.kept <= RAW_CAP {
            RAW_CAP
        } else {
            RAW_BEGINNING
        };
        let cut = self.whole - self.kept.min(most) as u64;
        (&self.bytes[..self.bytes.len().min(most)], cut)
    }
}
