//! Dates and clocks in figures, each in the ways people write them.
//!
//! Day first; a figure that could be a year and a clock is neither.

use chrono::{FixedOffset, NaiveDate, NaiveTime};

use super::parts::{Clock, Day, Words, YEARS};

/// Four figures behind a day and a month are a year in these, and never a clock.
const WRITTEN_YEARS: std::ops::RangeInclusive<i32> = 1970..=2099;

fn month(word: &str) -> Option<u32> {
    Some(match word {
        "jan" | "january" => 1,
        "feb" | "february" => 2,
        "mar" | "march" => 3,
        "apr" | "april" => 4,
        "may" => 5,
        "jun" | "june" => 6,
        "jul" | "july" => 7,
        "aug" | "august" => 8,
        "sep" | "sept" | "september" => 9,
        "oct" | "october" => 10,
        "nov" | "november" => 11,
        "dec" | "december" => 12,
        _ => return None,
    })
}

/// The least and the greatest offset of any place, in seconds east.
const WEST: i32 = -12 * 3600;
const EAST: i32 = 14 * 3600;

/// `21:40z` and `21:40+01:00`: what stands before the offset, and the offset.
pub(super) fn cut_offset(word: &str) -> (&str, Option<Option<FixedOffset>>) {
    if let Some(before) = word.strip_suffix('z').filter(|b| b.contains(':')) {
        return (before, Some(FixedOffset::east_opt(0)));
    }
    let sign = word.find(['+', '-']).filter(|at| word[..*at].contains(':'));
    let Some(at) = sign else { return (word, None) };
    let read = || {
        let (hours, minutes) = word[at + 1..].split_once(':')?;
        let seconds = number(hours, 2..=2)? * 3600 + number(minutes, 2..=2)? * 60;
        let seconds = i32::try_from(seconds).ok()?;
        let east = match word[at..].starts_with('-') {
            true => -seconds,
            false => seconds,
        };
        let offset = FixedOffset::east_opt(east)?;
        (WEST..=EAST).contains(&east).then_some(offset)
    };
    (&word[..at], Some(read()))
}

/// Figures alone, so many of them.
fn number(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let digits = text.bytes().all(|b| b.is_ascii_digit()) && lengths.contains(&text.len());
    text.parse().ok().filter(|_| digits)
}

fn whole(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some(date).filter(|_| YEARS.contains(&(year as i32)))
}

/// A year of two or four figures; two are from 2000 on.
fn year(text: &str) -> Option<u32> {
    let n = number(text, 2..=4).filter(|_| text.len() != 3)?;
    Some(if text.len() == 2 { 2000 + n } else { n })
}

pub(super) fn iso(word: &str) -> Option<NaiveDate> {
    let mut parts = word.split('-');
    let mut next = |lengths| parts.next().and_then(|p| number(p, lengths));
    let (year, month, day) = (next(4..=4)?, next(1..=2)?, next(1..=2)?);
    whole(year, month, day).filter(|_| parts.next().is_none())
}

/// A date in figures: `2026-11-26`, `26/11/2026`, `26/11/26`, `26/11`, `26.11.2026`, `26-11-2026`.
pub(super) fn date(word: &str) -> Option<Day> {
    if let Some(day) = iso(word) {
        return Some(Day::Whole(day));
    }
    let split = |by: char| word.split(by).collect::<Vec<_>>();
    let short = 1..=2;
    match (
        split('/').as_slice(),
        split('.').as_slice(),
        split('-').as_slice(),
    ) {
        ([day, month], _, _) => {
            let (day, month) = (number(day, short.clone())?, number(month, short)?);
            // Whether there is such a day at all: 29 February is, in some year.
            NaiveDate::from_ymd_opt(2024, month, day)?;
            Some(Day::Month(day, month))
        }
        ([day, month, given], _, _) | (_, [day, month, given], _) => {
            let (day, month) = (number(day, short.clone())?, number(month, short)?);
            whole(year(given)?, month, day).map(Day::Whole)
        }
        (_, _, [day, month, given]) if given.len() == 4 => {
            let (day, month) = (number(day, short.clone())?, number(month, short)?);
            whole(year(given)?, month, day).map(Day::Whole)
        }
        _ => None,
    }
}

/// `26 november`, `26th nov`, `26nov`, with a year where one follows. The outer `None` is no such form, the
/// inner one a form whose day is none.
pub(super) fn day_and_month(word: &str, words: &mut Words<'_>) -> Option<Option<Day>> {
    let end = word
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(word.len());
    let (figures, rest) = word.split_at(end);
    let day = number(figures, 1..=2)?;
    let month = match rest {
        "" | "st" | "nd" | "rd" | "th" => {
            let at = words.at;
            words.after(|w| (w == "of").then_some(()));
            match words.after(month) {
                Some(month) => month,
                None => {
                    words.at = at;
                    return None;
                }
            }
        }
        name => month(name)?,
    };
    let written = |w: &str| number(w, 4..=4).filter(|n| WRITTEN_YEARS.contains(&(*n as i32)));
    if let Some(year) = words.after(written) {
        return Some(whole(year, month, day).map(Day::Whole));
    }
    // `26 Nov 1930` is half past seven to one and a year to another.
    if number(words.peek(), 4..=4).is_some() {
        return Some(None);
    }
    let known = NaiveDate::from_ymd_opt(2024, month, day);
    Some(known.map(|_| Day::Month(day, month)))
}

fn named(word: &str) -> Option<Clock> {
    match word {
        "noon" | "midday" => at(12, 0, 0, true),
        "midnight" => Some(Clock::Midnight),
        _ => None,
    }
}

/// Hour, minute and second as figures give them; `halved` where am or pm is said.
fn hour_minute_second(figures: &str, halved: bool) -> Option<(u32, u32, u32)> {
    let parts: Vec<&str> = figures.split([':', '.']).collect();
    Some(match parts.as_slice() {
        [h] if halved => (number(h, 1..=2)?, 0, 0),
        [all] => {
            number(all, 4..=4)?;
            (number(&all[..2], 2..=2)?, number(&all[2..], 2..=2)?, 0)
        }
        [h, m] => (number(h, 1..=2)?, number(m, 2..=2)?, 0),
        [h, m, s] if figures.contains(':') && !figures.contains('.') => {
            (number(h, 1..=2)?, number(m, 2..=2)?, number(s, 2..=2)?)
        }
        _ => return None,
    })
}

/// A clock: `21:40`, `21:40:15`, `21.40`, `2140`, `2140hrs`, `9pm`, `9.30 pm`, `noon`, `12 noon`, `midnight`.
pub(super) fn clock(word: &str, words: &mut Words<'_>) -> Option<Clock> {
    if let Some(clock) = named(word) {
        return Some(clock);
    }
    if word == "12"
        && let Some(clock) = words.after(named)
    {
        return Some(clock);
    }
    let half = |w: &str| match w {
        "am" => Some(false),
        "pm" => Some(true),
        _ => None,
    };
    let ends = [("am", false), ("pm", true)];
    let glued = ends
        .iter()
        .find_map(|(end, pm)| Some((word.strip_suffix(end)?, *pm)));
    let (figures, half) = match glued {
        Some((figures, pm)) => (figures, Some(pm)),
        None => (word, words.after(half)),
    };
    let (figures, hours) = match figures.strip_suffix("hrs") {
        Some(rest) => (rest, true),
        None => (
            figures,
            half.is_none()
                && words
                    .after(|w| (w == "hrs" || w == "hours").then_some(()))
                    .is_some(),
        ),
    };
    if hours && half.is_some() {
        return None;
    }
    let (hour, minute, second) = hour_minute_second(figures, half.is_some())?;
    match half {
        Some(_) if !(1..=12).contains(&hour) => None,
        Some(pm) => at(hour % 12 + if pm { 12 } else { 0 }, minute, second, true),
        // `09:30` with a nought before it, and what is past noon, is a 24-hour clock.
        None => at(
            hour,
            minute,
            second,
            hour > 12 || hour == 0 || figures.starts_with('0'),
        ),
    }
}

fn at(hour: u32, minute: u32, second: u32, settled: bool) -> Option<Clock> {
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    Some(Clock::At { time, settled })
}
