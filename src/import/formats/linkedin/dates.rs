//! When a message was sent: in UTC where it says so, else a clock on a wall; of a table that a spreadsheet wrote
//! again, in its forms, where nothing is left open.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone, Utc};

use crate::import::stamps::iso_wall;

/// A time as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Instant(DateTime<Utc>),
    Wall(NaiveDateTime),
}

impl When {
    /// Seconds, to be put in order by.
    pub(super) fn seconds(self) -> i64 {
        match self {
            When::Instant(at) => at.timestamp(),
            When::Wall(at) => at.and_utc().timestamp(),
        }
    }
}

/// Which number stands first in a date with slashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slashes {
    Unknown,
    DayFirst,
    MonthFirst,
}

impl Slashes {
    /// Told by dates of a table that leave nothing open, where they agree.
    pub(super) fn of<'d>(dates: impl Iterator<Item = &'d str>) -> Slashes {
        let (mut day, mut month) = (false, false);
        for date in dates {
            let mut numbers = date.trim().split('/').map(str::parse::<u32>);
            if let (Some(Ok(a)), Some(Ok(b)), Some(_)) =
                (numbers.next(), numbers.next(), numbers.next())
            {
                day |= a > 12 && b <= 12;
                month |= b > 12 && a <= 12;
            }
        }
        match (day, month) {
            (true, false) => Slashes::DayFirst,
            (false, true) => Slashes::MonthFirst,
            _ => Slashes::Unknown,
        }
    }
}

/// Reads a time.
pub(super) fn when(text: &str, slashes: Slashes) -> Option<When> {
    let text = text.trim();
    let zoned = ["UTC", "GMT", "Z"]
        .iter()
        .find_map(|z| text.strip_suffix(z));
    if let Some(bare) = zoned {
        return iso_wall(bare.trim_end()).map(|at| When::Instant(at.and_utc()));
    }
    if let Some((bare, offset)) = offset(text) {
        let at = iso_wall(bare)?;
        let at = offset.from_local_datetime(&at).single()?;
        return Some(When::Instant(at.with_timezone(&Utc)));
    }
    iso_wall(text)
        .or_else(|| rewritten(text, slashes))
        .map(When::Wall)
}

/// `+01:00` or `+0100` at the end.
fn offset(text: &str) -> Option<(&str, FixedOffset)> {
    let at = text.rfind(['+', '-']).filter(|at| *at > 10)?;
    let (bare, offset) = text.split_at(at);
    let digits: String = offset[1..].chars().filter(|c| *c != ':').collect();
    let [hours, minutes] = [digits.get(..2)?, digits.get(2..)?].map(|d| d.parse::<i32>().ok());
    let seconds = (hours? * 60 + minutes?) * 60;
    let seconds = if offset.starts_with('-') {
        -seconds
    } else {
        seconds
    };
    Some((bare.trim_end(), FixedOffset::east_opt(seconds)?))
}

/// `15/03/2024 09:30`, `15.03.2024 09:30:00`, `3/15/24, 9:30 AM`. With slashes and both numbers 12 or less nothing
/// tells, unless the table does.
fn rewritten(text: &str, slashes: Slashes) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once([' ', ','])?;
    let dotted = day.contains('.');
    let numbers: Vec<u32> = day
        .split(['/', '.', '-'])
        .map(|n| n.parse().ok())
        .collect::<Option<_>>()?;
    let [a, b, year] = numbers[..] else {
        return None;
    };
    let year = if year < 100 { year + 2000 } else { year };
    let (day, month) = match (dotted, a > 12, b > 12) {
        (true, ..) | (false, true, false) => (a, b),
        (false, false, true) => (b, a),
        (false, false, false) if slashes == Slashes::MonthFirst => (b, a),
        (false, false, false) if slashes == Slashes::DayFirst => (a, b),
        (false, false, false) if a == b => (a, b),
        _ => return None,
    };
    let time = time
        .trim_start_matches([',', ' '])
        .replace(['\u{202f}', '\u{a0}'], " ");
    let date = chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    let forms = ["%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p"];
    let read = |form: &&str| chrono::NaiveTime::parse_from_str(time.trim(), form).ok();
    Some(date.and_time(forms.iter().find_map(read)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_a_moment_only_where_it_says_so() {
        for (text, slashes, is) in [
            (
                "2024-03-15 09:30:00 UTC",
                Slashes::Unknown,
                "I2024-03-15 09:30:00",
            ),
            (
                "2024-03-15 09:30 UTC",
                Slashes::Unknown,
                "I2024-03-15 09:30:00",
            ),
            (
                "2024-03-15T09:30:00Z",
                Slashes::Unknown,
                "I2024-03-15 09:30:00",
            ),
            (
                "2024-03-15T09:30:00+01:00",
                Slashes::Unknown,
                "I2024-03-15 08:30:00",
            ),
            (
                "2019-11-06T02:08:20",
                Slashes::Unknown,
                "W2019-11-06 02:08:20",
            ),
            (
                "1970-01-01 00:00:00 UTC",
                Slashes::Unknown,
                "I1970-01-01 00:00:00",
            ),
            (
                "2099-12-31 23:59:59 UTC",
                Slashes::Unknown,
                "I2099-12-31 23:59:59",
            ),
            ("15/03/2024 09:30", Slashes::Unknown, "W2024-03-15 09:30:00"),
            ("3/15/24, 9:30 PM", Slashes::Unknown, "W2024-03-15 21:30:00"),
            (
                "04.03.2024 09:30:10",
                Slashes::Unknown,
                "W2024-03-04 09:30:10",
            ),
            ("04/03/2024 09:30", Slashes::Unknown, "-"),
            (
                "5/4/26, 9:30 AM",
                Slashes::MonthFirst,
                "W2026-05-04 09:30:00",
            ),
            (
                "04/03/2024 09:30",
                Slashes::DayFirst,
                "W2024-03-04 09:30:00",
            ),
            ("not-a-date", Slashes::Unknown, "-"),
            ("2024-02-30 09:30:00 UTC", Slashes::Unknown, "-"),
            ("45366.39", Slashes::Unknown, "-"),
            ("é", Slashes::Unknown, "-"),
            ("", Slashes::Unknown, "-"),
        ] {
            let told = match when(text, slashes) {
                Some(When::Instant(at)) => format!("I{}", at.format("%Y-%m-%d %H:%M:%S")),
                Some(When::Wall(at)) => format!("W{}", at.format("%Y-%m-%d %H:%M:%S")),
                None => "-".to_owned(),
            };
            assert_eq!(told, is, "{text}");
        }
    }

    #[test]
    fn dates_that_leave_nothing_open_tell_of_the_others() {
        let of = |dates: &[&str]| Slashes::of(dates.iter().copied());
        assert_eq!(of(&["04/03/2024 1", "15/03/2024 1"]), Slashes::DayFirst);
        assert_eq!(of(&["3/15/24, 1", "not-a-date"]), Slashes::MonthFirst);
        assert_eq!(of(&["3/15/24", "15/3/24"]), Slashes::Unknown);
        assert_eq!(of(&["2024-03-15"]), Slashes::Unknown);
    }
}
