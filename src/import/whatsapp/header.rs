//! The stamp at the start of an entry: every printed form of date, clock, digits and calendar.
//!
//! May import `quick`, `grammar`, `calendar`, `odd` and `import::types`. A line is tried on its plain bytes first; only when
//! a byte outside ASCII stands where the form needs something else is a short normalised copy made (marks
//! dropped, foreign digits and punctuation folded) and tried once more. Invariant: what is accepted names a real day under
//! at least one reading of day and month; nothing is allocated.

use super::calendar::{days_from_civil, days_in, from_persian};
use super::grammar::{Grammar, Tried};
pub(super) use super::odd::Odd;
use super::quick;
use crate::import::types::DateOrder;

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
        matches!((self.0 >> 3) & 3, 1 | 3) && !self.lettered()
    }
    /// Whether the date is written with dashes.
    fn dashed(self) -> bool {
        (self.0 >> 3) & 3 == 2 && !self.lettered()
    }
    /// Whether the date is written with slashes.
    pub(super) fn slashed(self) -> bool {
        (self.0 >> 3) & 3 == 0 && !self.lettered()
    }
    /// Whether the month is written in letters.
    fn lettered(self) -> bool {
        self.0 >> 14 & 1 == 1
    }
    /// Of a month in letters: 0 the day comes first, 1 the month, 2 the year.
    pub(super) fn lettered_order(self) -> usize {
        usize::from((self.0 >> 3) & 3).min(2)
    }
    /// Whether seconds are written.
    pub(super) fn seconds(self) -> bool {
        self.0 >> 9 & 1 == 1
    }
    /// Whether a comma stands between date and time.
    pub(super) fn comma(self) -> bool {
        self.0 >> 5 & 1 == 1
    }
    pub(super) fn kind_bits(self) -> u16 {
        self.0 & 7
    }
    /// The same form on a clock of twelve hours.
    pub(super) fn twelve(self) -> Shape {
        Shape(self.0 | 1 << 10)
    }
}

/// Where the year stands among the three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearAt {
    First,
    Middle,
    Last,
    /// The month is written in letters, so the place of the year does not matter.
    Lettered,
}

/// A stamp that was understood, day and month not yet told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) year: u16,
    /// The two other numbers in printed order; of a month in letters the month, then the day.
    pub(super) first: u8,
    pub(super) second: u8,
    pub(super) year_at: YearAt,
    /// The numbers are of the Persian calendar.
    pub(super) persian: bool,
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
    if first.is_ascii() && first != b'[' && !first.is_ascii_digit() && !begins_with_word(line) {
        return Parsed::Text;
    }
    // What begins with a letter of another script is mostly text; a stamp has a number in every form.
    if !first.is_ascii() && !may_hold_number(line) {
        return Parsed::Text;
    }
    let mut skip = 0;
    while mark(line, skip) > 0 {
        skip += 3;
    }
    let body = &line[skip..];
    let found = match quick::read(body, kinds) {
        Some(header) => Parsed::Header(header),
        None => whole(body, kinds),
    };
    match found {
        Parsed::Text => Parsed::Text,
        Parsed::Header(mut h) => {
            h.marked = line[..skip].iter().any(|b| matches!(b, 0x8e | 0x8f));
            h.rest += skip;
            Parsed::Header(h)
        }
        Parsed::Odd(odd, shape) => Parsed::Odd(odd.moved(|i| i + skip), shape),
    }
}

/// Whether a digit of any script may stand in a line: cheap, and never no where one does.
pub(super) fn may_hold_number(line: &[u8]) -> bool {
    let mut before = 0;
    line.iter().any(|b| {
        let last = std::mem::replace(&mut before, *b);
        match *b {
            b'0'..=b'9' | 0xdf | 0xe0 | 0xe1 | 0xef => true,
            0xa0..=0xa9 => last == 0xd9,
            0xb0..=0xb9 => last == 0xdb,
            _ => false,
        }
    })
}

/// Tries every form.
pub(super) fn whole(text: &[u8], kinds: u8) -> Parsed {
    let tried = Grammar {
        text,
        kinds,
        plain: true,
    }
    .run();
    match tried {
        Tried::Foreign => normalised(text, kinds),
        Tried::Done(found) => found,
    }
}

/// Whether a line begins with a word and a number, as a date with the month first in letters does.
fn begins_with_word(line: &[u8]) -> bool {
    let near = &line[..line.len().min(12)];
    let letters = near.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let rest = &near[letters..];
    let rest = rest.strip_prefix(b".").unwrap_or(rest);
    (3..10).contains(&letters) && matches!(rest, [b' ', b'0'..=b'9', ..])
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
        Tried::Done(Parsed::Odd(odd, shape)) => Parsed::Odd(odd.moved(place), shape),
        Tried::Done(Parsed::Text) => Parsed::Text,
        Tried::Foreign => Parsed::Text,
    }
}

/// What a character counts as in a stamp.
pub(super) enum Folded {
    Drop,
    Ascii(u8),
    Keep,
}

/// The zero of each set of ten digits that phones print.
const ZEROS: [u32; 18] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50,
    0xed0, 0xf20, 0x1040, 0x17e0, 0xff10,
];

pub(super) fn fold(c: char) -> Folded {
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

impl Header {
    /// Month and day under a reading; `None` when there is no such day. Where the year does not come
    /// last, the printed order is known and `day_first` changes nothing.
    pub(super) fn date(&self, day_first: bool) -> Option<(u16, u8, u8)> {
        let (month, day) = match self.year_at {
            YearAt::Last if day_first => (self.second, self.first),
            _ => (self.first, self.second),
        };
        if self.persian {
            return from_persian(self.year, month, day);
        }
        let ok = (1..=12).contains(&month) && (1..=days_in(self.year, month)).contains(&day);
        ok.then_some((self.year, month, day))
    }

    /// The order of its date's numbers, read with the day or the month first where both stand before or after
    /// the year.
    pub(super) fn order(&self, day_first: bool) -> DateOrder {
        match (self.year_at, day_first) {
            (YearAt::First, _) => DateOrder::Ymd,
            (YearAt::Middle, _) => DateOrder::Myd,
            (YearAt::Lettered, _) => match self.shape.lettered_order() {
                0 => DateOrder::Dmy,
                1 => DateOrder::Mdy,
                _ => DateOrder::Ymd,
            },
            (YearAt::Last, true) => DateOrder::Dmy,
            (YearAt::Last, false) => DateOrder::Mdy,
        }
    }

    /// Whether the stamp is `[YYYY-MM-DD, HH:MM]`: iPhones always print seconds, signal-export did not.
    pub(super) fn is_signal(&self) -> bool {
        self.kind == Kind::Bracket
            && self.year_at == YearAt::First
            && self.shape.dashed()
            && self.shape.comma()
            && !self.seconds_known
    }

    /// Whether the stamp is `[YYYY-MM-DD HH:MM:SS]`, which Swedish iPhones write and signal-export too.
    pub(super) fn may_be_signal(&self) -> bool {
        self.kind == Kind::Bracket
            && self.year_at == YearAt::First
            && self.shape.dashed()
            && !self.shape.comma()
            && self.seconds_known
    }

    /// The only reading that makes a day of the numbers, where there is only one.
    pub(super) fn only_reading(&self) -> Option<bool> {
        if self.year_at != YearAt::Last || (self.first <= 12 && self.second <= 12) {
            return None;
        }
        match (self.date(true).is_some(), self.date(false).is_some()) {
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
