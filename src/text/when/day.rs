//! Days as they are typed, where no time of day is asked for.
//!
//! Invariant: a time of day that was said is never dropped in silence: it is refused.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::grammar;
use super::parts::Form;
use super::typed::{Tense, read};
use super::understood::{Misread, Note, Understood};

/// On which side of today a day may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// It has come: one still to come is refused.
    Past,
    /// Wherever; what is not a whole date is the last such day.
    Backwards,
    /// Wherever; what is not a whole date is the next such day.
    Forwards,
}

/// Reads a day as it was typed, in the zone of its owner; what comes back is its midnight, and says no time of day.
pub fn read_day(
    text: &str,
    now: DateTime<Utc>,
    zone: Tz,
    days: Days,
) -> Result<Understood, Misread> {
    // An instant, as programs write it, is the day it falls on.
    let instant = DateTime::parse_from_rfc3339(text.trim()).is_ok();
    if let Some(Form::Said(said)) = grammar::form(text)
        && !instant
        && (said.clock.is_some() || said.part.is_some())
    {
        return Err(Misread::Clock);
    }
    let (first, other) = match days {
        Days::Past => (Tense::Past, None),
        Days::Backwards => (Tense::Past, Some(Tense::Future)),
        Days::Forwards => (Tense::Future, Some(Tense::Past)),
    };
    let found = match (read(text, now, zone, first), other) {
        (Err(Misread::Ahead { .. } | Misread::Gone { .. }), Some(other)) => {
            read(text, now, zone, other)
        }
        (found, _) => found,
    };
    found.map(day_alone).map_err(|misread| match misread {
        Misread::Ahead { read, instead } => Misread::Ahead {
            read: day_alone(read),
            instead,
        },
        Misread::Gone { read } => Misread::Gone {
            read: day_alone(read),
        },
        Misread::Weekday { said, date } => Misread::Weekday { said, date },
        Misread::Unknown | Misread::Hour | Misread::Midnight | Misread::NoDay | Misread::Clock => {
            Misread::NoDay
        }
    })
}

fn day_alone(read: Understood) -> Understood {
    Understood {
        notes: read
            .notes
            .into_iter()
            .filter(|n| *n == Note::OtherYear)
            .collect(),
        day: true,
        wall: None,
        ..read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::Europe::London;

    /// A Monday, 15:20.
    fn now() -> DateTime<Utc> {
        "2026-11-30T15:20:00Z".parse().unwrap()
    }

    fn day(text: &str, days: Days) -> Result<String, Misread> {
        let read = read_day(text, now(), ZONE, days)?;
        assert!(
            read.remarks(ZONE)
                .iter()
                .all(|said| !said.contains("time of day"))
        );
        Ok(read.at.with_timezone(&ZONE).date_naive().to_string())
    }

    #[test]
    fn a_day_is_read_on_the_side_of_today_that_its_field_is_about() {
        for (text, days, wanted) in [
            ("23 Nov", Days::Past, "2026-11-23"),
            ("30 Nov", Days::Past, "2026-11-30"),
            ("today", Days::Past, "2026-11-30"),
            ("today", Days::Forwards, "2026-11-30"),
            ("Monday", Days::Past, "2026-11-30"),
            ("Monday", Days::Forwards, "2026-12-07"),
            ("yesterday", Days::Forwards, "2026-11-29"),
            ("in 3 days", Days::Backwards, "2026-12-03"),
            ("3 days ago", Days::Past, "2026-11-27"),
            ("1 Feb", Days::Backwards, "2026-02-01"),
            ("1 Feb", Days::Forwards, "2027-02-01"),
            ("24/12/2026", Days::Backwards, "2026-12-24"),
            ("2026-01-05", Days::Forwards, "2026-01-05"),
            ("now", Days::Past, "2026-11-30"),
            ("2026-06-01T23:30:00Z", Days::Past, "2026-06-02"),
            // The nights in which the clocks change.
            ("25/10/2026", Days::Past, "2026-10-25"),
            ("29/03/2026", Days::Past, "2026-03-29"),
        ] {
            assert_eq!(day(text, days).as_deref(), Ok(wanted), "{text} {days:?}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused_with_what_a_day_looks_like_and_a_clock_is_not_dropped() {
        let why = |text: &str, days| {
            let misread = read_day(text, now(), ZONE, days).unwrap_err();
            let reason = misread.reason(text, now(), ZONE);
            format!("{reason}. {}", misread.hint(ZONE, Tense::Past))
        };
        for (text, days, wanted) in [
            ("soon", Days::Past, "soon is not a day. Use 26 Nov"),
            ("31 Feb", Days::Past, "31 Feb is not a day"),
            ("2026-02-30", Days::Forwards, "is not a day"),
            ("21:40", Days::Past, "21:40 says a time of day"),
            ("Thu 21:00", Days::Backwards, "says a time of day"),
            ("yesterday evening", Days::Past, "says a time of day"),
            (
                "24/12/2026",
                Days::Past,
                "is still to come: Thursday 24 December 2026, in 24 days",
            ),
            ("Fri 23 November", Days::Past, "is a Monday, not a Friday"),
        ] {
            let said = why(text, days);
            assert!(said.contains(wanted), "{text}: {said}");
            assert!(!said.contains("00:00"), "{said}");
        }
    }

    #[test]
    fn it_is_told_back_as_a_day() {
        let told = |text| {
            let read = read_day(text, now(), ZONE, Days::Backwards).unwrap();
            read.told(now(), ZONE).join(" ")
        };
        assert_eq!(
            told("23 Nov"),
            "Understood: Monday 23 November 2026, 7 days ago."
        );
        assert_eq!(
            told("24 Dec"),
            "Understood: Wednesday 24 December 2025. No year was given: taken as 2025."
        );
    }
}
