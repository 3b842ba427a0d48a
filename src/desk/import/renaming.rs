//! Messages that are in the queue already under another name, counted and in words.

use std::collections::BTreeMap;

use super::kept::Change;
use crate::import::Entry;
use crate::record::Id;
use crate::record::next::{Next, Ways, op, way_on};

/// Under which names an entry seems to be in the queue already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Was {
    /// Its sender's name then.
    pub name: Option<String>,
    /// The conversation's name then, where that is another.
    pub chat: Option<String>,
    pub item: Id,
    pub change: Option<Change>,
}

impl std::fmt::Display for Was {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("looks like a message already queued under another ")?;
        match (&self.name, &self.chat) {
            (_, Some(chat)) => write!(f, "chat name ({chat})"),
            (name, None) => write!(f, "name ({})", name.as_deref().unwrap_or_default()),
        }
    }
}

impl Was {
    /// With the name of today.
    pub(super) fn now(self, sender: Option<&str>) -> Renaming {
        Renaming {
            was: self.name,
            now: sender.map(str::to_owned),
            chat: self.chat,
        }
    }
}

/// How many messages of a name seem to be in the queue already under another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub renaming: Renaming,
    pub messages: u64,
}

/// Who and what bears another name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Renaming {
    /// The sender's name then; `None` for lines WhatsApp wrote itself.
    pub was: Option<String>,
    /// The same as `was` where the chat alone has another name.
    pub now: Option<String>,
    /// The conversation's name then, where that is another.
    pub chat: Option<String>,
}

/// Counts them while an export is read.
#[derive(Default)]
pub(super) struct Pairs(BTreeMap<Renaming, u64>);

impl Pairs {
    pub(super) fn see(&mut self, was: Option<&Was>, entry: &Entry<'_>) {
        if let Some(was) = was {
            let renaming = was.clone().now(entry.sender.as_deref());
            *self.0.entry(renaming).or_default() += 1;
        }
    }

    pub(super) fn list(self) -> Vec<Pair> {
        let pair = |(renaming, messages)| Pair { renaming, messages };
        self.0.into_iter().map(pair).collect()
    }
}

/// What is said of them where an export is summed up; `None` where there are none.
pub fn found_said(pairs: &[Pair]) -> Option<Ways> {
    let these = match pairs.iter().map(|p| p.messages).sum::<u64>() {
        0 => return None,
        1 => "1 message looks like one".to_owned(),
        n => format!("{n} messages look like messages"),
    };
    let under = under(pairs.iter().map(|p| &p.renaming));
    let said = Ways::from(format!("{these} already queued {under}"));
    let chat = pairs.iter().find_map(|p| p.renaming.chat.clone());
    Some(match chat.filter(|chat| !chat.is_empty()) {
        Some(chat) => said.and(Ways(vec![Next::Give(
            way_on("To go on with that chat, say its name", op::IMPORT)
                .saying("conversation", chat),
        )])),
        None => said,
    })
}

/// Under which name, with who and what was called otherwise then, and by which sign that is told.
fn under<'a>(all: impl Iterator<Item = &'a Renaming>) -> String {
    let (mut names, mut chats) = (Vec::new(), Vec::new());
    for one in all {
        if let (Some(was), Some(now)) = (&one.was, &one.now)
            && was != now
        {
            names.push(format!("{now} was {was} then"));
        }
        chats.extend(one.chat.as_ref().map(|chat| match chat.is_empty() {
            true => "the chat had no name then".to_owned(),
            false => format!("the chat was {chat} then"),
        }));
    }
    let (kind, sign) = match names.is_empty() {
        true => ("chat name", "same minute, same sender, same text"),
        false => (
            "name",
            "same minute, same text, and not in this export under the earlier name",
        ),
    };
    for list in [&mut names, &mut chats] {
        list.sort();
        list.dedup();
    }
    names.extend(chats);
    format!("under another {kind} ({}): {sign}", names.join("; "))
}

/// What is said of messages that were left out because of it; `None` where there are none.
pub fn said(left_out: &[Renaming]) -> Option<Ways> {
    if left_out.is_empty() {
        return None;
    }
    let (these, they, one) = match left_out.len() {
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
    let under = under(left_out.iter());
    let said = Ways::from(format!(
        "{these} already queued {under}. {they} not queued again"
    ));
    Some(said.and(way_on(
        format!("If {one} is another message, add it by hand with"),
        op::ADD,
    )))
}
