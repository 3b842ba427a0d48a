//! The particulars of EMBARGOED: until when, and how the information is handled afterwards (both have to
//! be given: GSCP, handling instructions).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// Words that lead from the time to the later handling.
const THEN: &[&str] = &["THEN", "AFTERWARDS", "THEREAFTER"];
/// Words that carry nothing.
const FILLERS: &[&str] = &[
    "UNTIL", "TO", "AT", "ON", "AND", "HRS", "HOURS", "AFTER", "WHICH",
];
const MONTHS: &[&str] = &[
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER",
];

/// What was said after the word EMBARGOED (upper case). The time is the wall clock of whoever reads it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Embargo {
    pub until: Option<NaiveDateTime>,
    pub then: Option<String>,
}

impl Embargo {
    /// Reads e.g. `UNTIL 09:30 25 NOVEMBER 2026 THEN FOR PUBLIC RELEASE`.
    pub fn parse(text: &str) -> Embargo {
        let words = words(text);
        let turn = words.iter().position(|w| THEN.contains(w)).or_else(|| {
            let which = words.iter().position(|w| *w == "WHICH")?;
            (which > 0 && words[which - 1] == "AFTER").then_some(which)
        });
        let (when, later) = match turn {
            Some(at) => (&words[..at], words[at + 1..].join(" ")),
            None => (&words[..], String::new()),
        };
        Embargo {
            until: moment(when),
            then: Some(later).filter(|l| !l.is_empty()),
        }
    }
}

/// The words of a text, without what divides them.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'))
        .map(|w| w.trim_end_matches(':'))
        .filter(|w| !w.is_empty())
        .collect()
}

/// The one spelling of an embargo; the later handling in the words it will be read in again.
pub(super) fn spell(until: NaiveDateTime, then: &str) -> String {
    let then = words(then).join(" ");
    let when = until.format("%H:%M %-d %B %Y").to_string().to_uppercase();
    format!("EMBARGOED UNTIL {when} THEN {then}")
}

fn moment(words: &[&str]) -> Option<NaiveDateTime> {
    let mut date = None;
    let mut time = None;
    let mut plain = Vec::new();
    for word in words.iter().filter(|w| !FILLERS.contains(w)) {
        let both = word
            .split_once('T')
            .and_then(|(d, t)| Some((day(d)?, clock(t)?)));
        if let Some((d, t)) = both {
            (date, time) = (Some(d), Some(t));
        } else if let Some(d) = day(word) {
            date = Some(d);
        } else if let Some(t) = clock(word) {
            time = Some(t);
        } else {
            plain.push(*word);
        }
    }
    if let [d, month, year] = plain[..] {
        let month = MONTHS
            .iter()
            .position(|m| month.len() >= 3 && m.starts_with(month))?;
        let d = d.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        date = NaiveDate::from_ymd_opt(year.parse().ok()?, month as u32 + 1, d.parse().ok()?);
    } else if !plain.is_empty() {
        return None;
    }
    Some(date?.and_time(time?))
}

/// `2026-11-25`, or `25/11/2026`: day first, as in the United Kingdom.
fn day(word: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(word, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(word, "%d/%m/%Y"))
        .ok()
        .filter(|d| (1900..2200).contains(&chrono::Datelike::year(d)))
}

/// `09:30`, `9.30AM`, `9AM`, `NOON`, `MIDNIGHT`.
fn clock(word: &str) -> Option<NaiveTime> {
    match word {
        "NOON" => return NaiveTime::from_hms_opt(12, 0, 0),
        "MIDNIGHT" => return NaiveTime::from_hms_opt(0, 0, 0),
        _ => {}
    }
    let (digits, half) = match (word.strip_suffix("AM"), word.strip_suffix("PM")) {
        (Some(d), _) => (d, Some(0)),
        (_, Some(d)) => (d, Some(12)),
        _ => (word, None),
    };
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((h, m)) if m.len() == 2 => (h, m.parse().ok()?),
        Some(_) => return None,
        None if half.is_some() => (digits, 0),
        None => return None,
    };
    let hour: u32 = hour.parse().ok()?;
    match half {
        Some(add) if (1..=12).contains(&hour) => {
            NaiveTime::from_hms_opt(hour % 12 + add, minute, 0)
        }
        Some(_) => None,
        None => NaiveTime::from_hms_opt(hour, minute, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_people_write_an_embargo() {
        for text in [
            "UNTIL 09:30 25 NOVEMBER 2026 THEN FOR PUBLIC RELEASE",
            "UNTIL 2026-11-25 09:30, THEN FOR PUBLIC RELEASE",
            ": 25/11/2026 AT 9.30AM; THEREAFTER FOR PUBLIC RELEASE",
            "UNTIL 2026-11-25T09:30 AFTERWARDS FOR PUBLIC RELEASE",
            "UNTIL 25TH NOV 2026 09:30, AFTER WHICH FOR PUBLIC RELEASE",
        ] {
            let e = Embargo::parse(text);
            let until = e.until.unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                spell(until, &e.then.unwrap()),
                "EMBARGOED UNTIL 09:30 25 NOVEMBER 2026 THEN FOR PUBLIC RELEASE"
            );
        }
    }

    #[test]
    fn a_part_that_is_not_said_is_not_made_up() {
        for text in [
            "",
            "UNTIL 25 NOVEMBER 2026",
            "UNTIL 09:30",
            "UNTIL 31 FEBRUARY 2026 09:30",
            "SOON 09:30",
        ] {
            assert_eq!(Embargo::parse(text).until, None, "{text}");
        }
        assert_eq!(Embargo::parse("UNTIL 09:30 25 NOVEMBER 2026").then, None);
        assert_eq!(
            Embargo::parse("UNTIL 09:30 25 NOVEMBER 2026 THEN").then,
            None
        );
    }
}
