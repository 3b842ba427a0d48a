//! Whose messages those of an export are: senders, recipients, and everybody who is in a group.

use super::terms::{folded, is_of};
use crate::desk::mail_head::MAIL;
use crate::desk::words::counted;
use crate::import::{Entry, Export, ImportError, Theirs};
use crate::record::State;

/// Chats on record whose members are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups(Vec<Group>);

#[derive(Clone, Debug)]
struct Group {
    channel: String,
    name: String,
    members: String,
}

/// Whether one of these people stands in a list of members.
pub(super) fn is_among(people: &[String], members: &str) -> bool {
    let mut members = members.split([';', ',', '\n']).map(str::trim);
    members.any(|name| is_of(people, name))
}

impl Groups {
    pub(super) fn of(state: &State) -> Groups {
        let groups = state.conversations.values().filter_map(|chat| {
            Some(Group {
                channel: chat.channel.clone(),
                name: folded(chat.name.as_deref()?),
                members: chat.details.get("members")?.to_owned(),
            })
        });
        Groups(groups.collect())
    }

    /// The names of those of a channel in which one of the people is.
    fn with(&self, people: &[String], channel: &str) -> Vec<&str> {
        let of = self.0.iter().filter(|g| g.channel == channel);
        let of = of.filter(|g| is_among(people, &g.members));
        of.map(|g| g.name.as_str()).collect()
    }
}

/// The chats of an export in which one of the people is: all that is said there is their correspondence.
pub(super) struct Chats {
    theirs: Theirs,
    /// Whether it holds one alone.
    one: bool,
    mail: bool,
}

impl Chats {
    /// Those in which they sent something, of which the export or the register says that they are in it, or that are
    /// called by their name; the subject of a mail is no such name.
    pub(super) fn of(
        export: &mut Export,
        people: &[String],
        groups: &Groups,
    ) -> Result<Chats, ImportError> {
        let channel = export.format().channel;
        let mail = channel == MAIL;
        let groups = groups.with(people, channel);
        let mut called = |name: &str| {
            let recorded = !groups.is_empty() && groups.contains(&&*folded(name));
            recorded || (!mail && is_of(people, name))
        };
        let theirs = match people.is_empty() {
            true => Theirs::default(),
            false => export.chats_with(&mut |name| is_of(people, name), &mut called)?,
        };
        let one = export.is_one();
        Ok(Chats { theirs, one, mail })
    }

    /// Whether all that is said in the chat of an entry is theirs.
    fn is_whole(&self, entry: &Entry<'_>) -> bool {
        match self.one {
            true => !self.theirs.keys.is_empty(),
            false => self.theirs.keys.contains(entry.chat.as_ref()),
        }
    }

    pub(super) fn takes(&self, entry: &Entry<'_>, people: &[String]) -> bool {
        if people.is_empty() || self.is_whole(entry) {
            return true;
        }
        let names = entry.sender.iter().chain(&entry.to).chain(&entry.also);
        names.into_iter().any(|name| is_of(people, name))
    }

    /// Whether a notice may still tell that somebody is in a chat.
    pub(super) fn are_noticed(&self, people: &[String]) -> bool {
        !people.is_empty() && !self.mail
    }

    /// Whether it is a notice that names one of them: that they were added, joined, left or were called.
    pub(super) fn notices(&self, entry: &Entry<'_>, people: &[String]) -> bool {
        self.are_noticed(people)
            && !entry.kind.is_written()
            && !self.is_whole(entry)
            && (is_of(people, &entry.text)
                || (entry.sender_raw.iter().chain(&entry.sender)).any(|name| is_of(people, name)))
    }

    /// Takes in chats of which a notice told it.
    pub(super) fn join(&mut self, keys: impl IntoIterator<Item = String>) {
        self.theirs.keys.extend(keys);
    }

    pub(super) fn told(&self) -> Option<String> {
        (self.theirs.unsure > 0).then(|| {
            let chats = counted(self.theirs.unsure, "chat");
            format!("Of {chats} not everybody is known; they were looked at whole.")
        })
    }
}
