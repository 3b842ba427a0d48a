//! Whole stamps in the middle of a line, as where one export was put behind another that had no line end at its
//! close.
//!
//! A stamp with something directly before it is told whatever follows; one behind a blank is told where a name
//! follows and it has the file's own form, or a chat's first notice follows, because people write dates into
//! sentences. Invariant: what stands at the start of a line is told elsewhere.

use super::header::{self, ALL, Header, Odd, Parsed, USUAL};
use super::loose;
use super::months;
use super::names::{self, Who};
use super::notice;
use super::rules::Rules;
use super::walk::{By, Seen};

/// How far before the time, its dash or its bracket a stamp may begin, in bytes.
const REACH: usize = 64;
/// How much of a line is enough to tell what stands there.
const NEAR: usize = 1024;
/// Bytes of the shortest stamp with a letter before it.
const SHORTEST: usize = 14;
/// Fewest figures of a stamp.
const FIGURES: usize = 6;
/// How long an address of the web may be in front of a date, in bytes.
const ADDRESS: usize = 512;
/// Most letters of a name of a month in front of a day.
const MONTH: usize = 9;

/// A stamp in the middle of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glued {
    /// Where it begins in the body.
    pub(super) at: usize,
    /// The notice that stands at the head of a chat follows.
    pub(super) begins_chat: bool,
}

/// The stamps in the middle of lines of a body, in order. Cheap where neither colon, dash nor bracket stands.
pub(super) fn stamps<'b>(body: &'b [u8], rules: &'b Rules) -> impl Iterator<Item = Glued> + 'b {
    let mut from = 0;
    // Most texts have no figure at all.
    let figures = body
        .iter()
        .fold(false, |any, b| any | b.is_ascii_digit() | (*b >= 0x80));
    let near = if figures { body } else { &[] };
    memchr::memchr3_iter(b':', b']', b'-', near).filter_map(move |at| {
        if at < from || !may_end(body, at) {
            return None;
        }
        let window = from.max(at.saturating_sub(REACH))..at;
        let Some(found) = find(body, window, rules) else {
            // Where no stamp began before this sign, none is found there before the next.
            from = at;
            return None;
        };
        // What follows a stamp is not asked again up to its name.
        from = found.1;
        Some(found.0)
    })
}

/// Whether a stamp is glued into what stands before a colon, which is no name then.
pub(super) fn holds_stamp(name: &str) -> bool {
    let rules = Rules::first(USUAL, false);
    stamps(name.as_bytes(), &rules).next().is_some()
}

/// What of an entry may have a stamp in its midst: of a message under a plain name the text alone.
pub(super) fn asked<'a>(seen: &Seen<'a>) -> &'a [u8] {
    match seen.by {
        By::Sender(name) if name.len() < SHORTEST || !name.iter().any(u8::is_ascii_digit) => {
            seen.body
        }
        _ => seen.rest,
    }
}

/// Whether a time, or a whole stamp, may stand before or around this sign.
fn may_end(body: &[u8], at: usize) -> bool {
    let figure = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_digit() || *b >= 0x80);
    let before = at.checked_sub(1).and_then(|i| body.get(i));
    let next = body.get(at + 1);
    let plain = match body[at] {
        b':' => figure(before) && figure(next),
        b'-' => before == Some(&b' ') && next.is_none_or(|b| *b == b' '),
        _ => before.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'.' || *b >= 0x80),
    };
    plain && {
        let near = &body[at.saturating_sub(REACH)..body.len().min(at + REACH / 2)];
        let plain = near.iter().filter(|b| b.is_ascii_digit()).count();
        (plain >= FIGURES || plain + header::foreign_digits(near) >= FIGURES)
            && may_hold_date(&body[at.saturating_sub(REACH)..body.len().min(at + REACH)])
    }
}

/// Whether a date may stand in a text: cheap, and never no where one does. A telephone number and a time are none.
fn may_hold_date(near: &[u8]) -> bool {
    let marked = |two: &[u8]| two[0].is_ascii_digit() && matches!(two[1], b'/' | b'.' | b'-');
    let month = |word: &[u8]| {
        (3..=MONTH).contains(&word.len())
            && months::may_be(word)
            && std::str::from_utf8(word).is_ok_and(|word| months::read(word).is_some())
    };
    !near.is_ascii()
        || near.windows(2).any(marked)
        || near.split(|b| !b.is_ascii_alphabetic()).any(month)
}

/// The stamp that begins in `window`, and where its rest begins: one that is read before one that is not.
fn find(body: &[u8], window: std::ops::Range<usize>, rules: &Rules) -> Option<(Glued, usize)> {
    let mut odd = None;
    let mut run_is_read = false;
    for at in window {
        let digit = |i: usize| body.get(i).is_some_and(u8::is_ascii_digit);
        let inside = at > 0 && digit(at) && digit(at - 1);
        run_is_read &= inside;
        if !begins(body, at) || (inside && run_is_read) {
            continue;
        }
        let line = line_at(body, at);
        match header::parse(line, ALL) {
            Parsed::Header(header) => {
                run_is_read = true;
                if let Some(found) = told(body, at, line, &header, rules) {
                    return Some((found, at + header.rest));
                }
            }
            Parsed::Odd(Odd::DayPart { .. } | Odd::Beside { .. } | Odd::Impossible, _)
                if odd.is_none() && before(body, at) == Before::Text =>
            {
                odd = Some(at);
            }
            _ => {}
        }
    }
    let begins_chat = false;
    odd.map(|at| (Glued { at, begins_chat }, at + FIGURES))
}

/// Whether a stamp can begin at `at`: with a bracket, a figure, or a month in letters.
fn begins(body: &[u8], at: usize) -> bool {
    match body[at] {
        b'[' | b'0'..=b'9' => true,
        b'A'..=b'Z' => {
            let near = &body[at..];
            let letters = near.iter().take_while(|b| b.is_ascii_alphabetic()).count();
            (3..=MONTH).contains(&letters)
        }
        // The first byte of a character of another script that has figures of its own, or a mark: no emoji.
        b => (0xc2..0xf0).contains(&b),
    }
}

fn line_at(body: &[u8], at: usize) -> &[u8] {
    let near = &body[at..body.len().min(at + NEAR)];
    let end = memchr::memchr2(b'\n', b'\r', near).unwrap_or(near.len());
    &near[..end]
}

/// What stands before a stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// Nothing that could be the end of another line: the start of a line, or part of a longer number.
    Nothing,
    Blank,
    /// An opening bracket or quotation mark, or an address of the web.
    Dress,
    Text,
}

fn before(body: &[u8], at: usize) -> Before {
    let Some(c) = last_char(&body[..at]) else {
        return Before::Blank;
    };
    let start = memchr::memrchr2(b'\n', b'\r', &body[..at]).map(|i| i + 1);
    if start.is_some_and(|start| !loose::holds_word(&body[start..at])) {
        return Before::Nothing;
    }
    let longer = matches!(c, '/' | '.' | '-' | ':' | ',' | '+')
        && body[at - 1] == separator(&body[at..])
        && at >= 2
        && body[at - 2].is_ascii_digit();
    match c {
        _ if longer => Before::Nothing,
        c if c.is_whitespace() => Before::Blank,
        _ if in_address(&body[..at]) => Before::Dress,
        '(' | '[' | '{' | '<' | '"' | '\'' | '*' | '_' | '~' | '`' | '=' | '“' | '‘' | '„'
        | '«' | '‹' => Before::Dress,
        _ => Before::Text,
    }
}

/// Whether a text ends within an address of the web, which may hold a date.
fn in_address(text: &[u8]) -> bool {
    let near = &text[text.len().saturating_sub(ADDRESS)..];
    let word = near
        .rsplit(u8::is_ascii_whitespace)
        .next()
        .unwrap_or_default();
    memchr::memmem::find(word, b"://").is_some() || word.starts_with(b"www.")
}

/// What stands behind the first number.
fn separator(text: &[u8]) -> u8 {
    let end = text.iter().position(|b| !b.is_ascii_digit());
    end.map_or(0, |at| text[at])
}

fn last_char(text: &[u8]) -> Option<char> {
    let near = &text[text.len().saturating_sub(4)..];
    let last = near.utf8_chunks().last()?;
    match last.invalid() {
        [] => last.valid().chars().next_back(),
        _ => Some(char::REPLACEMENT_CHARACTER),
    }
}

/// Whether the stamp is to be told.
fn told(body: &[u8], at: usize, line: &[u8], header: &Header, rules: &Rules) -> Option<Glued> {
    let rest = line.get(header.rest..).unwrap_or_default();
    let near = String::from_utf8_lossy(&rest[..rest.len().min(400)]);
    let begins_chat = notice::starts_chat(&near, false);
    let who = names::split(rest, header.kind);
    let named = matches!(who, Who::Name { .. });
    let own = rules.main_shape.is_none_or(|main| main == header.shape);
    let usual = rules.kinds & header.kind.bit() != 0;
    // A time up to another is no sender: "13/03/2024, 09:02 - 10:00".
    let range = rest.first().is_some_and(u8::is_ascii_digit);
    let is_told = match before(body, at) {
        Before::Nothing => false,
        _ if begins_chat => true,
        Before::Text => named || (usual && !range),
        Before::Blank | Before::Dress => own && !rules.exact && (named || notice::is_known(&near)),
    };
    is_told.then_some(Glued { at, begins_chat })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_stand_wherever_a_stamp_does() {
        for stamp in [
            "13/03/2024, 09:02 - ",
            "[13.03.24, 09:02:11] ",
            "2024-03-13, 9:02 PM - ",
            "13. 3. 2024 09:02 - ",
            "13 March 2024 at 09:02 - ",
            "13-Mar-2024, 09:02 - ",
            "13 de marzo de 2024, 09:02 - ",
            "Mar 13, 2024, 9:02 AM - ",
            "09:02, 13 September 2024 - ",
            "2024年3月13日 09:02 - ",
            "١٣/٠٣/٢٠٢٤، ٠٩:٠٢ - ",
        ] {
            assert!(may_hold_date(stamp.as_bytes()), "{stamp}");
            let line = format!("{stamp}Bob: x");
            let parsed = header::parse(line.as_bytes(), ALL);
            assert!(matches!(parsed, Parsed::Header(_)), "{stamp} {parsed:?}");
        }
        for text in [
            "call 020 7946 0000 at 10:30 on the 13th",
            "rooms 101, 102: see you at 10:30:00",
        ] {
            assert!(!may_hold_date(text.as_bytes()), "{text}");
        }
    }
}
