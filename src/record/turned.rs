//! Which commands were taken back.
//!
//! Of several undos and redos of one command the last in the order of the fold tells; one that was itself taken back
//! tells nothing.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::entry::Entry;
use super::event::Event;

/// Commands, each by its writer and its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turned(BTreeMap<Arc<str>, BTreeSet<u64>>);

impl Turned {
    /// Those taken back, by the entries that say so among these, which are in the order of the fold.
    pub fn by(entries: impl DoubleEndedIterator<Item: Borrow<Entry>>) -> Turned {
        let mut off: HashMap<(String, u64), bool> = HashMap::new();
        for entry in entries.rev() {
            let entry = entry.borrow();
            let (target, is_off) = if let Event::Undone(e) = &entry.event {
                ((e.writer.clone(), e.command as u64), true)
            } else if let Event::Redone(e) = &entry.event {
                ((e.writer.clone(), e.command as u64), false)
            } else {
                continue;
            };
            if off.get(&(entry.writer.to_string(), entry.lamport)) != Some(&true) {
                off.entry(target).or_insert(is_off);
            }
        }
        let mut turned = Turned::default();
        for ((writer, command), _) in off.into_iter().filter(|(_, is_off)| *is_off) {
            turned.0.entry(writer.into()).or_default().insert(command);
        }
        turned
    }

    /// Whether a command is one of them.
    pub fn has(&self, writer: &str, command: u64) -> bool {
        let of = self.0.get(writer);
        of.is_some_and(|all| all.contains(&command))
    }

    /// Whether what was put on record there was taken back with its command.
    pub fn covers(&self, entry: &Entry) -> bool {
        self.has(&entry.writer, entry.lamport)
    }

    /// Each of them: its writer, and its number.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, u64)> {
        let all = self.0.iter();
        all.flat_map(|(writer, all)| all.iter().map(move |n| (writer, *n)))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.values().map(BTreeSet::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(BTreeSet::is_empty)
    }

    /// As if this one had been taken back.
    pub(super) fn falls(&mut self, writer: &str, command: u64) {
        self.0.entry(writer.into()).or_default().insert(command);
    }

    /// As if this one had not been taken back.
    pub fn stands(&mut self, writer: &str, command: u64) {
        if let Some(all) = self.0.get_mut(writer) {
            all.remove(&command);
        }
    }
}

/// The command that an event turns off or on, and whether off.
pub(super) fn turned(event: &Event) -> Option<(&str, u64, bool)> {
    match event {
        Event::Undone(e) => Some((&e.writer, e.command as u64, true)),
        Event::Redone(e) => Some((&e.writer, e.command as u64, false)),
        _ => None,
    }
}

/// Whether an event turns a command off or on, so that what came before counts otherwise than it did.
pub fn turns(event: &Event) -> bool {
    matches!(event, Event::Undone(_) | Event::Redone(_))
}
