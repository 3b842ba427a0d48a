//! What is said of a batch before it is queued: what is doubtful about it, and which of its files are held already.

use std::collections::HashMap;

use super::ImportBatch;
use crate::desk::Desk;
use crate::record::state::{Evidence, EvidenceKind};
use crate::record::{Event, EventKind, Id};
use crate::register;

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
        for (entry, file) in held {
            let Some(item) = items.get(&*file.sha256) else {
                continue;
            };
            let of = entry.map_or(String::new(), |n| format!("Entry {n}: "));
            all.push(format!(
                "{of}{} is held already, with item {}, byte for byte; each keeps it.",
                file.name,
                self.short(*item)
            ));
        }
        all
    }

    /// The first item that has each of these files.
    fn items_with<'s>(&self, wanted: impl Iterator<Item = &'s str>) -> HashMap<String, Id> {
        let wanted: Vec<&str> = wanted.collect();
        let mut found = HashMap::new();
        let kinds = [EventKind::ItemAdded, EventKind::ItemMessage];
        for entry in self.entries().of_kinds(&kinds) {
            let (item, files) = match &entry.event {
                Event::ItemAdded(e) => (e.item, &e.evidence),
                Event::ItemMessage(e) => (e.item, &e.evidence),
                _ => continue,
            };
            for file in Evidence::all(files) {
                if wanted.contains(&&*file.sha256) {
                    found.entry(file.sha256.to_string()).or_insert(item);
                }
            }
        }
        found
    }
}
