//! The printed forms of a stamp, over plain or normalised bytes.
//!
//! A hand-written matcher: one look forward, nothing allocated. Invariant: a line with a date, a time and a fence
//! is a header or is told as odd.

use super::calendar;
use super::clock::{self, DayTime};
use super::date::{self, Date, Letters};
use super::daypart::{self, DayPart, blank};
use super::line::Line;
use super::odd::Odd;
use super::shape::{Header, Kind, Parsed, Shape, YearAt};
use super::zones::is_zone;

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

/// What stands before the fence.
struct Stamp {
    date: Date,
    clock: DayTime,
    comma: bool,
    time_first: bool,
    part: Option<DayPart>,
    /// A word where a day-part stands, that is none.
    unknown: Option<(usize, usize)>,
    end: usize,
}

const NOT: Tried = Tried::Done(Parsed::Text);
/// The longest word that is told as an unknown day-part, in characters; and the most bytes of one character.
const WORD: usize = 30;
const WIDE: usize = 4;

/// What stands in front of a time.
enum Front {
    Nothing,
    Part(DayPart),
    /// The word between these bytes is no day-part that is known.
    Unknown(usize, usize),
}

impl Front {
    fn parts(self) -> (Option<DayPart>, Option<(usize, usize)>) {
        match self {
            Front::Nothing => (None, None),
            Front::Part(part) => (Some(part), None),
            Front::Unknown(from, to) => (None, Some((from, to))),
        }
    }
}

/// How many characters begin in `text`.
fn letters(text: &[u8]) -> usize {
    text.iter().filter(|b| **b & 0xc0 != 0x80).count()
}

impl<'a> Grammar<'a> {
    fn line(&self) -> Line<'a> {
        Line { text: self.text }
    }

    /// The answer for a form that broke off at `i`.
    fn broke(&self, i: usize) -> Tried {
        if self.plain && self.line().at(i) >= 0x80 {
            Tried::Foreign
        } else {
            NOT
        }
    }

    pub(super) fn run(&self) -> Tried {
        let line = self.line();
        let bracket = line.at(0) == b'[';
        let start = usize::from(bracket);
        let mut stamp = match self.stamp(start) {
            Ok(stamp) => stamp,
            Err(i) => return self.broke(i),
        };
        if let Some((from, to)) = stamp.unknown
            && self.plain
            && line.text[from..to].iter().any(|b| *b >= 0x80)
        {
            return Tried::Foreign;
        }
        let mut i = clock::after(line, stamp.end);
        if stamp.part.is_none() && stamp.unknown.is_none() {
            let j = line.blanks(i);
            if let Some((found, len)) = daypart::read(line.rest(j)) {
                stamp.part = Some(found);
                i = j + len;
            }
        }
        let shape = stamp.shape();
        match self.fence(i, bracket, shape) {
            Some((kind, rest)) => Tried::Done(self.finish(&stamp, kind, shape, rest)),
            None if self.plain && line.at(line.blanks(i)) >= 0x80 => Tried::Foreign,
            // Letters may stand behind a day-part that is known, and make another of it.
            None => self.unknown_behind(&stamp, bracket, shape),
        }
    }

    fn stamp(&self, start: usize) -> Result<Stamp, usize> {
        let line = self.line();
        if clock::stands(line, start) {
            return self.time_then_date(start, Front::Nothing);
        }
        if line.at(start).is_ascii_digit() {
            return self.date_then_time(start);
        }
        let (front, at) = self.in_front(start);
        if at > start && clock::stands(line, at) {
            return self.time_then_date(at, front);
        }
        self.date_then_time(start)
    }

    /// What stands at `i` before a time: nothing, a word that joins, a day-part, or a word that is none; and
    /// where the time would stand.
    fn in_front(&self, i: usize) -> (Front, usize) {
        let line = self.line();
        let mut known = None;
        if let Some((part, len)) = daypart::read(line.rest(i)) {
            let end = line.blanks(i + len);
            if line.at(end).is_ascii_digit() {
                return (Front::Part(part), end);
            }
            known = Some((Front::Part(part), end));
        }
        let joined = clock::joining(line, i);
        match self.word(joined, |b| b.is_ascii_digit()) {
            Some(end) => (Front::Unknown(joined, end), line.blanks(end)),
            None => known.unwrap_or((Front::Nothing, joined)),
        }
    }

    fn date_then_time(&self, start: usize) -> Result<Stamp, usize> {
        let line = self.line();
        let (date, mut i) = date::read(line, start)?;
        let comma = line.at(i) == b',';
        i += usize::from(comma);
        let after = line.blanks(i);
        if after == i && !comma {
            return Err(i);
        }
        i = after;
        let mut front = Front::Nothing;
        if !line.at(i).is_ascii_digit() {
            (front, i) = self.in_front(i);
        }
        let (part, unknown) = front.parts();
        let (clock, end) = clock::read(line, i)?;
        Ok(Stamp {
            date,
            clock,
            comma,
            time_first: false,
            part,
            unknown,
            end,
        })
    }

    fn time_then_date(&self, start: usize, front: Front) -> Result<Stamp, usize> {
        let line = self.line();
        let (clock, i) = clock::read(line, start)?;
        let mut i = clock::after(line, i);
        let (mut part, mut unknown) = front.parts();
        let word = line.blanks(i);
        let ends = |i: usize| matches!(line.at(line.blanks(i)), b',' | b'0'..=b'9');
        if !ends(word) && date::read(line, word).is_err() {
            let behind = daypart::read(line.rest(word)).filter(|_| part.is_none());
            match behind.map(|(found, len)| (found, word + len)) {
                Some((found, end)) if ends(end) || date::read(line, line.blanks(end)).is_ok() => {
                    (part, i) = (Some(found), end);
                }
                known => match self.word(word, |b| b == b',' || b.is_ascii_digit()) {
                    Some(end) => {
                        unknown = Some((word, end));
                        i = end;
                    }
                    // Where the form broke off, a foreign sign may stand.
                    None => i = known.map_or(i, |(_, end)| end),
                },
            }
        }
        let comma = line.at(i) == b',';
        let i = line.blanks(i + usize::from(comma));
        let (date, end) = date::read(line, i)?;
        Ok(Stamp {
            date,
            clock,
            comma,
            time_first: true,
            part,
            unknown,
            end,
        })
    }

    /// The end of the word, or few words, at `i` that something ends which `stops`: blanks before that
    /// are not part of it. Nothing with a digit or a mark of a stamp in it is a word.
    fn word(&self, i: usize, stops: impl Fn(u8) -> bool) -> Option<usize> {
        let near = self.line().rest(i);
        // Behind it a few blanks may stand.
        let near = &near[..near.len().min(WIDE * (WORD + 4))];
        let len = near.iter().position(|b| stops(*b))?;
        let plain = |b: &u8| !b.is_ascii_digit() && !b":,[]-/\"".contains(b);
        let text = near[..len].trim_ascii_end();
        (!text.is_empty() && letters(text) <= WORD && text.iter().all(plain))
            .then_some(i + text.len())
    }

    /// Reads what closes the stamp at `i`; gives the kind and where the rest begins.
    ///
    /// Log files look like the two forms without dash or bracket; the exports that have these write dots,
    /// a comma, or seconds behind slashes.
    fn fence(&self, i: usize, bracket: bool, shape: Shape) -> Option<(Kind, usize)> {
        let line = self.line();
        let j = line.blanks(i);
        match line.at(j) {
            b']' if bracket => {
                let rest = j + 1 + blank(self.text, j + 1);
                // Some programs write a dash behind the bracket.
                Some((Kind::Bracket, line.skip(rest, &["- "])))
            }
            _ if bracket => None,
            b'-' if j > i => {
                let rest = j + 1 + blank(self.text, j + 1);
                (rest > j + 1 || rest >= self.text.len()).then_some((Kind::Dash, rest))
            }
            b':' if j == i && line.at(i + 1) == b' ' => {
                let told = shape.dotted() || shape.comma() || (shape.slashed() && shape.seconds());
                told.then_some((Kind::Colon, i + 2))
            }
            b',' if j == i && line.at(i + 1) == b' ' => {
                let near = &self.text[i..(i + 300).min(self.text.len())];
                let named = near.windows(3).any(|w| w == b" : ");
                named.then_some((Kind::Comma, i + 2))
            }
            _ if j > i && line.at(j) > b' ' && shape.dotted() => {
                let near = &self.text[j..(j + 40).min(self.text.len())];
                let dashed = near.windows(3).any(|w| w == b" - ");
                // In a file that does not begin with this form it needs a name to be taken note of.
                let usual = self.kinds & Kind::Bare.bit() != 0;
                let named = usual || near.windows(2).any(|w| w == b": ");
                (!dashed && named).then_some((Kind::Bare, j))
            }
            _ => None,
        }
    }

    /// A whole stamp but for a word where a day-part stands, behind the time or, where that comes first, the date.
    fn unknown_behind(&self, stamp: &Stamp, bracket: bool, shape: Shape) -> Tried {
        let from = self.line().blanks(stamp.end);
        let near = self.line().rest(from);
        let near = &near[..near.len().min(WIDE * (WORD + 12))];
        let end = if bracket {
            near.iter().position(|b| *b == b']')
        } else {
            near.windows(3).position(|w| w == b" - ")
        };
        let word = end.map(|len| &near[..len]).filter(|w| {
            (1..=WORD + 10).contains(&letters(w))
                && !w.iter().any(|b| matches!(b, b':' | b'0'..=b'9'))
        });
        let Some(word) = word else {
            return NOT;
        };
        let kind = if bracket { Kind::Bracket } else { Kind::Dash };
        let shape = Shape(shape.0 | kind as u16).twelve();
        let odd = stamp.beside(from, from + word.len(), self.text);
        Tried::Done(Parsed::Odd(odd, shape))
    }

    fn finish(&self, stamp: &Stamp, kind: Kind, shape: Shape, rest: usize) -> Parsed {
        let (date, clock) = (&stamp.date, &stamp.clock);
        let shape = Shape(shape.0 | kind as u16);
        let (year_field, others) = date.parts();
        let odd = match date.letters {
            _ if self.kinds & kind.bit() == 0 => Some(Odd::OtherKind),
            Letters::Unknown(from, to) => Some(Odd::Month { from, to }),
            Letters::NoYear => Some(Odd::NoYear),
            _ => None,
        };
        if let Some(odd) = odd {
            return Parsed::Odd(odd, shape);
        }
        if let Some((from, to)) = stamp.unknown {
            return Parsed::Odd(stamp.beside(from, to, self.text), shape.twelve());
        }
        let small = others.iter().all(|f| f.width <= 2 && f.era == 0);
        let Some(year) = date.year() else {
            let year = year_field.value;
            let days = others.iter().all(|f| (1..=32).contains(&f.value));
            return Parsed::Odd(
                match small && days && year > 0 && (year_field.width == 4 || date.islamic) {
                    true if date.islamic || calendar::is_of_another(year) => Odd::Year(year),
                    true => Odd::NoSuchYear(year),
                    false => Odd::Impossible,
                },
                shape,
            );
        };
        let header = Header {
            year,
            first: others[0].value.min(255) as u8,
            second: others[1].value.min(255) as u8,
            year_at: date.year_at(),
            persian: date.is_persian(),
            clock: 0,
            seconds_known: clock.second.is_some(),
            kind,
            shape,
            marked: false,
            rest,
        };
        let hour = stamp.part.map_or(clock.hour, |p| p.hour(clock.hour));
        let second = clock.second.unwrap_or(0);
        let possible = small
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
}

impl Stamp {
    /// What the word between these bytes of `text` is, beside the time: a part of the day that is not known, unless
    /// the hour or the word itself says that it is none.
    fn beside(&self, from: usize, to: usize, text: &[u8]) -> Odd {
        let word = text.get(from..to).unwrap_or_default().trim_ascii();
        let half = (1..=12).contains(&self.clock.hour) && self.part.is_none();
        match half && !is_zone(word) {
            true => Odd::DayPart { from, to },
            false => Odd::Beside { from, to },
        }
    }

    /// The form, but for the kind of fence.
    fn shape(&self) -> Shape {
        let (date, clock) = (&self.date, &self.clock);
        let at = date.year_at();
        let (year, _) = date.parts();
        Shape(
            date.separator << 3
                | u16::from(self.comma) << 5
                | (at as u16) << 6
                | u16::from(year.width == 4) << 8
                | u16::from(clock.second.is_some()) << 9
                | u16::from(self.part.is_some()) << 10
                | u16::from(clock.dots) << 11
                | u16::from(self.time_first) << 12
                | u16::from(year.era > 0 || date.buddhist || date.islamic || date.is_persian())
                    << 13
                | u16::from(at == YearAt::Lettered) << 14
                | u16::from(clock.letters) << 15,
        )
    }
}
