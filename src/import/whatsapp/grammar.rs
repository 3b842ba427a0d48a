//! The printed forms of a stamp, over plain or normalised bytes.
//!
//! May import `daypart` and `header`. A hand-written matcher: one look forward, nothing allocated.

use super::daypart::{self, DayPart, blank};
use super::header::{Header, Kind, Odd, Parsed, Shape, YearAt};

pub(super) enum Tried {
    Done(Parsed),
    /// A byte outside ASCII stands in the way; a normalised copy may fit.
    Foreign,
}

pub(super) struct Grammar<'a> {
    pub(super) text: &'a [u8],
    pub(super) kinds: u8,
    /// The text is the line's own bytes, not a normalised copy.
    pub(super) plain: bool,
}

struct Date {
    fields: [Field; 3],
    /// 0 `/`, 1 `.`, 2 `-`, 3 `.` and a blank.
    separator: u16,
    buddhist: bool,
}

#[derive(Clone, Copy, Default)]
struct Field {
    value: u16,
    width: u8,
    /// The year of this era's first year less one, or 0.
    era: u16,
}

#[derive(Clone, Copy, Default)]
struct Clock {
    hour: u8,
    minute: u8,
    second: Option<u8>,
    dots: bool,
}

const NOT: Tried = Tried::Done(Parsed::Text);

impl Grammar<'_> {
    fn at(&self, i: usize) -> u8 {
        self.text.get(i).copied().unwrap_or(0)
    }

    /// The answer for a form that broke off at `i`.
    fn broke(&self, i: usize) -> Tried {
        if self.plain && self.at(i) >= 0x80 {
            Tried::Foreign
        } else {
            NOT
        }
    }

    fn blanks(&self, mut i: usize) -> usize {
        loop {
            match blank(self.text, i) {
                0 => return i,
                n => i += n,
            }
        }
    }

    pub(super) fn run(&self) -> Tried {
        let bracket = self.at(0) == b'[';
        let start = usize::from(bracket);
        let time_first = self.at(start).is_ascii_digit()
            && matches!(
                (self.at(start + 1), self.at(start + 2)),
                (b':', _) | (b'0'..=b'9', b':')
            );
        let (date, clock, mut i, comma, before) = if time_first {
            let (clock, i) = match self.clock(start) {
                Ok(found) => found,
                Err(i) => return self.broke(i),
            };
            let comma = self.at(i) == b',';
            let i = self.blanks(i + usize::from(comma));
            match self.date(i) {
                Ok((date, i)) => (date, clock, i, comma, None),
                Err(i) => return self.broke(i),
            }
        } else {
            match self.date_then_clock(start) {
                Ok(found) => found,
                Err(i) => return self.broke(i),
            }
        };
        let after_clock = i;
        let mut part = before;
        let j = self.blanks(i);
        if part.is_none()
            && let Some((found, len)) = daypart::read(&self.text[j.min(self.text.len())..])
        {
            part = Some(found);
            i = j + len;
        }
        let shape = shape(&date, &clock, comma, part.is_some(), time_first);
        match self.fence(i, bracket, shape) {
            Some((kind, rest)) => Tried::Done(finish(&date, &clock, part, kind, shape, rest)),
            None if self.plain && self.at(self.blanks(i)) >= 0x80 => Tried::Foreign,
            None if part.is_none() => self.unknown_part(after_clock, bracket, shape),
            None => NOT,
        }
    }

    fn date_then_clock(
        &self,
        start: usize,
    ) -> Result<(Date, Clock, usize, bool, Option<DayPart>), usize> {
        let (date, mut i) = self.date(start)?;
        let comma = self.at(i) == b',';
        i += usize::from(comma);
        let after = self.blanks(i);
        if after == i && !comma {
            return Err(i);
        }
        i = after;
        let mut before = None;
        if !self.at(i).is_ascii_digit() {
            if let Some((part, len)) = daypart::read(&self.text[i.min(self.text.len())..]) {
                before = Some(part);
                i = self.blanks(i + len);
            } else {
                i = self.joining_word(i);
            }
        }
        let (clock, i) = self.clock(i)?;
        Ok((date, clock, i, comma, before))
    }

    /// Steps over the word some languages put between date and time.
    fn joining_word(&self, i: usize) -> usize {
        let rest = &self.text[i.min(self.text.len())..];
        ["klo ", "kl. ", "at ", "um ", "à ", "às ", "ob "]
            .iter()
            .find(|word| rest.starts_with(word.as_bytes()))
            .map_or(i, |word| i + word.len())
    }

    fn number(&self, mut i: usize) -> (u16, u8, usize) {
        let (mut value, mut width) = (0u16, 0u8);
        while width < 5 && self.at(i).is_ascii_digit() {
            value = value
                .wrapping_mul(10)
                .wrapping_add(u16::from(self.at(i) - b'0'));
            width += 1;
            i += 1;
        }
        (value, width, i)
    }

    fn field(&self, mut i: usize) -> Result<(Field, usize), usize> {
        let era = match self.at(i) {
            b'R' if self.at(i + 1).is_ascii_digit() => 2018,
            b'H' if self.at(i + 1).is_ascii_digit() => 1988,
            _ => 0,
        };
        i += usize::from(era > 0);
        let (value, width, next) = self.number(i);
        match width {
            1 | 2 => Ok((Field { value, width, era }, next)),
            4 if era == 0 => Ok((Field { value, width, era }, next)),
            _ => Err(i + usize::from(width)),
        }
    }

    fn date(&self, i: usize) -> Result<(Date, usize), usize> {
        let (first, i) = self.field(i)?;
        let mark = self.at(i);
        let mut separator = match mark {
            b'/' => 0,
            b'.' => 1,
            b'-' => 2,
            _ => return Err(i),
        };
        let spaced = usize::from(mark != b'-' && self.at(i + 1) == b' ');
        if separator == 1 && spaced == 1 {
            separator = 3;
        }
        let (second, i) = self.field(i + 1 + spaced)?;
        if self.at(i) != mark {
            return Err(i);
        }
        let spaced = usize::from(mark != b'-' && self.at(i + 1) == b' ');
        let (third, mut i) = self.field(i + 1 + spaced)?;
        if mark == b'.' && self.at(i) == b'.' {
            i += 1;
        }
        let j = self.blanks(i);
        let rest = &self.text[j.min(self.text.len())..];
        let buddhist = ["BE", "B.E.", "พ.ศ."]
            .iter()
            .find(|w| j > i && rest.starts_with(w.as_bytes()));
        if let Some(word) = buddhist {
            i = j + word.len();
        }
        let fields = [first, second, third];
        Ok((
            Date {
                fields,
                separator,
                buddhist: buddhist.is_some(),
            },
            i,
        ))
    }

    fn clock(&self, i: usize) -> Result<(Clock, usize), usize> {
        let (hour, width, i) = self.number(i);
        if !(1..=2).contains(&width) {
            return Err(i);
        }
        let mark = self.at(i);
        if mark != b':' && mark != b'.' {
            return Err(i);
        }
        let (minute, width, mut i) = self.number(i + 1);
        if width != 2 {
            return Err(i);
        }
        let mut second = None;
        if self.at(i) == mark && self.at(i + 1).is_ascii_digit() {
            let (value, width, next) = self.number(i + 1);
            if width != 2 {
                return Err(next);
            }
            second = Some(value as u8);
            i = next;
        }
        let clock = Clock {
            hour: hour as u8,
            minute: minute as u8,
            second,
            dots: mark == b'.',
        };
        Ok((clock, i))
    }

    /// Reads what closes the stamp at `i`; gives the kind and where the rest begins.
    ///
    /// Log files look like the two forms without dash or bracket; the exports that have these write dots
    /// or a comma.
    fn fence(&self, i: usize, bracket: bool, shape: Shape) -> Option<(Kind, usize)> {
        let j = self.blanks(i);
        let found = match self.at(j) {
            b']' if bracket => Some((Kind::Bracket, j + 1 + blank(self.text, j + 1))),
            _ if bracket => None,
            b'-' if j > i => {
                let rest = j + 1 + blank(self.text, j + 1);
                (rest > j + 1 || rest >= self.text.len()).then_some((Kind::Dash, rest))
            }
            b':' if j == i && self.at(i + 1) == b' ' => {
                (shape.dotted() || shape.comma()).then_some((Kind::Colon, i + 2))
            }
            b',' if j == i && self.at(i + 1) == b' ' => {
                let near = &self.text[i..(i + 300).min(self.text.len())];
                let named = near.windows(3).any(|w| w == b" : ");
                named.then_some((Kind::Comma, i + 2))
            }
            _ if j > i && self.at(j) > b' ' && shape.dotted() => {
                let near = &self.text[j..(j + 40).min(self.text.len())];
                let dashed = near.windows(3).any(|w| w == b" - ");
                (!dashed).then_some((Kind::Bare, j))
            }
            _ => None,
        };
        found.filter(|(kind, _)| self.kinds & kind.bit() != 0)
    }

    /// A whole stamp but for a word where a day-part stands.
    fn unknown_part(&self, i: usize, bracket: bool, shape: Shape) -> Tried {
        let from = self.blanks(i);
        let near = &self.text[from.min(self.text.len())..(from + 40).min(self.text.len())];
        let end = if bracket {
            near.iter().position(|b| *b == b']')
        } else {
            near.windows(3).position(|w| w == b" - ")
        };
        match end {
            Some(len) if len > 0 && !near[..len].contains(&b':') => {
                let kind = if bracket { Kind::Bracket } else { Kind::Dash };
                let shape = Shape(shape.0 | kind as u16).twelve();
                Tried::Done(Parsed::Odd(
                    Odd::DayPart {
                        from,
                        to: from + len,
                    },
                    shape,
                ))
            }
            _ => NOT,
        }
    }
}

fn year_at(fields: &[Field; 3]) -> YearAt {
    let is_year = |f: &Field| f.width == 4 || f.era > 0;
    match fields {
        [first, ..] if is_year(first) => YearAt::First,
        [_, middle, _] if is_year(middle) => YearAt::Middle,
        _ => YearAt::Last,
    }
}

fn shape(date: &Date, clock: &Clock, comma: bool, twelve: bool, time_first: bool) -> Shape {
    let at = year_at(&date.fields);
    let year = &date.fields[at as usize];
    Shape(
        date.separator << 3
            | u16::from(comma) << 5
            | (at as u16) << 6
            | u16::from(year.width == 4) << 8
            | u16::from(clock.second.is_some()) << 9
            | u16::from(twelve) << 10
            | u16::from(clock.dots) << 11
            | u16::from(time_first) << 12
            | u16::from(year.era > 0 || date.buddhist) << 13,
    )
}

fn finish(
    date: &Date,
    clock: &Clock,
    part: Option<DayPart>,
    kind: Kind,
    shape: Shape,
    rest: usize,
) -> Parsed {
    let at = year_at(&date.fields);
    let shape = Shape(shape.0 | kind as u16);
    let others: [Field; 2] = match at {
        YearAt::First => [date.fields[1], date.fields[2]],
        YearAt::Middle => [date.fields[0], date.fields[2]],
        YearAt::Last => [date.fields[0], date.fields[1]],
    };
    let header = Header {
        year: year(date.fields[at as usize], date.buddhist).unwrap_or(0),
        first: others[0].value.min(255) as u8,
        second: others[1].value.min(255) as u8,
        year_at: at,
        clock: 0,
        seconds_known: clock.second.is_some(),
        kind,
        shape,
        marked: false,
        rest,
    };
    let hour = part.map_or(clock.hour, |p| p.hour(clock.hour));
    let second = clock.second.unwrap_or(0);
    let possible = others.iter().all(|f| f.width <= 2 && f.era == 0)
        && header.year > 0
        && (header.date(true).is_some() || header.date(false).is_some())
        && hour < 24
        && clock.minute < 60
        && second < 60;
    if !possible {
        return Parsed::Odd(Odd::Impossible, shape);
    }
    let clock = u32::from(hour) * 3600 + u32::from(clock.minute) * 60 + u32::from(second);
    Parsed::Header(Header { clock, ..header })
}

/// The common year of a printed one: two digits count from 2000; `BE` and years past 2400 are Buddhist.
fn year(field: Field, buddhist: bool) -> Option<u16> {
    let year = match (field.era, field.width, field.value) {
        (0, 4, y) if buddhist || (2400..2800).contains(&y) => y.checked_sub(543)?,
        (0, 4, y) => y,
        (0, _, y) if buddhist => (2500 + y).checked_sub(543)?,
        (0, _, y) => 2000 + y,
        (era, _, y) => era + y,
    };
    (1990..2200).contains(&year).then_some(year)
}
