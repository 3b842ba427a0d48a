//! The entries of every conversation of a file in one turn, numbered throughout.

use std::ops::ControlFlow;

use super::entry::Entry;
use super::format::{ChatInfo, Sink};

/// Gives the entries of every conversation.
pub(super) struct Every<'v> {
    pub(super) n: u64,
    pub(super) stopped: bool,
    pub(super) now: i64,
    pub(super) visit: &'v mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
}

impl Sink for Every<'_> {
    fn wants(&self, _chat: &str) -> bool {
        true
    }

    fn chat(&mut self, _key: &str, _info: ChatInfo<'_>) {}

    fn entry(&mut self, mut entry: Entry<'_>) -> ControlFlow<()> {
        if self.stopped {
            return ControlFlow::Break(());
        }
        self.n += 1;
        entry.n = self.n;
        entry.future = entry.is_after(self.now);
        let flow = (self.visit)(entry);
        self.stopped = flow.is_break();
        flow
    }

    fn stray(&mut self, _line: u64, _text: &str, _why: &str) {}

    fn left_out(&mut self, _sentence: String) {}

    fn say(&mut self, _chat: Option<&str>, _sentence: String) {}
}
