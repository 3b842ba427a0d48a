//! The stamp at the start of an entry: every printed form of date, clock, digits and calendar.
//!
//! May import `daypart` only. A line is tried on its plain bytes first; only when a byte outside ASCII
//! stands where the form needs something else is a short normalised copy made (marks dropped, foreign
//! digits and punctuation folded) and tried once more. Invariant: what is accepted names a real day under
//! at least one reading of day and month; nothing is allocated.

use super::daypart::{self, DayPart, blank};

/// How an entry's stamp is fenced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[date, time] name: text`, as iPhones write.
    Bracket,
    /// `date, time - name: text`, as Android phones write.
    Dash,
    /// `date, time: name: text`, iPhones up to about 2016.
    Colon,
    /// `d. m. yyyy. time name: text`, no fence at all (Croatian, Slovene, Serbian).
    Bare,
    /// `yyyy. m. d. 오후 h:mm, name : text`, older Korean phones.
    Comma,
}

impl Kind {
    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The kinds every file may hold; the others only where the file begins with them, because a line of
/// ordinary text can look like them.
pub(super) const USUAL: u8 = Kind::Bracket.bit() | Kind::Dash.bit();
pub(super) const ALL: u8 = USUAL | Kind::Colon.bit() | Kind::Bare.bit() | Kind::Comma.bit();

/// Everything about a stamp's form but the numbers, packed for comparing: kind, separators, comma,
/// place and width of the year, seconds, clock of twelve hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(super) struct Shape(pub(super) u16);

impl Shape {
    /// Whether the date is written with dots.
    pub(super) fn dotted(self) -> bool {
        matches!((self.0 >> 3) & 3, 1 | 3)
    }
    pub(super) fn kind_bits(self) -> u16 {
        self.0 & 7
    }
    /// The same form on a clock of twelve hours.
    fn twelve(self) -> Shape {
        Shape(self.0 | 1 << 10)
    }
}

/// Where the year stands among the three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearAt {
    First,
    Middle,
    Last,
}

/// A stamp that was understood, day and month not yet told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) year: u16,
    /// The two other numbers in printed order.
    pub(super) first: u8,
    pub(super) second: u8,
    pub(super) year_at: YearAt,
    /// Seconds since midnight, wall clock.
    pub(super) clock: u32,
    pub(super) seconds_known: bool,
    pub(super) kind: Kind,
    pub(super) shape: Shape,
    /// An invisible mark stood before the stamp: the line was written by WhatsApp for an attachment.
    pub(super) marked: bool,
    /// Where the text after the stamp begins, in bytes from the start of the line.
    pub(super) rest: usize,
}

/// Why a line with the whole form of a stamp is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    /// The word between these bytes of the line is no day-part this tool knows.
    DayPart { from: usize, to: usize },
    /// There is no such day or time.
    Impossible,
}

/// What a line's start is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parsed {
    Text,
    Header(Header),
    Odd(Odd, Shape),
}

/// The length of the invisible mark at `at` (three bytes each), or 0.
pub(super) fn mark(text: &[u8], at: usize) -> usize {
    match text.get(at..at + 3) {
        Some([0xef, 0xbb, 0xbf])
        | Some([0xe2, 0x80, 0x8b | 0x8e | 0x8f | 0xaa..=0xae])
        | Some([0xe2, 0x81, 0xa0 | 0xa6..=0xa9]) => 3,
        _ => 0,
    }
}

/// Tells what `line` (without its line end; the first kilobyte will do) begins with. `kinds` is a set of
/// [`Kind::bit`].
pub(super) fn parse(line: &[u8], kinds: u8) -> Parsed {
    let Some(&first) = line.first() else {
        return Parsed::Text;
    };
    if first.is_ascii() && first != b'[' && !first.is_ascii_digit() {
        return Parsed::Text;
    }
    let mut skip = 0;
    while mark(line, skip) > 0 {
        skip += 3;
    }
    let body = &line[skip..];
    let tried = Grammar {
        text: body,
        kinds,
        plain: true,
    }
    .run();
    let found = match tried {
        Tried::Foreign => normalised(body, kinds),
        Tried::Done(found) => found,
    };
    match found {
        Parsed::Text => Parsed::Text,
        Parsed::Header(mut h) => {
            h.marked = line[..skip].iter().any(|b| matches!(b, 0x8e | 0x8f));
            h.rest += skip;
            Parsed::Header(h)
        }
        Parsed::Odd(Odd::DayPart { from, to }, shape) => Parsed::Odd(
            Odd::DayPart {
                from: from + skip,
                to: to + skip,
            },
            shape,
        ),
        odd => odd,
    }
}

const COPY: usize = 160;

/// Tries again on a copy with marks dropped and foreign digits, blanks and punctuation folded to ASCII.
fn normalised(line: &[u8], kinds: u8) -> Parsed {
    let mut copy = [0u8; COPY + 8];
    // For each byte of the copy, where the character it came from ends in the line.
    let mut ends = [0u16; COPY + 8];
    let mut len = 0;
    let mut at = 0;
    let valid = match std::str::from_utf8(&line[..line.len().min(400)]) {
        Ok(text) => text,
        Err(e) => std::str::from_utf8(&line[..e.valid_up_to()]).unwrap_or_default(),
    };
    for c in valid.chars() {
        at += c.len_utf8();
        if len >= COPY {
            break;
        }
        let mut put = |bytes: &[u8]| {
            for &b in bytes {
                copy[len] = b;
                ends[len] = at as u16;
                len += 1;
            }
        };
        match fold(c) {
            Folded::Drop => {}
            Folded::Ascii(b) => put(&[b]),
            Folded::Keep => put(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    let place = |i: usize| match i {
        0 => 0,
        _ => usize::from(ends[(i - 1).min(len.saturating_sub(1))]),
    };
    match (Grammar {
        text: &copy[..len],
        kinds,
        plain: false,
    })
    .run()
    {
        Tried::Done(Parsed::Header(mut h)) => {
            h.rest = place(h.rest);
            Parsed::Header(h)
        }
        Tried::Done(Parsed::Odd(Odd::DayPart { from, to }, shape)) => {
            let (from, to) = (place(from), place(to));
            Parsed::Odd(Odd::DayPart { from, to }, shape)
        }
        Tried::Done(other) => other,
        Tried::Foreign => Parsed::Text,
    }
}

enum Folded {
    Drop,
    Ascii(u8),
    Keep,
}

/// The zero of each set of ten digits that phones print.
const ZEROS: [u32; 18] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50,
    0xed0, 0xf20, 0x1040, 0x17e0, 0xff10,
];

fn fold(c: char) -> Folded {
    let code = u32::from(c);
    if c.is_ascii() {
        return Folded::Ascii(c as u8);
    }
    if let Some(zero) = ZEROS.iter().find(|z| (**z..**z + 10).contains(&code)) {
        return Folded::Ascii(b'0' + (code - zero) as u8);
    }
    match c {
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '日'
        | '일' => Folded::Drop,
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' | '\u{200a}' | '\u{3000}' => {
            Folded::Ascii(b' ')
        }
        '،' | '，' | '、' => Folded::Ascii(b','),
        '：' => Folded::Ascii(b':'),
        '／' | '年' | '月' | '년' | '월' => Folded::Ascii(b'/'),
        '．' => Folded::Ascii(b'.'),
        '–' | '—' | '－' => Folded::Ascii(b'-'),
        '［' => Folded::Ascii(b'['),
        '］' => Folded::Ascii(b']'),
        '令' => Folded::Ascii(b'R'),
        '平' => Folded::Ascii(b'H'),
        '和' | '成' => Folded::Drop,
        _ => Folded::Keep,
    }
}

enum Tried {
    Done(Parsed),
    /// A byte outside ASCII stands in the way; a normalised copy may fit.
    Foreign,
}

struct Grammar<'a> {
    text: &'a [u8],
    kinds: u8,
    /// The text is the line's own bytes, not a normalised copy.
    plain: bool,
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

    fn run(&self) -> Tried {
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
        match self.fence(i, bracket) {
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
    fn fence(&self, i: usize, bracket: bool) -> Option<(Kind, usize)> {
        let j = self.blanks(i);
        let found = match self.at(j) {
            b']' if bracket => Some((Kind::Bracket, j + 1 + blank(self.text, j + 1))),
            _ if bracket => None,
            b'-' if j > i => {
                let rest = j + 1 + blank(self.text, j + 1);
                (rest > j + 1 || rest >= self.text.len()).then_some((Kind::Dash, rest))
            }
            b':' if j == i && self.at(i + 1) == b' ' => Some((Kind::Colon, i + 2)),
            b',' if j == i && self.at(i + 1) == b' ' => {
                let near = &self.text[i..(i + 300).min(self.text.len())];
                let named = near.windows(3).any(|w| w == b" : ");
                named.then_some((Kind::Comma, i + 2))
            }
            _ if j > i && self.at(j) > b' ' => Some((Kind::Bare, j)),
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
    let dotted = matches!(date.separator, 1 | 3);
    // Log files look like these two; the exports that have them write dots or a comma.
    let comma = shape.0 >> 5 & 1 == 1;
    if (kind == Kind::Bare && !dotted) || (kind == Kind::Colon && !dotted && !comma) {
        return Parsed::Text;
    }
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

impl Header {
    /// Month and day under a reading; `None` when there is no such day. Where the year does not come
    /// last, the printed order is known and `day_first` changes nothing.
    pub(super) fn date(&self, day_first: bool) -> Option<(u16, u8, u8)> {
        let (month, day) = match self.year_at {
            YearAt::Last if day_first => (self.second, self.first),
            _ => (self.first, self.second),
        };
        let ok = (1..=12).contains(&month) && (1..=days_in(self.year, month)).contains(&day);
        ok.then_some((self.year, month, day))
    }

    /// The only reading that makes a day of the numbers, where there is only one.
    pub(super) fn only_reading(&self) -> Option<bool> {
        match (self.date(true).is_some(), self.date(false).is_some()) {
            _ if self.year_at != YearAt::Last => None,
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// Whether the two readings name two different days.
    pub(super) fn two_faced(&self) -> bool {
        self.year_at == YearAt::Last
            && self.first != self.second
            && self.first <= 12
            && self.second <= 12
    }

    /// Seconds since 1970-01-01 of the wall clock under a reading.
    pub(super) fn seconds(&self, day_first: bool) -> Option<i64> {
        let (y, m, d) = self.date(day_first)?;
        Some(days_from_civil(y, m, d) * 86_400 + i64::from(self.clock))
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 (the usual March-based count, valid for the years accepted here).
pub(super) fn days_from_civil(year: u16, month: u8, day: u8) -> i64 {
    let (m, d) = (i64::from(month), i64::from(day));
    let y = i64::from(year) - i64::from(m <= 2);
    let (era, year_of_era) = (y / 400, y % 400);
    let day_of_year = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}
