//! What a typed time means: the parts that were said, beside the present moment, in the tense of the field.
//!
//! A field about the past reads what is not whole backwards (a clock is the last such clock, a weekday or a day
//! and month the last such day) and never takes what is still to come; a field about the future reads forwards
//! and never takes what has gone by. A day whose date was said is never moved to another year to fit the tense.
//! Both faces read by [`read`] and say [`Understood::words`] and [`Understood::remarks`].

use chrono::{
    DateTime, Datelike, Days, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime,
    TimeDelta, TimeZone, Timelike, Utc, Weekday,
};
use chrono_tz::Tz;

use super::parts::{Clock, Day, Form, Part, Said, Which, YEARS};
use super::understood::{Misread, Note, Understood};
use super::{Doubt, grammar, moment};

/// How far a day and month without a year are looked for: 29 February comes at least every eighth year.
const LEAP: i32 = 8;

/// Which way a time that is not whole is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Something that has happened: sent, seen, gone, down, sent off.
    Past,
    /// The end of something that has happened, or of what is looked for: as [`Tense::Past`], but a day alone is
    /// its last second, and today is now.
    Ended,
    /// Something to come: put off until, leaves on.
    Future,
}

/// Reads a time as it was typed, in the zone of its owner.
pub fn read(text: &str, now: DateTime<Utc>, zone: Tz, tense: Tense) -> Result<Understood, Misread> {
    if let Ok(t) = DateTime::parse_from_rfc3339(text.trim()) {
        let read = Understood {
            exact: true,
            whole: true,
            ..Understood::plain(t.to_utc())
        };
        // A second that is counted twice is no time of a clock.
        let plain = read.at.timestamp_subsec_nanos() < 1_000_000_000;
        return match plain && YEARS.contains(&read.at.year()) {
            true => judged(read, now, tense, None),
            false => Err(Misread::Unknown),
        };
    }
    let reader = |frame| Reader { now, frame, tense };
    match grammar::form(text).ok_or(Misread::Unknown)? {
        Form::Now => Ok(Understood::plain(now)),
        Form::Away { back, days, length } => reader(Frame::Zone(zone)).away(back, days, length),
        Form::Said(said) => {
            let frame = said.offset.map_or(Frame::Zone(zone), Frame::Offset);
            reader(frame).said(said)
        }
    }
}

/// What was read, where it lies on the side of `now` that the field is about.
fn judged(
    read: Understood,
    now: DateTime<Utc>,
    tense: Tense,
    instead: Option<DateTime<Utc>>,
) -> Result<Understood, Misread> {
    match tense {
        Tense::Past | Tense::Ended if read.at > now => Err(Misread::Ahead { read, instead }),
        Tense::Future if read.at < now => Err(Misread::Gone { read }),
        _ => Ok(read),
    }
}

/// Where the clock hangs that was read.
#[derive(Clone, Copy)]
enum Frame {
    Zone(Tz),
    Offset(FixedOffset),
}

struct Reader {
    now: DateTime<Utc>,
    frame: Frame,
    tense: Tense,
}

impl Reader {
    fn wall(&self, at: DateTime<Utc>) -> NaiveDateTime {
        match self.frame {
            Frame::Zone(zone) => at.with_timezone(&zone).naive_local(),
            Frame::Offset(offset) => at.with_timezone(&offset).naive_local(),
        }
    }

    fn today(&self) -> NaiveDate {
        self.wall(self.now).date()
    }

    /// The moment of a wall-clock time, and what is to be told of it.
    fn moment(&self, wall: NaiveDateTime) -> Understood {
        let (at, note) = match self.frame {
            Frame::Offset(offset) => (
                (wall - TimeDelta::seconds(offset.local_minus_utc().into())).and_utc(),
                None,
            ),
            Frame::Zone(zone) => match (moment(wall, zone), self.tense) {
                ((at, Some(Doubt::Skipped)), _) => (at, Some(Note::Skipped)),
                ((first, Some(Doubt::Twice)), Tense::Future) if first < self.now => {
                    match zone.from_local_datetime(&wall) {
                        LocalResult::Ambiguous(_, second) => (second.to_utc(), Some(Note::Second)),
                        _ => (first, Some(Note::First)),
                    }
                }
                ((at, Some(Doubt::Twice)), _) => (at, Some(Note::First)),
                ((at, None), _) => (at, None),
            },
        };
        Understood {
            notes: note.into_iter().collect(),
            wall: note.map(|_| wall),
            ..Understood::plain(at)
        }
    }

    /// A length of time from now. Days and weeks keep the clock on the wall.
    fn away(&self, back: bool, days: i64, length: TimeDelta) -> Result<Understood, Misread> {
        let n = Days::new(days.unsigned_abs());
        let wall = self.wall(self.now);
        let moved = if back {
            wall.checked_sub_days(n)
        } else {
            wall.checked_add_days(n)
        };
        let moved = moved.filter(|w| YEARS.contains(&w.year()));
        let moved = moved.ok_or(Misread::Unknown)?;
        let mut read = match days {
            0 => Understood::plain(self.now),
            _ => self.moment(moved),
        };
        read.wall = read.wall.filter(|_| length.is_zero());
        read.at = match back {
            true => read.at - length,
            false => read.at + length,
        };
        judged(read, self.now, self.tense, None)
    }

    fn said(&self, said: Said) -> Result<Understood, Misread> {
        let (clock, shift) = hour(&said)?;
        match (said.day, said.weekday) {
            (Some(Day::Month(day, month)), weekday) => self.of_a_year(day, month, weekday, clock),
            (Some(day), weekday) => {
                let day = match day {
                    Day::Whole(date) => Some(date),
                    Day::Near(days) => step(self.today(), days),
                    Day::Month(..) => None,
                };
                let day = day.and_then(|d| step(d, shift)).ok_or(Misread::Unknown)?;
                named_rightly(weekday, day)?;
                let mut read = self.on(day, clock);
                read.whole = matches!(said.day, Some(Day::Whole(_)));
                let instead = match said.day {
                    Some(Day::Whole(date)) => self.before(date, weekday, clock),
                    _ => None,
                };
                judged(read, self.now, self.tense, instead)
            }
            (None, Some((which, weekday))) => self.of_the_week(which, weekday, clock, shift),
            (None, None) => self.of_the_clock(clock),
        }
    }

    /// That time of day on that day; its midnight where no time was said, or its end.
    fn on(&self, day: NaiveDate, clock: Option<NaiveTime>) -> Understood {
        let mut read = self.moment(day.and_time(clock.unwrap_or(NaiveTime::MIN)));
        match (clock, self.tense, step(day, 1)) {
            (Some(_), ..) => {}
            (None, Tense::Ended, Some(next)) => {
                let begun = read.at <= self.now;
                let next = self.moment(next.and_time(NaiveTime::MIN)).at;
                (read.at, read.notes) = match begun && self.now < next {
                    true => (self.now, vec![Note::SoFar]),
                    false => (next - TimeDelta::seconds(1), vec![Note::DayEnd]),
                };
            }
            (None, ..) => read.notes.push(Note::NoTime),
        }
        read
    }

    fn fits(&self, read: &Understood) -> bool {
        match self.tense {
            Tense::Past | Tense::Ended => read.at <= self.now,
            Tense::Future => read.at >= self.now,
        }
    }

    /// A clock alone: the last such clock, or the next.
    fn of_the_clock(&self, clock: Option<NaiveTime>) -> Result<Understood, Misread> {
        let today = self.on(self.today(), Some(clock.ok_or(Misread::Hour)?));
        if self.fits(&today) {
            return Ok(today);
        }
        let days = match self.tense {
            Tense::Past | Tense::Ended => -1,
            Tense::Future => 1,
        };
        let day = step(self.today(), days).ok_or(Misread::Unknown)?;
        judged(self.on(day, clock), self.now, self.tense, None)
    }

    /// A weekday: the last such day, or the next; `last` is before today, `next` after it.
    fn of_the_week(
        &self,
        which: Which,
        weekday: Weekday,
        clock: Option<NaiveTime>,
        shift: i64,
    ) -> Result<Understood, Misread> {
        let back = i64::from(self.today().weekday().days_since(weekday));
        let on = |days: i64| {
            let day = step(self.today(), days + shift).ok_or(Misread::Unknown)?;
            Ok(self.on(day, clock))
        };
        let (last, next) = (-(if back == 0 { 7 } else { back }), 7 - back);
        let days = match (which, self.tense) {
            (Which::Last, _) => last,
            (Which::Next, _) => next,
            (Which::Nearest, _) if back == 0 && self.fits(&on(0)?) => 0,
            (Which::Nearest, Tense::Past | Tense::Ended) => last,
            (Which::Nearest, Tense::Future) => next,
        };
        judged(on(days)?, self.now, self.tense, None)
    }

    /// A day and month: of the last year that has it, or of the next. Today's date is today's, whatever the
    /// clock: nobody means a year by an hour.
    fn of_a_year(
        &self,
        day: u32,
        month: u32,
        weekday: Option<(Which, Weekday)>,
        clock: Option<NaiveTime>,
    ) -> Result<Understood, Misread> {
        let this = self.today().year();
        let years: Vec<i32> = match self.tense {
            Tense::Past | Tense::Ended => (this - LEAP..=this).rev().collect(),
            Tense::Future => (this..=this + LEAP).collect(),
        };
        let days = years
            .iter()
            .filter_map(|year| NaiveDate::from_ymd_opt(*year, month, day));
        for date in days {
            let mut read = self.on(date, clock);
            if date != self.today() && !self.fits(&read) {
                continue;
            }
            if let Err(wrong) = named_rightly(weekday, date) {
                // The day of that name is this year's, and lies on the other side of now.
                let this = NaiveDate::from_ymd_opt(this, month, day);
                let this = this.filter(|d| named_rightly(weekday, *d).is_ok());
                let this = this.ok_or(wrong)?;
                return judged(self.on(this, clock), self.now, self.tense, None);
            }
            if date.year() != this {
                read.notes.push(Note::OtherYear);
            }
            return judged(read, self.now, self.tense, None);
        }
        Err(Misread::Unknown)
    }

    /// What a whole date that is still to come may have been meant as: the last day of that name, else the
    /// same day a year before.
    fn before(
        &self,
        date: NaiveDate,
        weekday: Option<(Which, Weekday)>,
        clock: Option<NaiveTime>,
    ) -> Option<DateTime<Utc>> {
        if self.tense == Tense::Future {
            return None;
        }
        if let Some((_, weekday)) = weekday {
            let read = self.of_the_week(Which::Nearest, weekday, clock, 0);
            return read.ok().map(|r| r.at);
        }
        let year = date.with_year(date.year() - 1)?;
        let read = self.on(year, clock);
        self.fits(&read).then_some(read.at)
    }
}

fn step(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let n = Days::new(days.unsigned_abs());
    let day = if days < 0 {
        day.checked_sub_days(n)
    } else {
        day.checked_add_days(n)
    };
    day.filter(|d| YEARS.contains(&d.year()))
}

fn named_rightly(weekday: Option<(Which, Weekday)>, date: NaiveDate) -> Result<(), Misread> {
    match weekday {
        Some((_, said)) if said != date.weekday() => Err(Misread::Weekday { said, date }),
        _ => Ok(()),
    }
}

/// The time of day that was said, and by how many days the part of the day moves it.
fn hour(said: &Said) -> Result<(Option<NaiveTime>, i64), Misread> {
    let (time, settled) = match (said.clock, said.part) {
        (None, None) => return Ok((None, 0)),
        (None, Some(_)) => return Err(Misread::Hour),
        (Some(Clock::Midnight), Some(Part::Evening)) if said.day == Some(Day::Near(0)) => {
            return Ok((Some(NaiveTime::MIN), 1));
        }
        (Some(Clock::Midnight), None) if said.day.is_none() && said.weekday.is_none() => {
            return Ok((Some(NaiveTime::MIN), 0));
        }
        (Some(Clock::Midnight), _) => return Err(Misread::Midnight),
        (Some(Clock::At { time, settled }), _) => (time, settled),
    };
    let Some(part) = said.part else {
        return Ok((Some(time), 0));
    };
    let evening = || time.with_hour(time.hour() + 12);
    let (time, shift) = match (part, time.hour(), settled) {
        (Part::Morning, 0..=11, _) => (Some(time), 0),
        (Part::Afternoon, 12..=18, _) => (Some(time), 0),
        (Part::Afternoon, 1..=6, false) => (evening(), 0),
        (Part::Evening, 16..=23, _) => (Some(time), 0),
        (Part::Evening, 4..=11, false) => (evening(), 0),
        // Said of yesterday and today: the small hours are today's.
        (Part::LastNight, 18..=23, _) => (Some(time), -1),
        (Part::LastNight, 6..=11, false) => (evening(), -1),
        (Part::LastNight, 0..=5, _) => (Some(time), 0),
        _ => return Err(Misread::Hour),
    };
    time.map(|time| (Some(time), shift)).ok_or(Misread::Hour)
}
