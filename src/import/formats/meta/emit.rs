//! A message given on as an entry: who sent it, what it says, which files it names, and what of it was taken back.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::at::moment;
use super::facts::ThreadFacts;
use super::files::Nearby;
use super::mended::mended;
use super::message::{MetaMessage, ShareField};
use super::notices::{OwnLine, own_line};
use super::poll::poll_words;
use crate::import::entry::{Attachment, Clock, Direction, Entry, EntryKind};
use crate::import::format::Sink;
use crate::import::json_stream::read_json;
use crate::import::pile::Slot;
use crate::text::counted;
use crate::text::when::duration_words;

/// What was met on the way that is no entry of its own.
#[derive(Debug, Default)]
pub(super) struct Met {
    reactions: u64,
    mended: u64,
    withheld: u64,
    unsent: u64,
}

impl Met {
    pub(super) fn say(&self, sink: &mut dyn Sink) {
        let n = |n: u64, noun: &str| counted(usize::try_from(n).unwrap_or(usize::MAX), noun);
        let lines = [
            (
                self.reactions,
                format!(
                    "{} to messages: they are in the export and no entries here",
                    n(self.reactions, "reaction")
                ),
            ),
            (
                self.mended,
                format!(
                    "{} held what is no character or no value: that became U+FFFD or was left out",
                    n(self.mended, "message")
                ),
            ),
            (
                self.withheld,
                format!(
                    "{} withheld by the service: what was in it is not in the export",
                    n(self.withheld, "message")
                ),
            ),
            (
                self.unsent,
                format!(
                    "{} taken back by who sent it: what was in it is not in the export",
                    n(self.unsent, "message")
                ),
            ),
        ];
        for (_, line) in lines.into_iter().filter(|(n, _)| *n > 0) {
            sink.say(None, line);
        }
    }
}

/// What the messages of a conversation are given on with.
pub(super) struct Giving<'g> {
    pub(super) key: &'g str,
    pub(super) facts: &'g ThreadFacts,
    pub(super) nearby: Nearby<'g>,
}

/// What the bytes of a message say, or why they cannot be read as they are.
pub(super) type ReadMessage<'m> = Result<MetaMessage<'m>, String>;

/// Reads a message from its bytes.
pub(super) fn read_message(bytes: &[u8]) -> ReadMessage<'_> {
    match bytes.first() {
        Some(b'{') => read_json(bytes).map_err(|e| e.to_string()),
        _ => Err("it is no message".to_owned()),
    }
}

impl Giving<'_> {
    /// Gives a message on; what cannot be read is told.
    pub(super) fn give(
        &self,
        (slot, bytes): (&Slot, &[u8]),
        read: ReadMessage<'_>,
        met: &mut Met,
        sink: &mut dyn Sink,
    ) -> ControlFlow<()> {
        let start = || String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
        if slot.dropped > 0 {
            sink.stray(slot.n, &start(), "the message is longer than is read");
            return ControlFlow::Continue(());
        }
        let again;
        let mut read = read;
        if read.is_err()
            && let Some(bytes) = mended(bytes)
        {
            again = bytes;
            met.mended += 1;
            read = serde_json::from_slice(&again).map_err(|e| e.to_string());
        }
        match read {
            Ok(message) => {
                let mut entry = self.entry(message, met, sink);
                let stamp = match sink.only_counts() {
                    true => String::new(),
                    false => stamp_of(&entry),
                };
                entry.stamp = stamp.as_bytes();
                (entry.line, entry.offset, entry.raw) = (slot.n, slot.offset, bytes);
                sink.entry(entry)
            }
            Err(why) => {
                sink.stray(slot.n, &start(), &why);
                ControlFlow::Continue(())
            }
        }
    }

    fn entry<'b>(
        &'b self,
        mut message: MetaMessage<'b>,
        met: &mut Met,
        sink: &mut dyn Sink,
    ) -> Entry<'b> {
        let mut entry = Entry::new(self.key).at_moment(moment(message.at()));
        entry.deleted = message.is_unsent();
        entry.omitted = message.is_withheld();
        met.reactions += message.reactions.len() as u64;
        met.withheld += u64::from(entry.omitted);
        met.unsent += u64::from(entry.deleted);
        let sender = message.sender();
        let words = message.words();
        entry.attachments = message.uris().map(|uri| self.nearby.file(uri)).collect();
        let by = sender.as_deref().unwrap_or_default();
        let own = own(&message, words.as_deref().unwrap_or_default(), by);
        entry.text = said(&message, words);
        shared(&mut entry, message.share.take().map(|share| *share));
        if let Some(own) = own {
            (entry.kind, entry.timer) = (own.kind, own.timer);
            if own.kind == EntryKind::Call {
                entry.text = called(&message, &entry.text).into();
            }
            if own.vanishes {
                let at = entry.at.format("%-d %B %Y, %H:%M UTC");
                sink.say(
                    Some(self.key),
                    format!("On {at} vanish mode was turned on: what was sent in it is not in the export"),
                );
            }
        } else {
            entry.direction = match (self.facts.owner(), sender.as_deref()) {
                (Some(owner), Some(sender)) if owner == sender => Some(Direction::Out),
                (Some(_), Some(_)) => Some(Direction::In),
                _ => None,
            };
        }
        // Lines of the service's own are laid to somebody as well.
        entry.sender = sender;
        entry
    }
}

/// The moment as it was written, where it is one.
fn stamp_of(entry: &Entry<'_>) -> String {
    match entry.clock {
        Clock::Instant => entry.at.and_utc().timestamp_millis().to_string(),
        _ => String::new(),
    }
}

/// What kind of own line it is; `None` where a person wrote it.
fn own(message: &MetaMessage<'_>, words: &str, sender: &str) -> Option<OwnLine> {
    let plain = |kind| OwnLine {
        kind,
        timer: None,
        vanishes: false,
    };
    let kind = message.kind.as_ref().map(|k| k.0.to_ascii_lowercase());
    let told = own_line(words, sender);
    match kind.as_deref() {
        Some("call") => Some(plain(EntryKind::Call)),
        _ if message.call_duration.is_some() => Some(plain(EntryKind::Call)),
        Some("subscribe" | "unsubscribe") => Some(told.unwrap_or(plain(EntryKind::System))),
        _ => told,
    }
}

/// What is said: the words, else what is passed on, else what is asked.
fn said<'a>(message: &MetaMessage<'a>, words: Option<Cow<'a, str>>) -> Cow<'a, str> {
    let poll = message.poll.as_deref().and_then(poll_words);
    match (words, poll) {
        (Some(words), Some(poll)) => format!("{words}\n{poll}").into(),
        (Some(words), None) => words,
        (None, Some(poll)) => poll.into(),
        (None, None) => Cow::Borrowed(""),
    }
}

/// What was passed on stands in the text where nothing was written, else with the files.
fn shared<'a>(entry: &mut Entry<'a>, share: Option<ShareField<'a>>) {
    let Some(share) = share else { return };
    let some = |w: Option<super::words::Words<'a>>| w.map(|w| w.0).filter(|w| !w.is_empty());
    let (link, text) = (some(share.link), some(share.share_text));
    if entry.text.is_empty() {
        let lines: Vec<&str> = [text.as_deref(), link.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        entry.text = lines.join("\n").into();
        return;
    }
    if let Some(link) = link.filter(|link| !entry.text.contains(link.as_ref())) {
        entry.attachments.push(Attachment::named(link, false));
    }
}

/// A call in words: what is said of it, how long it took.
fn called(message: &MetaMessage<'_>, said: &str) -> String {
    let mut words = match (said.is_empty(), message.missed) {
        (false, _) => said.to_owned(),
        (true, true) => "missed call".to_owned(),
        (true, false) => "call".to_owned(),
    };
    let seconds = message.call_duration.unwrap_or(0.0);
    if seconds >= 1.0 {
        words.push_str(&format!(" ({})", duration_words(seconds as i64)));
    }
    words
}
