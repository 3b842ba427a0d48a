//! Finding in a chat: words, sender, time, marks.
//!
//! A million messages are gone through in a fraction of a second without a second copy of the text; who asks from
//! another thread can call it off.

use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use memchr::memchr2_iter;

use super::chat::Chat;
use super::line::flag;
use crate::text::when::Understood;

/// Lines looked at between two questions whether to go on.
const STRETCH: usize = 4096;
/// Letters from the rarest on, as English text goes: a word is looked for by its rarest letter.
const RARE: &[u8] = b"zqxjkvbpygfwmucldrhsnioate";

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

/// A word to be found in any case.
pub(in crate::desk) enum Needle {
    /// In small letters, and where its rarest letter stands.
    Ascii(Vec<u8>, usize),
    /// In small letters, with some that are not ASCII.
    Other(String),
}

impl Needle {
    pub(in crate::desk) fn new(word: &str) -> Needle {
        let word = word.to_lowercase();
        if !word.is_ascii() {
            return Needle::Other(word);
        }
        let rank = |b: &u8| RARE.iter().position(|r| r == b).map_or(0, |n| n + 1);
        let rarest = (0..word.len()).min_by_key(|n| rank(&word.as_bytes()[*n]));
        Needle::Ascii(word.into_bytes(), rarest.unwrap_or(0))
    }

    pub(in crate::desk) fn is_in(&self, text: &str) -> bool {
        match self {
            Needle::Other(word) => !text.is_ascii() && text.to_lowercase().contains(word),
            Needle::Ascii(word, at) => {
                let bytes = text.as_bytes();
                let Some(room) = bytes.len().checked_sub(word.len()) else {
                    return false;
                };
                let Some(letter) = word.get(*at) else {
                    return true;
                };
                let near = &bytes[*at..=*at + room];
                memchr2_iter(*letter, letter.to_ascii_uppercase(), near)
                    .any(|n| bytes[n..n + word.len()].eq_ignore_ascii_case(word))
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_is_found_in_any_case_and_place() {
        for (word, text, there) in [
            ("clause", "CLAUSE 4", true),
            ("clause", "the Clause", true),
            ("clause", "claus", false),
            ("clause", "claclause", true),
            ("4", "clause 4", true),
            ("zoë", "Ask ZOË", true),
            ("zoë", "Ask Zoe", false),
            ("straße", "Straße 9", true),
            ("é", "", false),
            ("a", "", false),
        ] {
            assert_eq!(Needle::new(word).is_in(text), there, "{word} in {text}");
        }
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_plain_way(word in "[a-cA-C ]{1,4}", text in "[a-cA-C é]{0,20}") {
            let plain = text.to_lowercase().contains(&word.to_lowercase());
            prop_assert_eq!(Needle::new(&word).is_in(&text), plain);
        }
    }
}
