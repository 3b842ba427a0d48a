//! A chat held in memory to be looked through, compact enough for a million messages.
//!
//! Texts lie one after another in large pieces; what else is known of an entry takes 28 bytes. Nothing of it is
//! ever written: it goes when the chat is closed.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime};
use chrono_tz::Tz;

use super::known::InQueue;
use super::line::{Line, flag};
use super::renaming::{Pair, Pairs};
use super::since::Since;
use super::times::second_shown;
use super::{Opened, Picked, Whole};
use crate::import::{
    Clock, EarlyEntries, EarlyRow, Entry, EntryKind, FormatRow, ImportError, Quoted,
};
use crate::policy::Policy;

/// Bytes of text in one piece; a longer message gets a piece of its own.
const PIECE: usize = 1 << 20;
/// Nobody sent it.
const NOBODY: u32 = u32::MAX;

/// The entries of one export.
pub struct Chat {
    pieces: Vec<String>,
    /// Piece, and first byte in it.
    places: Vec<(u32, u32)>,
    lengths: Vec<u32>,
    /// Seconds since 1970 of the clock on the wall: as printed, or of the moment in the zone.
    times: Vec<i64>,
    senders: Vec<u32>,
    flags: Vec<u32>,
    names: Vec<String>,
    zone: Tz,
    format: &'static FormatRow,
    /// By how many seconds an entry goes back in time.
    back: HashMap<u32, i64>,
    /// Those in the queue already, each with what it is there.
    known: HashMap<u32, InQueue>,
    since_known: bool,
    renamed: Vec<Pair>,
    policy: Arc<Policy>,
}

impl Opened {
    /// Reads every entry into memory.
    pub fn chat(&mut self) -> Result<Chat, ImportError> {
        let Opened {
            export,
            known,
            is_known,
            policy,
            zone,
            watch,
            ..
        } = self;
        let mut early = EarlyEntries::new(watch);
        let since = Since::of(known.as_ref());
        let entries = export.summary().entries as usize;
        let mut chat = Chat::sized(entries, export.format(), policy.clone());
        (chat.zone, chat.since_known) = (*zone, since.is_known());
        let (mut numbers, mut pairs) = (HashMap::new(), Pairs::default());
        export.for_each(&mut |entry| {
            let mut flags = of_entry(&entry);
            let message = entry.kind == EntryKind::Message;
            let known = is_known.of(&entry);
            let was = known.as_ref().and_then(|k| k.was.as_ref());
            let changed = known.as_ref().is_some_and(|k| k.change.is_some());
            let marks = [
                (flag::NEW, since.is_known() && since.is_new(&entry)),
                (flag::QUEUED, known.is_some() && was.is_none()),
                (flag::RENAMED, was.is_some()),
                (flag::CHANGED, changed),
                (flag::CUE, message && policy.has_cue(&entry.text)),
            ];
            for (flag, on) in marks {
                flags |= if on { flag } else { 0 };
            }
            pairs.see(was, &entry);
            let line = chat.flags.len() as u32;
            chat.known.extend(known.map(|known| (line, known)));
            chat.add(&entry, flags, &mut numbers);
            if early.as_mut().is_some_and(|e| e.add(EarlyRow::of(&entry))) {
                early = None;
            }
            ControlFlow::Continue(())
        })?;
        chat.renamed = pairs.list();
        if let Some(last) = chat.pieces.last_mut() {
            last.shrink_to_fit();
        }
        Ok(chat)
    }
}

fn of_entry(entry: &Entry<'_>) -> u32 {
    let quoted = match entry.quoted {
        None => 0,
        Some(Quoted::GoesBack(_)) => flag::BACK,
        Some(Quoted::OtherForm) => flag::OTHER_FORM,
    };
    let bits = [
        (flag::SYSTEM, !entry.kind.is_written()),
        (flag::DRAFT, entry.kind == EntryKind::Draft),
        (flag::UNDATED, entry.clock == Clock::Unknown),
        (flag::EDITED, entry.edited),
        (flag::DELETED, entry.deleted),
        (flag::OMITTED, entry.omitted),
        (flag::VIEW_ONCE, entry.view_once),
        (flag::ATTACHED, !entry.attachments.is_empty()),
        (flag::ABSENT, entry.attachments.iter().any(|a| !a.present)),
        (flag::CUT, entry.cut > 0),
    ];
    let set = bits.iter().filter(|(_, on)| *on);
    set.fold(quoted, |all, (flag, _)| all | flag)
}

impl Chat {
    fn sized(entries: usize, format: &'static FormatRow, policy: Arc<Policy>) -> Chat {
        Chat {
            pieces: Vec::new(),
            places: Vec::with_capacity(entries),
            lengths: Vec::with_capacity(entries),
            times: Vec::with_capacity(entries),
            senders: Vec::with_capacity(entries),
            flags: Vec::with_capacity(entries),
            names: Vec::new(),
            back: HashMap::new(),
            known: HashMap::new(),
            since_known: false,
            renamed: Vec::new(),
            policy,
            zone: Tz::UTC,
            format,
        }
    }

    fn add(&mut self, entry: &Entry<'_>, flags: u32, numbers: &mut HashMap<String, u32>) {
        let text = entry.text.as_ref();
        let full = |p: &String| p.len() + text.len() > p.capacity();
        if self.pieces.last().is_none_or(full) {
            self.pieces
                .push(String::with_capacity(PIECE.max(text.len())));
        }
        let piece = self.pieces.len() - 1;
        let start = self.pieces[piece].len();
        self.pieces[piece].push_str(text);
        self.places.push((piece as u32, start as u32));
        self.lengths.push(text.len() as u32);
        self.times
            .push(second_shown(entry.at, entry.clock, self.zone));
        let sender = match entry.sender.as_deref() {
            None => NOBODY,
            Some(name) => match numbers.get(name) {
                Some(number) => *number,
                None => {
                    let number = self.names.len() as u32;
                    self.names.push(name.to_owned());
                    numbers.insert(name.to_owned(), number);
                    number
                }
            },
        };
        self.senders.push(sender);
        if let Some(Quoted::GoesBack(seconds)) = entry.quoted {
            self.back.insert(self.flags.len() as u32, seconds);
        }
        self.flags.push(flags);
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.flags.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.flags.is_empty()
    }

    /// Messages that seem to be in the queue already under another name.
    pub fn renamed(&self) -> &[Pair] {
        &self.renamed
    }

    /// How many messages in the queue say something else now.
    pub fn changed(&self) -> usize {
        self.known.values().filter(|k| k.change.is_some()).count()
    }

    /// What kind of export it is of.
    pub fn format(&self) -> &'static FormatRow {
        self.format
    }

    /// Whether an earlier import is remembered, so that "new" says something.
    pub fn since_known(&self) -> bool {
        self.since_known
    }

    /// Everybody who wrote, in the order of their first message.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The entry on that line, from 0.
    pub fn line(&self, line: usize) -> Option<Line<'_>> {
        Some(Line {
            n: line as u64 + 1,
            at: wall(*self.times.get(line)?),
            dated: self.flags[line] & flag::UNDATED == 0,
            sender: self.name_of(line),
            text: self.text(line),
            flags: self.flags[line],
            back: self.back.get(&(line as u32)).copied().unwrap_or(0),
            known: self.known.get(&(line as u32)),
        })
    }

    /// Whether an entry that was picked is the one that a line shows: the same words of the same sender, at the time
    /// that is shown for it.
    pub fn shows(&self, line: usize, picked: &Picked) -> bool {
        let at = second_shown(picked.at, picked.clock, self.zone);
        self.times.get(line) == Some(&at)
            && self.text(line) == picked.text
            && self.name_of(line) == picked.sender.as_deref()
    }

    /// The words of that line that may be worth a look, each with why.
    pub fn cues(&self, line: usize) -> Vec<(&str, &str)> {
        match self.flags.get(line) {
            Some(flags) if flags & flag::CUE != 0 => self.policy.cues(self.text(line)),
            _ => Vec::new(),
        }
    }

    /// Whether any word of that line may be worth a look.
    pub fn has_cue(&self, line: usize) -> bool {
        self.flags.get(line).is_some_and(|f| f & flag::CUE != 0)
    }

    /// Whether each of the words stands in that line as a word of its own, in its text or its sender's name.
    pub fn holds(&self, line: usize, words: &Whole) -> bool {
        let sender = self.name_of(line).unwrap_or_default();
        words.is_empty() || words.are_in(&[self.text(line), sender])
    }

    pub(super) fn flags(&self, line: usize) -> u32 {
        self.flags[line]
    }

    pub(super) fn time(&self, line: usize) -> i64 {
        self.times[line]
    }

    pub(super) fn sender(&self, line: usize) -> Option<usize> {
        Some(self.senders[line])
            .filter(|s| *s != NOBODY)
            .map(|s| s as usize)
    }

    fn name_of(&self, line: usize) -> Option<&str> {
        let number = self.sender(line)?;
        self.names.get(number).map(String::as_str)
    }

    pub(super) fn text(&self, line: usize) -> &str {
        let (piece, start) = self.places[line];
        let (start, length) = (start as usize, self.lengths[line] as usize);
        &self.pieces[piece as usize][start..start + length]
    }
}

impl std::fmt::Debug for Chat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // No text of a chat ever stands in a message about a bug.
        f.debug_struct("Chat")
            .field("entries", &self.len())
            .finish_non_exhaustive()
    }
}

fn wall(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0)
        .unwrap_or_default()
        .naive_utc()
}
