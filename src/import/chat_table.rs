//! The conversations of a file as a table that is small: a mailbox has as many as mails.
//!
//! Invariant: what is given of one is what was told and counted of it; the table only keeps it shorter.

use chrono::NaiveDateTime;
use hashbrown::HashTable;

use super::chats::{ChatFacts, ChatKind, PEOPLE};
use super::entry::{Clock, Entry, EntryKind};
use super::text_store::{TextId, TextStore};

/// Rows of a block.
const ROWS: usize = 2048;
/// Where a list ends.
const NONE: u32 = u32::MAX;

/// One conversation. Of four thousand million entries of one chat there is no file.
#[derive(Clone, Debug)]
struct ChatRow {
    key: TextId,
    name: Option<TextId>,
    /// The last that was met, of those who are in it.
    people: u32,
    known_people: u8,
    more_people: bool,
    kind: ChatKind,
    clock: Clock,
    entries: u32,
    messages: u32,
    times: Option<(NaiveDateTime, NaiveDateTime)>,
}

/// One of those who are in a conversation, and who was met before.
#[derive(Clone, Copy, Debug)]
struct Person {
    name: TextId,
    before: u32,
}

/// The conversations of a file, in the order in which they stand in it.
#[derive(Clone, Debug, Default)]
pub struct ChatTable {
    /// In blocks, none of which is moved when more come.
    rows: Vec<Vec<ChatRow>>,
    people: Vec<Vec<Person>>,
    texts: TextStore,
    /// The rows by their keys.
    places: HashTable<u32>,
    /// The last that was asked for, and who was the last that was met in it.
    recent: usize,
    met: Option<(usize, TextId)>,
}

fn push<T>(blocks: &mut Vec<Vec<T>>, one: T) -> usize {
    if blocks.last().is_none_or(|block| block.len() == ROWS) {
        // A file of a few chats takes no more than they do.
        let room = if blocks.is_empty() { 0 } else { ROWS };
        blocks.push(Vec::with_capacity(room));
    }
    let before = (blocks.len() - 1) * ROWS;
    blocks.last_mut().map_or(before, |block| {
        block.push(one);
        before + block.len() - 1
    })
}

fn at<T>(blocks: &[Vec<T>], place: usize) -> Option<&T> {
    blocks.get(place / ROWS)?.get(place % ROWS)
}

impl ChatTable {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self.rows.split_last() {
            Some((last, full)) => full.len() * ROWS + last.len(),
            None => 0,
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One by its place.
    pub fn get(&self, place: usize) -> Option<ChatFacts> {
        at(&self.rows, place).map(|row| self.facts(row))
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = ChatFacts> + '_ {
        self.rows.iter().flatten().map(|row| self.facts(row))
    }

    /// The key of one.
    pub(super) fn key(&self, place: usize) -> Option<&str> {
        at(&self.rows, place).map(|row| self.texts.get(row.key))
    }

    /// The name of one.
    pub(super) fn name(&self, place: usize) -> Option<&str> {
        let name = at(&self.rows, place)?.name?;
        Some(self.texts.get(name))
    }

    fn facts(&self, row: &ChatRow) -> ChatFacts {
        let of = |id| self.texts.get(id).to_owned();
        let mut people = Vec::with_capacity(row.known_people.into());
        let mut next = row.people;
        while let Some(person) = at(&self.people, next as usize) {
            people.push(of(person.name));
            next = person.before;
        }
        people.reverse();
        ChatFacts {
            key: of(row.key),
            name: row.name.map(of),
            kind: row.kind,
            people,
            more_people: row.more_people,
            entries: row.entries.into(),
            messages: row.messages.into(),
            first: row.times.map(|(first, _)| first),
            last: row.times.map(|(_, last)| last),
            clock: row.clock,
        }
    }

    /// The row of that key, where there is one.
    fn find(&self, key: &str) -> Option<usize> {
        let is = |place: &u32| self.key(*place as usize) == Some(key);
        let found = self.places.find(self.texts.hash(key), is);
        found.map(|place| *place as usize)
    }

    /// The row of that key; a new one where there is none.
    pub(super) fn place(&mut self, key: &str) -> usize {
        // Many entries of one conversation mostly stand together.
        if self.key(self.recent) == Some(key) {
            return self.recent;
        }
        self.recent = match self.find(key) {
            Some(place) => place,
            None => self.add(key),
        };
        self.recent
    }

    fn add(&mut self, key: &str) -> usize {
        let row = ChatRow {
            key: self.texts.add(key),
            name: None,
            people: NONE,
            known_people: 0,
            more_people: false,
            kind: ChatKind::Unknown,
            clock: Clock::Wall,
            entries: 0,
            messages: 0,
            times: None,
        };
        let place = push(&mut self.rows, row);
        let mut places = std::mem::take(&mut self.places);
        let key_of = |place: &u32| {
            self.texts
                .hash(self.key(*place as usize).unwrap_or_default())
        };
        places.insert_unique(self.texts.hash(key), place as u32, key_of);
        self.places = places;
        place
    }

    fn row(&mut self, place: usize) -> Option<&mut ChatRow> {
        self.rows.get_mut(place / ROWS)?.get_mut(place % ROWS)
    }

    /// Counts an entry of the conversation at that place.
    pub(super) fn count(&mut self, place: usize, entry: &Entry<'_>) {
        if let Some(sender) = entry.sender.as_deref().filter(|_| entry.kind.is_written()) {
            self.person(place, sender);
        }
        let Some(row) = self.row(place) else { return };
        row.entries = row.entries.saturating_add(1);
        let message = entry.kind == EntryKind::Message;
        row.messages = row.messages.saturating_add(message.into());
        if entry.clock != Clock::Unknown {
            let at = entry.at;
            let times = row.times;
            row.times = Some(times.map_or((at, at), |(f, l)| (f.min(at), l.max(at))));
        }
        if entry.clock == Clock::Instant {
            row.clock = Clock::Instant;
        }
    }

    /// Takes in what is known of the conversation at that place.
    pub(super) fn tell(
        &mut self,
        place: usize,
        (name, kind): (Option<&str>, ChatKind),
        people: &[String],
    ) {
        let named = at(&self.rows, place).is_some_and(|row| row.name.is_some());
        if let Some(name) = name.filter(|name| !name.is_empty() && !named) {
            let name = self.texts.once(name);
            if let Some(row) = self.row(place) {
                row.name = Some(name);
            }
        }
        if kind != ChatKind::Unknown
            && let Some(row) = self.row(place)
        {
            row.kind = kind;
        }
        for person in people {
            self.person(place, person);
        }
    }

    /// Somebody is in the conversation at that place.
    fn person(&mut self, place: usize, name: &str) {
        let again = |(of, id): (usize, TextId)| of == place && self.texts.get(id) == name;
        if name.is_empty() || self.met.is_some_and(again) {
            return;
        }
        let Some(row) = at(&self.rows, place) else {
            return;
        };
        let (last, known) = (row.people, usize::from(row.known_people));
        let held = self.texts.find(name);
        if let Some(held) = held
            && self.is_in(held, last)
        {
            self.met = Some((place, held));
            return;
        }
        if known >= PEOPLE {
            if let Some(row) = self.row(place) {
                row.more_people = true;
            }
            return;
        }
        let name = held.unwrap_or_else(|| self.texts.once(name));
        let before = last;
        let people = push(&mut self.people, Person { name, before }) as u32;
        if let Some(row) = self.row(place) {
            (row.people, row.known_people) = (people, row.known_people + 1);
        }
        self.met = Some((place, name));
    }

    /// Whether a name is among those of a list.
    fn is_in(&self, name: TextId, mut next: u32) -> bool {
        while let Some(person) = at(&self.people, next as usize) {
            if person.name == name {
                return true;
            }
            next = person.before;
        }
        false
    }

    /// Nothing more comes: those without an entry are left out, and what only finds a row by its key is let go.
    pub(super) fn close(&mut self) {
        self.places = HashTable::new();
        self.texts.close();
        self.met = None;
        if self.rows.iter().flatten().all(|row| row.entries > 0) {
            return;
        }
        let mut rows = Vec::new();
        for row in std::mem::take(&mut self.rows).into_iter().flatten() {
            if row.entries > 0 {
                push(&mut rows, row);
            }
        }
        self.rows = rows;
    }

    /// A table of one.
    pub(super) fn of(facts: &ChatFacts) -> ChatTable {
        let mut table = ChatTable::default();
        let place = table.place(&facts.key);
        table.tell(place, (facts.name.as_deref(), facts.kind), &facts.people);
        if let Some(row) = table.row(place) {
            let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
            (row.entries, row.messages) = (number(facts.entries), number(facts.messages));
            (row.more_people, row.clock) = (facts.more_people, facts.clock);
            row.times = facts.first.zip(facts.last);
        }
        table
    }
}

#[cfg(test)]
mod tests;
