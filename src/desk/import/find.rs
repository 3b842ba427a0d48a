//! Finding in a chat: words, sender, time, marks.
//!
//! A million messages are gone through in a fraction of a second without a second copy of the text; who asks from
//! another thread can call it off.

use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Tz;

use super::chat::Chat;
use super::line::flag;
use super::needle::Needle;
use crate::text::when::Understood;

/// Lines looked at between two questions whether to go on.
const STRETCH: usize = 4096;

const MARKED: u32 = flag::EDITED | flag::DELETED | flag::VIEW_ONCE | flag::QUOTED | flag::CHANGED;

/// Which kind of line is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    #[default]
    All,
    /// Words in it may be worth a look.
    Cues,
    /// New since the last import.
    New,
    /// Edited, deleted, view-once, may be quoted text, or in the queue with other words.
    Marked,
    /// Sent by somebody.
    Messages,
}

impl Only {
    fn takes(self, flags: u32) -> bool {
        match self {
            Only::All => true,
            Only::Cues => flags & flag::CUE != 0,
            Only::New => flags & flag::NEW != 0,
            Only::Marked => flags & MARKED != 0,
            Only::Messages => flags & flag::SYSTEM == 0,
        }
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// All of these words occur in the text or in the sender's name, in any case.
    pub words: String,
    /// One of [`Chat::names`].
    pub sender: Option<String>,
    /// Wall clock, both ends included.
    pub since: Option<NaiveDateTime>,
    pub until: Option<NaiveDateTime>,
    pub only: Only,
}

impl Query {
    /// Looks between these times alone, as a clock of that zone shows them. A minute counts to its last second.
    pub fn between(&mut self, since: Option<&Understood>, until: Option<&Understood>, zone: Tz) {
        let wall = |read: &Understood| read.at.with_timezone(&zone).naive_local();
        self.since = since.map(wall);
        self.until = until.map(|read| {
            let length = if read.no_time() { 0 } else { 59 };
            wall(read) + TimeDelta::seconds(length)
        });
    }

    /// Whether it takes every line.
    pub fn is_empty(&self) -> bool {
        let Query {
            words,
            sender,
            since,
            until,
            only,
        } = self;
        words.trim().is_empty()
            && sender.is_none()
            && since.is_none()
            && until.is_none()
            && *only == Only::All
    }
}

impl Chat {
    /// Whether that line is new since the last import.
    pub fn is_new(&self, line: usize) -> bool {
        line < self.len() && self.flags(line) & flag::NEW != 0
    }

    /// Whose name somebody means: in any case the whole of it, or else a part that one alone has. Refused with the
    /// names there are.
    pub fn meant(&self, said: &str) -> Result<&str, Vec<&str>> {
        let folded = said.trim().to_lowercase();
        let all = || self.names().iter().map(String::as_str);
        if let Some(whole) = all().find(|n| n.to_lowercase() == folded) {
            return Ok(whole);
        }
        let part: Vec<&str> = all()
            .filter(|n| n.to_lowercase().contains(&folded))
            .collect();
        match part.as_slice() {
            [one] if !folded.is_empty() => Ok(one),
            [] => Err(all().collect()),
            _ => Err(part),
        }
    }

    /// The numbers of the lines a query takes, from 0; `None` where `go_on` said no.
    pub fn find(&self, query: &Query, go_on: &dyn Fn() -> bool) -> Option<Vec<usize>> {
        let words: Vec<Needle> = query.words.split_whitespace().map(Needle::new).collect();
        // Of each word, in whose name it occurs.
        let in_name = |word: &Needle| self.names().iter().map(|n| word.is_in(n)).collect();
        let in_names: Vec<Vec<bool>> = words.iter().map(in_name).collect();
        let sender = query.sender.as_ref();
        let sender = sender.map(|name| self.names().iter().position(|n| n == name));
        let seconds = |t: NaiveDateTime| t.and_utc().timestamp();
        let (since, until) = (query.since.map(seconds), query.until.map(seconds));
        let takes = |line: usize| {
            let (by, at) = (self.sender(line), self.time(line));
            query.only.takes(self.flags(line))
                && since.is_none_or(|t| at >= t)
                && until.is_none_or(|t| at <= t)
                && sender.is_none_or(|wanted| wanted.is_some() && by == wanted)
                && words.iter().zip(&in_names).all(|(word, names)| {
                    by.is_some_and(|n| names[n]) || word.is_in(self.text(line))
                })
        };
        let mut found = Vec::new();
        for first in (0..self.len()).step_by(STRETCH) {
            if !go_on() {
                return None;
            }
            let last = (first + STRETCH).min(self.len());
            found.extend((first..last).filter(|line| takes(*line)));
        }
        Some(found)
    }
}
