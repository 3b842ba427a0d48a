//! The forms in which people in the United Kingdom write a time, taken apart into what was said of day, clock
//! and zone. What the parts mean beside the present moment is settled in [`super::typed`].
//!
//! Numbers are day first. A form that can mean two times is no form:
//! `half past nine` does not say morning or evening, `20-11-26` does not say which number is the year.

use chrono::{FixedOffset, TimeDelta, Weekday};

use super::figures::{clock, cut_offset, date, day_and_month, iso};
use super::parts::{Day, Form, Part, Said, Which, Words};

/// The longest text that is looked at, in bytes; no time takes more.
const LONGEST: usize = 100;

/// Small letters, one blank between words, no commas; `p.m.` as `pm`. `None` where it is too long to be a
/// time.
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let text = text.to_lowercase().replace(',', " ");
    let text = text.replace("p.m.", "pm").replace("a.m.", "am");
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(words.join(" "))
}

/// Takes a text apart; `None` where it has none of the forms.
pub(super) fn form(text: &str) -> Option<Form> {
    let text = plain(text)?;
    if matches!(text.as_str(), "now" | "just now" | "right now") {
        return Some(Form::Now);
    }
    let away = |words: &str, back| {
        let (days, length) = span(words)?;
        Some(Form::Away { back, days, length })
    };
    if let Some(ago) = text.strip_suffix(" ago") {
        return away(ago, true);
    }
    if let Some(ahead) = text.strip_prefix('+').or_else(|| text.strip_prefix("in ")) {
        return away(ahead, false);
    }
    said(&text).map(Form::Said)
}

/// `2 hours`, `2h`, `1h 30m`, `2 hours and 10 minutes`, `a week`, `half an hour`: whole days, and the rest.
fn span(text: &str) -> Option<(i64, TimeDelta)> {
    if text == "half an hour" {
        return Some((0, TimeDelta::minutes(30)));
    }
    // `2h30m` is two figures with their units; blanks between them change nothing.
    let mut parts: Vec<String> = Vec::new();
    let mut before = None;
    for c in text.chars() {
        let kind = (c.is_ascii_digit(), c.is_ascii_alphabetic());
        match c {
            ' ' => {}
            _ if kind == (false, false) => return None,
            _ if before == Some(kind) => parts.last_mut()?.push(c),
            _ => parts.push(c.to_string()),
        }
        before = (c != ' ').then_some(kind);
    }
    parts.retain(|p| p != "and");
    if parts.is_empty() || parts.len() % 2 == 1 || parts.len() > 8 {
        return None;
    }
    let (mut days, mut length) = (0, TimeDelta::zero());
    for pair in parts.chunks(2) {
        let [number, unit] = pair else { return None };
        let n: i64 = match number.as_str() {
            "a" | "an" => 1,
            figures => figures.parse().ok().filter(|n| *n <= 100_000)?,
        };
        match unit.as_str() {
            "s" | "sec" | "secs" | "second" | "seconds" => length += TimeDelta::try_seconds(n)?,
            "m" | "min" | "mins" | "minute" | "minutes" => length += TimeDelta::try_minutes(n)?,
            "h" | "hr" | "hrs" | "hour" | "hours" => length += TimeDelta::try_hours(n)?,
            "d" | "day" | "days" => days += n,
            "w" | "week" | "weeks" => days += 7 * n,
            "fortnight" | "fortnights" => days += 14 * n,
            _ => return None,
        }
    }
    Some((days, length))
}

/// Day, clock, part of the day and zone, in any order; each at most once.
fn said(text: &str) -> Option<Said> {
    let text = text
        .replace("the day before yesterday", "-2d")
        .replace("day before yesterday", "-2d")
        .replace("the day after tomorrow", "+2d")
        .replace("day after tomorrow", "+2d");
    let mut words = Words::of(&text);
    let mut said = Said::default();
    while let Some(word) = words.next() {
        take(&mut said, word, &mut words)?;
    }
    let whole = matches!(said.day, Some(Day::Whole(_)));
    (said != Said::default() && (whole || !said.dated)).then_some(said)
}

/// Puts a value where none stands yet.
fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// Takes one word, and those that belong to it.
fn take(said: &mut Said, word: &str, words: &mut Words<'_>) -> Option<()> {
    if matches!(word, "at" | "on" | "the" | "in" | "of") {
        return Some(());
    }
    if let Some(days) = near(word) {
        return once(&mut said.day, Day::Near(days));
    }
    if let Some((days, part)) = tonight(word, words) {
        once(&mut said.day, Day::Near(days))?;
        return once(&mut said.part, part);
    }
    if let Some(part) = part(word) {
        return once(&mut said.part, part);
    }
    if let Some(day) = weekday(word) {
        return once(&mut said.weekday, (Which::Nearest, day));
    }
    if let Some(which) = which(word) {
        let day = words.after(weekday)?;
        return once(&mut said.weekday, (which, day));
    }
    if let Some(offset) = zone(word) {
        return once(&mut said.offset, offset);
    }
    if let Some(day) = date(word) {
        return once(&mut said.day, day);
    }
    // `2026-11-21t21:40`
    if let Some((day, clock)) = word.split_once('t')
        && let Some(day) = iso(day)
    {
        once(&mut said.day, Day::Whole(day))?;
        return timed(said, clock, words, true);
    }
    if let Some(day) = day_and_month(word, words) {
        return once(&mut said.day, day?);
    }
    timed(said, word, words, false)
}

/// A clock, with am or pm and an offset where they follow. `joined`: the date stands before it without a blank, as
/// programs write it; elsewhere people write `09:00-10:00` and mean from one to the other.
fn timed(said: &mut Said, word: &str, words: &mut Words<'_>, joined: bool) -> Option<()> {
    let (figures, offset) = cut_offset(word);
    if let Some(offset) = offset {
        let offset = offset.filter(|o| joined || o.local_minus_utc() >= 0)?;
        once(&mut said.offset, offset)?;
        said.dated = !word.ends_with('z');
    }
    let clock = clock(figures, words)?;
    once(&mut said.clock, clock)
}

fn near(word: &str) -> Option<i64> {
    Some(match word {
        "today" => 0,
        "tomorrow" => 1,
        "yesterday" => -1,
        "-2d" => -2,
        "+2d" => 2,
        _ => return None,
    })
}

/// `tonight`, `this morning`, `last night`: a day and a part of it.
fn tonight(word: &str, words: &mut Words<'_>) -> Option<(i64, Part)> {
    match word {
        "tonight" => Some((0, Part::Evening)),
        "this" => words.after(part).map(|part| (0, part)),
        "last" => words
            .after(|w| (w == "night").then_some(()))
            .map(|()| (0, Part::LastNight)),
        _ => None,
    }
}

fn part(word: &str) -> Option<Part> {
    Some(match word {
        "morning" => Part::Morning,
        "afternoon" => Part::Afternoon,
        "evening" | "night" => Part::Evening,
        _ => return None,
    })
}

fn which(word: &str) -> Option<Which> {
    Some(match word {
        "last" => Which::Last,
        "next" => Which::Next,
        "this" => Which::Nearest,
        _ => return None,
    })
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" => Weekday::Mon,
        "tue" | "tues" | "tuesday" => Weekday::Tue,
        "wed" | "weds" | "wednesday" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thu,
        "fri" | "friday" => Weekday::Fri,
        "sat" | "saturday" => Weekday::Sat,
        "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

fn zone(word: &str) -> Option<FixedOffset> {
    match word {
        "gmt" | "utc" | "z" => FixedOffset::east_opt(0),
        "bst" => FixedOffset::east_opt(3600),
        _ => None,
    }
}
