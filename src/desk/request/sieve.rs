//! What of an export is looked for: its days, its people, its words.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::correspondents::{Chats, Groups};
use super::look_for::LookFor;
use super::terms::Terms;
use crate::import::{Clock, Entry, Export, ImportError};

/// What of an export is looked for.
pub(super) struct Sieve {
    look: LookFor,
    terms: Terms,
    chats: Chats,
    zone: Tz,
}

impl Sieve {
    /// What tells it of this export.
    pub(super) fn of(
        export: &mut Export,
        look: &LookFor,
        (groups, zone): (&Groups, Tz),
    ) -> Result<Sieve, ImportError> {
        Ok(Sieve {
            chats: Chats::of(export, &look.people, groups)?,
            terms: Terms::new(&look.words),
            look: look.clone(),
            zone,
        })
    }

    /// Whether an entry is of the days.
    pub(super) fn is_of_days(&self, entry: &Entry<'_>) -> bool {
        self.look.takes(self.day(entry))
    }

    /// Whether it is of the people.
    pub(super) fn is_of_people(&self, entry: &Entry<'_>) -> bool {
        self.chats.takes(entry, &self.look.people)
    }

    /// Whether the people of a chat may be told by a notice that comes later.
    pub(super) fn are_noticed(&self) -> bool {
        self.chats.are_noticed(&self.look.people)
    }

    /// Whether it tells that one of the people is in its chat.
    pub(super) fn notices(&self, entry: &Entry<'_>) -> bool {
        self.chats.notices(entry, &self.look.people)
    }

    /// Takes in chats of which a notice told that one of the people is there.
    pub(super) fn join(&mut self, keys: impl IntoIterator<Item = String>) {
        self.chats.join(keys);
    }

    /// Whether one of the words occurs in it.
    pub(super) fn has(&self, entry: &Entry<'_>) -> bool {
        entry_has(&self.terms, entry)
    }

    /// Whether it is found.
    pub(super) fn finds(&self, entry: &Entry<'_>) -> bool {
        self.is_of_days(entry) && self.is_of_people(entry) && self.has(entry)
    }

    /// What is to be told of whose messages they are.
    pub(super) fn told(&self) -> Option<String> {
        self.chats.told()
    }

    /// The day of an entry, by a clock on a wall as it stands, of a moment in the zone of the settings.
    fn day(&self, entry: &Entry<'_>) -> Option<NaiveDate> {
        match entry.clock {
            Clock::Wall => Some(entry.at.date()),
            Clock::Instant => {
                let moment: DateTime<Utc> = entry.at.and_utc();
                Some(moment.with_timezone(&self.zone).date_naive())
            }
            Clock::Unknown => None,
        }
    }
}

fn entry_has(terms: &Terms, entry: &Entry<'_>) -> bool {
    let names = entry
        .sender
        .as_deref()
        .into_iter()
        .chain(entry.subject.as_deref());
    let files = entry.attachments.iter().map(|a| a.name.as_ref());
    let to = entry.to.iter().chain(&entry.also);
    let to = to.map(|name| name.as_ref());
    let mut texts = std::iter::once(entry.text.as_ref())
        .chain(names)
        .chain(to)
        .chain(files);
    texts.any(|text| terms.are_in(text))
}
