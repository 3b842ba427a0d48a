//! What is said of a time that was typed: the moment in full, how it was read, or why it is none.
//!
//! What was typed is repeated without what cannot be seen, and not at length.

use chrono::{DateTime, Datelike, LocalResult, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

use super::typed::{Tense, read};
use super::understood::{Misread, Note, Understood};
use super::{full, zone_name};
use crate::text::{cut_short, fit, safe_line};

/// How many days off are counted in words.
const COUNTED: i64 = 31;
/// How much of what was typed is repeated to whoever typed it, in columns.
const REPEATED: usize = 60;

impl Understood {
    /// Whether only a day was said.
    pub fn no_time(&self) -> bool {
        self.day || self.day_alone().is_some()
    }

    /// What the time of a day alone was taken for.
    fn day_alone(&self) -> Option<Note> {
        let days = [Note::NoTime, Note::DayEnd, Note::SoFar];
        days.into_iter().find(|day| self.notes.contains(day))
    }

    /// The moment in full: `Thursday 26 November 2026, 21:00, yesterday`. The zone is named where the clocks
    /// make it matter.
    pub fn words(&self, now: DateTime<Utc>, zone: Tz) -> String {
        let local = self.at.with_timezone(&zone);
        let away = self.away(now, zone);
        if self.day {
            return format!("{}{away}", local.format("%A %-d %B %Y"));
        }
        let clock = match self.day_alone() {
            Some(Note::DayEnd) => "no time: the end of the day is used".to_owned(),
            Some(Note::SoFar) => "no time: now is used".to_owned(),
            Some(_) => "no time: 00:00 is used".to_owned(),
            None => local.format("%H:%M").to_string(),
        };
        let twice = matches!(
            zone.from_local_datetime(&local.naive_local()),
            LocalResult::Ambiguous(..)
        );
        let name = match twice || self.exact || self.notes.contains(&Note::Skipped) {
            true => format!(" {}", zone_name(self.at, zone)),
            false => String::new(),
        };
        format!("{}, {clock}{name}{away}", local.format("%A %-d %B %Y"))
    }

    /// The moment in full without how far off it is; of a day that day alone.
    pub fn in_full(&self, zone: Tz) -> String {
        match self.day {
            true => {
                let local = self.at.with_timezone(&zone);
                local.format("%A %-d %B %Y").to_string()
            }
            false => full(self.at, zone),
        }
    }

    fn away(&self, now: DateTime<Utc>, zone: Tz) -> String {
        let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
        match day(self.at).signed_duration_since(day(now)).num_days() {
            0 => ", today".to_owned(),
            1 => ", tomorrow".to_owned(),
            -1 => ", yesterday".to_owned(),
            n @ 2..=COUNTED => format!(", in {n} days"),
            n if (-COUNTED..=-2).contains(&n) => format!(", {} days ago", -n),
            _ => String::new(),
        }
    }

    /// What a person is told who typed it: the moment in full, and what was read into it.
    pub fn told(&self, now: DateTime<Utc>, zone: Tz) -> Vec<String> {
        let understood = format!("Understood: {}.", self.words(now, zone));
        std::iter::once(understood)
            .chain(self.remarks(zone))
            .collect()
    }

    /// What is to be told of how it was read, a sentence each.
    pub fn remarks(&self, zone: Tz) -> Vec<String> {
        let at = full(self.at, zone);
        let sentence = |note: &Note| match note {
            Note::NoTime => {
                format!("No time of day was given: taken as {at}, the earliest it can be.")
            }
            Note::DayEnd => {
                format!("No time of day was given: taken to the end of that day, {at}.")
            }
            Note::SoFar => format!("No time of day was given: taken up to now, {at}."),
            Note::Skipped => format!(
                "That time does not exist in {}, the clocks went forward over it: taken as {at}.",
                zone.name()
            ),
            Note::First => format!(
                "That time comes twice in {}, the clocks went back over it: taken as the first, {at}. For the second write {}.",
                zone.name(),
                self.other(zone)
            ),
            Note::Second => format!(
                "That time comes twice in {}, the clocks went back over it: taken as the second, {at}; the first has gone by.",
                zone.name()
            ),
            Note::OtherYear => format!(
                "No year was given: taken as {}.",
                self.at.with_timezone(&zone).year()
            ),
        };
        self.notes.iter().map(sentence).collect()
    }

    /// The second of two hours, as it can be typed: with its offset.
    fn other(&self, zone: Tz) -> String {
        let second = match zone.from_local_datetime(&self.at.with_timezone(&zone).naive_local()) {
            LocalResult::Ambiguous(_, second) => second.fixed_offset(),
            _ => self.at.with_timezone(&zone).fixed_offset(),
        };
        second.format("%Y-%m-%d %H:%M%:z").to_string()
    }
}

/// A time in somebody's own words, for the record: what reads as a time of the past becomes the whole date with
/// what was said behind it, everything else stays as it was said. What is still to come, and a weekday that is
/// not that of its date, are refused.
pub fn remembered(said: &str, now: DateTime<Utc>, zone: Tz) -> Result<String, Misread> {
    match read(said, now, zone, Tense::Past) {
        Ok(read) if read.whole && read.notes.is_empty() => Ok(full(read.at, zone)),
        Ok(read) => {
            let day = read.at.with_timezone(&zone).format("%A %-d %B %Y");
            let at = match read.no_time() {
                true => day.to_string(),
                false => full(read.at, zone),
            };
            Ok(format!("{at} (said as: {})", said.trim()))
        }
        Err(misread @ (Misread::Ahead { .. } | Misread::Weekday { .. })) => Err(misread),
        Err(_) => Ok(said.to_owned()),
    }
}

/// Those that are proposed where a text is no day.
const DAYS: &str = "26 Nov, 26/11/2026 (day first), 2026-11-26, Thursday, yesterday or 3 days ago";

/// The forms that are proposed where a text was not understood, of that tense alone.
pub fn forms(tense: Tense) -> &'static str {
    match tense {
        Tense::Past | Tense::Ended => {
            "21:40, 9pm, Thu 21:00, yesterday 21:40, 26 Nov 21:00, 26/11/2026 21:40 (day first), 2 hours ago or now"
        }
        Tense::Future => {
            "21:40, 9pm, Thu 10:15, tomorrow 9:00, 4 Dec 17:00, 4/12/2026 17:00 (day first) or +3h"
        }
    }
}

impl Misread {
    /// What was wrong with it, in the words of both faces; what was typed is repeated without what cannot be
    /// seen, and not at length.
    pub fn reason(&self, given: &str, now: DateTime<Utc>, zone: Tz) -> String {
        let safe = safe_line(given.trim());
        let start = fit(&safe, REPEATED);
        let typed = match start.len() < safe.len() {
            true => cut_short(start),
            false => start.to_owned(),
        };
        match self {
            Misread::Unknown => format!("{typed} is not a time"),
            Misread::NoDay => format!("{typed} is not a day"),
            Misread::Clock => format!("{typed} says a time of day, and only the day is asked for"),
            Misread::Hour => format!("{typed} does not say which hour"),
            Misread::Midnight => {
                format!("{typed} may be the first minute of that day or the last")
            }
            Misread::Weekday { said, date } => format!(
                "{} is a {}, not a {}",
                date.format("%-d %B %Y"),
                date.format("%A"),
                long(*said)
            ),
            Misread::Ahead { read, .. } => {
                format!("{typed} is still to come: {}", read.words(now, zone))
            }
            Misread::Gone { read } if read.no_time() && read.at + TimeDelta::days(1) > now => {
                format!("{typed} has begun already: say the time as well")
            }
            Misread::Gone { read } => format!("{typed} has passed: {}", read.words(now, zone)),
        }
    }

    /// What to write instead.
    pub fn hint(&self, zone: Tz, tense: Tense) -> String {
        match self {
            Misread::Unknown => format!("Use {}", forms(tense)),
            Misread::NoDay => format!("Use {DAYS}"),
            Misread::Clock => "Leave out the time".to_owned(),
            Misread::Hour => "Add it, for example yesterday evening 9.30, or 21:30".to_owned(),
            Misread::Midnight => "Write 00:00 or 23:59 with the day".to_owned(),
            Misread::Weekday { .. } => "Leave out the weekday, or correct the date".to_owned(),
            Misread::Ahead {
                read,
                instead: Some(at),
            } => {
                let at = at.with_timezone(&zone);
                match read.no_time() {
                    true => format!("Did you mean {}?", at.format("%A %-d %B %Y")),
                    false => format!("Did you mean {}?", at.format("%A %-d %B %Y, %H:%M")),
                }
            }
            Misread::Ahead { .. } => "This is about what has happened: name a time gone by; if the clock of this machine is wrong, put that right first".to_owned(),
            Misread::Gone { .. } => "Name a time to come".to_owned(),
        }
    }
}

fn long(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
