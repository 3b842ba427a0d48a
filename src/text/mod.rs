//! Text on its way to a screen, a file or a terminal: what is harmless to show, how wide it is, how it wraps.
//!
//! Invariant: what [`safe_line`] and [`safe_block`] give back holds no
//! control character (a block keeps LF), no bidirectional control and nothing unseen but what shapes its
//! neighbours (see [`safe`]), so imported text cannot move a cursor, turn a line round or hide.

mod hidden;
mod near;
mod safe;
mod signs;
pub mod when;

use std::ffi::OsStr;

pub use hidden::is_blank;
pub use near::nearest;
pub use safe::{Piece, Pieces, Shown, safe_block, safe_line};
pub use signs::{has_signs, plain_signs};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Whether `c` is an invisible format character (Unicode category Cf) or a line or paragraph separator.
pub fn is_format(c: char) -> bool {
    // Nearly every letter of nearly every text is one of these.
    if matches!(c, '\0'..='\u{ac}' | '\u{2070}'..='\u{fefe}' | '\u{1f000}'..='\u{1ffff}') {
        return false;
    }
    matches!(c,
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}'
        | '\u{8e2}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}')
}

/// Whether `c` must be written as an escape wherever bytes have to be exact and harmless (JSON, journal).
pub fn must_escape(c: char) -> bool {
    c.is_control() || is_format(c)
}

/// A file's name as text that loses nothing: a byte that is not UTF-8 is written `<FF>`, and so is a `<` that
/// would read as the start of such a byte. No two names give the same text.
pub fn name_of(name: &OsStr) -> String {
    let hex = |b: &u8| b.is_ascii_digit() || (b'A'..=b'F').contains(b);
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        let text = chunk.valid();
        for (at, c) in text.char_indices() {
            match text.as_bytes().get(at + 1..at + 4) {
                Some([a, b, b'>']) if c == '<' && hex(a) && hex(b) => out.push_str("<3C>"),
                _ => out.push(c),
            }
        }
        for byte in chunk.invalid() {
            out.push_str(&format!("<{byte:02X}>"));
        }
    }
    out
}

/// A number with its noun: "1 item", "2 items", "3 entries".
pub fn counted(n: usize, noun: &str) -> String {
    let stem = noun.strip_suffix('y');
    match (
        n,
        stem.filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])),
    ) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        _ => format!("{n} {noun}s"),
    }
}

/// A figure with its thousands apart: "21,407".
pub fn figure(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// So many bytes in words: "2.1 GB", "340 MB".
pub fn bytes_words(n: u64) -> String {
    const MB: u64 = 1_000_000;
    match n {
        0..1_000 => format!("{n} bytes"),
        1_000..MB => format!("{} kB", n / 1_000),
        MB..1_000_000_000 => format!("{} MB", n / MB),
        _ => {
            let tenths = n / (100 * MB);
            format!("{}.{} GB", tenths / 10, tenths % 10)
        }
    }
}

/// The number of terminal columns that `text` takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// What stands for what was left out.
const LEFT_OUT: char = '…';

/// The longest start of `text` that fits in `columns`, never cutting a grapheme.
pub fn fit(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > columns {
            return &text[..at];
        }
    }
    text
}

/// Text that goes on and is not shown to its end: the sign stands right behind its last word, and never behind a
/// blank or a stop.
pub fn cut_short(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | LEFT_OUT);
    format!("{}{LEFT_OUT}", text.trim_end_matches(ends))
}

/// The same in at most so many columns.
pub fn cut(text: &str, columns: usize) -> String {
    match columns {
        0 => String::new(),
        _ => cut_short(fit(text, columns - 1)),
    }
}

/// Breaks text into lines of at most `columns`, at blanks where there are any; LF always breaks.
/// Nothing is dropped but the blanks a line is broken at.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    text.split('\n')
        .flat_map(|line| wrap_line(line, columns))
        .collect()
}

fn wrap_line(line: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    let (mut used, mut gap) = (0, "");
    for word in runs(line) {
        if word.trim().is_empty() {
            gap = word;
            continue;
        }
        let (blank, wide) = (gap.width(), word.width());
        if used + blank + wide <= columns {
            current.push_str(gap);
            current.push_str(word);
            used += blank + wide;
            continue;
        }
        if used > 0 {
            lines.push(std::mem::take(&mut current));
            used = 0;
        }
        for grapheme in word.graphemes(true) {
            if used + grapheme.width() > columns && used > 0 {
                lines.push(std::mem::take(&mut current));
                used = 0;
            }
            current.push_str(grapheme);
            used += grapheme.width();
        }
    }
    lines.push(current);
    lines
}

/// The runs of blanks and of anything else that a line is made of, in turn.
fn runs(mut rest: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let blank = rest.chars().next()?.is_whitespace();
        let end = rest
            .find(|c: char| c.is_whitespace() != blank)
            .unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

/// The words with a capital first.
pub fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// The words as a sentence: a capital first, where they do not begin with the name of a file, and a full stop.
pub fn as_sentence(text: &str) -> String {
    let first = text.split([' ', ',', ':']).next().unwrap_or_default();
    match first.contains(['/', '.', '\\']) {
        true => with_stop(text),
        false => with_stop(&sentence_case(text)),
    }
}

/// The words with a full stop behind them, where they do not end in one.
pub fn with_stop(text: &str) -> String {
    let text = text.trim_end();
    match text.ends_with(['.', '!', '?']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_has_its_plural() {
        let told = [
            (1, "day"),
            (2, "day"),
            (2, "entry"),
            (0, "reply"),
            (3, "frame"),
        ];
        let told = told.map(|(n, noun)| counted(n, noun));
        assert_eq!(
            told,
            ["1 day", "2 days", "2 entries", "0 replies", "3 frames"]
        );
    }

    #[test]
    fn what_is_cut_has_its_sign_behind_a_word() {
        let line = "Noted. I will tell, well, the team … of it";
        let at = |columns| cut(line, columns);
        assert_eq!([at(7), at(8), at(9)], ["Noted…", "Noted…", "Noted. I…"]);
        assert_eq!([at(0), at(1), at(20)], ["", "…", "Noted. I will tell…"]);
        for columns in 0..=width(line) {
            let shown = cut(line, columns);
            assert!(width(&shown) <= columns, "{shown}");
            let before = shown.chars().rev().nth(1);
            assert!(before.is_none_or(char::is_alphanumeric), "{shown}");
        }
    }

    #[test]
    fn a_sentence_does_not_begin_with_the_name_of_a_file_that_is_another() {
        assert_eq!(as_sentence("a torn tail"), "A torn tail.");
        assert_eq!(
            as_sentence("register/w/0001.toml, line 3: x"),
            "register/w/0001.toml, line 3: x."
        );
        assert_eq!(as_sentence("config.toml: x"), "config.toml: x.");
        assert_eq!(as_sentence("it ends. So."), "It ends. So.");
    }

    #[test]
    fn wrapping_keeps_every_word_within_the_width() {
        let lines = wrap("one two three\n\n日本語日本語 averyverylongword", 8);
        assert_eq!(
            lines,
            [
                "one two",
                "three",
                "",
                "日本語日",
                "本語",
                "averyver",
                "ylongwor",
                "d"
            ]
        );
        assert_eq!(fit("日本語", 5), "日本");
        assert_eq!(wrap("one two, <U+0009>", 8), ["one two,", "<U+0009>"]);
        assert_eq!(wrap("one two, three", 7), ["one", "two,", "three"]);
        assert_eq!(wrap("ab          cd", 8), ["ab", "cd"]);
        assert_eq!(wrap("  two in", 8), ["  two in"]);
    }
}
