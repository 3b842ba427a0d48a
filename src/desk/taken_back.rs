//! Items whose adding was taken back: shown and found as if it had not been, so that they can be brought back.

use std::collections::HashSet;

use crate::record::{Entry, Id, Item, State, query};

/// The items whose adding was taken back, as they would be if it had not been.
#[derive(Debug, Default)]
pub struct TakenBack {
    pub(super) state: State,
    /// Each with the entry that added it; the latest first.
    pub(super) added: Vec<(Id, Entry)>,
}

impl TakenBack {
    /// Each item, and the entry that added it; the latest first.
    pub fn items(&self) -> impl Iterator<Item = (&Item, &Entry)> {
        let items = self.added.iter();
        items.filter_map(|(id, entry)| Some((self.state.items.get(id)?, entry)))
    }

    /// The name of an item's conversation.
    pub fn conversation(&self, item: &Item) -> Option<&str> {
        self.state.conversation_name(item)
    }

    /// Those in which every word occurs, as [`query::find`] finds them.
    pub fn find(&self, words: &str) -> impl Iterator<Item = (&Item, &Entry)> {
        let found = query::find(&self.state, words);
        let found: HashSet<Id> = found.into_iter().map(|i| i.id).collect();
        self.items()
            .filter(move |(item, _)| found.contains(&item.id))
    }

    /// The one whose id begins with `prefix`, where it is one alone.
    pub fn resolve(&self, prefix: &str) -> Option<(&Item, &Entry)> {
        let wanted = prefix.trim().to_ascii_lowercase();
        let mut all = self
            .items()
            .filter(|(i, _)| i.id.as_str().starts_with(&wanted));
        all.next()
            .filter(|_| wanted.len() >= 4 && all.next().is_none())
    }
}
