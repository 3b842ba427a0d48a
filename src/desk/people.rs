//! Who a writer is: the name of the person, as far as the register tells.

use super::Desk;
use crate::record::{Event, EventKind};

/// The kinds that say by whom they were made.
const SIGNED: &[EventKind] = &[
    EventKind::ItemAdded,
    EventKind::ItemEdited,
    EventKind::ItemNoted,
    EventKind::DecisionRecorded,
];

impl Desk {
    /// The name of the person who writes under that name of an installation: one's own of the settings, another's as
    /// it stands in what they recorded last. `None` where nothing on record says it.
    pub fn person(&self, writer: &str) -> Option<String> {
        let own = self.settings().me.name.trim();
        if self.register.writer_id() == Some(writer) && !own.is_empty() {
            return Some(own.to_owned());
        }
        let signed = self.entries().of_writer(writer, SIGNED).rev();
        let mut names = signed.filter_map(|entry| match entry.event {
            Event::ItemAdded(e) => e.person.map(|name| name.to_string()),
            Event::ItemEdited(e) => e.person.map(|name| name.to_string()),
            Event::ItemNoted(e) => e.person,
            Event::DecisionRecorded(e) => e.person,
            _ => None,
        });
        names.find(|name| !name.trim().is_empty())
    }
}
