//! What one RSMF file is of.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::super::names::word;
use super::super::words::{NOT_STATED, channel};

/// The version of the format.
pub(super) const VERSION: &str = "2.0.0";
/// The most events that one file has; platforms ask for no more.
pub const MOST_EVENTS: usize = 10_000;

/// What one file is of.
#[derive(Clone, Debug)]
pub struct RsmfSlice<'a> {
    /// The conversation's id on record; `None` of captures that belong to none.
    pub conversation: Option<String>,
    /// Its name.
    pub name: Option<&'a str>,
    pub channel: &'a str,
    /// The day in `zone`.
    pub day: NaiveDate,
    /// The number of the part, from 1, of so many.
    pub part: (usize, usize),
    /// What everything in the package carries together.
    pub marking: Option<&'a str>,
    /// Who makes it.
    pub by: &'a str,
    pub zone: Tz,
    pub first: DateTime<Utc>,
    pub last: DateTime<Utc>,
    pub events: usize,
    /// Everybody who sent one of them, sorted.
    pub senders: Vec<&'a str>,
}

impl RsmfSlice<'_> {
    /// The file's name: the day, the channel, the conversation's id, and a number from the second part on.
    pub fn file_name(&self) -> String {
        let part = match self.part.0 {
            0 | 1 => String::new(),
            n => format!("_{n}"),
        };
        let (day, channel) = (self.day.format("%Y-%m-%d"), word(self.channel));
        format!("{day}_{channel}_{}{part}.rsmf", self.id())
    }

    pub(super) fn id(&self) -> String {
        self.conversation.clone().unwrap_or("none".to_owned())
    }

    /// The conversation in words.
    pub(super) fn display(&self) -> String {
        let name = self.name.map(str::trim).filter(|name| !name.is_empty());
        match (name, &self.conversation) {
            (Some(name), _) => name.to_owned(),
            (None, Some(_)) => format!("{}, a conversation without a name", channel(self.channel)),
            (None, None) => format!("{}, conversation {NOT_STATED}", channel(self.channel)),
        }
    }
}
