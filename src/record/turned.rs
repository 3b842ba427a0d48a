//! Which commands were taken back.
//!
//! Of several undos and redos of one command the last in the order of the fold tells; one that was itself taken back
//! tells nothing.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::Entry;
use super::event::Event;

/// Half of the hash of a command's first frame.
type First = [u8; 16];

/// What was told of the commands of a number, the latest first: which, and whether it was taken back.
type Turns = Vec<(Option<First>, bool)>;

/// A command as it is named by what turns it.
#[derive(Clone, Copy)]
pub(super) struct CommandName<'a> {
    pub writer: &'a str,
    pub number: u64,
    /// Its first frame; without it, all commands of that number are meant.
    first: Option<First>,
}

/// Whether a command is meant: with its first frame where there are two of its number.
fn is(named: Option<First>, command: Option<First>) -> bool {
    named.is_none() || command.is_none() || named == command
}

/// Commands, each by its writer, its number, and its first frame where that was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turned(BTreeMap<Arc<str>, BTreeMap<u64, Vec<Option<First>>>>);

impl Turned {
    /// Those taken back, by the entries that say so among these, which are in the order of the fold.
    pub fn by(entries: impl DoubleEndedIterator<Item: Borrow<Entry>>) -> Turned {
        let mut told: BTreeMap<(String, u64), Turns> = BTreeMap::new();
        for entry in entries.rev() {
            let entry = entry.borrow();
            let Some((named, off)) = turned(&entry.event) else {
                continue;
            };
            let own = told.get(&(entry.writer.to_string(), entry.lamport));
            let fell = |t: &&(Option<First>, bool)| is(t.0, entry.branch);
            if own.is_some_and(|own| own.iter().find(fell).is_some_and(|t| t.1)) {
                continue;
            }
            let of = told.entry((named.writer.to_owned(), named.number));
            let of = of.or_default();
            if !of.iter().any(|t| is(t.0, named.first)) {
                of.push((named.first, off));
            }
        }
        let mut turned = Turned::default();
        for ((writer, number), all) in told {
            for (first, _) in all.into_iter().filter(|(_, off)| *off) {
                let of = turned.0.entry(writer.as_str().into()).or_default();
                of.entry(number).or_default().push(first);
            }
        }
        turned
    }

    /// Whether a command of that number is one of them.
    pub fn has(&self, writer: &str, number: u64) -> bool {
        let of = self.0.get(writer);
        of.is_some_and(|all| all.contains_key(&number))
    }

    /// Whether what was put on record there was taken back with its command.
    pub fn covers(&self, entry: &Entry) -> bool {
        let of = self.0.get(&entry.writer);
        let of = of.and_then(|all| all.get(&entry.lamport));
        of.is_some_and(|all| all.iter().any(|first| is(*first, entry.branch)))
    }

    /// Each of them: its writer, and its number.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, u64)> {
        let all = self.0.iter();
        all.flat_map(|(writer, all)| all.keys().map(move |n| (writer, *n)))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.values().map(BTreeMap::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(BTreeMap::is_empty)
    }

    /// As if this one had been taken back.
    pub(super) fn falls(&mut self, named: CommandName<'_>) {
        let of = self.0.entry(named.writer.into()).or_default();
        let of = of.entry(named.number).or_default();
        if !of.contains(&named.first) {
            of.push(named.first);
        }
    }

    /// As if this one had not been taken back.
    pub(super) fn rises(&mut self, named: CommandName<'_>) {
        let Some(of) = self.0.get_mut(named.writer) else {
            return;
        };
        if let Some(all) = of.get_mut(&named.number) {
            all.retain(|first| !is(*first, named.first));
            if all.is_empty() {
                of.remove(&named.number);
            }
        }
    }

    /// As if the commands of that number had not been taken back.
    pub fn stands(&mut self, writer: &str, number: u64) {
        self.rises(CommandName {
            writer,
            number,
            first: None,
        });
    }
}

/// The command that an event turns off or on, and whether off.
pub(super) fn turned(event: &Event) -> Option<(CommandName<'_>, bool)> {
    let (writer, command, first, off) = match event {
        Event::Undone(e) => (&e.writer, e.command, &e.first, true),
        Event::Redone(e) => (&e.writer, e.command, &e.first, false),
        _ => return None,
    };
    let named = CommandName {
        writer,
        number: command as u64,
        first: first.as_deref().and_then(first_of),
    };
    Some((named, off))
}

/// The first half of a hash in digits.
fn first_of(digits: &str) -> Option<First> {
    let half = digits.get(..32)?.as_bytes();
    let mut first = First::default();
    data_encoding::HEXLOWER.decode_mut(half, &mut first).ok()?;
    Some(first)
}

/// What the first frame of a command is called by what turns it.
pub(super) fn name_of(group: &[Entry]) -> Option<String> {
    let first = group.iter().find(|e| e.part.0 == 1)?;
    Some(data_encoding::HEXLOWER.encode(&first.hash))
}

/// Whether an event turns a command off or on, so that what came before counts otherwise than it did.
pub fn turns(event: &Event) -> bool {
    matches!(event, Event::Undone(_) | Event::Redone(_))
}
