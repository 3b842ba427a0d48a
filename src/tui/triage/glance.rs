//! What is shown of an export while it is still being read.

use chrono_tz::Tz;

use crate::desk::import::local;
use crate::import::{Clock, Early, EarlyRow, EarlyTime};

/// What stands at its beginning; how much it holds is not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Glance {
    Messages(Vec<GlanceRow>),
    /// The names of the chats that came so far.
    Chats(Vec<String>),
}

/// A message, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlanceRow {
    pub at: String,
    /// Empty where nobody sent it.
    pub who: String,
    pub text: String,
}

impl Glance {
    /// In that zone, where the export gives moments.
    pub fn new(early: Early, zone: Tz) -> Glance {
        match early {
            Early::Chats(names) => Glance::Chats(names),
            Early::Entries(rows) => {
                Glance::Messages(rows.into_iter().map(|r| row(r, zone)).collect())
            }
        }
    }
}

fn row(row: EarlyRow, zone: Tz) -> GlanceRow {
    let at = match row.at {
        EarlyTime::Printed(words) => words,
        EarlyTime::Told(_, Clock::Unknown) => "no date".to_owned(),
        EarlyTime::Told(at, clock) => local(at, clock, zone).format("%-d %b %Y %H:%M").to_string(),
    };
    GlanceRow {
        at,
        who: row.sender.unwrap_or_default(),
        text: row.text,
    }
}

#[cfg(test)]
mod tests;
