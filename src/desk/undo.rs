//! Taking back and bringing back: what it would be about, told from the events themselves, and doing it.
//!
//! Invariant: what is done is what was shown; where something came between, it is refused.

use std::io::Write;
use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use super::entries::{Entries, TURNS};
use super::taken_back::TakenBack;
use super::words::counted;
use super::{Desk, DeskError, summary};
use crate::ports;
use crate::record::command::Refusal;
use crate::record::fold::fold_over;
use crate::record::next::{op, way_on};
use crate::record::state::Message;
use crate::record::{Entry, Event, Id, Item, Place, State, decide as rules};
use crate::text::when;

/// By how much a clock may have gone back without that being worth a question.
const CLOCKS_APART: TimeDelta = TimeDelta::minutes(1);
/// How many things of one command are told one by one.
const TOLD: usize = 3;
/// How much is remembered of which session gave which command, in bytes.
const REMEMBERED: u64 = 16 * 1024;

/// What would be taken back, or brought back.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Whether it is brought back.
    pub back: bool,
    /// The command's number.
    pub command: u64,
    /// When it was given.
    pub at: DateTime<Utc>,
    /// The command that was done last about it: itself, or the one that took it back or brought it back.
    pub last: u64,
    /// When that was.
    pub last_at: DateTime<Utc>,
    /// Its events.
    pub entries: Vec<Entry>,
}

impl Desk {
    /// What [`Desk::turn`] would take back: the command that an entry of the log belongs to, else the last of
    /// this installation.
    pub fn would_undo(&self, command: Option<&str>) -> Result<Turn, DeskError> {
        self.would(command, false)
    }

    /// What it would bring back: that command, else the one that was taken back last.
    pub fn would_redo(&self, command: Option<&str>) -> Result<Turn, DeskError> {
        self.would(command, true)
    }

    fn would(&self, command: Option<&str>, back: bool) -> Result<Turn, DeskError> {
        self.must_be_set_up()?;
        let writer = self.own_writer(back)?;
        let number = command.map(|id| self.command_of(id)).transpose()?;
        let event = turned(&self.entries, &writer, number, back)?;
        let turn = self.turn_of(&event, back);
        if back {
            self.must_not_double(&turn)?;
        }
        Ok(turn)
    }

    /// Refuses to bring back messages of an export that were put in the queue again since: each would stand there
    /// twice.
    fn must_not_double(&self, turn: &Turn) -> Result<(), Refusal> {
        let again = |e: &&Entry| match &e.event {
            Event::ItemAdded(added) => !self.state.items.contains_key(&added.item),
            _ => false,
        };
        let added = turn.entries.iter().filter(again);
        let added: Vec<&Entry> = added.collect();
        if added.is_empty() {
            return Ok(());
        }
        let state = self.state_with(&added);
        let ids = added.iter().filter_map(|e| e.event.item());
        let items = ids.filter_map(|id| state.items.get(&id));
        let on_record = |item: &&Item| {
            let imported = item.told().messages.iter().all(|m| m.exported.is_some());
            imported
                && item
                    .told()
                    .messages
                    .iter()
                    .any(|m| self.holds(&state, item, m))
        };
        let doubled = items.filter(on_record).count();
        match doubled {
            0 => Ok(()),
            n => Err(Refusal::new(
                format!(
                    "{} of it: the messages were put in the queue again since, and would stand there twice",
                    counted(n, "item")
                ),
                way_on("See what is there with", op::QUEUE),
            )),
        }
    }

    /// Whether a message of a chat is on record, as exported.
    fn holds(&self, other: &State, item: &Item, message: &Message) -> bool {
        let name = other.conversation_name(item);
        let same_chat =
            |i: &&Item| i.channel == item.channel && self.state.conversation_name(i) == name;
        let messages = self.state.items.values().filter(same_chat);
        let mut messages = messages.flat_map(|i| &i.told().messages);
        messages.any(|m| {
            let as_exported = m.exported.is_some() && m.from == message.from;
            as_exported
                && m.body == message.body
                && (m.sent_wall, m.sent) == (message.sent_wall, message.sent)
        })
    }

    /// What is on record if the commands of these entries had not been taken back.
    fn state_with(&self, of: &[&Entry]) -> State {
        let mut off = self.state.taken_back.clone();
        of.iter().for_each(|e| off.stands(&e.writer, e.lamport));
        fold_over(self.state.frames(), off, self.entries.iter())
    }

    fn own_writer(&self, back: bool) -> Result<String, Refusal> {
        let writer = self.register.writer_id().map(str::to_owned);
        writer.ok_or_else(|| {
            let what = if back { "bring back" } else { "undo" };
            Refusal::new(
                format!("There is nothing to {what}"),
                way_on("See what was done with", op::LOG),
            )
        })
    }

    fn turn_of(&self, event: &Event, back: bool) -> Turn {
        let target = match event {
            Event::Undone(e) => (e.writer.as_str(), e.command as u64),
            Event::Redone(e) => (e.writer.as_str(), e.command as u64),
            _ => ("", 0),
        };
        let entries = self.entries.of_command(target.0, target.1);
        let at = entries.first().map_or(self.now(), |e| e.at);
        let about = |e: &Entry| match &e.event {
            Event::Undone(e) => (e.writer.as_str(), e.command as u64) == target,
            Event::Redone(e) => (e.writer.as_str(), e.command as u64) == target,
            _ => false,
        };
        let last = self.entries.of_kinds(TURNS).rev().find(about);
        Turn {
            back,
            command: target.1,
            at,
            last: last.as_ref().map_or(target.1, |e| e.lamport),
            last_at: last.as_ref().map_or(at, |e| e.at),
            entries,
        }
    }

    /// The command that an entry of the log belongs to, by the entry's id there. An undo or a redo leads to
    /// the command it is about.
    fn command_of(&self, id: &str) -> Result<u64, Refusal> {
        let id = id.trim();
        let place = Place::parse(id);
        let found = place.and_then(|place| self.entries.at(&place));
        let found = found.ok_or_else(|| {
            Refusal::new(
                format!("No entry {id} is in the log"),
                way_on("Each entry has its id in", op::LOG).with("json"),
            )
        })?;
        let (writer, command) = match &found.event {
            Event::Undone(e) => (e.writer.as_str(), e.command as u64),
            Event::Redone(e) => (e.writer.as_str(), e.command as u64),
            _ => (found.writer.as_ref(), found.lamport),
        };
        match self.register.writer_id() == Some(writer) {
            true => Ok(command),
            false => Err(Refusal::new(
                format!("That was done by {writer}, not by this installation"),
                way_on("Only whoever did it can take it back; see", op::LOG),
            )),
        }
    }

    /// Does what was shown: appends that the command counts no more, or counts again.
    pub fn turn(&mut self, turn: &Turn) -> Result<Vec<Entry>, DeskError> {
        self.must_be_set_up()?;
        let writer = self.own_writer(turn.back)?;
        let (number, back) = (turn.command, turn.back);
        self.in_session(|parts| {
            let event = turned(parts.entries, &writer, Some(number), back)?;
            Ok(parts.session.append(vec![event])?)
        })?;
        Ok(turn.entries.clone())
    }

    /// Takes back this installation's last command by appending its inverse; tells what was taken back.
    pub fn undo(&mut self) -> Result<Vec<Entry>, DeskError> {
        self.refresh()?;
        let turn = self.would_undo(None)?;
        self.turn(&turn)
    }

    /// What a turn is about, in words: its events, and when they were recorded.
    pub fn turn_words(&self, turn: &Turn) -> String {
        let at = when::near(turn.at, self.now(), self.zone());
        format!("{}, {at}", self.turned_words(&turn.entries))
    }

    /// The same without the time. What became known of a chat on the way stands last: somebody who is asked
    /// reads the message first.
    pub fn turned_words(&self, entries: &[Entry]) -> String {
        let on_the_way = |entry: &&Entry| {
            matches!(
                entry.event,
                Event::ConversationOpened(_)
                    | Event::ConversationSettings(_)
                    | Event::ConversationTimer(_)
                    | Event::ConversationImported(_)
            )
        };
        let (last, first): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(on_the_way);
        let mut told: Vec<String> = Vec::new();
        for entry in first.into_iter().chain(last) {
            let words = summary::of(self, &entry.event, entry.text_gone());
            let words: Vec<&str> = words.split_whitespace().collect();
            told.push(words.join(" "));
        }
        let rest = told.len().saturating_sub(TOLD);
        if rest > 1 {
            told.truncate(TOLD);
            let more = counted(rest, "more thing");
            told.push(format!("and {more} recorded with it"));
        }
        told.join("; ")
    }

    /// Whether it is of another day: more than 24 hours old, or later than the clock says now.
    pub fn is_of_another_day(&self, turn: &Turn) -> bool {
        let age = self.now() - turn.last_at;
        age > TimeDelta::days(1) || age < -CLOCKS_APART
    }

    /// Whether the command was given through this very desk, since it was opened.
    pub fn gave(&self, command: u64) -> bool {
        self.given.contains(&command)
    }

    /// Whether an entry was written by a command given through this very desk, since it was opened.
    pub fn wrote(&self, entry: &Entry) -> bool {
        self.gave(entry.lamport) && self.register.writer_id() == Some(&*entry.writer)
    }

    /// The commands given through this desk since it was opened, in order.
    pub fn given(&self) -> &[u64] {
        &self.given
    }

    /// From now on it is remembered which commands this login session gives. Only a help for the question
    /// whether to ask: it is no record, and nothing depends on it.
    pub fn remember_session(&mut self) {
        self.session = ports::session();
    }

    /// Whether the command was given in this login session, as far as is remembered.
    pub fn is_of_this_session(&self, command: u64) -> bool {
        let Some(session) = &self.session else {
            return self.gave(command);
        };
        let file = self.sessions_file();
        let read = self.ports.files.read_capped(&file, 2 * REMEMBERED);
        let text = read.ok().flatten().unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let line = format!("{session} {command}");
        self.gave(command) || text.lines().any(|l| l == line)
    }

    fn sessions_file(&self) -> PathBuf {
        self.file_of_this_home("sessions")
    }

    /// A file outside the register's folder that is about this one register, by what it holds.
    pub(super) fn file_of_this_home(&self, what: &str) -> PathBuf {
        let home = self.ports.files.canonical(&self.home);
        let home = home.unwrap_or_else(|_| self.home.clone());
        let digest = Sha256::digest(home.as_os_str().as_encoded_bytes());
        let name = data_encoding::HEXLOWER.encode(&digest);
        let state = self.ports.host.state_home.join("onrecord");
        state.join(format!("{what}-{}", &name[..24]))
    }

    /// Notes what was given; what cannot be noted is asked about once more, and that is all.
    pub(super) fn note_given(&mut self, written: &[Entry]) {
        let before = self.given.len();
        for entry in written {
            // The first frame of a writer comes in a group of its own before the command.
            if self.given.last() != Some(&entry.lamport) {
                self.given.push(entry.lamport);
            }
        }
        let (Some(session), true) = (&self.session, self.given.len() > before) else {
            return;
        };
        let (file, files) = (self.sessions_file(), &self.ports.files);
        let lines = self.given[before..].iter();
        let line: String = lines.map(|n| format!("{session} {n}\n")).collect();
        let long = matches!(files.stat(&file), Ok(Some(stat)) if stat.len > REMEMBERED);
        let there = matches!(files.stat(&file), Ok(Some(_)));
        let folder = file.parent().unwrap_or(&self.home);
        let _ = match there && !long {
            true => files
                .open_append(&file)
                .and_then(|mut out| out.write_all(line.as_bytes())),
            false => files
                .create_private_dirs(folder)
                .and_then(|()| files.replace(&file, line.as_bytes(), 0o600)),
        };
    }

    /// The items whose adding was taken back.
    pub fn taken_back(&self) -> TakenBack {
        let off = &self.state.taken_back;
        let commands = off.iter();
        let commands = commands.flat_map(|(writer, n)| self.entries.of_command(writer, n));
        let commands = commands.filter(|e| off.covers(e));
        let gone = |e: &Entry| match &e.event {
            Event::ItemAdded(a) => !self.state.items.contains_key(&a.item),
            _ => false,
        };
        let mut gone: Vec<Entry> = commands.filter(gone).collect();
        if gone.is_empty() {
            return TakenBack::default();
        }
        gone.sort_by(Entry::order);
        let state = self.state_with(&gone.iter().collect::<Vec<_>>());
        let mut added: Vec<(Id, Entry)> = gone
            .into_iter()
            .filter_map(|e| Some((e.event.item()?, e)))
            .collect();
        added.reverse();
        TakenBack { state, added }
    }

    /// The item of that id is not on record because its adding was taken back; how it is brought back.
    pub(super) fn was_taken_back(&self, prefix: &str) -> Option<Refusal> {
        let all = self.taken_back();
        let (item, entry) = all.resolve(prefix)?;
        Some(Refusal::new(
            format!("Item {} was taken back", item.id),
            way_on("Bring it back with", op::REDO).saying("command", entry.place().to_string()),
        ))
    }

    /// What would bring back an item whose adding was taken back.
    pub fn would_bring_back(&self, item: Id) -> Result<Turn, DeskError> {
        let all = self.taken_back();
        let entry = all
            .items()
            .find(|(i, _)| i.id == item)
            .map(|(_, e)| e.place());
        let entry = entry.map(|place| place.to_string());
        self.would_redo(entry.as_deref())
    }
}

fn turned(
    entries: &Entries,
    writer: &str,
    number: Option<u64>,
    back: bool,
) -> Result<Event, Refusal> {
    match back {
        true => rules::redo(entries, writer, number),
        false => rules::undo(entries, writer, number),
    }
}
