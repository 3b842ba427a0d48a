//! The conversations of a file, each in a line: what it is called, who is in it, how much it holds.

use chrono::NaiveDateTime;

use super::entry::Clock;

/// People of a conversation that are kept by name.
pub const PEOPLE: usize = 20;

/// What kind of conversation it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChatKind {
    Group,
    Direct,
    Mailbox,
    /// The export does not tell.
    #[default]
    Unknown,
}

impl ChatKind {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            ChatKind::Group => "group",
            ChatKind::Direct => "direct",
            ChatKind::Mailbox => "mailbox",
            ChatKind::Unknown => "unknown",
        }
    }
}

/// One conversation of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatFacts {
    /// What it is chosen by; of each its own.
    pub key: String,
    pub name: Option<String>,
    pub kind: ChatKind,
    /// Those who are in it, or wrote; at most [`PEOPLE`].
    pub people: Vec<String>,
    /// There are more.
    pub more_people: bool,
    pub entries: u64,
    pub messages: u64,
    pub first: Option<NaiveDateTime>,
    pub last: Option<NaiveDateTime>,
    /// What `first` and `last` are.
    pub clock: Clock,
}

impl ChatFacts {
    /// A conversation in which nothing was found yet.
    pub(super) fn new(key: &str) -> ChatFacts {
        ChatFacts {
            key: key.to_owned(),
            name: None,
            kind: ChatKind::Unknown,
            people: Vec::new(),
            more_people: false,
            entries: 0,
            messages: 0,
            first: None,
            last: None,
            clock: Clock::Wall,
        }
    }

    /// What it is called: its name, else its key.
    pub fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.key)
    }
}
