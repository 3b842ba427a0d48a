//! Import and triage: an export is picked, read and understood; then messages are chosen from it.
//!
//! Invariants: nothing of an export is kept but what was queued - no draft, no copy, and once it is closed no
//! memory of it; what a worker finds for a reading or a search that is no longer wanted is dropped.

mod chats;
mod chooser;
mod choosing;
pub mod finding;
mod forms;
mod glance;
mod marks;
pub mod news;
mod pick;
pub mod reading;
mod sheet;
mod task;
mod told;
pub mod update;
pub mod worker;

use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use chrono_tz::Tz;

pub use chooser::{ChatOffer, Chooser};
pub use glance::{Glance, GlanceRow};
pub use marks::Chosen;
pub use pick::{Candidate, Pick};
pub use sheet::Sheet;
pub use task::{News, Task};

use super::list::List;
use super::model::Reading;
use crate::action::Context;
use crate::desk::import::{Chat, Line, Opened, Query};
use crate::import::{DateOrder, Watch};

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Which file.
    #[default]
    Pick,
    /// Which of its chats.
    Chats,
    /// It is being read.
    Wait,
    /// What was understood.
    Summary,
    /// The messages.
    List,
    /// Whether the export is to go from the inbox.
    Remove,
}

/// What a person said of the export in hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HowToRead {
    pub order: Option<DateOrder>,
    pub zone: Option<Tz>,
    pub me: Option<String>,
    pub conversation: Option<String>,
    /// The conversation of a file that holds several, by its key.
    pub chat: Option<String>,
}

/// How much of a file has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// 1: finding out how it is written; 2: reading the messages.
    pub turn: u8,
    pub read: u64,
    pub total: u64,
}

/// What was understood of an export.
#[derive(Clone, Debug)]
pub struct Understood {
    pub conversation: String,
    pub zone: Tz,
    pub me: Option<String>,
    /// Nothing in it tells day from month.
    pub ambiguous: bool,
    /// Its summary in paragraphs.
    pub text: Vec<String>,
    /// How many messages are new, and how many may be worth a look, in a few words.
    pub worth: String,
    /// Each person who wrote, most messages first.
    pub senders: Vec<String>,
}

/// An opened export that a worker reads in.
#[derive(Clone)]
pub struct Held(pub Arc<Mutex<Opened>>);

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Held")
    }
}

/// An export that is open.
#[derive(Debug)]
pub struct Open {
    pub held: Held,
    pub understood: Understood,
    /// `None` while its dates cannot be read.
    pub chat: Option<Arc<Chat>>,
}

/// The state of the screen.
#[derive(Debug, Default)]
pub struct Triage {
    pub stage: Stage,
    pub pick: Pick,
    /// The chats of a file that holds several.
    pub chooser: Chooser,
    /// The keys of those that are to be read after the one in hand.
    pub next_chats: Vec<String>,
    pub path: PathBuf,
    pub said: HowToRead,
    /// It lies in an inbox, and nothing forbids to remove it.
    pub removable: bool,
    /// The number of the reading that is wanted.
    pub run: u64,
    pub watch: Watch,
    pub progress: Progress,
    /// What is shown of it while it is read.
    pub glance: Option<Glance>,
    pub open: Option<Open>,
    /// The summary as it is read, scrolled.
    pub reading: Option<Reading>,
    pub list: List,
    /// The rest of what is looked for; its words stand in the filter of the list.
    pub query: Query,
    /// Of what is looked for only what is chosen is shown.
    pub only_chosen: bool,
    /// The number of the search that is wanted; whoever works on another gives up.
    pub latest: Arc<AtomicU64>,
    /// A search is under way.
    pub looking: bool,
    pub chosen: Chosen,
    /// The line a range begins at.
    pub anchor: Option<usize>,
    /// Lines put in the queue while this export is open, batch by batch.
    pub batches: Vec<Vec<usize>>,
    /// Chosen messages are being put in the queue.
    pub queueing: bool,
    /// It was said that what is chosen is not in the queue yet.
    pub leaving: bool,
    /// The messages were looked at.
    pub seen: bool,
    /// What was said before the same file was read again.
    pub before: Option<HowToRead>,
    /// How many rows of a list fit, and how many a line of it takes.
    pub page: usize,
    pub tall: usize,
}

impl Triage {
    /// The list in hand.
    pub fn list_in_hand(&self) -> &List {
        match self.stage {
            Stage::Chats => &self.chooser.list,
            _ => &self.list,
        }
    }

    /// The same, to be changed.
    pub fn list_in_hand_mut(&mut self) -> &mut List {
        match self.stage {
            Stage::Chats => &mut self.chooser.list,
            _ => &mut self.list,
        }
    }

    /// Where keys are read.
    pub fn context(&self) -> Context {
        match self.stage {
            Stage::Pick => Context::Pick,
            Stage::Chats => Context::Chooser,
            Stage::Wait => Context::Wait,
            Stage::Summary => Context::Summary,
            Stage::List => Context::Triage,
            Stage::Remove => Context::Answer,
        }
    }

    /// The messages, once they are read.
    pub fn chat(&self) -> Option<&Arc<Chat>> {
        self.open.as_ref()?.chat.as_ref()
    }

    /// What a line is called that nobody sent.
    pub fn wrote_itself(&self) -> String {
        let format = self.chat().map(|chat| chat.format());
        format.map_or_else(String::new, |format| format.wrote_itself())
    }

    /// The selected message, and its line from 0.
    pub fn selected(&self) -> Option<(usize, Line<'_>)> {
        let line = self.list.chosen()?;
        Some((line, self.chat()?.line(line)?))
    }

    /// What is looked for, words and all.
    pub fn wanted(&self) -> Query {
        Query {
            words: self.list.filter.words.clone(),
            ..self.query.clone()
        }
    }

    /// Whether the line was put in the queue, now or before.
    pub fn is_queued(&self, line: usize) -> bool {
        let before = self.chat().and_then(|c| c.line(line));
        before.is_some_and(|l| l.was_queued()) || self.batches.iter().any(|b| b.contains(&line))
    }

    /// The marks of a line in words, and why words in it may be worth a look.
    pub fn details(&self, line: usize) -> Vec<String> {
        let Some(entry) = self.chat().and_then(|c| c.line(line)) else {
            return Vec::new();
        };
        let mut marks = entry.marks();
        if !entry.was_queued() && self.is_queued(line) {
            marks.insert(0, "put in the queue just now".into());
        }
        let mut all: Vec<String> = Vec::new();
        if let Some(first) = marks.first_mut() {
            let letter: String = first.chars().take(1).flat_map(char::to_uppercase).collect();
            let rest: String = first.chars().skip(1).collect();
            *first = format!("{letter}{rest}");
            all.push(format!("{}.", marks.join("; ")));
        }
        let cues = self.chat().map(|c| c.cues(line)).unwrap_or_default();
        all.extend(
            cues.iter()
                .map(|(cue, why)| format!("Worth a look: {cue} ({why})")),
        );
        all
    }

    /// The screen has another size.
    pub fn fit(&mut self, page: usize, tall: usize) {
        (self.page, self.tall) = (page, tall);
        self.list.fit_tall(page, tall);
        self.chooser.list.fit_tall(page, tall);
        self.pick.page = page;
    }

    /// Whether a worker has something under way (tests wait for it).
    #[cfg(test)]
    pub fn is_busy(&self) -> bool {
        self.stage == Stage::Wait || self.looking || self.queueing
    }

    /// The name of the file in hand, for people.
    pub fn file_name(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        name.to_string_lossy().into_owned()
    }
}

#[cfg(test)]
mod tests;
