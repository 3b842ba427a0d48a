//! What a survey counts: the conversations of a file, and the figures of one of them or of all.
//!
//! Bounded: past so many names, notices or conversations the rest is counted together or refused by name.

use std::ops::ControlFlow;

use super::chat_table::ChatTable;
use super::entry::{Clock, Entry, EntryKind};
use super::format::{ChatInfo, Sink};
use super::row::FormatRow;
use super::types::{Attachments, Stray, Summary, Timer};
use super::writers::Writers;
use crate::text::{counted, safe_line};
use chrono::NaiveDateTime;

/// Lines that are not understood and timers, kept one by one.
const KEPT: usize = 200;
const TIMERS: usize = 10_000;
/// Characters of a line that is not understood.
const SHOWN: usize = 200;
/// Sentences kept.
const SENTENCES: usize = 500;
/// The seconds since 1970 before which nothing that is read here was written.
const EARLY: i64 = 631_152_000;

pub(super) struct Tally {
    /// The conversation that is counted; `None`: all.
    only: Option<String>,
    /// Whether the conversations are held in a table, each with its figures.
    listed: bool,
    chats: ChatTable,
    now: i64,
    kinds: [u64; 4],
    first: Option<NaiveDateTime>,
    last: Option<NaiveDateTime>,
    instants: u64,
    walls: u64,
    undated: u64,
    writers: Writers,
    attachments: Attachments,
    timers: Vec<Timer>,
    timers_more: u64,
    out_of_order: bool,
    quoted: u64,
    future: u64,
    early: u64,
    cut: u64,
    strays: Vec<Stray>,
    stray_count: u64,
    left_out: Vec<String>,
    said: Vec<(Option<String>, String)>,
}

impl Tally {
    pub(super) fn new(only: Option<String>, now: i64) -> Tally {
        Tally {
            listed: only.is_none(),
            only,
            chats: ChatTable::default(),
            now,
            kinds: [0; 4],
            first: None,
            last: None,
            instants: 0,
            walls: 0,
            undated: 0,
            writers: Writers::default(),
            attachments: Attachments::default(),
            timers: Vec::new(),
            timers_more: 0,
            out_of_order: false,
            quoted: 0,
            future: 0,
            early: 0,
            cut: 0,
            strays: Vec::new(),
            stray_count: 0,
            left_out: Vec::new(),
            said: Vec::new(),
        }
    }

    /// Of one conversation, which alone stands in its table; or of all, with no table.
    pub(super) fn unlisted(only: Option<String>, now: i64) -> Tally {
        let listed = only.is_some();
        let all = Tally::new(only, now);
        Tally { listed, ..all }
    }

    pub(super) fn entries(&self) -> u64 {
        self.kinds.iter().sum()
    }

    /// Whether a timer may have the number of another entry: they are numbered as they come.
    pub(super) fn is_misnumbered(&self) -> bool {
        self.out_of_order && !self.timers.is_empty()
    }

    /// The conversations that hold an entry, in the order in which they came.
    pub(super) fn take_chats(&mut self) -> ChatTable {
        let mut chats = std::mem::take(&mut self.chats);
        chats.close();
        chats
    }

    /// Keeps what the survey of the whole file said of what is left out of it.
    pub(super) fn keep_of_all(&mut self, all: &Tally) {
        self.left_out.clone_from(&all.left_out);
        self.strays.clone_from(&all.strays);
        self.stray_count = all.stray_count;
        self.said.clone_from(&all.said);
    }

    /// Why there is no entry, as the end of a sentence.
    pub(super) fn why_nothing(&self) -> String {
        match (self.left_out.first(), self.strays.first()) {
            (Some(said), _) => format!(" {said}."),
            (None, Some(stray)) => format!(" At {}: {}.", stray.line, stray.why),
            (None, None) => String::new(),
        }
    }

    fn count(&mut self, entry: &Entry<'_>) {
        let kind = match entry.kind {
            EntryKind::Message => 0,
            EntryKind::System => 1,
            EntryKind::Call => 2,
            EntryKind::Draft => 3,
        };
        self.kinds[kind] += 1;
        match entry.clock {
            Clock::Instant => self.instants += 1,
            Clock::Wall => self.walls += 1,
            Clock::Unknown => self.undated += 1,
        }
        if entry.clock != Clock::Unknown {
            self.first = Some(self.first.map_or(entry.at, |t| t.min(entry.at)));
            self.last = Some(self.last.map_or(entry.at, |t| t.max(entry.at)));
        }
        if entry.kind == EntryKind::Message {
            self.writers
                .wrote(entry.sender.as_deref().unwrap_or_default());
        }
        for attachment in &entry.attachments {
            self.attachments.named += 1;
            self.attachments.present += u64::from(attachment.present);
        }
        self.attachments.omitted += u64::from(entry.omitted);
        if let Some(seconds) = entry.timer {
            match self.timers.len() < TIMERS {
                true => self.timers.push(Timer {
                    n: self.kinds.iter().sum(),
                    at: (entry.clock != Clock::Unknown).then_some(entry.at),
                    seconds,
                }),
                false => self.timers_more += 1,
            }
        }
        self.quoted += u64::from(entry.quoted.is_some());
        self.cut += u64::from(entry.cut > 0);
        self.future += u64::from(entry.is_after(self.now));
        let dated = entry.clock != Clock::Unknown;
        self.early += u64::from(dated && entry.at.and_utc().timestamp() < EARLY);
    }

    /// Counts an entry, where it is of what is counted.
    pub(super) fn see(&mut self, entry: &Entry<'_>) {
        match &self.only {
            Some(only) if *only != entry.chat => return,
            _ if self.listed => {
                let place = self.chats.place(&entry.chat);
                self.chats.count(place, entry);
            }
            _ => {}
        }
        self.count(entry);
    }

    /// The figures, of the conversation of that key where one is in hand.
    pub(super) fn summary(&self, row: &'static FormatRow, key: Option<&str>) -> Summary {
        let [messages, system, calls, drafts] = self.kinds;
        let mut left_out = self.left_out.clone();
        if self.stray_count > 0 {
            let n = self.stray_count as usize;
            let verb = if n == 1 { "was" } else { "were" };
            left_out.push(format!(
                "{} of the file {verb} not understood and left out",
                counted(n, "piece")
            ));
        }
        let told = self.said.iter();
        let told = told.filter(|(of, _)| of.is_none() || key.is_none() || of.as_deref() == key);
        let mut notices = left_out.clone();
        notices.extend(told.map(|(_, said)| said.clone()));
        notices.extend(self.counted_notices());
        Summary {
            entries: self.entries(),
            messages,
            system,
            calls,
            drafts,
            lines: self.entries() + self.stray_count,
            entry_lines: self.entries(),
            stray_lines: self.stray_count,
            first: self.first,
            last: self.last,
            clock: match self.instants {
                0 => Clock::Wall,
                _ => Clock::Instant,
            },
            senders: self.writers.listed(),
            other_senders: self.writers.others,
            date_evidence: self.evidence(),
            attachments: self.attachments,
            quoted: self.quoted,
            timers: self.timers.clone(),
            timers_more: self.timers_more,
            not_understood: self.strays.clone(),
            cut: self.cut,
            future: self.future,
            early: self.early,
            left_out,
            notices,
            ..Summary::of(row)
        }
    }

    fn evidence(&self) -> String {
        match (self.instants, self.walls) {
            (0, 0) => "the export dates nothing".to_owned(),
            (_, 0) => "moments: the export says to which zone its times belong".to_owned(),
            (0, _) => "clocks on a wall: the export gives no zone".to_owned(),
            (i, w) => format!("{i} are moments, {w} are clocks on a wall without a zone"),
        }
    }

    fn counted_notices(&self) -> Vec<String> {
        let lines = [
            (
                self.undated,
                "entry has no date that can be read",
                "entries have no date that can be read",
            ),
            (
                self.future,
                "entry is dated in the future",
                "entries are dated in the future",
            ),
            (
                self.early,
                "entry is dated before 1990: a clock, or the date itself, may be wrong",
                "entries are dated before 1990: a clock, or the dates themselves, may be wrong",
            ),
            (
                self.cut,
                "entry is longer than is kept",
                "entries are longer than is kept",
            ),
            (
                self.quoted,
                "entry may be quoted text: its stamp has another form or goes back in time",
                "entries may be quoted text: their stamps have another form or go back in time",
            ),
            (
                self.attachments.named - self.attachments.present,
                "attachment is named but not there",
                "attachments are named but not there",
            ),
            (
                self.writers.others,
                "message is of names beyond those that are kept",
                "messages are of names beyond those that are kept",
            ),
        ];
        let told = lines.iter().filter(|(n, ..)| *n > 0);
        told.map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many }))
            .collect()
    }
}

impl Sink for Tally {
    fn wants(&self, chat: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == chat)
    }

    fn any_order(&self) -> bool {
        true
    }

    fn only_counts(&self) -> bool {
        true
    }

    fn out_of_order(&mut self) {
        self.out_of_order = true;
    }

    fn chat(&mut self, key: &str, info: ChatInfo<'_>) {
        if !self.listed || !self.wants(key) {
            return;
        }
        let place = self.chats.place(key);
        self.chats.tell(place, (info.name, info.kind), info.people);
    }

    fn entry(&mut self, entry: Entry<'_>) -> ControlFlow<()> {
        self.see(&entry);
        ControlFlow::Continue(())
    }

    fn stray(&mut self, line: u64, text: &str, why: &str) {
        self.stray_count += 1;
        if self.strays.len() < KEPT {
            let text: String = text.chars().take(SHOWN).collect();
            let (text, why) = (safe_line(&text).into_owned(), why.to_owned());
            self.strays.push(Stray { line, text, why });
        }
    }

    fn left_out(&mut self, sentence: String) {
        if self.left_out.len() < SENTENCES && !self.left_out.contains(&sentence) {
            self.left_out.push(sentence);
        }
    }

    fn say(&mut self, chat: Option<&str>, sentence: String) {
        let told = (chat.map(str::to_owned), sentence);
        if self.said.len() < SENTENCES && !self.said.contains(&told) {
            self.said.push(told);
        }
    }
}
