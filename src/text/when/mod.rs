//! Times as people say and write them: reading what they type ([`read`]), and full dates in words.
//!
//! A moment is UTC; a wall-clock time becomes a moment only together with a zone, in one place ([`moment`]), which
//! says when the clocks made it doubtful.

mod day;
mod figures;
mod grammar;
mod parts;
mod said;
mod typed;
mod understood;

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{OffsetName, Tz};

pub use day::{Days, read_day};
pub use said::{forms, remembered};
pub use typed::{Tense, read};
pub use understood::{Misread, Note, Understood};

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

/// A length in words, whole: `24 hours`, `7 days`, `2 minutes and 30 seconds`; `off` where it is none. What is
/// shorter than two days is told in hours, as channels name their timers.
pub fn duration_words(seconds: i64) -> String {
    match seconds {
        0 => "off".into(),
        _ => parts_words(seconds, usize::MAX),
    }
}

/// How far apart two times are, as a reader takes it in: by its two largest units, `31 days and 7 hours`.
pub fn apart_words(seconds: i64) -> String {
    parts_words(seconds, 2)
}

fn parts_words(seconds: i64, most: usize) -> String {
    let all = seconds.unsigned_abs();
    let days = if all >= 172_800 { all / 86_400 } else { 0 };
    let rest = all - days * 86_400;
    let units = [
        (days, "day"),
        (rest / 3_600, "hour"),
        (rest % 3_600 / 60, "minute"),
        (rest % 60, "second"),
    ];
    let known = units.iter().skip_while(|(n, _)| *n == 0);
    let told = known.take(most).filter(|(n, _)| *n > 0);
    let mut told: Vec<String> = told
        .map(|(n, unit)| format!("{n} {unit}{}", if *n == 1 { "" } else { "s" }))
        .collect();
    match (told.pop(), told.is_empty()) {
        (None, _) => "0 seconds".into(),
        (Some(one), true) => one,
        (Some(last), false) => format!("{} and {last}", told.join(", ")),
    }
}

/// A length as it would be typed: `24h`, `7d`, `off`.
pub fn typed_length(seconds: i64) -> String {
    match seconds {
        0 => "off".into(),
        s if s % 86_400 == 0 && s > 86_400 => format!("{}d", s / 86_400),
        s if s % 3_600 == 0 => format!("{}h", s / 3_600),
        s if s % 60 == 0 => format!("{}m", s / 60),
        s => format!("{s}s"),
    }
}

/// A date and time in full words with its zone: `Saturday 21 November 2026, 21:40 GMT`.
pub fn full(at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    format!(
        "{} {}",
        local.format("%A %-d %B %Y, %H:%M"),
        zone_name(at, zone)
    )
}

/// What the zone is called at that moment (`GMT`, `BST`), else its offset.
fn zone_name(at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    let name = local.offset().abbreviation().map(str::to_owned);
    name.unwrap_or_else(|| local.format("%:z").to_string())
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
#[path = "tests.rs"]
mod typed_tests;

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
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
            (90, "1 minute and 30 seconds"),
            (150, "2 minutes and 30 seconds"),
            (129_600, "36 hours"),
            (172_800, "2 days"),
            (180_061, "2 days, 2 hours, 1 minute and 1 second"),
        ] {
            assert_eq!(duration_words(seconds), words);
        }
        for (seconds, words) in [
            (45_097 * 60, "31 days and 7 hours"),
            (1_080 * 60, "18 hours"),
            (604_800 + 59, "7 days"),
            (61, "1 minute and 1 second"),
            (0, "0 seconds"),
        ] {
            assert_eq!(apart_words(seconds), words);
        }
        assert_eq!(read_duration("90d"), TimeDelta::try_days(90));
        assert_eq!(read_duration("7 fortnights"), None);
    }
}
