//! One entry of a chat as a list shows it: when, who, what, and its marks.

use chrono::NaiveDateTime;

use super::known::InQueue;
use crate::import::{Quoted, deleted_words};

/// What an entry is, one bit each.
pub(super) mod flag {
    pub const SYSTEM: u32 = 1;
    pub const NEW: u32 = 1 << 1;
    pub const QUEUED: u32 = 1 << 2;
    pub const EDITED: u32 = 1 << 3;
    pub const DELETED: u32 = 1 << 4;
    pub const OMITTED: u32 = 1 << 5;
    pub const VIEW_ONCE: u32 = 1 << 6;
    pub const CUE: u32 = 1 << 7;
    pub const ATTACHED: u32 = 1 << 8;
    pub const ABSENT: u32 = 1 << 9;
    pub const BACK: u32 = 1 << 10;
    pub const OTHER_FORM: u32 = 1 << 11;
    pub const CUT: u32 = 1 << 12;
    pub const RENAMED: u32 = 1 << 13;
    pub const UNDATED: u32 = 1 << 14;
    pub const DRAFT: u32 = 1 << 15;
    pub const CHANGED: u32 = 1 << 16;
    pub const QUOTED: u32 = BACK | OTHER_FORM;
    pub const KNOWN: u32 = QUEUED | RENAMED;
}

/// One entry of a chat.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its number in the export, from 1.
    pub n: u64,
    /// Wall clock as printed; of a moment, in the owner's zone.
    pub at: NaiveDateTime,
    /// Whether its time is known.
    pub dated: bool,
    /// `None` for a line the channel wrote itself.
    pub sender: Option<&'a str>,
    pub text: &'a str,
    /// As what it is in the queue already.
    pub known: Option<&'a InQueue>,
    pub(super) flags: u32,
    pub(super) back: i64,
}

impl Line<'_> {
    fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// Who wrote it; `itself`: what a line is called that the channel wrote.
    pub fn who<'n>(&'n self, itself: &'n str) -> &'n str {
        match self.sender {
            Some(sender) => sender,
            None if self.is_system() => itself,
            None => "not stated",
        }
    }

    /// Its time in that form; words where none is known.
    pub fn when(&self, form: &str) -> String {
        match self.dated {
            true => self.at.format(form).to_string(),
            false => "no date".to_owned(),
        }
    }

    /// Whether the channel wrote it itself.
    pub fn is_system(&self) -> bool {
        self.has(flag::SYSTEM)
    }

    /// Whether words in it may be worth a look.
    pub fn has_cue(&self) -> bool {
        self.has(flag::CUE)
    }

    /// Whether it was in the queue before this import.
    pub fn was_queued(&self) -> bool {
        self.has(flag::KNOWN)
    }

    /// Its marks in one word, the weightiest of them: for a narrow column.
    pub fn mark(&self) -> &'static str {
        let marks = [
            (flag::CHANGED, "changed"),
            (flag::KNOWN, "queued"),
            (flag::QUOTED, "quoted?"),
            (flag::CUE, "look"),
            (flag::DELETED, "deleted"),
            (flag::DRAFT, "draft"),
            (flag::EDITED, "edited"),
            (flag::NEW, "new"),
            (flag::VIEW_ONCE, "once?"),
            (flag::ATTACHED | flag::OMITTED, "file"),
        ];
        let first = marks.iter().find(|(flag, _)| self.has(*flag));
        first.map_or("", |(_, word)| word)
    }

    /// Every mark in words.
    pub fn marks(&self) -> Vec<String> {
        let marks = [
            (flag::NEW, "new since the last import"),
            (flag::DRAFT, "a draft that was never sent"),
            (flag::UNDATED, "without a date that can be read"),
            (flag::EDITED, "edited"),
            (flag::DELETED, deleted_words(Some(self.text))),
            (flag::OMITTED, "content not in the export"),
            (flag::VIEW_ONCE, "may have been a view-once message"),
            (
                flag::ABSENT,
                "its attachment is named but not in the export",
            ),
            (flag::CUT, "longer than is shown or can be kept whole"),
        ];
        let set = marks.iter().filter(|(flag, _)| self.has(*flag));
        let mut all: Vec<String> = self.known.map(InQueue::marks).unwrap_or_default();
        all.extend(set.map(|(_, words)| (*words).to_owned()));
        let quoted = match self.flags & flag::QUOTED {
            flag::BACK => Some(Quoted::GoesBack(self.back)),
            flag::OTHER_FORM => Some(Quoted::OtherForm),
            _ => None,
        };
        all.extend(quoted.map(|q| q.to_string()));
        all
    }
}
