//! A whole stamp with words around it that no form has: before it, between date and time, or behind them.
//!
//! Date and time are looked for in either order, and a fence or a short name with a colon behind them, so that a
//! sentence that mentions both is none. Invariant: no word is asked what it means.

use super::calendar::YEARS;
use super::clock;
use super::date::{self, Letters};
use super::line::Line;

/// How far into a line a stamp may begin, in characters.
const FRONT: usize = 72;
/// How much may stand between its two halves, and behind them before a fence, in characters.
const GAP: usize = 90;
/// Words of a name that no fence sets apart.
const NAME: usize = 5;

/// One half of a stamp, between these bytes.
#[derive(Clone, Copy)]
struct Half {
    from: usize,
    to: usize,
}

/// The halves passed that the other half of a stamp may follow.
#[derive(Default)]
struct Passed {
    date: Option<Half>,
    /// A date without its year, which some programs print behind the time.
    yearless: Option<Half>,
    time: Option<Half>,
}

/// Whether a date, a time and a name with a colon stand in `line`, whatever words are around the two. `start`:
/// where its first letter or figure stands. `more`: a colon stands behind what is given of the line.
///
/// One walk over the numbers: each half is held against the nearest of the other kind before it.
pub(super) fn stands(line: Line<'_>, start: usize, more: bool) -> bool {
    if !(more || holds_name_end(line.text)) {
        return false;
    }
    let front = reach(line, 0, FRONT);
    let behind =
        |half: Option<Half>, at: usize| half.filter(|h| h.to <= at && at <= reach(line, h.to, GAP));
    let named = |half: Option<Half>, end: usize| {
        half.is_some_and(|h| is_named(line.rest(end), h.from <= start, more))
    };
    let mut passed = Passed::default();
    for i in numbers(line) {
        let time = time(line, i);
        if let Some(end) = time
            && (named(behind(passed.date, i), end)
                || year(line, end).is_some_and(|end| named(behind(passed.yearless, i), end)))
        {
            return true;
        }
        let dates = [word_before(line, i), i].map(|from| (from, date(line, from)));
        for (from, found) in dates {
            let Some((to, whole)) = found else { continue };
            if whole && named(behind(passed.time, from), to) {
                return true;
            }
            let place = match whole {
                true => &mut passed.date,
                false => &mut passed.yearless,
            };
            // Parts of a date may make another one, with the hour behind it.
            if from < front && place.is_none_or(|h| h.to <= from) {
                *place = Some(Half { from, to });
            }
        }
        if let Some(to) = time.filter(|_| i < front) {
            passed.time = Some(Half { from: i, to });
        }
    }
    false
}

/// The place `most` characters behind `from`, or the end.
fn reach(line: Line<'_>, from: usize, most: usize) -> usize {
    let begins = |b: u8| b & 0xc0 != 0x80;
    let rest = line.rest(from).iter().enumerate();
    let mut starts = rest.filter(|(_, b)| begins(**b)).map(|(at, _)| from + at);
    starts.nth(most).unwrap_or(line.text.len())
}

/// The places where a number begins.
fn numbers(line: Line<'_>) -> impl Iterator<Item = usize> {
    let digit = move |i: usize| line.at(i).is_ascii_digit();
    (0..line.text.len()).filter(move |i| digit(*i) && (*i == 0 || !digit(i - 1)))
}

/// Where the word before `i` begins, blanks and dots between them left out.
fn word_before(line: Line<'_>, i: usize) -> usize {
    let before = &line.text[..i];
    let gap = |b: &u8| matches!(b, b' ' | b'.' | b'-' | b'/');
    let end = before.iter().rposition(|b| !gap(b)).map_or(0, |at| at + 1);
    let letter = |b: &u8| b.is_ascii_alphabetic() || *b >= 0x80 || *b == b'\'';
    let start = before[..end].iter().rposition(|b| !letter(b));
    start.map_or(0, |at| at + 1)
}

/// The end of a date at `i`, and whether its year is part of it.
fn date(line: Line<'_>, i: usize) -> Option<(usize, bool)> {
    if let Some(end) = unbroken(line, i) {
        return Some((end, true));
    }
    let (date, end) = date::read(line, i).ok()?;
    let (year, others) = date.parts();
    let small = |f: &date::Field| f.width <= 2 && (1..=31).contains(&f.value);
    match date.letters {
        Letters::No | Letters::Known if others.iter().all(small) => {
            (year.era > 0 || matches!(year.width, 2 | 4)).then_some((end, true))
        }
        Letters::NoYear if others.iter().all(small) => Some((end, false)),
        _ => None,
    }
}

/// `20240314`
fn unbroken(line: Line<'_>, i: usize) -> Option<usize> {
    let figures = line
        .rest(i)
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .count();
    let text = std::str::from_utf8(line.text.get(i..i + 8)?).ok()?;
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
    let real = YEARS.contains(&part(0, 4)?)
        && (1..=12).contains(&part(4, 6)?)
        && (1..=31).contains(&part(6, 8)?);
    (figures == 8 && real).then_some(i + 8)
}

/// The end of a time at `i`.
fn time(line: Line<'_>, i: usize) -> Option<usize> {
    let (clock, end) = clock::read(line, i).ok()?;
    let whole = clock.hour < 25 && clock.minute < 60 && !line.at(end).is_ascii_digit();
    whole.then_some(end)
}

/// The end of a year behind a time, as some programs print it.
fn year(line: Line<'_>, i: usize) -> Option<usize> {
    let at = line.blanks(i);
    let (value, width, end) = line.number(at);
    (at > i && width == 4 && YEARS.contains(&value)).then_some(end)
}

/// Whether a name with a colon stands in what follows a stamp: behind a fence, or, where the line begins with
/// the stamp, a short one. `more`: a colon stands further on.
fn is_named(rest: &[u8], first: bool, more: bool) -> bool {
    let fence = |i: usize| {
        let blank = |i: usize| rest.get(i).is_none_or(|b| *b == b' ');
        match rest[i] {
            b'-' => blank(i + 1) || (i > 0 && blank(i - 1)),
            b']' | b')' | b'}' | b'>' | b'|' | b';' => true,
            b':' => blank(i + 1),
            b',' => rest[i..].windows(3).any(|w| w == b" : "),
            _ => false,
        }
    };
    let near = reach(Line { text: rest }, 0, GAP);
    let fenced = (0..near).find(|i| fence(*i));
    match fenced {
        Some(at) if holds_name(&rest[at + 1..]).is_some() => return true,
        Some(_) if more => return true,
        _ => {}
    }
    first && holds_name(rest).is_some_and(|words| words <= NAME)
}

/// Whether a colon that may end a name stands somewhere: without one no stamp is of use here.
fn holds_name_end(text: &[u8]) -> bool {
    memchr::memchr_iter(b':', text).any(|at| ends_name(text, at))
}

/// Whether the colon at `at` may end a name: no time, and no address of the web.
fn ends_name(text: &[u8], at: usize) -> bool {
    let next = text.get(at + 1);
    let time = next.is_some_and(u8::is_ascii_digit)
        && at.checked_sub(1).is_some_and(|i| text[i].is_ascii_digit());
    !time && next != Some(&b'/')
}

/// How many words stand before a colon that may end a name.
fn holds_name(text: &[u8]) -> Option<usize> {
    let end = memchr::memchr_iter(b':', text).find(|at| ends_name(text, *at))?;
    let words = text[..end].split(|b| *b == b' ');
    let is_word = |w: &&[u8]| w.iter().any(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    let words = words.filter(is_word).count();
    (words > 0).then_some(words)
}
