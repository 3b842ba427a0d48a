//! Messages that are in the queue already under another name.
//!
//! An export prints the names of the day it was made, so a contact that was renamed since, to a new name or to
//! one that the chat has already, makes other messages of the same ones. The sign: same minute, same text,
//! as often, under a name that is on record for the chat, and the file does not hold it under that name. No text is needed for it,
//! the salted digests are enough. Of a chat between two the chat itself is named after the contact.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::since::salted;
use crate::import::{Entry, Summary};
use crate::record::Id;
use crate::record::next::{Ways, op, way_on};
use crate::record::state::Conversation;

/// Names, and chats between two, that are tried.
const MOST: usize = 20;

/// What is or was in the queue of one conversation.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    pub(super) digests: HashSet<Arc<str>>,
    /// Under which names.
    pub(super) names: HashSet<Arc<str>>,
    /// The name of each.
    pub(super) by: HashMap<Arc<str>, Arc<str>>,
}

impl Kept {
    /// Whether the names of a file's senders are others than those on record, so that one may be renamed.
    pub(super) fn may_be_renamed(&self, s: &Summary) -> bool {
        let here: HashSet<&str> = s.senders.iter().map(|(name, _)| name.as_str()).collect();
        let gone = self.names.iter().any(|name| !here.contains(&**name));
        gone || here.iter().any(|name| !self.names.contains(*name))
    }
}

/// Names a file's senders may have borne before.
#[derive(Clone, Debug, Default)]
pub struct Renamed {
    /// Names under which something is on record that is not in the file under them, in the order in which entries
    /// give their digests.
    pub(super) gone: Vec<String>,
    /// Names of the file that they may bear now.
    pub(super) new: HashSet<String>,
    /// What the file holds under the name it has on record.
    held: HashSet<String>,
    /// The conversations they are looked for in; whether it is another than that of the file.
    chats: Vec<(Id, HashSet<Arc<str>>, bool)>,
}

impl Renamed {
    /// For an export of the conversation `id`, of which `held` is in the file under the name it has on record.
    pub(super) fn within(s: &Summary, id: Id, kept: &Kept, held: HashSet<String>) -> Renamed {
        let missing = kept.digests.iter().filter(|d| !held.contains(&***d));
        let missing: HashSet<Arc<str>> = missing.cloned().collect();
        let mut gone: Vec<String> = missing
            .iter()
            .filter_map(|d| kept.by.get(d).map(|name| name.to_string()))
            .collect();
        gone.sort();
        gone.dedup();
        gone.truncate(MOST);
        if gone.is_empty() {
            return Renamed::default();
        }
        Renamed {
            gone,
            new: s.senders.iter().map(|(name, _)| name.clone()).collect(),
            held,
            chats: vec![(id, missing, false)],
        }
    }

    /// For an export of a conversation that is not on record.
    pub(super) fn elsewhere(
        s: &Summary,
        name: &str,
        all: &[Conversation],
        kept: &HashMap<Id, Kept>,
    ) -> Renamed {
        let here: HashSet<&str> = s.senders.iter().map(|(name, _)| name.as_str()).collect();
        let mut renamed = Renamed::default();
        let mut before: HashSet<&str> = HashSet::new();
        // A chat between two bears the other's name: it may be on record under an earlier one.
        for chat in all.iter().filter(|_| here.contains(name)) {
            let Some(kept) = kept.get(&chat.id) else {
                continue;
            };
            let Some(other) = chat.name.as_deref().filter(|n| kept.names.contains(*n)) else {
                continue;
            };
            if !here.contains(other) && renamed.chats.len() < MOST {
                before.insert(other);
                renamed.chats.push((chat.id, kept.digests.clone(), true));
            }
        }
        let gone = before.iter().filter(|n| !here.contains(**n));
        renamed.gone = gone.map(|n| (*n).to_owned()).collect();
        renamed.gone.sort();
        renamed.gone.truncate(MOST);
        let new = here.iter().filter(|n| !before.contains(**n));
        renamed.new = new.map(|n| (*n).to_owned()).collect();
        match renamed.gone.is_empty() || renamed.new.is_empty() {
            true => Renamed::default(),
            false => renamed,
        }
    }

    /// The name under which an entry seems to be in the queue already; of an entry in another chat its own.
    pub fn was(&self, entry: &Entry<'_>) -> Option<String> {
        self.find(entry.digest, &entry.other_digests, entry.sender.as_deref())
    }

    /// The same of an entry's digests.
    pub(super) fn find(
        &self,
        digest: Option<[u8; 32]>,
        others: &[[u8; 32]],
        sender: Option<&str>,
    ) -> Option<String> {
        self.chats.iter().find_map(|(id, kept, elsewhere)| {
            let held = |d: [u8; 32]| self.held.contains(&salted(*id, &d));
            if !self.held.is_empty() && digest.is_some_and(held) {
                return None;
            }
            let is_kept = |d: &[u8; 32]| kept.contains(salted(*id, d).as_str());
            let other = others.iter().position(is_kept);
            let own = digest.filter(|d| *elsewhere && is_kept(d));
            match (other, own) {
                (Some(at), _) => self.gone.get(at).cloned(),
                (None, Some(_)) => sender.map(str::to_owned),
                (None, None) => None,
            }
        })
    }
}

/// How many messages of a name seem to be in the queue already under another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub was: String,
    /// The same as `was` where the chat alone has another name.
    pub now: String,
    pub messages: u64,
}

/// Counts them while an export is read.
#[derive(Default)]
pub(super) struct Pairs(BTreeMap<(String, String), u64>);

impl Pairs {
    pub(super) fn see(&mut self, was: Option<String>, entry: &Entry<'_>) {
        if let Some(was) = was {
            let now = entry.sender.as_deref().unwrap_or(&was).to_owned();
            *self.0.entry((was, now)).or_default() += 1;
        }
    }

    pub(super) fn list(self) -> Vec<Pair> {
        let pair = |((was, now), messages)| Pair { was, now, messages };
        self.0.into_iter().map(pair).collect()
    }
}

/// What is said of them where an export is summed up; `None` where there are none.
pub fn found_said(pairs: &[Pair]) -> Option<String> {
    let these = match pairs.iter().map(|p| p.messages).sum::<u64>() {
        0 => return None,
        1 => "1 message looks like one".to_owned(),
        n => format!("{n} messages look like messages"),
    };
    let named = named(pairs.iter().map(|p| (p.was.as_str(), p.now.as_str())));
    Some(format!(
        "{these} already queued under another name ({named}): {SIGN}."
    ))
}

/// By what they are told.
const SIGN: &str = "same minute, same text, and not in this export under the earlier name";

/// Who was who; `pairs`: the name then, the name now.
fn named<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut names: Vec<String> = pairs
        .filter(|(was, now)| was != now)
        .map(|(was, now)| format!("{now} was {was} then"))
        .collect();
    names.sort();
    names.dedup();
    match names.is_empty() {
        true => "in a chat of another name".to_owned(),
        false => names.join("; "),
    }
}

/// What is said of messages that were left out because of it; `None` where there are none. `pairs`: the name
/// then, the name now.
pub fn said(pairs: &[(String, String)]) -> Option<Ways> {
    if pairs.is_empty() {
        return None;
    }
    let (these, they, one) = match pairs.len() {
        1 => (
            "1 of those picked looks like a message".to_owned(),
            "It was",
            "it",
        ),
        n => (
            format!("{n} of those picked look like messages"),
            "They were",
            "one of them",
        ),
    };
    let named = named(pairs.iter().map(|(was, now)| (was.as_str(), now.as_str())));
    let said = Ways::from(format!(
        "{these} already queued under another name ({named}): {SIGN}. {they} not queued again"
    ));
    Some(said.and(way_on(
        format!("If {one} is another message, add it by hand with"),
        op::ADD,
    )))
}
