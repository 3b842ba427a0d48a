//! Messages that are in the queue already under another name.
//!
//! An export prints the names of the day it was made, so a contact that was renamed since, to a new name or to
//! one that the chat has already, makes other messages of the same ones. The sign: same minute, same text,
//! as often, under a name that is on record for the chat, and the file does not hold it under that name. A group
//! that was renamed makes another chat of the same one. The sign: of what is on record of a chat of another name,
//! and falls in the time of the file, at least half stands in it, and more than the owner alone may have sent to two
//! chats. No text is needed for it, the salted digests are enough.

use std::collections::{HashMap, HashSet};
use std::ops::{ControlFlow, RangeInclusive};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::renaming::Was;
use super::since::{minute, salted};
use crate::import::{Entry, Export, ImportError, Summary};
use crate::record::Id;
use crate::record::state::{Conversation, Message};

/// Names that are tried.
const MOST: usize = 20;
/// Messages that must be found of a chat of another name, and of the other party where it is another's.
const ENOUGH: usize = 3;
const ENOUGH_OF_ONE: usize = 2;
/// A text of so many characters is not written twice in one minute by two people: one of the other party's is enough.
const TELLING: usize = 20;

/// What is or was in the queue of one conversation.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    pub(super) digests: HashSet<Arc<str>>,
    /// Under which names.
    pub(super) names: HashSet<Arc<str>>,
    /// The name of each.
    by: HashMap<Arc<str>, Arc<str>>,
    /// The minute of each, on the wall.
    at: HashMap<Arc<str>, NaiveDateTime>,
}

impl Kept {
    /// Takes in a message that has a digest.
    pub(super) fn add(&mut self, message: &Message) {
        let Some(digest) = &message.digest else {
            return;
        };
        self.digests.insert(digest.clone());
        if let Some(from) = &message.from {
            self.names.insert(from.clone());
            self.by.insert(digest.clone(), from.clone());
        }
        // A moment has no clock on a wall; exports of moments are compared in UTC.
        let at = message.sent_wall.or(message.sent.map(|t| t.naive_utc()));
        let at = at.map(minute);
        self.at.extend(at.map(|at| (digest.clone(), at)));
    }

    /// Whether the names of a file's senders are others than those on record, so that one may be renamed.
    pub(super) fn may_be_renamed(&self, s: &Summary) -> bool {
        let here: HashSet<&str> = s.senders.iter().map(|(name, _)| name.as_str()).collect();
        let gone = self.names.iter().any(|name| !here.contains(&**name));
        gone || here.iter().any(|name| !self.names.contains(*name))
    }

    /// Under which names these are, in order.
    fn names_of(&self, digests: &HashSet<Arc<str>>) -> Vec<String> {
        let names = digests.iter().filter_map(|d| self.by.get(d));
        let mut names: Vec<String> = names.map(|name| name.to_string()).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// Names a file's senders, and its chat, may have borne before.
#[derive(Clone, Debug, Default)]
pub struct Renamed {
    /// Names under which something is on record that is not in the file under them, in the order in which entries
    /// give their digests.
    pub(super) gone: Vec<String>,
    /// Names of the file that they may bear now.
    pub(super) new: HashSet<String>,
    /// What the file holds under the name it has on record.
    held: HashSet<String>,
    /// The conversations they are looked for in.
    places: Vec<Place>,
}

/// A conversation on record that the file may be of.
#[derive(Clone, Debug)]
struct Place {
    id: Id,
    /// What is looked for of it, and in which minutes.
    digests: HashSet<Arc<str>>,
    minutes: HashSet<NaiveDateTime>,
    /// Its name, where that is another than the file's.
    other: Option<String>,
}

impl Place {
    fn new(id: Id, kept: &Kept, digests: HashSet<Arc<str>>, other: Option<String>) -> Place {
        let minutes = digests.iter().filter_map(|d| kept.at.get(d).copied());
        Place {
            id,
            minutes: minutes.collect(),
            digests,
            other,
        }
    }
}

/// A conversation of another name while it is not known yet whether the file is of it.
struct Tried<'a> {
    chat: &'a Conversation,
    kept: &'a Kept,
    /// Which of its messages fall in the time of the file.
    within: HashSet<Arc<str>>,
    found: HashSet<Arc<str>>,
    /// Those of what was found that are long enough to tell.
    telling: HashSet<Arc<str>>,
}

impl<'a> Tried<'a> {
    /// Those of which something falls in these minutes.
    fn within(
        others: &[&'a Conversation],
        kept: &'a HashMap<Id, Kept>,
        minutes: RangeInclusive<NaiveDateTime>,
    ) -> Vec<Tried<'a>> {
        let tried = others.iter().filter_map(|chat| {
            let kept = kept.get(&chat.id)?;
            let within = kept.at.iter().filter(|(_, at)| minutes.contains(at));
            Some(Tried {
                chat,
                kept,
                within: within.map(|(digest, _)| digest.clone()).collect(),
                found: HashSet::new(),
                telling: HashSet::new(),
            })
        });
        tried.filter(|t| !t.within.is_empty()).collect()
    }

    /// Whether the file is of this chat. What the owner sent to several chats at once shows nothing: it is the
    /// messages of the others that count. `other`: the party whose name the file's chat bears.
    fn is_same(&self, other: Option<&str>, owners: &HashSet<&str>) -> bool {
        let found = by_sender(self.kept, &self.found);
        let within = by_sender(self.kept, &self.within);
        let half = |is: &dyn Fn(&str) -> bool| {
            let sum = |all: &HashMap<&str, usize>| -> usize {
                let these = all.iter().filter(|(name, _)| is(name));
                these.map(|(_, n)| n).sum()
            };
            let n = sum(&found);
            (n > 0 && 2 * n >= sum(&within)).then_some(n)
        };
        let telling = by_sender(self.kept, &self.telling);
        let party = self.chat.name.as_deref();
        let party = party.filter(|name| self.kept.names.contains(*name));
        if let (Some(party), Some(_)) = (party, other) {
            // Two names of two people who write, or of one: that is for what this one wrote to show.
            let enough = |n| n >= ENOUGH_OF_ONE || telling.contains_key(party);
            return half(&|name| name == party).is_some_and(enough);
        }
        let owner = match party {
            Some(_) => None,
            None => self.owner(&found, owners),
        };
        let others = |name: &str| match party {
            Some(party) => name == party,
            None => Some(name) != owner,
        };
        (self.found.len() >= ENOUGH || telling.keys().any(|name| others(name)))
            && 2 * self.found.len() >= self.within.len()
            && half(&others).is_some()
    }

    /// Who the owner is: one of those who are known as such, else whoever wrote most of what was found.
    fn owner<'n>(
        &self,
        found: &HashMap<&'n str, usize>,
        owners: &HashSet<&'n str>,
    ) -> Option<&'n str> {
        let known = owners.iter().find(|name| self.kept.names.contains(**name));
        let most = || found.iter().max_by_key(|(name, n)| (**n, **name));
        known.or_else(|| most().map(|(name, _)| name)).copied()
    }
}

/// How many of these each wrote.
fn by_sender<'k>(kept: &'k Kept, digests: &HashSet<Arc<str>>) -> HashMap<&'k str, usize> {
    let mut all = HashMap::new();
    for name in digests.iter().filter_map(|d| kept.by.get(d)) {
        *all.entry(&**name).or_default() += 1;
    }
    all
}

impl Renamed {
    /// For an export of the conversation `id`, of which `held` is in the file under the name it has on record.
    pub(super) fn within(s: &Summary, id: Id, kept: &Kept, held: HashSet<String>) -> Renamed {
        let missing = kept.digests.iter().filter(|d| !held.contains(&***d));
        let missing: HashSet<Arc<str>> = missing.cloned().collect();
        let mut gone = kept.names_of(&missing);
        gone.truncate(MOST);
        if gone.is_empty() {
            return Renamed::default();
        }
        Renamed {
            gone,
            new: s.senders.iter().map(|(name, _)| name.clone()).collect(),
            held,
            places: vec![Place::new(id, kept, missing, None)],
        }
    }

    /// Looks for an export's chat among those of another name than `name`. Reads the export once more, and only
    /// where something on record of one of these falls in its time.
    pub(super) fn elsewhere(
        export: &mut Export,
        (name, owners): (&str, &HashSet<&str>),
        others: &[&Conversation],
        kept: &HashMap<Id, Kept>,
    ) -> Result<Renamed, ImportError> {
        let s = export.summary();
        let (Some(first), Some(last)) = (s.first.map(minute), s.last.map(minute)) else {
            return Ok(Renamed::default());
        };
        let mut tried = Tried::within(others, kept, first..=last);
        if tried.is_empty() {
            return Ok(Renamed::default());
        }
        let here: HashSet<&str> = s.senders.iter().map(|(name, _)| name.as_str()).collect();
        let mut renamed = Renamed::of_two(name, &here, &tried);
        export.also_under(renamed.gone.clone(), renamed.new.clone());
        find(export, &mut tried)?;
        let other = here.contains(name).then_some(name);
        tried.retain(|t| t.is_same(other, owners));
        if tried.is_empty() {
            return Ok(Renamed::default());
        }
        for Tried {
            chat, kept, found, ..
        } in tried
        {
            // Somebody in it may be renamed too.
            let missing = kept.digests.difference(&found).cloned().collect();
            for gone in kept.names_of(&missing) {
                if !here.contains(gone.as_str())
                    && !renamed.gone.contains(&gone)
                    && renamed.gone.len() < MOST
                {
                    renamed.gone.push(gone);
                    renamed
                        .new
                        .extend(here.iter().map(|name| (*name).to_owned()));
                }
            }
            let other = chat.name.clone().unwrap_or_default();
            let digests = kept.digests.clone();
            renamed
                .places
                .push(Place::new(chat.id, kept, digests, Some(other)));
        }
        Ok(renamed)
    }

    /// A chat between two bears the other's name: it may be on record under an earlier one.
    fn of_two(name: &str, here: &HashSet<&str>, tried: &[Tried<'_>]) -> Renamed {
        let named = tried.iter().filter_map(|t| {
            let named = t.chat.name.as_deref().filter(|n| t.kept.names.contains(*n));
            named.filter(|n| here.contains(name) && !here.contains(n))
        });
        let mut gone: Vec<String> = named.map(str::to_owned).collect();
        gone.sort();
        gone.dedup();
        gone.truncate(MOST);
        let new = match gone.is_empty() {
            true => HashSet::new(),
            false => here.iter().map(|name| (*name).to_owned()).collect(),
        };
        Renamed {
            gone,
            new,
            ..Renamed::default()
        }
    }

    /// The same and what another search found.
    pub(super) fn and(mut self, other: Renamed) -> Renamed {
        for gone in other.gone {
            if !self.gone.contains(&gone) {
                self.gone.push(gone);
            }
        }
        self.new.extend(other.new);
        self.held.extend(other.held);
        self.places.extend(other.places);
        self
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Under which names an entry seems to be in the queue already.
    pub fn was(&self, entry: &Entry<'_>) -> Option<Was> {
        let sender = entry.sender.as_deref();
        self.find(entry.at, entry.digest, &entry.other_digests, sender)
    }

    /// The same of an entry's time, digests and sender.
    pub(super) fn find(
        &self,
        at: NaiveDateTime,
        digest: Option<[u8; 32]>,
        others: &[[u8; 32]],
        sender: Option<&str>,
    ) -> Option<Was> {
        let at = minute(at);
        let places = self.places.iter().filter(|p| p.minutes.contains(&at));
        places.into_iter().find_map(|place| {
            let held = |d: [u8; 32]| self.held.contains(&salted(place.id, &d));
            if !self.held.is_empty() && digest.is_some_and(held) {
                return None;
            }
            let is_kept = |d: &[u8; 32]| place.digests.contains(salted(place.id, d).as_str());
            let other = others.iter().position(is_kept);
            let own = digest.filter(|d| place.other.is_some() && is_kept(d));
            let name = match (own, other) {
                (Some(_), _) => sender.map(str::to_owned),
                (None, Some(at)) => Some(self.gone.get(at)?.clone()),
                (None, None) => return None,
            };
            Some(Was {
                name,
                chat: place.other.clone(),
            })
        })
    }
}

/// Goes through an export for what is on record of these conversations.
fn find(export: &mut Export, tried: &mut [Tried<'_>]) -> Result<(), ImportError> {
    let mut by_minute: HashMap<NaiveDateTime, Vec<usize>> = HashMap::new();
    for (place, one) in tried.iter().enumerate() {
        for at in one.kept.at.values() {
            let places = by_minute.entry(*at).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    export.with_digests(&mut |entry| {
        for place in by_minute.get(&minute(entry.at)).into_iter().flatten() {
            let one = &mut tried[*place];
            for digest in entry.digest.iter().chain(&entry.other_digests) {
                let salted = salted(one.chat.id, digest);
                if let Some(digest) = one.kept.digests.get(salted.as_str()) {
                    one.found.insert(digest.clone());
                    if entry.text.chars().count() >= TELLING {
                        one.telling.insert(digest.clone());
                    }
                }
            }
        }
        ControlFlow::Continue(())
    })
}
