//! The entries of one conversation, numbered among themselves, each with its digest where that is wanted.

use std::ops::ControlFlow;

use super::digest::{Body, Digests};
use super::entry::{Clock, Entry, Identity};
use super::every::Every;
use super::format::{ChatInfo, Sink};

/// Numbers the entries of one conversation, and gives each its digest.
pub(super) struct Numbered<'v, 'u> {
    pub(super) key: String,
    pub(super) digests: Option<Digests<'u>>,
    pub(super) given: Every<'v>,
}

impl Sink for Numbered<'_, '_> {
    fn wants(&self, chat: &str) -> bool {
        chat == self.key
    }

    fn chat(&mut self, _key: &str, _info: ChatInfo<'_>) {}

    fn entry(&mut self, mut entry: Entry<'_>) -> ControlFlow<()> {
        if entry.chat != self.key {
            return match self.given.stopped {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            };
        }
        if let Some(digests) = self.digests.as_mut().filter(|_| !self.given.stopped) {
            let (identity, others) = identity(digests, &entry);
            (entry.identity, entry.other_digests) = (Some(identity), others);
        }
        self.given.entry(entry)
    }

    fn stray(&mut self, _line: u64, _text: &str, _why: &str) {}

    fn left_out(&mut self, _sentence: String) {}

    fn say(&mut self, _chat: Option<&str>, _sentence: String) {}
}

fn identity(digests: &mut Digests<'_>, entry: &Entry<'_>) -> (Identity, Vec<[u8; 32]>) {
    if let Some(id) = entry.id.as_deref() {
        return (digests.of_id(id), Vec::new());
    }
    let minute = match entry.clock {
        Clock::Unknown => 0,
        _ => entry.at.and_utc().timestamp().div_euclid(60),
    };
    let body = Body {
        text: &entry.telling_text(),
        media: None,
        edited: None,
    };
    digests.of_entry(entry.sender.as_deref(), minute, body)
}
