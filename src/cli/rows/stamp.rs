//! Times as JSON holds them.

use chrono::{DateTime, Datelike, NaiveDateTime, SecondsFormat, Utc};
use chrono_tz::Tz;

/// A moment as JSON writes it: RFC 3339 with the offset of the owner's zone. That has four digits for a year, so
/// what a far message would bring after 9999 is told as the last second there is.
pub fn stamp(at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    if !(0..=9999).contains(&local.year()) {
        let end = if local.year() < 0 {
            "0000-01-01T00:00:00Z"
        } else {
            "9999-12-31T23:59:59Z"
        };
        return end.to_owned();
    }
    local.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// A wall-clock time as JSON writes it: no zone, because the export has none.
pub fn wall(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}
