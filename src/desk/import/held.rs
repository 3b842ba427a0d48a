//! What of a batch is held already: which items hold the messages that were picked, and which hold its files.

use std::collections::{HashMap, HashSet};

use super::kept::Change;
use super::known::InQueue;
use super::told::first_few;
use super::{ImportBatch, Queued, Renaming};
use crate::desk::Desk;
use crate::desk::words::counted;
use crate::record::next::{Ways, op, way_on};
use crate::record::state::{Evidence, EvidenceKind};
use crate::record::{Event, EventKind, Id};
use crate::register;

/// Messages and files held already that are named one by one.
const NAMED: usize = 20;

/// An entry that was picked and is in the queue already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldAs {
    /// Its number in the export.
    pub n: u64,
    pub item: Id,
    /// How it differs from what the item says.
    pub change: Option<Change>,
    /// Under which name, where that is another.
    pub under: Option<Renaming>,
}

impl HeldAs {
    pub(super) fn new(n: u64, known: InQueue, sender: Option<&str>) -> HeldAs {
        HeldAs {
            n,
            item: known.item,
            change: known.change,
            under: known.was.map(|was| was.now(sender)),
        }
    }
}

/// An entry that was picked, where another conversation holds the same words of the same sender in the same minute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlsoAs {
    /// Its number in the export.
    pub n: u64,
    pub item: Id,
    pub conversation: String,
}

impl AlsoAs {
    pub(super) fn new(n: u64, item: Id, conversation: &str) -> AlsoAs {
        AlsoAs {
            n,
            item,
            conversation: conversation.to_owned(),
        }
    }
}

/// What is said of messages in the queue that say something else now, where any does.
pub fn changed_said(changed: usize) -> Option<String> {
    let (messages, they) = match changed {
        0 => return None,
        1 => ("1 message in the queue says".to_owned(), "it was"),
        n => (format!("{n} messages in the queue say"), "they were"),
    };
    Some(format!(
        "{messages} something else now than when {they} put there."
    ))
}

impl Desk {
    /// Sentences about which item holds each message that was picked and was in the queue before: those that say
    /// something else now first.
    pub fn held_said(&self, queued: &Queued) -> Vec<Ways> {
        let changed = queued.held.iter().filter(|h| h.change.is_some());
        let same = queued.held.iter().filter(|h| h.change.is_none());
        let changes = changed.clone().count();
        let mut all = Vec::new();
        for held in changed.chain(same).take(NAMED) {
            let item = self.short(held.item);
            all.push(Ways::from(match held.change {
                Some(change) => {
                    format!(
                        "Entry {} is held as item {item}; {}",
                        held.n,
                        change.words()
                    )
                }
                None => format!("Entry {} is held as item {item}", held.n),
            }));
        }
        let more = queued.held.len().saturating_sub(NAMED);
        let entries = counted(more, "more entry");
        let are = if more == 1 { "is" } else { "are" };
        all.extend((more > 0).then(|| Ways::from(format!("{entries} {are} held already"))));
        if changes > 0 {
            let these = if changes == 1 {
                "The item keeps its"
            } else {
                "These items keep their"
            };
            let said = Ways::from(format!("{these} words"));
            all.push(said.and(way_on(
                "To keep the words of now beside them, add these by hand with",
                op::ADD,
            )));
        }
        all
    }

    /// Sentences about entries of which another conversation holds the same.
    fn also_said(&self, batch: &ImportBatch) -> Vec<String> {
        let named = batch.also.iter().take(NAMED).map(|also| {
            format!(
                "Entry {}: the same words of the same sender in the same minute are held as item {} of {}; whether it is the same message is not known, and each is kept.",
                also.n,
                self.short(also.item),
                also.conversation
            )
        });
        let more = batch.also.len().saturating_sub(NAMED);
        let entries = counted(more, "more entry");
        let are = if more == 1 { "is" } else { "are" };
        let more = (more > 0).then(|| format!("{entries} {are} held of another chat as well."));
        named.chain(more).collect()
    }

    /// Sentences about the messages of a batch. A file whose bytes are held already is kept with its message all the
    /// same, and the item that has it is named: nothing is merged in silence.
    pub fn doubts_of(&self, batch: &ImportBatch) -> Vec<String> {
        let mut all = first_few(batch.doubts.iter().cloned(), "doubt");
        all.extend(self.also_said(batch));
        let files = batch.messages.iter().flat_map(|message| {
            let files = message
                .evidence
                .iter()
                .filter(|e| e.is(EvidenceKind::Attachment));
            files.map(|file| (message.entry, file))
        });
        let held =
            |file: &Evidence| register::holds_evidence(&self.ports, &self.home, &file.sha256);
        let held: Vec<_> = files.filter(|(_, file)| held(file)).collect();
        if held.is_empty() {
            return all;
        }
        let items = self.items_with(held.iter().map(|(_, file)| &*file.sha256));
        let known = held
            .into_iter()
            .filter_map(|(entry, file)| Some((entry, file, items.get(&*file.sha256)?)));
        let mut known = known.fuse();
        for (entry, file, item) in known.by_ref().take(NAMED) {
            let of = entry.map_or(String::new(), |n| format!("Entry {n}: "));
            all.push(format!(
                "{of}{} is held already, with item {}, byte for byte; each keeps it.",
                file.name,
                self.short(*item)
            ));
        }
        match known.count() {
            0 => {}
            1 => all.push("1 more file is held already; each item keeps it.".to_owned()),
            more => all.push(format!(
                "{more} more files are held already; each item keeps them."
            )),
        }
        all
    }

    /// The first item that has each of these files.
    fn items_with<'s>(&self, wanted: impl Iterator<Item = &'s str>) -> HashMap<String, Id> {
        let wanted: HashSet<&str> = wanted.collect();
        let mut found = HashMap::new();
        let kinds = [EventKind::ItemAdded, EventKind::ItemMessage];
        for entry in self.entries().of_kinds(&kinds) {
            let (item, files) = match &entry.event {
                Event::ItemAdded(e) => (e.item, &e.evidence),
                Event::ItemMessage(e) => (e.item, &e.evidence),
                _ => continue,
            };
            for file in Evidence::all(files) {
                if wanted.contains(&*file.sha256) {
                    found.entry(file.sha256.to_string()).or_insert(item);
                }
            }
        }
        found
    }
}
