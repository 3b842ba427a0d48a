//! Gathers what is shown of an export while it is still being read.
//!
//! Invariants: of a file that may hold several chats nothing is shown but their names until one is chosen; nothing here
//! is a sum; what is held is bounded.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::early::{Early, EarlyRow, TEXT};
use super::entry::Entry;
use super::watch::Watch;

/// Rows that are shown at most.
const ROWS: usize = 64;
/// Entries after which names that came are shown, where they do not come to twice as many before.
const AFTER: u64 = 256;
/// Chats whose names are remembered.
const NAMES: usize = 1000;
/// Gathers the first entries, and tells of them.
pub struct EarlyEntries {
    watch: Watch,
    rows: Vec<EarlyRow>,
}

impl EarlyEntries {
    /// `None` where nobody looks.
    pub fn new(watch: &Watch) -> Option<EarlyEntries> {
        watch.is_looked_at().then(|| EarlyEntries {
            watch: watch.clone(),
            rows: Vec::new(),
        })
    }

    /// Takes in one more; whether that was the last that is shown.
    pub fn add(&mut self, row: EarlyRow) -> bool {
        self.rows.push(row);
        if self.rows.len().is_power_of_two() {
            self.watch.show(Early::Entries(self.rows.clone()));
        }
        self.rows.len() >= ROWS
    }
}

/// What is shown while the whole of a file is surveyed: the entries of the conversation that was chosen, else the chats.
pub(super) enum EarlySurvey {
    Entries(String, EarlyEntries),
    Chats(EarlyChats),
}

/// Gathers the chats that hold an entry, in the order in which they come.
pub(super) struct EarlyChats {
    watch: Watch,
    names: HashMap<String, String>,
    keys: Vec<String>,
    met: HashSet<String, RandomState>,
    told: usize,
    /// Entries since names were told.
    since: u64,
}

impl EarlySurvey {
    /// `None` where nobody looks. `wanted`: the key of the conversation that was chosen.
    pub(super) fn new(watch: &Watch, wanted: Option<&str>) -> Option<EarlySurvey> {
        let entries = EarlyEntries::new(watch)?;
        Some(match wanted {
            Some(key) => EarlySurvey::Entries(key.to_owned(), entries),
            None => EarlySurvey::Chats(EarlyChats {
                watch: watch.clone(),
                names: HashMap::new(),
                keys: Vec::new(),
                met: HashSet::default(),
                told: 0,
                since: 0,
            }),
        })
    }

    /// A chat has that name.
    pub(super) fn chat(&mut self, key: &str, name: Option<&str>) {
        if let (EarlySurvey::Chats(chats), Some(name)) = (self, name)
            && !name.is_empty()
            && chats.names.len() < NAMES
            && !chats.names.contains_key(key)
        {
            let name = name.chars().take(TEXT).collect();
            chats.names.insert(key.to_owned(), name);
        }
    }

    /// Takes in an entry; whether nothing more will be shown.
    pub(super) fn entry(&mut self, entry: &Entry<'_>) -> bool {
        match self {
            EarlySurvey::Entries(key, entries) => {
                *key == entry.chat && entries.add(EarlyRow::of(entry))
            }
            EarlySurvey::Chats(chats) => chats.entry(&entry.chat),
        }
    }
}

impl EarlyChats {
    fn entry(&mut self, chat: &str) -> bool {
        // Many entries of one chat mostly stand together.
        if self.keys.last().is_none_or(|last| last != chat) && !self.met.contains(chat) {
            self.met.insert(chat.to_owned());
            self.keys.push(chat.to_owned());
        }
        self.since += 1;
        let enough = self.keys.len() >= ROWS;
        let soon = self.keys.len() >= 2 * self.told || self.since >= AFTER;
        if (enough || soon) && self.keys.len() > self.told {
            (self.told, self.since) = (self.keys.len(), 0);
            let called = |key: &String| self.names.get(key).unwrap_or(key).clone();
            let names = self.keys.iter().map(called).collect();
            self.watch.show(Early::Chats(names));
        }
        enough
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    fn looked_at() -> (Watch, Arc<Mutex<Vec<Early>>>) {
        let shown = Arc::new(Mutex::new(Vec::new()));
        let into = shown.clone();
        let watch =
            Watch::telling(|_, _| {}).showing(move |early| into.lock().unwrap().push(early));
        (watch, shown)
    }

    #[test]
    fn where_nobody_looks_nothing_is_gathered() {
        assert!(EarlyEntries::new(&Watch::default()).is_none());
        assert!(EarlySurvey::new(&Watch::default(), None).is_none());
    }

    #[test]
    fn of_several_chats_the_names_alone_are_shown_and_of_the_chosen_one_its_entries() {
        let (watch, shown) = looked_at();
        let mut chats = EarlySurvey::new(&watch, None).unwrap();
        chats.chat("1", Some("Ann"));
        chats.chat("3", Some("Never wrote"));
        for n in 0..40 {
            let mut entry = Entry::new(if n % 2 == 0 { "1" } else { "2" });
            entry.text = "private".into();
            assert!(!chats.entry(&entry));
        }
        let told = std::mem::take(&mut *shown.lock().unwrap());
        let both = Early::Chats(vec!["Ann".into(), "2".into()]);
        assert_eq!(told, [Early::Chats(vec!["Ann".into()]), both]);

        // One that comes after thousands of entries of another is named when it comes.
        let mut chats = EarlySurvey::new(&watch, None).unwrap();
        let comes = (0..10).flat_map(|chat| std::iter::repeat_n(chat, 5000));
        for chat in comes {
            assert!(!chats.entry(&Entry::new(chat.to_string())));
        }
        let told = std::mem::take(&mut *shown.lock().unwrap());
        assert_eq!(told.len(), 10);

        let mut chosen = EarlySurvey::new(&watch, Some("2")).unwrap();
        let mut done = false;
        for n in 0..2 * ROWS {
            let mut entry = Entry::new(if n % 2 == 0 { "1" } else { "2" });
            entry.text = format!("text {n}").into();
            done |= chosen.entry(&entry);
        }
        assert!(done);
        let shown = shown.lock().unwrap();
        let Some(Early::Entries(rows)) = shown.last() else {
            panic!("{shown:?}");
        };
        let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(
            (texts.len(), texts[0], texts[63]),
            (64, "text 1", "text 127")
        );
    }
}
