//! The commonest stamps, read in one look: plain figures, a plain clock, a bracket or a dash.
//!
//! A million lines have a stamp of the same few forms; what is not exactly one of them is left to `grammar`, which
//! knows all. Invariant: a stamp that is read here is read the same there.

use super::calendar::{self, YEARS};
use super::daypart::{self, blank};
use super::shape::{Header, Kind, Shape, YearAt};

/// One or two figures at `i`: the value and where they end.
fn figures(text: &[u8], i: usize) -> Option<(u8, usize)> {
    let digit = |i: usize| {
        text.get(i)
            .map(|b| b.wrapping_sub(b'0'))
            .filter(|d| *d < 10)
    };
    let first = digit(i)?;
    Some(match digit(i + 1) {
        Some(second) => (first * 10 + second, i + 2),
        None => (first, i + 1),
    })
}

/// The date of a stamp that was read here, as it stands in the text: the lines of a day follow one another.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Recent {
    text: [u8; LONGEST],
    date: Date,
}

/// Bytes of the longest date: `12/03/2024`.
const LONGEST: usize = 10;

impl Recent {
    /// Whether a text begins with the date.
    fn is_again(&self, text: &[u8]) -> bool {
        let near = text.iter().zip(&self.text[..self.date.len]);
        self.date.len > 0
            && text.len() >= self.date.len
            && near.fold(true, |all, (a, b)| all & (a == b))
    }

    fn keep(&mut self, text: &[u8], date: Date) {
        self.text[..date.len].copy_from_slice(&text[..date.len]);
        self.date = date;
    }
}

/// A date's three numbers, of which the year has two figures or four.
#[derive(Clone, Copy, Debug, Default)]
struct Date {
    year: u16,
    first: u8,
    second: u8,
    year_at: YearAt,
    separator: u16,
    long: bool,
    len: usize,
}

/// `12/03/2024`, `3/12/24`, `12.03.24`, `2024-03-12`
fn date(text: &[u8]) -> Option<Date> {
    let (a, i) = figures(text, 0)?;
    let (year_first, i) = match figures(text, i) {
        Some((rest, end)) if end == 4 => (Some(u16::from(a) * 100 + u16::from(rest)), end),
        Some(_) => return None,
        None => (None, i),
    };
    let mark = *text.get(i)?;
    let separator = match mark {
        b'/' => 0,
        b'.' => 1,
        b'-' => 2,
        _ => return None,
    };
    let (b, i) = figures(text, i + 1)?;
    if text.get(i) != Some(&mark) {
        return None;
    }
    let at = i + 1;
    let (c, i) = figures(text, at)?;
    if let Some(year) = year_first {
        return Some(Date {
            year,
            first: b,
            second: c,
            year_at: YearAt::First,
            separator,
            long: true,
            len: i,
        });
    }
    let (year, long, len) = match figures(text, i) {
        Some((rest, end)) if end == at + 4 => (u16::from(c) * 100 + u16::from(rest), true, end),
        None if i == at + 2 => (2000 + u16::from(c), false, i),
        _ => return None,
    };
    Some(Date {
        year,
        first: a,
        second: b,
        year_at: YearAt::Last,
        separator,
        long,
        len,
    })
}

/// A time of day, and how it is written.
struct Clock {
    /// Since midnight.
    seconds: u32,
    seconds_known: bool,
    /// With a part of the day.
    twelve: bool,
}

/// `15:45`, `15:45:09`, `3:45 PM` at `i`; gives where it ends.
fn clock(text: &[u8], i: usize) -> Option<(Clock, usize)> {
    let (hour, i) = figures(text, i)?;
    let two = |i: usize| {
        let marked = text.get(i) == Some(&b':');
        figures(text, i + 1).filter(|(_, end)| marked && *end == i + 3)
    };
    let (minute, mut i) = two(i)?;
    let mut second = None;
    if text.get(i) == Some(&b':') {
        let (value, end) = two(i)?;
        (second, i) = (Some(value), end);
    }
    let mut part = None;
    let j = i + blank(text, i);
    if matches!(text.get(j), Some(b'A' | b'a' | b'P' | b'p')) {
        let (found, len) = daypart::read(&text[j..])?;
        (part, i) = (Some(found), j + len);
    }
    let hour = part.map_or(hour, |p| p.hour(hour));
    if hour > 23 || minute > 59 || second > Some(59) {
        return None;
    }
    let clock = Clock {
        seconds: u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second.unwrap_or(0)),
        seconds_known: second.is_some(),
        twelve: part.is_some(),
    };
    Some((clock, i))
}

/// Reads the stamp with which `text` begins; `None` where it is not one of the commonest. What is read does not
/// depend on `recent`, only how quickly.
pub(super) fn read(text: &[u8], kinds: u8, recent: &mut Recent) -> Option<Header> {
    let bracket = text.first() == Some(&b'[');
    let dated = &text[usize::from(bracket)..];
    let new = match recent.is_again(dated) {
        true => None,
        false => Some(date(dated)?),
    };
    let date = new.as_ref().unwrap_or(&recent.date);
    let end = usize::from(bracket) + date.len;
    let comma = text.get(end) == Some(&b',');
    let i = end + usize::from(comma);
    if text.get(i) != Some(&b' ') {
        return None;
    }
    let (clock, i) = clock(text, i + 1)?;
    let (kind, rest) = match text.get(i..)? {
        [b']', after @ ..] if bracket => {
            let rest = i + 1 + blank(text, i + 1);
            // A dash may stand behind the bracket, which is part of the fence.
            let plain = !after.is_empty() && text.get(rest) != Some(&b'-');
            (Kind::Bracket, plain.then_some(rest)?)
        }
        [b' ', b'-', b' ', ..] if !bracket => (Kind::Dash, i + 3),
        _ => return None,
    };
    let ordinary = YEARS.contains(&date.year) && !calendar::is_persian(date.year);
    if kinds & kind.bit() == 0 || !ordinary {
        return None;
    }
    let shape = Shape(
        kind as u16
            | date.separator << 3
            | u16::from(comma) << 5
            | (date.year_at as u16) << 6
            | u16::from(date.long) << 8
            | u16::from(clock.seconds_known) << 9
            | u16::from(clock.twelve) << 10,
    );
    let header = Header {
        year: date.year,
        first: date.first,
        second: date.second,
        year_at: date.year_at,
        persian: false,
        clock: clock.seconds,
        seconds_known: clock.seconds_known,
        kind,
        shape,
        marked: false,
        rest,
    };
    if let Some(date) = new {
        header.date(true).or(header.date(false))?;
        recent.keep(dated, date);
    }
    Some(header)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::formats::whatsapp::header::{self, ALL, Parsed, USUAL};
    use proptest::prelude::*;

    #[test]
    fn the_commonest_stamps_are_read_here() {
        for stamp in [
            "12/03/2024, 15:45 - Ann: hi",
            "3/12/24, 3:45 PM - Ann: hi",
            "3/12/24, 3:45\u{202f}PM - Ann: hi",
            "12.03.24, 15:45 - Ann: hi",
            "2024-03-12, 3:45 p.m. - Ann: hi",
            "[12/03/2024, 15:45:09] Ann: hi",
            "[3/12/24, 3:45:09 PM] Ann: hi",
            "[12.03.24, 15:45:09] Ann: hi",
            "[2024-03-12 15:45:09] Ann: hi",
        ] {
            assert!(
                read(stamp.as_bytes(), USUAL, &mut Recent::default()).is_some(),
                "{stamp}"
            );
        }
    }

    /// Parts of stamps, right and wrong, and what may come between them.
    fn pieces() -> impl Strategy<Value = String> {
        let day = prop::sample::select(vec!["1", "03", "12", "13", "31", "32", "00", "123", "٣"]);
        let year = prop::sample::select(vec![
            "24", "2024", "1403", "2567", "113", "5", "1989", "20245", "R6", "2024.", "24 BE",
        ]);
        let mark = prop::sample::select(vec!["/", ".", "-", ". ", "/ ", ":"]);
        let between =
            prop::sample::select(vec![", ", " ", ",", ",  ", "", "\u{202f}", " at ", " um "]);
        let clock = prop::sample::select(vec![
            "15:45",
            "3:45",
            "15:45:09",
            "15.45",
            "24:00",
            "3:60",
            "3:45:60",
            "3:4",
            "003:45",
            "15 h 45",
            "3:45:9",
            "15:45:09:1",
        ]);
        let part = prop::sample::select(vec![
            "",
            "",
            " PM",
            " am",
            "\u{202f}PM",
            "  PM",
            "PM",
            " p. m.",
            " p.\u{a0}m.",
            " zorg",
            " h",
            " ap.",
            " PMs",
            " ч.",
            " Uhr",
        ]);
        let fence = prop::sample::select(vec![
            "] Ann: hi",
            "]",
            "]Ann: hi",
            "] - Ann: hi",
            "]- Ann",
            " - Ann: hi",
            " -",
            "- Ann: hi",
            " -Ann: hi",
            "  - Ann: hi",
            " -\u{a0}Ann: hi",
            ": Ann: hi",
            " Ann: hi",
            ", Ann : hi",
            "]\u{202f}Ann: hi",
            " – Ann: hi",
        ]);
        let open = prop::sample::select(vec!["", "[", "[ ", "\u{200e}[", "\u{feff}", "[["]);
        let date = (day.clone(), mark.clone(), day, mark, year, any::<bool>());
        let date = date.prop_map(|(a, m, b, other, y, odd)| {
            let second = if odd { other } else { m };
            (
                format!("{a}{m}{b}{second}{y}"),
                format!("{y}{m}{b}{second}{a}"),
            )
        });
        (open, date, any::<bool>(), between, clock, part, fence).prop_map(
            |(open, (last, first), year_last, between, clock, part, fence)| {
                let date = if year_last { last } else { first };
                format!("{open}{date}{between}{clock}{part}{fence}")
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]
        #[test]
        fn what_is_read_here_is_read_the_same_by_the_whole_grammar(line in pieces(), before in pieces()) {
            let mut recent = Recent::default();
            read(before.as_bytes(), ALL, &mut recent);
            for kinds in [USUAL, ALL, Kind::Dash.bit()] {
                if let Some(found) = read(line.as_bytes(), kinds, &mut recent) {
                    let whole = header::whole(line.as_bytes(), kinds);
                    prop_assert_eq!(whole, Parsed::Header(found), "{}", line);
                }
            }
        }
    }
}
