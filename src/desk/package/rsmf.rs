//! A package for review platforms: one RSMF file for each conversation and day.
//!
//! Invariants: the captures are gone through twice, first for which message belongs into which file, then for the
//! files, one capture in memory at a time; nothing is kept of what is read of an item; a file has at most
//! [`MOST_EVENTS`] events, and so much of text and attachments that a mail can carry it.

use std::collections::{BTreeMap, HashMap};

use super::packing::Origin;
use super::plan::{MessagePlan, Planned, is_held};
use super::{Making, PackageDone, doors, go_on};
use crate::desk::DeskError;
use crate::lodge::paper::text as paper_text;
use crate::lodge::{MOST_EVENTS, RsmfFile, RsmfSlice, SummedFolder};
use crate::record::Id;
use crate::record::state::Item;

/// The most bytes of text and attachments in one file, one event's own aside.
const MOST_BYTES: u64 = 96 << 20;

impl Making<'_> {
    pub(super) fn rsmf(
        &self,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<PackageDone, DeskError> {
        let plan = self.planned(progress)?;
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

    /// Writes one file.
    fn file(
        &self,
        folder: &mut SummedFolder<'_>,
        plan: &MessagePlan,
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

    fn slice<'s>(&'s self, plan: &'s MessagePlan, file: &Cut<'_>) -> Option<RsmfSlice<'s>> {
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
    use chrono::{DateTime, Utc};

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
