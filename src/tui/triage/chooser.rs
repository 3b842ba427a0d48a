//! The chats of a file that holds several: which of them are to be read.
//!
//! Invariant: of a chat that is not chosen nothing is kept; of those put out of sight their number alone is told.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use crate::tui::list::List;

/// A chat that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatOffer {
    pub key: String,
    pub name: String,
    /// Its kind and who is in it, in words.
    pub about: String,
    pub entries: u64,
    pub first: Option<NaiveDateTime>,
    pub last: Option<NaiveDateTime>,
    /// The timer that is on record for it, in words; `None` where the chat is not on record.
    pub timer: Option<String>,
}

/// An order of chats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorted {
    #[default]
    AsInFile,
    ByName,
    Newest,
    Most,
}

impl Sorted {
    fn next(self) -> Sorted {
        match self {
            Sorted::AsInFile => Sorted::Newest,
            Sorted::Newest => Sorted::ByName,
            Sorted::ByName => Sorted::Most,
            Sorted::Most => Sorted::AsInFile,
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Sorted::AsInFile => "as they stand in the file",
            Sorted::ByName => "by name",
            Sorted::Newest => "the newest first",
            Sorted::Most => "those with the most messages first",
        }
    }
}

/// What is offered, and what is chosen of it.
#[derive(Clone, Debug, Default)]
pub struct Chooser {
    /// In the order in which they stand in the file.
    all: Vec<ChatOffer>,
    pub list: List,
    /// The keys of those that are chosen, and of those put out of sight.
    chosen: BTreeSet<String>,
    hidden: BTreeSet<String>,
    pub sorted: Sorted,
}

impl Chooser {
    /// Offers the chats of a file.
    pub fn offer(&mut self, all: Vec<ChatOffer>, spoken: bool) {
        *self = Chooser {
            list: std::mem::take(&mut self.list),
            all,
            ..Chooser::default()
        };
        self.list.filter.words.clear();
        self.refilter(spoken);
        self.list.edge(false);
    }

    /// A chat by its line.
    pub fn chat(&self, line: usize) -> Option<&ChatOffer> {
        self.all.get(line)
    }

    /// The one that is selected.
    pub fn selected(&self) -> Option<&ChatOffer> {
        self.chat(self.list.chosen()?)
    }

    /// Whether a chat is chosen.
    pub fn has(&self, chat: &ChatOffer) -> bool {
        self.chosen.contains(&chat.key)
    }

    /// How many there are, how many messages they hold, how many are chosen and how many out of sight.
    pub fn figures(&self) -> (usize, u64, usize, usize) {
        let entries = self.all.iter().map(|c| c.entries).sum();
        (
            self.all.len(),
            entries,
            self.chosen.len(),
            self.hidden.len(),
        )
    }

    /// Chooses the selected chat, or takes it off, and goes on to the next.
    pub fn choose(&mut self) {
        let Some(key) = self.selected().map(|chat| chat.key.clone()) else {
            return;
        };
        if !self.chosen.remove(&key) {
            self.chosen.insert(key);
        }
        self.list.step(1);
    }

    /// Puts the selected chat out of sight: it is no government business.
    pub fn hide(&mut self, spoken: bool) {
        if let Some(key) = self.selected().map(|chat| chat.key.clone()) {
            self.chosen.remove(&key);
            self.hidden.insert(key);
            self.refilter(spoken);
        }
    }

    /// Shows those again that were put out of sight; tells whether there were any.
    pub fn show_hidden(&mut self, spoken: bool) -> bool {
        let any = !self.hidden.is_empty();
        self.hidden.clear();
        self.refilter(spoken);
        any
    }

    /// The keys of those that are to be read, as they stand on the screen; where none is chosen, of the selected one.
    pub fn wanted(&self) -> Vec<String> {
        let order = self.order();
        let all = order.iter().filter_map(|n| self.all.get(*n));
        let chosen: Vec<String> = all
            .filter(|chat| self.has(chat))
            .map(|chat| chat.key.clone())
            .collect();
        match chosen.is_empty() {
            true => self.selected().map(|c| c.key.clone()).into_iter().collect(),
            false => chosen,
        }
    }

    /// Puts them in the next order.
    pub fn sort(&mut self, spoken: bool) {
        self.sorted = self.sorted.next();
        self.refilter(spoken);
    }

    /// The lines in their order, those on record first.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        let chat = |n: &usize| self.all.get(*n);
        match self.sorted {
            Sorted::AsInFile => {}
            Sorted::ByName => order.sort_by_key(|n| chat(n).map(|c| c.name.to_lowercase())),
            Sorted::Newest => order.sort_by_key(|n| std::cmp::Reverse(chat(n).map(|c| c.last))),
            Sorted::Most => order.sort_by_key(|n| std::cmp::Reverse(chat(n).map(|c| c.entries))),
        }
        order.sort_by_key(|n| chat(n).is_some_and(|c| c.timer.is_none()));
        order
    }

    /// Shows those in which all the words occur.
    pub fn refilter(&mut self, spoken: bool) {
        let shown = self.order().into_iter().filter(|n| {
            let Some(chat) = self.all.get(*n) else {
                return false;
            };
            !self.hidden.contains(&chat.key)
                && self
                    .list
                    .filter
                    .takes(|| format!("{} {}", chat.name, chat.about).to_lowercase())
        });
        let shown = shown.collect();
        self.list.show(shown);
        if !spoken {
            let all = &self.all;
            let known = |n: usize| all.get(n).is_some_and(|c| c.timer.is_some());
            self.list.group(|n| match known(n) {
                true => "On record here".to_owned(),
                false => "Not on record".to_owned(),
            });
        }
    }
}
