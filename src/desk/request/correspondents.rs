//! Whose messages those of an export are: senders, recipients, and everybody who is in a group.

use super::terms::is_of;
use crate::desk::words::counted;
use crate::import::{ChatFacts, Entry, Export};

/// The chats of an export in which one of the people is: all that is said there is their correspondence.
pub(super) struct Chats {
    theirs: Vec<String>,
    /// Chats of which not everybody is known.
    unsure: usize,
    /// Whether it holds one alone.
    one: bool,
}

impl Chats {
    pub(super) fn of(export: &Export, people: &[String]) -> Chats {
        let chats = export.chats();
        if people.is_empty() {
            return Chats {
                theirs: Vec::new(),
                unsure: 0,
                one: true,
            };
        }
        let in_it = |c: &&ChatFacts| c.people.iter().any(|name| is_of(people, name));
        let unsure = chats.iter().filter(|c| c.more_people && !in_it(c));
        Chats {
            unsure: unsure.clone().count(),
            theirs: chats
                .iter()
                .filter(|c| in_it(c) || c.more_people)
                .map(|c| c.key.clone())
                .collect(),
            one: chats.len() < 2,
        }
    }

    pub(super) fn takes(&self, entry: &Entry<'_>, people: &[String]) -> bool {
        if people.is_empty() {
            return true;
        }
        let of = |name: &str| is_of(people, name);
        let whole = match self.one {
            true => !self.theirs.is_empty(),
            false => self.theirs.iter().any(|key| *key == entry.chat),
        };
        whole || entry.sender.as_deref().is_some_and(of) || entry.to.iter().any(|name| of(name))
    }

    pub(super) fn told(&self) -> Option<String> {
        (self.unsure > 0).then(|| {
            let chats = counted(self.unsure, "chat");
            format!("Of {chats} not everybody is known; they were looked at whole.")
        })
    }
}
