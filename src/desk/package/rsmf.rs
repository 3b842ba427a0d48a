//! A package for review platforms: one RSMF file for each conversation and day.
//!
//! Invariants: the captures are gone through twice, first for which message belongs into which file, then for the
//! files, one capture in memory at a time; nothing is kept of what is read of an item; a file has at most
//! [`MOST_EVENTS`] events, and so much of text and attachments that a mail can carry it.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};

use super::packing::Origin;
use super::{Making, PackageDone, doors, go_on};
use crate::desk::DeskError;
use crate::lodge::paper::text as paper_text;
use crate::lodge::{MOST_EVENTS, RsmfFile, RsmfSlice, SummedFolder};
use crate::record::Id;
use crate::record::state::{EvidenceKind, Item};

/// The most bytes of text and attachments in one file, one event's own aside.
const MOST_BYTES: u64 = 96 << 20;

/// An event on its way into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Planned {
    /// The conversation, by its place among those met.
    chat: u32,
    day: NaiveDate,
    at: DateTime<Utc>,
    /// The item, by its place among all, and the message in it.
    item: u32,
    n: u32,
    /// Who sent it, by their place among those met; none where nobody is named.
    from: Option<u32>,
    bytes: u64,
}

/// Which events belong into which file.
#[derive(Default)]
struct Plan {
    chats: Places<(String, Option<Id>)>,
    people: Places<String>,
    events: Vec<Planned>,
    held: usize,
}

/// Things that are met, each once, by their place.
struct Places<T> {
    all: Vec<T>,
    at: HashMap<T, u32>,
}

impl<T> Default for Places<T> {
    fn default() -> Places<T> {
        Places {
            all: Vec::new(),
            at: HashMap::new(),
        }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Places<T> {
    fn of(&mut self, thing: T) -> u32 {
        let next = self.all.len() as u32;
        let place = *self.at.entry(thing.clone()).or_insert(next);
        if place == next {
            self.all.push(thing);
        }
        place
    }
}

/// Whether the texts of an item are here.
fn is_held(item: &Item) -> bool {
    !item.erased && !item.reference_only
}

impl Making<'_> {
    pub(super) fn rsmf(
        &self,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<PackageDone, DeskError> {
        let mut plan = Plan::default();
        for (n, item) in self.items.iter().enumerate() {
            go_on(progress, 0, self.items.len())?;
            self.plan(&mut plan, n, item);
        }
        plan.events.sort_unstable();
        let files = cut(&plan.events);
        let mut folder = SummedFolder::begin(&self.desk.ports, self.out)?;
        let origins = self.desk.origins();
        let all = plan.events.len();
        let mut done = 0;
        for file in &files {
            self.file(&mut folder, &plan, file, &origins)?;
            done += file.events.len();
            // Told in captures, of which most have one event.
            go_on(
                progress,
                self.items.len() * done / all.max(1),
                self.items.len(),
            )?;
        }
        let counts = (plan.held, self.items.len() - plan.held);
        let about = doors::about_rsmf(self, counts, files.len(), all);
        folder.add("about.txt", paper_text(&about).as_bytes())?;
        self.desk.must_have_read()?;
        let made = folder.finish(&self.name_of_form())?;
        Ok(doors::done(self, made, counts))
    }

    /// Takes in what an item has for which file.
    fn plan(&self, plan: &mut Plan, place: usize, item: &Item) {
        // Read for this alone, and not kept beside the item.
        let item = item.clone();
        let told = item.told();
        let zone = self.desk.zone();
        let chat = plan.chats.of((item.channel.to_string(), item.conversation));
        plan.held += usize::from(is_held(&item));
        let mut event = |n: usize, at: DateTime<Utc>, from, bytes| {
            plan.events.push(Planned {
                chat,
                day: at.with_timezone(&zone).date_naive(),
                at,
                item: place as u32,
                n: n as u32,
                from,
                bytes,
            });
        };
        for (n, message) in told.messages.iter().enumerate() {
            let from = message
                .from
                .as_deref()
                .map(|f| plan.people.of(f.to_owned()));
            let files = message.evidence.iter();
            let files = files.filter(|e| e.is(EvidenceKind::Attachment));
            let text = message.body.as_deref().map_or(0, str::len) as u64;
            let bytes = text + files.map(|e| e.length).sum::<u64>();
            event(n, message.sent.unwrap_or(item.added), from, bytes);
        }
        let capture = told.capture.as_deref();
        let substance = capture.is_some_and(|c| c.route == "substance") && told.substance.is_some();
        if substance || told.messages.is_empty() {
            let at = capture.map_or(item.added, |c| c.at);
            event(told.messages.len(), at, None, 0);
        }
    }

    /// Writes one file.
    fn file(
        &self,
        folder: &mut SummedFolder<'_>,
        plan: &Plan,
        file: &Cut<'_>,
        origins: &HashMap<Id, Origin<'_>>,
    ) -> Result<(), DeskError> {
        let Some(slice) = self.slice(plan, file) else {
            return Ok(());
        };
        let name = slice.file_name();
        let out = folder.begin_file(&name)?;
        // By id, since the files in a zip stand in the order of their names.
        let mut items: BTreeMap<&str, (&Item, Vec<usize>)> = BTreeMap::new();
        for event in file.events {
            let item = self.items[event.item as usize];
            let of = items.entry(item.id.as_str());
            of.or_insert((item, Vec::new())).1.push(event.n as usize);
        }
        let mut under_way = RsmfFile::begin(out, &slice);
        for (item, wanted) in items.into_values() {
            let Ok(under_way) = &mut under_way else {
                break;
            };
            // Read for this alone, and not kept beside the item.
            let item = item.clone();
            let Some(capture) = item.told().capture.as_deref() else {
                continue;
            };
            let doc = self
                .desk
                .capture_doc(&item, capture, origins.get(&item.id))?;
            let added = under_way.add(&doc, is_held(&item), &wanted);
            if let Err(error) = added {
                return Ok(folder.end_file(&name, Err(error))?);
            }
        }
        Ok(folder.end_file(&name, under_way.and_then(RsmfFile::finish))?)
    }

    fn slice<'s>(&'s self, plan: &'s Plan, file: &Cut<'_>) -> Option<RsmfSlice<'s>> {
        let (first, last) = (file.events.first()?, file.events.last()?);
        let (channel, conversation) = plan.chats.all.get(first.chat as usize)?;
        let known = conversation.and_then(|id| self.desk.state.conversations.get(&id));
        let mut senders: Vec<&str> = file
            .events
            .iter()
            .filter_map(|e| Some(plan.people.all.get(e.from? as usize)?.as_str()))
            .collect();
        senders.sort_unstable();
        senders.dedup();
        Some(RsmfSlice {
            conversation: conversation.map(|id| id.to_string()),
            name: known.and_then(|c| c.name.as_deref()),
            channel,
            day: first.day,
            part: file.part,
            marking: self.marking,
            by: &self.desk.settings.me.name,
            zone: self.desk.zone(),
            first: first.at,
            last: last.at,
            events: file.events.len(),
            senders,
        })
    }
}

/// What goes into one file.
struct Cut<'p> {
    events: &'p [Planned],
    part: (usize, usize),
}

/// Cuts sorted events into files: at each conversation and day, and where one would be too much.
fn cut(events: &[Planned]) -> Vec<Cut<'_>> {
    let mut files = Vec::new();
    for day in events.chunk_by(|a, b| (a.chat, a.day) == (b.chat, b.day)) {
        let mut parts = Vec::new();
        let (mut from, mut bytes) = (0, 0);
        for (n, event) in day.iter().enumerate() {
            if n > from && (n - from == MOST_EVENTS || bytes + event.bytes > MOST_BYTES) {
                parts.push(&day[from..n]);
                (from, bytes) = (n, 0);
            }
            bytes += event.bytes;
        }
        parts.push(&day[from..]);
        let all = parts.len();
        let parts = parts.into_iter().enumerate();
        files.extend(parts.map(|(n, events)| Cut {
            events,
            part: (n + 1, all),
        }));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_of_one_conversation_and_day_and_of_no_more_than_a_platform_takes() {
        let at: DateTime<Utc> = "2026-11-21T10:00:00Z".parse().unwrap();
        let event = |chat, day: u64, n: usize, bytes| Planned {
            chat,
            day: at.date_naive() + chrono::Days::new(day),
            at,
            item: 0,
            n: n as u32,
            from: None,
            bytes,
        };
        let mut events: Vec<Planned> = (0..MOST_EVENTS + 1).map(|n| event(0, 0, n, 1)).collect();
        events.push(event(0, 1, 0, MOST_BYTES + 1));
        events.push(event(0, 1, 1, 1));
        events.push(event(1, 1, 0, 1));
        let files = cut(&events);
        let told: Vec<_> = files.iter().map(|f| (f.events.len(), f.part)).collect();
        let expected = [
            (MOST_EVENTS, (1, 2)),
            (1, (2, 2)),
            (1, (1, 2)),
            (1, (2, 2)),
            (1, (1, 1)),
        ];
        assert_eq!(told, expected);
        assert!(cut(&[]).is_empty());
    }
}
