//! What the stamp of a message is: its kind, its shape, and what was read of it.

use super::calendar::{days_from_civil, days_in, from_persian};
use super::odd::Odd;
use crate::import::order::DateOrder;

/// How an entry's stamp is fenced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[date, time] name: text`, as iPhones write.
    Bracket,
    /// `date, time - name: text`, as Android phones write.
    Dash,
    /// `date, time: name: text`, iPhones up to about 2016.
    Colon,
    /// `d. m. yyyy. time name: text`, no fence at all (Croatian, Slovene, Serbian).
    Bare,
    /// `yyyy. m. d. 오후 h:mm, name : text`, older Korean phones.
    Comma,
}

impl Kind {
    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The kinds every file may hold; the others only where the file begins with them, because a line of
/// ordinary text can look like them.
pub(super) const USUAL: u8 = Kind::Bracket.bit() | Kind::Dash.bit();

pub(super) const ALL: u8 = USUAL | Kind::Colon.bit() | Kind::Bare.bit() | Kind::Comma.bit();

/// Everything about a stamp's form but the numbers, packed for comparing: kind, separators, comma,
/// place and width of the year, seconds, clock of twelve hours, dots or letters in the time, which comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(super) struct Shape(pub(super) u16);

impl Shape {
    /// Whether the date is written with dots.
    pub(super) fn dotted(self) -> bool {
        matches!((self.0 >> 3) & 3, 1 | 3) && !self.lettered()
    }
    /// Whether the date is written with dashes.
    fn dashed(self) -> bool {
        (self.0 >> 3) & 3 == 2 && !self.lettered()
    }
    /// Whether the date is written with slashes.
    pub(super) fn slashed(self) -> bool {
        (self.0 >> 3) & 3 == 0 && !self.lettered()
    }
    /// Whether the month is written in letters.
    fn lettered(self) -> bool {
        self.0 >> 14 & 1 == 1
    }
    /// Of a month in letters: 0 the day comes first, 1 the month, 2 the year.
    pub(super) fn lettered_order(self) -> usize {
        usize::from((self.0 >> 3) & 3).min(2)
    }
    /// Whether seconds are written.
    pub(super) fn seconds(self) -> bool {
        self.0 >> 9 & 1 == 1
    }
    /// Whether a comma stands between date and time.
    pub(super) fn comma(self) -> bool {
        self.0 >> 5 & 1 == 1
    }
    /// Whether the date comes first and the time is one of 24 hours, in figures and colons.
    fn is_plain(self) -> bool {
        const OTHERWISE: u16 = 1 << 10 | 1 << 11 | 1 << 12 | 1 << 15;
        self.0 & OTHERWISE == 0
    }
    pub(super) fn kind_bits(self) -> u16 {
        self.0 & 7
    }
    /// The same form on a clock of twelve hours.
    pub(super) fn twelve(self) -> Shape {
        Shape(self.0 | 1 << 10)
    }
}

/// Where the year stands among the three numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum YearAt {
    #[default]
    First,
    Middle,
    Last,
    /// The month is written in letters, so the place of the year does not matter.
    Lettered,
}

/// A stamp that was understood, day and month not yet told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) year: u16,
    /// The two other numbers in printed order; of a month in letters the month, then the day.
    pub(super) first: u8,
    pub(super) second: u8,
    pub(super) year_at: YearAt,
    /// The numbers are of the Persian calendar.
    pub(super) persian: bool,
    /// Seconds since midnight, wall clock.
    pub(super) clock: u32,
    pub(super) seconds_known: bool,
    pub(super) kind: Kind,
    pub(super) shape: Shape,
    /// An invisible mark stood before the stamp: the line was written by WhatsApp for an attachment.
    pub(super) marked: bool,
    /// Where the text after the stamp begins, in bytes from the start of the line.
    pub(super) rest: usize,
}

/// What a line's start is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parsed {
    Text,
    Header(Header),
    Odd(Odd, Shape),
}

impl Header {
    /// Month and day under a reading; `None` when there is no such day. Where the year does not come
    /// last, the printed order is known and `day_first` changes nothing.
    pub(super) fn date(&self, day_first: bool) -> Option<(u16, u8, u8)> {
        let (month, day) = match self.year_at {
            YearAt::Last if day_first => (self.second, self.first),
            _ => (self.first, self.second),
        };
        if self.persian {
            return from_persian(self.year, month, day);
        }
        let ok = (1..=12).contains(&month) && (1..=days_in(self.year, month)).contains(&day);
        ok.then_some((self.year, month, day))
    }

    /// The order of its date's numbers, read with the day or the month first where both stand before or after
    /// the year.
    pub(super) fn order(&self, day_first: bool) -> DateOrder {
        match (self.year_at, day_first) {
            (YearAt::First, _) => DateOrder::Ymd,
            (YearAt::Middle, _) => DateOrder::Myd,
            (YearAt::Lettered, _) => match self.shape.lettered_order() {
                0 => DateOrder::Dmy,
                1 => DateOrder::Mdy,
                _ => DateOrder::Ymd,
            },
            (YearAt::Last, true) => DateOrder::Dmy,
            (YearAt::Last, false) => DateOrder::Mdy,
        }
    }

    /// Whether the stamp is `[YYYY-MM-DD, HH:MM]`: iPhones always print seconds, signal-export did not.
    pub(super) fn is_signal(&self) -> bool {
        self.kind == Kind::Bracket
            && self.year_at == YearAt::First
            && self.shape.dashed()
            && self.shape.comma()
            && !self.seconds_known
            && self.shape.is_plain()
    }

    /// Whether the stamp is `[YYYY-MM-DD HH:MM:SS]`, which Swedish iPhones write and signal-export too.
    pub(super) fn may_be_signal(&self) -> bool {
        self.kind == Kind::Bracket
            && self.year_at == YearAt::First
            && self.shape.dashed()
            && !self.shape.comma()
            && self.seconds_known
            && self.shape.is_plain()
    }

    /// The only reading that makes a day of the numbers, where there is only one.
    pub(super) fn only_reading(&self) -> Option<bool> {
        // No calendar has a thirteenth month, and one reading at least makes a day.
        match (self.first > 12, self.second > 12) {
            _ if self.year_at != YearAt::Last => None,
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// Whether the two readings name two different days.
    pub(super) fn two_faced(&self) -> bool {
        self.year_at == YearAt::Last
            && self.first != self.second
            && self.first <= 12
            && self.second <= 12
    }

    /// Seconds since 1970-01-01 of the wall clock under a reading.
    pub(super) fn seconds(&self, day_first: bool) -> Option<i64> {
        let (y, m, d) = self.date(day_first)?;
        Some(days_from_civil(y, m, d) * 86_400 + i64::from(self.clock))
    }
}
