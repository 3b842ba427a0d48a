//! What taking back and bringing back ask of what was put on record.

use super::entry::Entry;
use super::turned::{Turned, turns};

/// What was put on record, as far as taking back and bringing back ask for it.
pub trait Past {
    /// The commands that were taken back.
    fn taken_back(&self) -> Turned;
    /// The entries of a command.
    fn command(&self, writer: &str, number: u64) -> Vec<Entry>;
    /// Those that come after this one.
    fn after(&self, entry: &Entry) -> Vec<Entry>;
    /// Those that take a command back or bring it back.
    fn turns(&self) -> Vec<Entry>;
    /// All of them, in the order of the fold.
    fn all(&self) -> Box<dyn DoubleEndedIterator<Item = Entry> + '_>;
}

impl Past for [Entry] {
    fn taken_back(&self) -> Turned {
        Turned::by(self.iter())
    }

    fn command(&self, writer: &str, number: u64) -> Vec<Entry> {
        let of = |e: &&Entry| e.writer.as_ref() == writer && e.lamport == number;
        self.iter().filter(of).cloned().collect()
    }

    fn after(&self, entry: &Entry) -> Vec<Entry> {
        let later = self.iter().filter(|e| entry.order(e).is_lt());
        later.cloned().collect()
    }

    fn turns(&self) -> Vec<Entry> {
        self.iter().filter(|e| turns(&e.event)).cloned().collect()
    }

    fn all(&self) -> Box<dyn DoubleEndedIterator<Item = Entry> + '_> {
        Box::new(self.iter().cloned())
    }
}

impl Past for Vec<Entry> {
    fn taken_back(&self) -> Turned {
        self.as_slice().taken_back()
    }

    fn command(&self, writer: &str, number: u64) -> Vec<Entry> {
        self.as_slice().command(writer, number)
    }

    fn after(&self, entry: &Entry) -> Vec<Entry> {
        self.as_slice().after(entry)
    }

    fn turns(&self) -> Vec<Entry> {
        self.as_slice().turns()
    }

    fn all(&self) -> Box<dyn DoubleEndedIterator<Item = Entry> + '_> {
        self.as_slice().all()
    }
}
