//! What the row of a capture says of its circumstances: as its record says it.
//!
//! Invariant: beside a record copied from where it was lodged the row tells what was on record when that was written,
//! whatever was said since of the device, the people or the timer; what was put right later stands in a column of its
//! own.

use std::collections::{HashMap, HashSet};

use crate::desk::Desk;
use crate::desk::document::Scribe;
use crate::record::fold::fold_seen;
use crate::record::state::Item;
use crate::record::{Event, Id};

/// The cells of a row that tell of the circumstances.
#[derive(Clone, Debug, Default)]
pub(super) struct Circumstances {
    pub conversation: String,
    pub from: String,
    pub principal: String,
    pub senders: String,
    pub people: String,
    pub device: String,
    pub timers: String,
    pub source: String,
    pub personal_data: bool,
}

impl Circumstances {
    pub(super) fn of(scribe: &Scribe<'_>, item: &Item) -> Circumstances {
        let text = |t: Option<&str>| t.unwrap_or_default().to_owned();
        Circumstances {
            conversation: text(scribe.state.conversation_name(item)),
            from: text(item.from()),
            principal: text(item.principal.as_deref()),
            senders: senders(item),
            people: scribe.people(item).join("; "),
            device: text(scribe.device(item).as_deref()),
            timers: text(scribe.timers(item).as_deref()),
            source: scribe.source(item),
            personal_data: item.personal_data,
        }
    }
}

/// Everybody who sent one of its messages, each once.
fn senders(item: &Item) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in item.messages.iter().filter_map(|m| m.from.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("; ")
}

impl Desk {
    /// The circumstances of these items as they were on record when each was captured last.
    pub(super) fn as_lodged(&self, items: &[&Item]) -> HashMap<Id, Circumstances> {
        let wanted: HashSet<Id> = items.iter().map(|item| item.id).collect();
        let mut told = HashMap::new();
        fold_seen(&self.entries, |state, entry| {
            let Event::ItemCaptured(e) = &entry.event else {
                return;
            };
            let item = state.items.get(&e.item);
            if let Some(item) = item.filter(|item| wanted.contains(&item.id)) {
                let scribe = Scribe {
                    state,
                    ..self.scribe()
                };
                told.insert(item.id, Circumstances::of(&scribe, item));
            }
        });
        told
    }
}
