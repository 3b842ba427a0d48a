//! Whether an export is of a conversation that is on record under another name: what is found of it, and what that shows.

use std::collections::{HashMap, HashSet};
use std::ops::{ControlFlow, RangeInclusive};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::kept::{Held, Kept, UNDATED};
use super::since::{minute, salted};
use crate::import::{Export, ImportError};
use crate::record::Id;
use crate::record::state::Conversation;

/// Messages that must be found of a chat of another name, and of the other party where it is another's.
const ENOUGH: usize = 3;
const ENOUGH_OF_ONE: usize = 2;
/// A text of so many characters is not written twice in one minute by two people: one of the other party's is enough.
const TELLING: usize = 20;

/// A conversation of another name while it is not known yet whether the file is of it.
pub(super) struct Tried<'a> {
    pub(super) chat: &'a Conversation,
    pub(super) kept: &'a Arc<Kept>,
    /// Which of its messages fall in the time of the file.
    within: HashSet<Arc<str>>,
    pub(super) found: HashSet<Arc<str>>,
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
    pub(super) fn within(
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
    pub(super) fn is_same(&self, other: Option<&str>, owners: &HashSet<&str>) -> bool {
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

/// Goes through an export for what is on record of these conversations.
pub(super) fn find(export: &mut Export, tried: &mut [Tried<'_>]) -> Result<(), ImportError> {
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
            for digest in entry.digest().iter().chain(&entry.other_digests) {
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
