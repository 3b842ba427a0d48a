//! What is shown of an export while it is still being read: its first entries, or which chats it holds so far.

use chrono::NaiveDateTime;

use super::entry::{Clock, Entry};

/// Characters of a text, and of a name.
pub(super) const TEXT: usize = 400;

/// When an entry is of that is shown before its file is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EarlyTime {
    /// As it is printed: what is day in it and what month is not settled yet.
    Printed(String),
    Told(NaiveDateTime, Clock),
}

/// An entry that is shown before its file is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlyRow {
    pub at: EarlyTime,
    /// `None` where nobody sent it.
    pub sender: Option<String>,
    /// How it begins.
    pub text: String,
}

/// What is known of a file that is still being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Early {
    /// The first entries of the conversation in hand.
    Entries(Vec<EarlyRow>),
    /// The names of the chats it holds, as they come.
    Chats(Vec<String>),
}

impl EarlyRow {
    pub(super) fn new(at: EarlyTime, sender: Option<&str>, text: &str) -> EarlyRow {
        let start = |text: &str| text.chars().take(TEXT).collect();
        EarlyRow {
            at,
            sender: sender.map(start),
            text: start(text),
        }
    }

    pub fn of(entry: &Entry<'_>) -> EarlyRow {
        let at = EarlyTime::Told(entry.at, entry.clock);
        EarlyRow::new(at, entry.sender.as_deref(), &entry.text)
    }
}
