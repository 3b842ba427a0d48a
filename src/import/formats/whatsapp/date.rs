//! The date in a stamp: three numbers, or two and a month in letters.
//!
//! A hand-written matcher: nothing allocated.

use super::calendar::{self, YEARS};
use super::line::Line;
use super::months;
use super::shape::YearAt;

#[derive(Clone, Copy)]
pub(super) struct Date {
    /// In printed order; of a month in letters, its number.
    pub(super) fields: [Field; 3],
    /// 0 `/`, 1 `.`, 2 `-`, 3 `.` and a blank; of a month in letters 0 day first, 1 month first, 2 year first.
    pub(super) separator: u16,
    pub(super) buddhist: bool,
    /// A sign behind the year says that it is of the Islamic calendar.
    pub(super) islamic: bool,
    pub(super) letters: Letters,
}

#[derive(Clone, Copy, Default)]
pub(super) struct Field {
    pub(super) value: u16,
    pub(super) width: u8,
    /// The year of this era's first year less one, or 0.
    pub(super) era: u16,
}

/// Whether the month stands in letters, and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    No,
    Known,
    /// The word between these bytes is no month that is known.
    Unknown(usize, usize),
    NoYear,
}

/// Words behind a year that say which calendar it is of, or merely "year".
const BUDDHIST: &[&str] = &["BE", "B.E.", "พ.ศ."];
const YEAR: &[&str] = &["г.", "г", "р.", "AP", "A.P.", "ه‍.ش.", "ه.ش.", "هـ.ش."];
const ISLAMIC: &[&str] = &["هـ", "ه‍", "ه", "A.H.", "AH", "H.", "H"];

/// What a word behind a year says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Era {
    Common,
    Buddhist,
    Islamic,
}

/// Reads a date at `i`; where none stands, gives the place where the form broke off.
pub(super) fn read(line: Line<'_>, i: usize) -> Result<(Date, usize), usize> {
    match numbers(line, i) {
        Ok(found) => Ok(found),
        Err(broke) => letters(line, i).ok_or(broke),
    }
}

fn field(line: Line<'_>, mut i: usize) -> Result<(Field, usize), usize> {
    let era = match line.at(i) {
        b'R' if line.at(i + 1).is_ascii_digit() => 2018,
        b'H' if line.at(i + 1).is_ascii_digit() => 1988,
        _ => 0,
    };
    i += usize::from(era > 0);
    let (value, width, next) = line.number(i);
    match width {
        1 | 2 => Ok((Field { value, width, era }, next)),
        3 | 4 if era == 0 => Ok((Field { value, width, era }, next)),
        _ => Err(i + usize::from(width)),
    }
}

fn numbers(line: Line<'_>, i: usize) -> Result<(Date, usize), usize> {
    let (first, i) = field(line, i)?;
    let mark = line.at(i);
    let mut separator = match mark {
        b'/' => 0,
        b'.' => 1,
        b'-' => 2,
        _ => return Err(i),
    };
    let spaced = usize::from(mark != b'-' && line.at(i + 1) == b' ');
    if separator == 1 && spaced == 1 {
        separator = 3;
    }
    let (second, i) = field(line, i + 1 + spaced)?;
    if line.at(i) != mark {
        return Err(i);
    }
    let spaced = usize::from(mark != b'-' && line.at(i + 1) == b' ');
    let (third, mut i) = field(line, i + 1 + spaced)?;
    if mark == b'.' && line.at(i) == b'.' {
        i += 1;
    }
    let (era, i) = year_words(line, i);
    let date = Date {
        fields: [first, second, third],
        separator,
        buddhist: era == Era::Buddhist,
        islamic: era == Era::Islamic,
        letters: Letters::No,
    };
    Ok((date, i))
}

/// Steps over a word behind the year; tells of which calendar it says that the year is.
fn year_words(line: Line<'_>, i: usize) -> (Era, usize) {
    let from = line.blanks(i);
    if from == i && line.at(i) < 0x80 {
        return (Era::Common, i);
    }
    let end = line.skip(from, BUDDHIST);
    if end > from {
        return match from > i {
            true => (Era::Buddhist, end),
            false => (Era::Common, i),
        };
    }
    let end = line.skip(from, YEAR);
    if end > from && !line.at(end).is_ascii_alphanumeric() {
        return (Era::Common, end);
    }
    let end = line.skip(from, ISLAMIC);
    let next = line.at(end);
    match end > from && !next.is_ascii_alphanumeric() && next < 0x80 {
        true => (Era::Islamic, end),
        false => (Era::Common, i),
    }
}

/// `28 Nov 2013`, `28-Nov-13`, `28 de nov. de 2013`, `Nov 28, 2013`, `2013. nov. 28.`
fn letters(line: Line<'_>, i: usize) -> Option<(Date, usize)> {
    if line.at(i).is_ascii_digit() {
        let (first, mut i) = field(line, i).ok()?;
        i = line.skip(i, &["th", "st", "nd", "rd", "º", "."]);
        let at = apart(line, i)?;
        let i = word(line, at)?;
        let month = named(line, at, i);
        if first.width == 4 {
            let (day, i) = field(line, apart(line, i)?).ok()?;
            let i = line.skip(i, &["."]);
            return (day.width <= 2).then(|| lettered([first, month.0, day], 2, month.1, i));
        }
        let year = apart(line, i).and_then(|at| field(line, at).ok());
        return Some(match year.filter(|(y, end)| is_year(line, *y, *end)) {
            Some((year, i)) => {
                let (era, i) = year_words(line, i);
                let (mut date, i) = lettered([first, month.0, year], 0, month.1, i);
                date.islamic = era == Era::Islamic;
                (date, i)
            }
            None => lettered([first, month.0, Field::default()], 0, Letters::NoYear, i),
        })
        .filter(|(date, _)| {
            !matches!(
                (date.letters, month.1),
                (Letters::NoYear, Letters::Unknown(..))
            )
        });
    }
    // The day is looked for first: most lines that begin with a word are no date, and few go on with a number.
    let end = word(line, i)?;
    let (day, next) = field(line, apart(line, end)?).ok()?;
    let month = named(line, i, end);
    if day.width > 2 || matches!(month.1, Letters::Unknown(..)) {
        return None;
    }
    let i = next;
    let i = line.skip(i, &["th", "st", "nd", "rd"]);
    let year = apart(line, i).and_then(|at| field(line, at).ok());
    Some(match year.filter(|(y, end)| is_year(line, *y, *end)) {
        Some((year, i)) => lettered([month.0, day, year], 1, month.1, i),
        None => lettered([month.0, day, Field::default()], 1, Letters::NoYear, i),
    })
}

fn lettered(fields: [Field; 3], separator: u16, letters: Letters, i: usize) -> (Date, usize) {
    let date = Date {
        fields,
        separator,
        buddhist: false,
        islamic: false,
        letters,
    };
    (date, i)
}

/// Whether a number is a year, not the hour of the time that follows.
fn is_year(line: Line<'_>, year: Field, end: usize) -> bool {
    year.width == 4 || (year.width == 2 && !matches!(line.at(end), b':' | b'.' | b'h'))
}

/// Steps over what stands between the parts of a date in letters.
fn apart(line: Line<'_>, i: usize) -> Option<usize> {
    let j = line.skip(i, &["-", "/", ",", "."]);
    let j = line.blanks(j);
    let word = line.skip(j, &["de ", "del ", "of ", "d'"]);
    let j = line.blanks(word);
    (j > i).then_some(j)
}

/// The end of the word of at most twelve letters at `i`.
fn word(line: Line<'_>, i: usize) -> Option<usize> {
    let rest = line.rest(i);
    let rest = &rest[..rest.len().min(40)];
    let text = match std::str::from_utf8(rest) {
        Ok(text) => text,
        Err(e) => std::str::from_utf8(&rest[..e.valid_up_to()]).unwrap_or_default(),
    };
    let is_letter = |c: char| c.is_alphabetic() || crate::text::is_format(c) || is_sign(c);
    let word = text.split(|c| !is_letter(c)).next().unwrap_or_default();
    (!word.is_empty() && word.chars().count() <= 12).then_some(i + word.len())
}

/// The word between these bytes as a month.
fn named(line: Line<'_>, i: usize, end: usize) -> (Field, Letters) {
    let word = std::str::from_utf8(&line.text[i..end]).unwrap_or_default();
    let month = months::read(word);
    let field = Field {
        value: month.unwrap_or(0).into(),
        width: 2,
        era: 0,
    };
    match month {
        Some(_) => (field, Letters::Known),
        None => (field, Letters::Unknown(i, end)),
    }
}

/// Vowel signs and the like, which are no letters but parts of a word in Indian scripts.
fn is_sign(c: char) -> bool {
    ('\u{900}'..='\u{dff}').contains(&c)
}

impl Date {
    /// Where the year stands.
    pub(super) fn year_at(&self) -> YearAt {
        let is_year = |f: &Field| f.width >= 3 || f.era > 0;
        match &self.fields {
            _ if self.letters != Letters::No => YearAt::Lettered,
            [first, ..] if is_year(first) => YearAt::First,
            [_, middle, _] if is_year(middle) => YearAt::Middle,
            _ => YearAt::Last,
        }
    }

    /// The year's field and the two others, in printed order; of a month in letters month, then day.
    pub(super) fn parts(&self) -> (Field, [Field; 2]) {
        let [a, b, c] = self.fields;
        match (self.year_at(), self.separator) {
            (YearAt::First, _) => (a, [b, c]),
            (YearAt::Middle, _) => (b, [a, c]),
            (YearAt::Last, _) => (c, [a, b]),
            (YearAt::Lettered, 0) => (c, [b, a]),
            (YearAt::Lettered, 1) => (c, [a, b]),
            (YearAt::Lettered, _) => (a, [b, c]),
        }
    }

    /// The year as printed is one of the Persian calendar.
    pub(super) fn is_persian(&self) -> bool {
        let (year, _) = self.parts();
        year.width == 4 && !self.buddhist && !self.islamic && calendar::is_persian(year.value)
    }

    /// The year of a calendar that is read: the common year, or the Persian one as printed.
    pub(super) fn year(&self) -> Option<u16> {
        let (field, _) = self.parts();
        let year = match (field.era, field.width, field.value) {
            _ if self.islamic => return None,
            // The month is one of the common calendar's, so the day is of no year of the Persian one.
            _ if self.letters == Letters::Known && self.is_persian() => return None,
            (0, 4, y) if self.is_persian() => return Some(y),
            // `BE` and years past 2400 are Buddhist.
            (0, 4, y) if self.buddhist || (2400..2800).contains(&y) => y.checked_sub(543)?,
            (0, 4, y) => y,
            // The only calendar of our days with years of three figures: the Republic of China's.
            (0, 3, y) => y + 1911,
            (0, _, y) if self.buddhist => (2500 + y).checked_sub(543)?,
            (0, _, y) => 2000 + y,
            (era, _, y) => era + y,
        };
        YEARS.contains(&year).then_some(year)
    }
}
