//! Messages that are in the queue already under another name.
//!
//! An export prints the names of the day it was made, so a contact that was renamed since, to a new name or to
//! one that the chat has already, makes other messages of the same ones. The sign: same minute, same text,
//! as often, under a name that is on record for the chat, and the file does not hold it under that name. A group
//! that was renamed makes another chat of the same one. The sign: of what is on record of a chat of another name,
//! and falls in the time of the file, at least half stands in it, and more than the owner alone may have sent to two
//! chats. A chat that is called after its file alone bears another name as soon as somebody calls the file otherwise:
//! there it is enough that what the last import ended with stands in the file too. No text is needed for it, the salted
//! digests are enough.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::kept::{Held, Kept, Seen, UNDATED};
use super::renaming::Was;
use super::since::{minute, salted};
use super::tried::{Tried, find};
use crate::import::{Export, ImportError, Summary};
use crate::record::Id;
use crate::record::state::Conversation;

/// Names that are tried.
const MOST: usize = 20;

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
    /// Conversations of another name that hold the same words of the same sender in the same minute, which does not
    /// show that they are the same.
    also: Vec<Place>,
}

/// A conversation on record that the file may be of.
#[derive(Clone, Debug)]
struct Place {
    id: Id,
    kept: Arc<Kept>,
    /// What is looked for of it, and in which minutes.
    digests: HashSet<Arc<str>>,
    minutes: HashSet<NaiveDateTime>,
    /// Its name, where that is another than the file's.
    other: Option<String>,
}

impl Place {
    fn new(id: Id, kept: &Arc<Kept>, digests: HashSet<Arc<str>>, other: Option<String>) -> Place {
        let held = digests.iter().filter_map(|d| kept.get(d));
        Place {
            id,
            minutes: held.map(|h| h.at).collect(),
            kept: kept.clone(),
            digests,
            other,
        }
    }

    /// What it holds of that digest, where that is looked for.
    fn held(&self, digest: &[u8; 32]) -> Option<&Held> {
        let salted = salted(self.id, digest);
        let wanted = self.digests.contains(salted.as_str());
        self.kept.get(&salted).filter(|_| wanted)
    }
}

impl Renamed {
    /// For an export of the conversation `id`, of which `held` is in the file under the name it has on record.
    pub(super) fn within(s: &Summary, id: Id, kept: &Arc<Kept>, held: HashSet<String>) -> Renamed {
        let mut missing = kept.digests();
        missing.retain(|d| !held.contains(&**d));
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
            also: Vec::new(),
        }
    }

    /// Looks for an export's chat among those of another name than `name`, which is its file's alone where
    /// `by_file`. Reads the export once more, and only where something on record of one of these falls in its time.
    pub(super) fn elsewhere(
        export: &mut Export,
        (name, by_file, owners): (&str, bool, &HashSet<&str>),
        others: &[&Conversation],
        kept: &HashMap<Id, Arc<Kept>>,
    ) -> Result<Renamed, ImportError> {
        let s = export.summary();
        let first = s.first.map_or(UNDATED, minute);
        let last = s.last.map_or(UNDATED, minute);
        let mut tried = Tried::within(others, kept, first..=last, by_file);
        if tried.is_empty() {
            return Ok(Renamed::default());
        }
        let here: HashSet<&str> = s.senders.iter().map(|(name, _)| name.as_str()).collect();
        let mut renamed = Renamed::of_two(name, &here, &tried);
        export.also_under(renamed.gone.clone(), renamed.new.clone());
        find(export, &mut tried)?;
        let other = here.contains(name).then_some(name);
        let (same, also): (Vec<_>, Vec<_>) =
            tried.into_iter().partition(|t| t.is_same(other, owners));
        let also = also.into_iter().filter(|t| !t.found.is_empty());
        let also = also.map(|t| Place::new(t.chat.id, t.kept, t.found, t.chat.name.clone()));
        if same.is_empty() {
            return Ok(Renamed {
                also: also.collect(),
                ..Renamed::default()
            });
        }
        renamed.also.extend(also);
        for Tried {
            chat, kept, found, ..
        } in same
        {
            // Somebody in it may be renamed too.
            let mut missing = kept.digests();
            missing.retain(|d| !found.contains(d));
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
            let place = Place::new(chat.id, kept, kept.digests(), Some(other));
            renamed.places.push(place);
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
        self.also.extend(other.also);
        self
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether no other conversation holds the same words.
    pub(super) fn is_alone(&self) -> bool {
        self.also.is_empty()
    }

    /// Under which names an entry seems to be in the queue already.
    pub(super) fn find(&self, seen: &Seen<'_>) -> Option<Was> {
        let at = minute(seen.at);
        let places = self.places.iter().filter(|p| p.minutes.contains(&at));
        places.into_iter().find_map(|place| {
            let held = |d: &[u8; 32]| self.held.contains(&salted(place.id, d));
            if !self.held.is_empty() && seen.digest.as_ref().is_some_and(held) {
                return None;
            }
            let mut others = seen.others.iter().enumerate();
            let other = others.find_map(|(at, d)| Some((at, place.held(d)?)));
            let own = seen.digest.as_ref().filter(|_| place.other.is_some());
            let (name, held) = match (own.and_then(|d| place.held(d)), other) {
                (Some(held), _) => (seen.sender.map(str::to_owned), held),
                (None, Some((at, held))) => (Some(self.gone.get(at)?.clone()), held),
                (None, None) => return None,
            };
            Some(Was {
                name,
                chat: place.other.clone(),
                item: held.item,
                change: held.change(seen.says),
            })
        })
    }

    /// The item, and the conversation, that holds the same words of the same sender in the same minute, where that
    /// does not show it to be the same message.
    pub(super) fn also(&self, seen: &Seen<'_>) -> Option<(Id, &str)> {
        let (at, digest) = (minute(seen.at), seen.digest.as_ref()?);
        let mut places = self.also.iter().filter(|p| p.minutes.contains(&at));
        places.find_map(|p| Some((p.held(digest)?.item, p.other.as_deref()?)))
    }
}
