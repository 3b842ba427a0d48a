//! An export gone through without a survey and without a table of its conversations: a mailbox has as many as mails.
//!
//! Of the conversations nothing is held but the keys of those in which somebody is who is looked for.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::chats::PEOPLE;
use super::entry::Entry;
use super::every::Every;
use super::format::{ChatInfo, Sink, Theirs};
use super::tally::Tally;

/// Gives the entries of every conversation, and counts them.
pub(super) struct Straight<'v> {
    pub(super) tally: Tally,
    every: Every<'v>,
    any_order: bool,
}

impl<'v> Straight<'v> {
    pub(super) fn new(
        now: i64,
        any_order: bool,
        visit: &'v mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Straight<'v> {
        Straight {
            tally: Tally::unlisted(None, now),
            every: Every::new(now, visit),
            any_order,
        }
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.every.stopped
    }
}

impl Sink for Straight<'_> {
    fn wants(&self, _chat: &str) -> bool {
        true
    }

    fn any_order(&self) -> bool {
        self.any_order
    }

    fn chat(&mut self, _key: &str, _info: ChatInfo<'_>) {}

    fn entry(&mut self, entry: Entry<'_>) -> ControlFlow<()> {
        if !self.every.stopped {
            self.tally.see(&entry);
        }
        self.every.entry(entry)
    }

    fn stray(&mut self, line: u64, text: &str, why: &str) {
        self.tally.stray(line, text, why);
    }

    fn left_out(&mut self, sentence: String) {
        self.tally.left_out(sentence);
    }

    fn say(&mut self, chat: Option<&str>, sentence: String) {
        self.tally.say(chat, sentence);
    }
}

/// Looks for the conversations in which somebody is.
pub(super) struct Members<'i> {
    is: &'i mut dyn FnMut(&str) -> bool,
    called: &'i mut dyn FnMut(&str) -> bool,
    keys: BTreeSet<String>,
    /// Those of which more people are told than are kept of one, nobody of them looked for.
    unsure: BTreeSet<String>,
    /// Many entries of one person mostly stand together.
    last: (String, bool),
}

impl<'i> Members<'i> {
    pub(super) fn new(
        is: &'i mut dyn FnMut(&str) -> bool,
        called: &'i mut dyn FnMut(&str) -> bool,
    ) -> Members<'i> {
        Members {
            is,
            called,
            keys: BTreeSet::new(),
            unsure: BTreeSet::new(),
            last: (String::new(), false),
        }
    }

    fn is(&mut self, name: &str) -> bool {
        if self.last.0 != name {
            name.clone_into(&mut self.last.0);
            self.last.1 = (self.is)(name);
        }
        self.last.1
    }

    pub(super) fn theirs(mut self) -> Theirs {
        let keys = &self.keys;
        self.unsure.retain(|key| !keys.contains(key));
        let unsure = self.unsure.len();
        self.keys.append(&mut self.unsure);
        Theirs {
            keys: self.keys,
            unsure,
        }
    }
}

impl Sink for Members<'_> {
    fn wants(&self, chat: &str) -> bool {
        !self.keys.contains(chat)
    }

    fn any_order(&self) -> bool {
        true
    }

    fn only_counts(&self) -> bool {
        true
    }

    fn chat(&mut self, key: &str, info: ChatInfo<'_>) {
        if self.keys.contains(key) {
            return;
        }
        let called = info.name.is_some_and(|name| (self.called)(name));
        if called || info.people.iter().any(|name| self.is(name)) {
            self.keys.insert(key.to_owned());
        } else if info.people.len() > PEOPLE {
            self.unsure.insert(key.to_owned());
        }
    }

    fn entry(&mut self, entry: Entry<'_>) -> ControlFlow<()> {
        let written = entry.kind.is_written();
        if let Some(sender) = entry.sender.as_deref().filter(|_| written)
            && self.is(sender)
            && !self.keys.contains(entry.chat.as_ref())
        {
            self.keys.insert(entry.chat.clone().into_owned());
        }
        ControlFlow::Continue(())
    }

    fn stray(&mut self, _line: u64, _text: &str, _why: &str) {}

    fn left_out(&mut self, _sentence: String) {}

    fn say(&mut self, _chat: Option<&str>, _sentence: String) {}
}
