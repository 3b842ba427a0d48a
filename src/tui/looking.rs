//! A search of exports for a request, which goes on while one reads elsewhere.
//!
//! Invariants: told from half a second on, at most twice a second; stopped, it leaves nothing on record, and what was
//! written in its form stands there again.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::deed::{Done, Trouble};
use super::pace::Paced;
use crate::desk::request::Watch;
use crate::operation::{Failure, Looked, Searching};

/// How far a search is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookingAt {
    /// Which export is in hand, from 0, and what it is called.
    pub file: usize,
    pub name: String,
    /// How much of it was read, and of how much; nothing of nothing where that is not known.
    pub read: u64,
    pub total: u64,
}

/// A search under way at the desk, and the command line that would do the same.
pub struct SearchUnderWay {
    pub run: u64,
    pub search: Arc<Searching>,
    pub typed: String,
}

/// What is new of a search.
#[derive(Debug)]
pub enum LookNews {
    Begun(Looking),
    /// How far the search of that number is.
    At(u64, LookingAt),
    /// All its exports were looked through, or why not.
    Done(u64, Result<Looked, Failure>),
    /// It is on record, or why not.
    Recorded(Result<Done, Trouble>),
}

/// A search under way.
#[derive(Clone, Debug)]
pub struct Looking {
    /// Which search it is; what another one sends is left.
    pub run: u64,
    /// Stops it.
    pub watch: Watch,
    /// How many exports it goes through.
    pub of: usize,
    /// The draft of its form.
    pub draft: String,
    line: Paced<LookingAt>,
}

impl Looking {
    /// It begins.
    pub fn begin(run: u64, watch: Watch, of: usize, draft: String, now: DateTime<Utc>) -> Looking {
        Looking {
            run,
            watch,
            of,
            draft,
            line: Paced::begin(now),
        }
    }

    /// It is so far.
    pub fn on(&mut self, at: LookingAt, now: DateTime<Utc>) {
        self.line.on(at, now);
    }

    /// `Searching 2 of 3, mail.mbox, 40 %.`
    pub fn words(&self) -> Option<String> {
        let (at, _) = self.line.told()?;
        let which = match self.of {
            1 => String::new(),
            of => format!("{} of {of}, ", at.file + 1),
        };
        let part = (at.read.min(at.total) * 100).checked_div(at.total);
        let part = part.map_or(String::new(), |part| format!(", {part} %"));
        Some(format!("Searching {which}{}{part}.", at.name))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn it_is_told_from_half_a_second_on_and_twice_a_second_at_most() {
        let began = DateTime::UNIX_EPOCH;
        let at = |ms| began + TimeDelta::milliseconds(ms);
        let so_far = |file, read| LookingAt {
            file,
            name: "mail.mbox".into(),
            read,
            total: 200,
        };
        let mut looking = Looking::begin(1, Watch::default(), 3, String::new(), began);
        looking.on(so_far(0, 10), at(300));
        assert_eq!(looking.words(), None);
        looking.on(so_far(1, 80), at(500));
        let words = looking.words().unwrap_or_default();
        assert_eq!(words, "Searching 2 of 3, mail.mbox, 40 %.");
        looking.on(so_far(1, 90), at(900));
        assert_eq!(looking.words().unwrap_or_default(), words);
        looking.on(so_far(2, 200), at(1_100));
        let words = looking.words().unwrap_or_default();
        assert_eq!(words, "Searching 3 of 3, mail.mbox, 100 %.");
        let mut one = Looking::begin(1, Watch::default(), 1, String::new(), began);
        let unknown = LookingAt {
            total: 0,
            ..so_far(0, 0)
        };
        one.on(unknown, at(600));
        assert_eq!(one.words().unwrap_or_default(), "Searching mail.mbox.");
    }
}
