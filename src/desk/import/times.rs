//! The times of an export in words and in JSON: a clock on a wall as it is printed, a moment in the owner's zone.

use chrono::{NaiveDateTime, SecondsFormat};
use chrono_tz::Tz;

use crate::import::Clock;

/// A wall-clock time in words.
pub fn wall_words(at: NaiveDateTime) -> String {
    at.format("%A %-d %B %Y, %H:%M").to_string()
}

/// What a clock on a wall shows: as printed, or at that moment in a zone.
pub fn local(at: NaiveDateTime, clock: Clock, zone: Tz) -> NaiveDateTime {
    match clock {
        Clock::Instant => at.and_utc().with_timezone(&zone).naive_local(),
        Clock::Wall | Clock::Unknown => at,
    }
}

/// A time of an export in words.
pub fn at_words(at: NaiveDateTime, clock: Clock, zone: Tz) -> String {
    match clock {
        Clock::Unknown => "no date".to_owned(),
        _ => wall_words(local(at, clock, zone)),
    }
}

/// The same for scripts: with an offset where it is a moment, without one where it is a clock on a wall; `None`
/// where none is known.
pub fn at_exact(at: NaiveDateTime, clock: Clock, zone: Tz) -> Option<String> {
    match clock {
        Clock::Unknown => None,
        Clock::Wall => Some(at.format("%Y-%m-%dT%H:%M:%S").to_string()),
        Clock::Instant => {
            let at = at.and_utc().with_timezone(&zone);
            Some(at.to_rfc3339_opts(SecondsFormat::Secs, false))
        }
    }
}
