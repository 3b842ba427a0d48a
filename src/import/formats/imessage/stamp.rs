//! The stamp before a message: `May 17, 2022  5:29:42 PM`, and by whom it was read.

use chrono::{NaiveDate, NaiveDateTime};

use crate::import::stamps::iso_wall;

/// What stands behind a stamp in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind<'a> {
    /// Nothing, or who read the message: below it a message begins.
    Nothing {
        /// It was read by somebody else than the owner: the owner sent it.
        by_them: bool,
    },
    /// Words: something happened, or a version of an edited message.
    Words(&'a str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineStamp<'a> {
    pub(super) at: NaiveDateTime,
    /// As it stands.
    pub(super) words: &'a str,
    pub(super) behind: Behind<'a>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The stamp that a line begins with.
pub(super) fn stamp(line: &str) -> Option<LineStamp<'_>> {
    let first = line.chars().next()?;
    let (at, rest) = match first {
        c if c.is_ascii_digit() => iso(line)?,
        c if c.is_ascii_alphabetic() => american(line)?,
        _ => return None,
    };
    let words = &line[..line.len() - rest.len()];
    let behind = rest.trim();
    let behind = match behind.is_empty() {
        true => Behind::Nothing { by_them: false },
        // Blanks part the stamp from what follows it.
        false if !rest.starts_with([' ', '\u{a0}', '\u{202f}']) => return None,
        false => match read_by(behind) {
            Some(by_them) => Behind::Nothing { by_them },
            None => Behind::Words(behind),
        },
    };
    Some(LineStamp { at, words, behind })
}

/// `(Read by you after 5 seconds)`: whether others are named by a word that is not theirs alone.
fn read_by(text: &str) -> Option<bool> {
    let inside = text.strip_prefix("(Read by ")?.strip_suffix(')')?;
    let (who, after) = inside.split_once(" after ")?;
    (!after.is_empty()).then_some(who == "them")
}

fn iso(line: &str) -> Option<(NaiveDateTime, &str)> {
    let (near, rest) = line.split_at_checked(19)?;
    Some((iso_wall(near)?, rest))
}

fn american(line: &str) -> Option<(NaiveDateTime, &str)> {
    let end = line.find(|c: char| !c.is_ascii_alphabetic())?;
    let name = line[..end].to_ascii_lowercase();
    let short = name.get(..3)?;
    let month = MONTHS.iter().position(|m| {
        *m == name || (name.len() <= 4 && m.starts_with(short) && is_short(m, &name))
    })?;
    let rest = blanks(line[end..].trim_start_matches('.'))?;
    let (day, rest) = number(rest, 2)?;
    let rest = blanks(rest.strip_prefix(',')?)?;
    let (year, rest) = number(rest, 4)?;
    let rest = blanks(rest.strip_prefix(',').unwrap_or(rest))?;
    let rest = rest.strip_prefix("at ").unwrap_or(rest);
    let (hour, rest) = number(rest, 2)?;
    let (minute, rest) = two(rest.strip_prefix(':')?)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => two(rest)?,
        None => (0, rest),
    };
    let (hour, rest) = half_of_day(hour, rest)?;
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month as u32 + 1, day)?;
    Some((day.and_hms_opt(hour, minute, second)?, rest))
}

/// `Sep`, `Sept`.
fn is_short(month: &str, name: &str) -> bool {
    name.len() == 3 || month.starts_with(name)
}

/// AM and PM, where they stand; a clock of 24 hours else.
fn half_of_day(hour: u32, rest: &str) -> Option<(u32, &str)> {
    let near = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let half = near.get(..2).map(str::to_ascii_uppercase);
    let ends = |c: char| !c.is_alphanumeric();
    let ended = near
        .get(2..)
        .is_some_and(|r| r.chars().next().is_none_or(ends));
    match (half.as_deref().filter(|_| ended), hour) {
        (Some("AM"), 12) => Some((0, &near[2..])),
        (Some("AM"), 1..=11) => Some((hour, &near[2..])),
        (Some("PM"), 12) => Some((12, &near[2..])),
        (Some("PM"), 1..=11) => Some((hour + 12, &near[2..])),
        (Some("AM" | "PM"), _) => None,
        _ => Some((hour, rest)),
    }
}

fn blanks(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let n = text.chars().count() - rest.chars().count();
    (1..=3).contains(&n).then_some(rest)
}

fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&end).then_some(())?;
    Some((text[..end].parse().ok()?, &text[end..]))
}

fn two(text: &str) -> Option<(u32, &str)> {
    let (number, rest) = number(text, 2)?;
    (text.len() - rest.len() == 2).then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_read_whole_with_what_stands_behind_it() {
        let nothing = Behind::Nothing { by_them: false };
        for (line, at, behind) in [
            ("May 17, 2022  5:29:42 PM", "2022-05-17T17:29:42", nothing),
            ("May 17, 2022 5:29:42 PM", "2022-05-17T17:29:42", nothing),
            ("Feb 03, 2026 12:00:00 AM", "2026-02-03T00:00:00", nothing),
            ("Sept 3, 2026 11:59 pm", "2026-09-03T23:59:00", nothing),
            (
                "February 3, 2040 at 9:00:00\u{202f}AM",
                "2040-02-03T09:00:00",
                nothing,
            ),
            ("Jan 1, 1970 12:00:00 PM", "1970-01-01T12:00:00", nothing),
            ("2022-05-17 17:29:42", "2022-05-17T17:29:42", nothing),
            (
                "Feb 3, 2026  9:00:00 AM (Read by them after 1 hour, 2 seconds)",
                "2026-02-03T09:00:00",
                Behind::Nothing { by_them: true },
            ),
            (
                "Feb 3, 2026  9:00:00 AM (Read by Ruth after 5 seconds)",
                "2026-02-03T09:00:00",
                nothing,
            ),
            (
                "Feb 3, 2026  1:00:00 PM You renamed it",
                "2026-02-03T13:00:00",
                Behind::Words("You renamed it"),
            ),
        ] {
            let read = stamp(line).unwrap_or_else(|| panic!("{line}"));
            let at_words = read.at.format("%Y-%m-%dT%H:%M:%S").to_string();
            assert_eq!((at_words.as_str(), read.behind), (at, behind), "{line}");
        }
        for line in [
            "May 17, 2022 is a date in a body",
            "May 32, 2022  5:29:42 PM",
            "Feb 3, 2026 13:00:00 PM",
            "Feb 3, 2026  9:0:00 AM",
            "Mayor 3, 2026  9:00:00 AM",
            "Фев 3, 2026  9:00:00 AM",
            "",
        ] {
            assert_eq!(stamp(line), None, "{line}");
        }
    }
}
