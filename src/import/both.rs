//! A survey of all conversations and, in the same turn, of the one whose key was said: a turn less through the file.

use std::ops::ControlFlow;

use super::entry::Entry;
use super::first_look::EarlySurvey;
use super::format::{ChatInfo, Sink};
use super::tally::Tally;

/// Counts all, and one of them apart.
pub(super) struct Both<'t> {
    pub(super) all: &'t mut Tally,
    pub(super) one: Option<&'t mut Tally>,
    /// What is shown of it on the way.
    pub(super) early: Option<EarlySurvey>,
}

impl Sink for Both<'_> {
    fn wants(&self, chat: &str) -> bool {
        self.all.wants(chat)
    }

    fn any_order(&self) -> bool {
        self.all.any_order()
    }

    fn only_counts(&self) -> bool {
        // The words of those that are shown on the way are read.
        !matches!(self.early, Some(EarlySurvey::Entries(..)))
    }

    fn out_of_order(&mut self) {
        self.all.out_of_order();
        if let Some(one) = &mut self.one {
            one.out_of_order();
        }
    }

    fn chat(&mut self, key: &str, info: ChatInfo<'_>) {
        if let Some(early) = &mut self.early {
            early.chat(key, info.name);
        }
        self.all.chat(key, info);
    }

    fn entry(&mut self, entry: Entry<'_>) -> ControlFlow<()> {
        if self.early.as_mut().is_some_and(|early| early.entry(&entry)) {
            self.early = None;
        }
        if let Some(one) = &mut self.one {
            one.see(&entry);
        }
        // It is large, and there are millions: it is not handed on.
        self.all.see(&entry);
        ControlFlow::Continue(())
    }

    fn stray(&mut self, line: u64, text: &str, why: &str) {
        self.all.stray(line, text, why);
    }

    fn left_out(&mut self, sentence: String) {
        self.all.left_out(sentence);
    }

    fn say(&mut self, chat: Option<&str>, sentence: String) {
        self.all.say(chat, sentence);
    }
}
