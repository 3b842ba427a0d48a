//! Times as people say and write them: reading what they type, and full dates in words.
//!
//! May import nothing of the house. A moment is UTC; a wall-clock time becomes a moment only together
//! with a zone, in one place ([`moment`]), which says when the clocks made it doubtful.

use chrono::{
    DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta,
    TimeZone, Utc, Weekday,
};
use chrono_tz::{OffsetName, Tz};

/// Why a wall-clock time is not one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The clocks went forward over it; it was moved forward by as much.
    Skipped,
    /// The clocks went back over it; the first of the two was taken.
    Twice,
}

/// The moment of a wall-clock time in a zone, and the doubt about it.
pub fn moment(wall: NaiveDateTime, zone: Tz) -> (DateTime<Utc>, Option<Doubt>) {
    match zone.from_local_datetime(&wall) {
        LocalResult::Single(t) => (t.to_utc(), None),
        LocalResult::Ambiguous(first, _) => (first.to_utc(), Some(Doubt::Twice)),
        // In a gap the offset before it still tells a moment: that of the clock nobody moved.
        LocalResult::None => {
            let before = wall - TimeDelta::hours(3);
            let (base, _) = moment_or_utc(before, zone);
            (base + TimeDelta::hours(3), Some(Doubt::Skipped))
        }
    }
}

fn moment_or_utc(wall: NaiveDateTime, zone: Tz) -> (DateTime<Utc>, Option<Doubt>) {
    match zone.from_local_datetime(&wall).earliest() {
        Some(t) => (t.to_utc(), None),
        None => (wall.and_utc(), Some(Doubt::Skipped)),
    }
}

/// A time as it was typed, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    pub at: DateTime<Utc>,
    /// Why the wall-clock time that was typed is not one moment; `None` where it is, or where it came with
    /// its own offset.
    pub doubt: Option<Doubt>,
    /// Only a day was given; `at` is its midnight.
    pub date_only: bool,
}

/// Reads a time as typed: RFC 3339, `2026-11-21 21:40`, `21 Nov 2026 21:40`, `21/11/2026 21:40` and
/// `21/11/26` (day first, as in the United Kingdom; two digits are a year from 2000), a day alone,
/// `21:40`, `today|tomorrow|yesterday [21:40]`, `fri [10:15]` (the next one), `+3h` or `in 3h`. Without a
/// zone it is read in `zone`; a day alone is its midnight.
pub fn read(text: &str, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    read_exactly(text, now, zone).map(|read| read.at)
}

/// Reads a time as [`read`] does, and says what a person may want to be told of it.
pub fn read_exactly(text: &str, now: DateTime<Utc>, zone: Tz) -> Option<Read> {
    let text = text.trim();
    let exact = |at| Read {
        at,
        doubt: None,
        date_only: false,
    };
    if let Ok(t) = DateTime::parse_from_rfc3339(text) {
        return Some(exact(t.to_utc()));
    }
    if let Some(ahead) = text.strip_prefix('+').or_else(|| text.strip_prefix("in ")) {
        return now.checked_add_signed(read_duration(ahead)?).map(exact);
    }
    let (day, clock) = read_wall(text, now.with_timezone(&zone).naive_local())?;
    let (at, doubt) = moment(day.and_time(clock.unwrap_or(NaiveTime::MIN)), zone);
    Some(Read {
        at,
        doubt,
        date_only: clock.is_none(),
    })
}

/// The day, and the time of day where one is given.
fn read_wall(text: &str, now: NaiveDateTime) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let lower = text.to_lowercase().replace(',', " ");
    if let Some(time) = read_clock(&lower) {
        return Some((now.date(), Some(time)));
    }
    let (first, rest) = match lower.split_once(' ') {
        Some((first, rest)) => (first, rest.trim()),
        None => (lower.as_str(), ""),
    };
    if let Some(day) = near_day(first, now.date()).or_else(|| slashed(first)) {
        return match rest {
            "" => Some((day, None)),
            clock => read_clock(clock).map(|time| (day, Some(time))),
        };
    }
    let timed = [
        "%Y-%m-%dt%H:%M:%S",
        "%Y-%m-%dt%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%d %b %Y %H:%M",
        "%d %B %Y %H:%M",
    ];
    let timed = timed
        .iter()
        .find_map(|f| NaiveDateTime::parse_from_str(&lower, f).ok())
        .map(|wall| (wall.date(), Some(wall.time())));
    let days = ["%Y-%m-%d", "%d %b %Y", "%d %B %Y"];
    timed
        .or_else(|| {
            let day = |f: &&str| NaiveDate::parse_from_str(&lower, f).ok();
            days.iter().find_map(day).map(|day| (day, None))
        })
        // `20-11-26` would be a day of the year 20.
        .filter(|(day, _)| day.year() >= 1900)
}

/// `today`, `tomorrow`, `yesterday`, or the next day of that name.
fn near_day(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    match word {
        "today" => Some(today),
        "tomorrow" => today.checked_add_days(Days::new(1)),
        "yesterday" => today.checked_sub_days(Days::new(1)),
        other => {
            let wanted = other.parse::<Weekday>().ok()?.num_days_from_monday();
            let ahead = (7 + wanted - today.weekday().num_days_from_monday()) % 7;
            today.checked_add_days(Days::new(if ahead == 0 { 7 } else { ahead.into() }))
        }
    }
}

/// `21/11/2026` or `21/11/26`, the day first.
fn slashed(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('/');
    let mut number = |lengths: &[usize]| {
        let part = parts.next()?;
        let digits = part.bytes().all(|b| b.is_ascii_digit()) && lengths.contains(&part.len());
        part.parse::<u32>()
            .ok()
            .filter(|_| digits)
            .map(|n| (n, part.len()))
    };
    let (day, month, year) = (number(&[1, 2])?.0, number(&[1, 2])?.0, number(&[2, 4])?);
    let year = match year {
        (n, 2) => 2000 + n,
        (n, _) => n,
    };
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some(day).filter(|d| parts.next().is_none() && d.year() >= 1900)
}

fn read_clock(text: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S", "%I:%M%p", "%I:%M %p"]
        .iter()
        .find_map(|f| NaiveTime::parse_from_str(text, f).ok())
}

/// Reads a length of time: `30m`, `24h`, `7d`, `2w`; `off` is none at all.
pub fn read_duration(text: &str) -> Option<TimeDelta> {
    let text = text.trim().to_ascii_lowercase();
    if text == "off" {
        return Some(TimeDelta::zero());
    }
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let n: i64 = digits.parse().ok().filter(|n| (0..=100_000).contains(n))?;
    match text[digits.len()..].trim() {
        "s" => TimeDelta::try_seconds(n),
        "m" | "min" => TimeDelta::try_minutes(n),
        "h" | "hour" | "hours" => TimeDelta::try_hours(n),
        "d" | "day" | "days" => TimeDelta::try_days(n),
        "w" | "week" | "weeks" => TimeDelta::try_weeks(n),
        _ => None,
    }
}

/// A length in words, by its largest whole unit: `24 hours`, `7 days`, `off`.
pub fn duration_words(seconds: i64) -> String {
    let (n, unit) = match seconds {
        0 => return "off".into(),
        s if s % 86_400 == 0 && s > 86_400 => (s / 86_400, "day"),
        s if s % 3_600 == 0 => (s / 3_600, "hour"),
        s if s % 60 == 0 => (s / 60, "minute"),
        s => (s, "second"),
    };
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

/// A date and time in full words with its zone: `Saturday 21 November 2026, 21:40 GMT`.
pub fn full(at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    let name = local
        .offset()
        .abbreviation()
        .map_or_else(|| local.format("%:z").to_string(), str::to_owned);
    format!("{} {name}", local.format("%A %-d %B %Y, %H:%M"))
}

/// A time near now in few words: `today 21:40`, `tomorrow 09:00`, `yesterday 10:15`, else the full date
/// without its zone.
pub fn near(at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> String {
    let (at, now) = (at.with_timezone(&zone), now.with_timezone(&zone));
    let days = at
        .date_naive()
        .signed_duration_since(now.date_naive())
        .num_days();
    match days {
        0 => at.format("today %H:%M").to_string(),
        1 => at.format("tomorrow %H:%M").to_string(),
        -1 => at.format("yesterday %H:%M").to_string(),
        _ => at.format("%A %-d %B %Y, %H:%M").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        // A Sunday, 18:03 in London.
        let now = utc("2026-11-22T18:03:11Z");
        for (typed, meant) in [
            ("2026-11-21T21:40:00+02:00", "2026-11-21T19:40:00Z"),
            ("2026-07-21 21:40", "2026-07-21T20:40:00Z"),
            ("2026-11-21T21:40", "2026-11-21T21:40:00Z"),
            ("21 Nov 2026 21:40", "2026-11-21T21:40:00Z"),
            ("2026-11-21", "2026-11-21T00:00:00Z"),
            ("21:40", "2026-11-22T21:40:00Z"),
            ("9:05", "2026-11-22T09:05:00Z"),
            ("yesterday 21:40", "2026-11-21T21:40:00Z"),
            ("tomorrow", "2026-11-23T00:00:00Z"),
            ("Fri 10:15", "2026-11-27T10:15:00Z"),
            ("sunday 10:15", "2026-11-29T10:15:00Z"),
            ("+3h", "2026-11-22T21:03:11Z"),
            ("in 2 days", "2026-11-24T18:03:11Z"),
            ("20/11/2026 17:35", "2026-11-20T17:35:00Z"),
            ("20/07/2026 17:35", "2026-07-20T16:35:00Z"),
            ("20/11/2026, 5:35pm", "2026-11-20T17:35:00Z"),
            ("20/11/26 17:35", "2026-11-20T17:35:00Z"),
            ("20/11/2026", "2026-11-20T00:00:00Z"),
            ("20/11/26", "2026-11-20T00:00:00Z"),
            ("1/2/2026", "2026-02-01T00:00:00Z"),
            ("29/02/2028", "2028-02-29T00:00:00Z"),
        ] {
            assert_eq!(
                read(typed, now, Tz::Europe__London),
                Some(utc(meant)),
                "{typed}"
            );
        }
        for typed in [
            "",
            "25:00",
            "2026-02-30",
            "soonish",
            "+",
            "-3h",
            "Fri morning",
            "31/11/2026",
            "31/11/2026 17:35",
            "11/21/2026",
            "29/02/2026",
            "20/11/2026 17:65",
            "20/11/026",
            "20/11/0026",
            "20/11",
            "20/11/2026/1",
            "2026/11/20",
            "+1/2/2026",
            "20/11/2026 soon",
            "20-11-26",
            "21 Nov 26",
        ] {
            assert_eq!(read(typed, now, Tz::Europe__London), None, "{typed}");
        }
    }

    #[test]
    fn what_is_to_be_told_of_a_time_comes_with_it() {
        let now = utc("2026-11-22T18:03:11Z");
        let (twice, skipped) = (Some(Doubt::Twice), Some(Doubt::Skipped));
        for (typed, at, doubt, date_only) in [
            ("20/11/2026", "2026-11-20T00:00:00Z", None, true),
            ("2026-11-20", "2026-11-20T00:00:00Z", None, true),
            ("20 nov 2026", "2026-11-20T00:00:00Z", None, true),
            ("yesterday", "2026-11-21T00:00:00Z", None, true),
            ("friday", "2026-11-27T00:00:00Z", None, true),
            ("20/11/2026 00:00", "2026-11-20T00:00:00Z", None, false),
            ("21:40", "2026-11-22T21:40:00Z", None, false),
            ("+3h", "2026-11-22T21:03:11Z", None, false),
            ("25/10/2026 01:30", "2026-10-25T00:30:00Z", twice, false),
            ("2026-10-25 01:30", "2026-10-25T00:30:00Z", twice, false),
            ("29/03/26 01:30", "2026-03-29T01:30:00Z", skipped, false),
            // With its own offset there is nothing to doubt.
            ("2026-10-25T01:30:00Z", "2026-10-25T01:30:00Z", None, false),
        ] {
            let read = read_exactly(typed, now, Tz::Europe__London);
            let at = utc(at);
            assert_eq!(
                read,
                Some(Read {
                    at,
                    doubt,
                    date_only
                }),
                "{typed}"
            );
        }
        // Where the clocks change at midnight, a day alone is in doubt as well.
        let beirut = read_exactly("29/03/2026", now, Tz::Asia__Beirut).unwrap();
        assert_eq!((beirut.doubt, beirut.date_only), (skipped, true));
    }

    #[test]
    fn the_hour_that_is_skipped_and_the_hour_that_comes_twice() {
        let wall = |t: &str| NaiveDateTime::parse_from_str(t, "%Y-%m-%d %H:%M").unwrap();
        let london = Tz::Europe__London;
        assert_eq!(
            moment(wall("2026-03-29 01:30"), london),
            (utc("2026-03-29T01:30:00Z"), Some(Doubt::Skipped))
        );
        assert_eq!(
            moment(wall("2026-10-25 01:30"), london),
            (utc("2026-10-25T00:30:00Z"), Some(Doubt::Twice))
        );
        assert_eq!(
            moment(wall("2026-11-22 18:00"), london),
            (utc("2026-11-22T18:00:00Z"), None)
        );
    }

    #[test]
    fn dates_and_lengths_in_words() {
        let now = utc("2026-11-22T18:03:00Z");
        let london = Tz::Europe__London;
        assert_eq!(full(now, london), "Sunday 22 November 2026, 18:03 GMT");
        assert_eq!(
            full(utc("2026-07-01T11:00:00Z"), london),
            "Wednesday 1 July 2026, 12:00 BST"
        );
        assert_eq!(
            near(utc("2026-11-22T21:40:00Z"), now, london),
            "today 21:40"
        );
        assert_eq!(
            near(utc("2026-11-23T09:00:00Z"), now, london),
            "tomorrow 09:00"
        );
        assert_eq!(
            near(utc("2026-11-27T09:00:00Z"), now, london),
            "Friday 27 November 2026, 09:00"
        );
        for (seconds, words) in [
            (0, "off"),
            (86_400, "24 hours"),
            (604_800, "7 days"),
            (3_600, "1 hour"),
            (90, "90 seconds"),
        ] {
            assert_eq!(duration_words(seconds), words);
        }
        assert_eq!(read_duration("90d"), TimeDelta::try_days(90));
        assert_eq!(read_duration("7 fortnights"), None);
    }
}
