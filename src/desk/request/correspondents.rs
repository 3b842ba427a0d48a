//! Whose messages those of an export are: senders, recipients, and everybody who is in a group.

use super::terms::is_of;
use crate::desk::words::counted;
use crate::import::{Entry, Export, ImportError, Theirs};

/// The chats of an export in which one of the people is: all that is said there is their correspondence.
pub(super) struct Chats {
    theirs: Theirs,
    /// Whether it holds one alone.
    one: bool,
}

impl Chats {
    pub(super) fn of(export: &mut Export, people: &[String]) -> Result<Chats, ImportError> {
        let theirs = match people.is_empty() {
            true => Theirs::default(),
            false => export.chats_with(&mut |name| is_of(people, name))?,
        };
        let one = export.is_one();
        Ok(Chats { theirs, one })
    }

    pub(super) fn takes(&self, entry: &Entry<'_>, people: &[String]) -> bool {
        if people.is_empty() {
            return true;
        }
        let of = |name: &str| is_of(people, name);
        let whole = match self.one {
            true => !self.theirs.keys.is_empty(),
            false => self.theirs.keys.contains(entry.chat.as_ref()),
        };
        whole || entry.sender.as_deref().is_some_and(of) || entry.to.iter().any(|name| of(name))
    }

    pub(super) fn told(&self) -> Option<String> {
        (self.theirs.unsure > 0).then(|| {
            let chats = counted(self.theirs.unsure, "chat");
            format!("Of {chats} not everybody is known; they were looked at whole.")
        })
    }
}
