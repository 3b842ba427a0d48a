//! The parts that a typed time is said in, and the words it is read from.

use chrono::{FixedOffset, NaiveDate, NaiveTime, TimeDelta, Weekday};

/// Years that are taken; what lies outside is a slip.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Which of the days of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// As the field reads.
    Nearest,
    Last,
    Next,
}

/// What was said of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    Whole(NaiveDate),
    /// Day and month; the year is left open.
    Month(u32, u32),
    /// Days from today.
    Near(i64),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    At {
        time: NaiveTime,
        /// Whether morning or evening was said with it (am, pm), or follows from a 24-hour figure.
        settled: bool,
    },
    Midnight,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    /// The evening of yesterday and the small hours of today.
    LastNight,
}

/// The parts of a time as they were said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub weekday: Option<(Which, Weekday)>,
    pub day: Option<Day>,
    pub clock: Option<Clock>,
    pub part: Option<Part>,
    pub offset: Option<FixedOffset>,
    /// An offset in figures was said, which stands with a whole date alone.
    pub dated: bool,
}

/// What was said, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Now,
    /// A length of time from now: days keep the clock on the wall, shorter lengths are counted in seconds.
    Away {
        back: bool,
        days: i64,
        length: TimeDelta,
    },
    Said(Said),
}

/// The words of a text, taken one by one.
pub(super) struct Words<'a> {
    words: Vec<&'a str>,
    pub(super) at: usize,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Words<'a> {
        Words {
            words: text.split(' ').collect(),
            at: 0,
        }
    }

    pub(super) fn next(&mut self) -> Option<&'a str> {
        self.at += 1;
        self.words.get(self.at - 1).copied()
    }

    pub(super) fn peek(&self) -> &'a str {
        self.words.get(self.at).copied().unwrap_or_default()
    }

    /// The word that follows, where it is one that `known` knows.
    pub(super) fn after<T>(&mut self, known: impl Fn(&str) -> Option<T>) -> Option<T> {
        let found = known(self.peek())?;
        self.at += 1;
        Some(found)
    }
}
