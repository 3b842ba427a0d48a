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
use std::ops::{ControlFlow, RangeInclusive};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::kept::{Held, Kept, UNDATED};
use super::known::Seen;
use super::renaming::Was;
use super::since::{minute, salted};
use crate::import::{Export, ImportError, Summary};
use crate::record::Id;
use crate::record::state::Conversation;

/// Names that are tried.
const MOST: usize = 20;
/// Messages that must be found of a chat of another name, and of the other party where it is another's.
const ENOUGH: usize = 3;
const ENOUGH_OF_ONE: usize = 2;
/// A text of so many characters is not written twice in one minute by two people: one of the other party's is enough.
const TELLING: usize = 20;

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

/// A conversation of another name while it is not known yet whether the file is of it.
struct Tried<'a> {
    chat: &'a Conversation,
    kept: &'a Arc<Kept>,
    /// Which of its messages fall in the time of the file.
    within: HashSet<Arc<str>>,
    found: HashSet<Arc<str>>,
    /// Those of what was found that are long enough to tell.
    telling: HashSet<Arc<str>>,
    /// Whether one of both names is a file's alone.
    by_file: bool,
    /// What the last import ended with, and what of it was found.
    tail: HashSet<&'a str>,
    tail_found: HashSet<String>,
    /// Who wrote what was found.
    senders: HashSet<String>,
    /// The file is one that it came from.
    same_file: bool,
}

impl<'a> Tried<'a> {
    /// Those of which something falls in these minutes; `by_file`: the name of this chat is its file's.
    fn within(
        others: &[&'a Conversation],
        kept: &'a HashMap<Id, Arc<Kept>>,
        minutes: RangeInclusive<NaiveDateTime>,
        by_file: bool,
    ) -> Vec<Tried<'a>> {
        let tried = others.iter().filter_map(|chat| {
            let kept = kept.get(&chat.id)?;
            let at = |held: &Held| held.at == UNDATED || minutes.contains(&held.at);
            let within = kept.each().filter(|(_, held)| at(held));
            let name = chat.name.as_deref().unwrap_or_default();
            let tail = chat.imported.iter().flat_map(|(.., tail)| tail);
            Some(Tried {
                chat,
                kept,
                within: within.map(|(digest, _)| digest.clone()).collect(),
                found: HashSet::new(),
                telling: HashSet::new(),
                by_file: by_file || kept.is_named_by_file(name),
                tail: tail.map(String::as_str).collect(),
                tail_found: HashSet::new(),
                senders: HashSet::new(),
                same_file: false,
            })
        });
        tried.filter(|t| !t.within.is_empty()).collect()
    }

    /// Takes in an entry of the file by one of its digests.
    fn see(&mut self, digest: &[u8; 32], sender: Option<&str>, long: bool) {
        let salted = salted(self.chat.id, digest);
        let is_last = self.tail.contains(salted.as_str());
        let own = self.kept.own(&salted);
        if is_last || own.is_some() {
            self.senders.extend(sender.map(str::to_owned));
        }
        if let Some(digest) = own {
            if long {
                self.telling.insert(digest.clone());
            }
            self.found.insert(digest);
        }
        if is_last {
            self.tail_found.insert(salted);
        }
    }

    /// Whether a name that is a file's alone hides that it is the same chat: what is on record of it stands in the
    /// file, with what the last import ended with, and more than one person may have sent to two chats.
    fn is_same_but_for_file(&self) -> bool {
        let only_last = |d: &&String| !self.kept.has(d);
        let matched = self.found.len() + self.tail_found.iter().filter(only_last).count();
        let enough = self.senders.len() >= ENOUGH_OF_ONE || matched >= ENOUGH;
        let ends = !self.tail.is_empty() && self.tail_found.len() == self.tail.len();
        let half = 2 * self.found.len() >= self.within.len();
        let all = self.found.len() == self.within.len();
        enough && !self.found.is_empty() && (all || (half && ends))
    }

    /// Whether the file is of this chat. What the owner sent to several chats at once shows nothing: it is the
    /// messages of the others that count. `other`: the party whose name the file's chat bears.
    fn is_same(&self, other: Option<&str>, owners: &HashSet<&str>) -> bool {
        if self.same_file || (self.by_file && self.is_same_but_for_file()) {
            return true;
        }
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
    for name in digests.iter().filter_map(|d| kept.get(d)?.from.as_ref()) {
        *all.entry(&**name).or_default() += 1;
    }
    all
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

/// Goes through an export for what is on record of these conversations.
fn find(export: &mut Export, tried: &mut [Tried<'_>]) -> Result<(), ImportError> {
    let mut by_minute: HashMap<NaiveDateTime, Vec<usize>> = HashMap::new();
    for (place, one) in tried.iter().enumerate() {
        let last = one.chat.imported.as_ref().and_then(|(_, last, _)| *last);
        let last = last.filter(|_| one.by_file).map(minute);
        for at in one.kept.each().map(|(_, held)| held.at).chain(last) {
            let places = by_minute.entry(at).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    // A file of several chats is no sign that two of them are one.
    let by_sum = export.chats().len() == 1 && tried.iter().any(|t| t.kept.knows_files());
    if by_sum {
        export.want_fingerprint();
    }
    export.with_digests(&mut |entry| {
        for place in by_minute.get(&minute(entry.at)).into_iter().flatten() {
            let one = &mut tried[*place];
            let long = entry.text.chars().count() >= TELLING;
            for digest in entry.digest.iter().chain(&entry.other_digests) {
                one.see(digest, entry.sender.as_deref(), long);
            }
        }
        ControlFlow::Continue(())
    })?;
    if by_sum {
        let sum = export.fingerprint()?.sha256;
        for one in tried {
            one.same_file = one.kept.is_of_file(&sum);
        }
    }
    Ok(())
}
