//! What is said of a batch before it is queued: what is doubtful about it, and which of its files are held already.

use std::collections::{HashMap, HashSet};

use super::ImportBatch;
use crate::desk::Desk;
use crate::record::state::{Evidence, EvidenceKind};
use crate::record::{Event, EventKind, Id};
use crate::register;

/// Files held already that are named one by one.
const NAMED: usize = 20;

impl Desk {
    /// Sentences about the messages of a batch. A file whose bytes are held already is kept with its message all the
    /// same, and the item that has it is named: nothing is merged in silence.
    pub fn doubts_of(&self, batch: &ImportBatch) -> Vec<String> {
        let mut all = batch.doubts.clone();
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
