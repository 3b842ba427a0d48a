//! The times of an export in words and in JSON: a clock on a wall as it is printed, a moment in the owner's zone.

use chrono::{Datelike, NaiveDateTime, SecondsFormat, Timelike};
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

/// The same as whole seconds since 1970 of that clock, which is what a list keeps.
pub(super) fn second_shown(at: NaiveDateTime, clock: Clock, zone: Tz) -> i64 {
    local(at, clock, zone).and_utc().timestamp()
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
        Clock::Wall => Some(wall_exact(at)),
        Clock::Instant => {
            let at = at.and_utc().with_timezone(&zone);
            Some(at.to_rfc3339_opts(SecondsFormat::Secs, false))
        }
    }
}

/// `2024-03-12T15:45:09`. A list has one for each entry, and a pattern that is read anew for each is slower than the
/// rest of it.
fn wall_exact(at: NaiveDateTime) -> String {
    let year = at.year();
    if !(1000..10_000).contains(&year) {
        return at.format("%Y-%m-%dT%H:%M:%S").to_string();
    }
    let mut text = String::with_capacity(19);
    let parts = [at.month(), at.day(), at.hour(), at.minute(), at.second()];
    text.push_str(&year.to_string());
    for (mark, value) in ['-', '-', 'T', ':', ':'].into_iter().zip(parts) {
        text.push(mark);
        text.extend([value / 10, value % 10].map(|d| char::from(b'0' + d as u8)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveDate};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_clock_on_a_wall_is_written_as_the_pattern_writes_it(seconds in -70_000_000_000_i64..400_000_000_000) {
            let at = DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            prop_assert_eq!(wall_exact(at), at.format("%Y-%m-%dT%H:%M:%S").to_string());
        }
    }

    #[test]
    fn the_ends_of_a_year_are_written() {
        let at = NaiveDate::from_ymd_opt(2024, 12, 31).and_then(|d| d.and_hms_opt(23, 59, 59));
        let exact = at_exact(at.unwrap(), Clock::Wall, Tz::UTC);
        assert_eq!(exact.as_deref(), Some("2024-12-31T23:59:59"));
    }
}
