//! The stamp at the start of an entry: every printed form of date, clock, digits and calendar.
//!
//! A line is tried on its plain bytes first; only when a byte outside ASCII stands where the form needs something
//! else is a short normalised copy made (marks dropped, foreign digits and punctuation folded) and tried once more.
//! Invariant: what is accepted names a real day under at least one reading of day and month; nothing is allocated.

use super::grammar::{Grammar, Tried};
pub(super) use super::odd::Odd;
use super::quick::{self, Recent};
pub(super) use super::shape::{ALL, Header, Kind, Parsed, Shape, USUAL, YearAt};

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
    parse_after(line, kinds, &mut Recent::default())
}

/// The same for a line of a file of which others were read: quicker where its date is the one before.
pub(super) fn parse_after(line: &[u8], kinds: u8, recent: &mut Recent) -> Parsed {
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
    let found = match quick::read(body, kinds, recent) {
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

/// How many digits of other scripts stand in a line.
pub(super) fn foreign_digits(line: &[u8]) -> usize {
    let is_digit = |at: usize| {
        let code = match line[at..] {
            [a @ 0xd9..=0xdf, b, ..] => u32::from(a & 0x1f) << 6 | u32::from(b & 0x3f),
            [a @ (0xe0 | 0xe1 | 0xef), b, c, ..] => {
                let (b, c) = (u32::from(b & 0x3f), u32::from(c & 0x3f));
                u32::from(a & 0x0f) << 12 | b << 6 | c
            }
            _ => return false,
        };
        ZEROS.iter().any(|z| (*z..*z + 10).contains(&code))
    };
    (0..line.len()).filter(|at| is_digit(*at)).count()
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
