//! What came of reading a typed time: the moment with what is to be told of it, or why it is none.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc, Weekday};

/// What a person may want to be told of a time as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Only a day was said; the time is its midnight.
    NoTime,
    /// Only a day was said; the time is its last second.
    DayEnd,
    /// Only today was said, by its name or its date; the time is now.
    SoFar,
    /// The clocks went forward over it; it was moved forward by as much.
    Skipped,
    /// It came twice, for the clocks went back; the first was taken.
    First,
    /// It comes twice, and only the second is still to come.
    Second,
    /// No year was said, and it is not the present one.
    OtherYear,
}

/// A time as it was typed, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    pub at: DateTime<Utc>,
    pub notes: Vec<Note>,
    /// Whether it came with its own offset (RFC 3339).
    pub exact: bool,
    /// Whether the day was said with its year, so that no day was read into it.
    pub whole: bool,
    /// A day alone was asked for, and no time of day is meant.
    pub day: bool,
    /// The clock on the wall that was said, where its zone makes it no moment, or two.
    pub wall: Option<NaiveDateTime>,
}

impl Understood {
    /// A moment of which there is nothing to tell.
    pub(super) fn plain(at: DateTime<Utc>) -> Understood {
        Understood {
            at,
            notes: Vec::new(),
            exact: false,
            whole: false,
            day: false,
            wall: None,
        }
    }
}

/// Why a text is no time of that tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    /// It has none of the forms.
    Unknown,
    /// A day was asked for, and it is none.
    NoDay,
    /// A day was asked for, and a time of day was said.
    Clock,
    /// A part of the day without an hour, or an hour that is not in it.
    Hour,
    /// Midnight of a day: its first or its last minute.
    Midnight,
    /// The weekday that was said is not that of the date.
    Weekday { said: Weekday, date: NaiveDate },
    /// A field about the past, and it is still to come; what may have been meant instead.
    Ahead {
        read: Understood,
        instead: Option<DateTime<Utc>>,
    },
    /// A field about the future, and it has gone by.
    Gone { read: Understood },
}
