//! The entries of every conversation of a file in one turn, numbered throughout.

use std::ops::ControlFlow;

use super::entry::Entry;
use super::format::{ChatInfo, Sink};

/// Gives the entries of every conversation.
pub(super) struct Every<'v> {
    /// How many were given.
    pub(super) n: u64,
    /// Whether whoever is given them has enough.
    pub(super) stopped: bool,
    now: i64,
    visit: &'v mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
}

impl<'v> Every<'v> {
    pub(super) fn new(
        now: i64,
        visit: &'v mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Every<'v> {
        Every {
            n: 0,
            stopped: false,
            now,
            visit,
        }
    }
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
