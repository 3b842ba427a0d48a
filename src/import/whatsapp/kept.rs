//! Lines kept as text inside an entry though they have the form of a stamp: each is listed or counted.
//!
//! Invariant: nothing that begins with a whole stamp joins the message before it in silence, whatever ends the
//! line in front of it.

use super::header::{self, Parsed};
use super::loose;
use super::rules::Rules;
use super::split::Block;
use super::survey::{STRAYS, Survey};
use crate::import::types::Stray;

const STRAY_TEXT: usize = 200;

impl Survey {
    /// Lists what the block holds of such lines.
    pub(super) fn kept_in(&mut self, block: &Block<'_>, body: &[u8], rules: &Rules) {
        for odd in block.odd {
            self.kept(odd.line, &odd.text, &odd.odd.why(&odd.text));
        }
        self.inner_odd += block.odd_more;
        let other = if rules.cr { b'\n' } else { b'\r' };
        let start = block.bytes.len() - body.len().min(block.bytes.len());
        for at in memchr::memchr_iter(other, body) {
            self.behind(block, start, (body, at + 1), rules);
        }
        if block.breaks {
            for at in breaks(body) {
                self.behind(block, start, (body, at), rules);
            }
        }
    }

    /// Lists the stamp at `at` of the body, which begins at `start` of the block.
    fn behind(
        &mut self,
        block: &Block<'_>,
        start: usize,
        (body, at): (&[u8], usize),
        rules: &Rules,
    ) {
        let next = &body[at..];
        let near = &next[..next.len().min(400)];
        if near.len() > 8 && stands(near, rules.kinds) {
            let before = &block.bytes[..(start + at).min(block.bytes.len())];
            let line = block.line + memchr::memchr_iter(rules.line_end(), before).count() as u64;
            let what = "another character than elsewhere in this file ends the line before it";
            self.kept(line, near, what);
        }
    }

    fn kept(&mut self, line: u64, text: &[u8], what: &str) {
        self.inner_odd += 1;
        if self.strays.len() < STRAYS {
            self.strays.push(Stray {
                line,
                text: start_of(text),
                why: format!("looks like the start of an entry, but {what}; kept as text of the entry above it"),
            });
        }
    }
}

/// Whether a stamp stands at the start of `near`.
fn stands(near: &[u8], kinds: u8) -> bool {
    // Behind CR an LF, and behind LF a CR, only goes on with the line's end.
    !matches!(near[0], b'\r' | b'\n')
        && (header::parse(near, kinds) != Parsed::Text || loose::begins(near))
}

/// Whether a character that ends a line elsewhere stands in these bytes: a vertical tab, a form feed, or
/// U+0085, U+2028, U+2029 of Unicode.
pub(super) fn holds_break(bytes: &[u8]) -> bool {
    let stands = |needle: &[u8]| memchr::memmem::find(bytes, needle).is_some();
    memchr::memchr2(0x0b, 0x0c, bytes).is_some()
        || stands(b"\xc2\x85")
        || stands(b"\xe2\x80\xa8")
        || stands(b"\xe2\x80\xa9")
}

/// The places behind each of these characters.
fn breaks(body: &[u8]) -> impl Iterator<Item = usize> + '_ {
    (1..=body.len()).filter(|end| match &body[..*end] {
        [.., 0x0b | 0x0c] | [.., 0xc2, 0x85] | [.., 0xe2, 0x80, 0xa8 | 0xa9] => true,
        _ => false,
    })
}

/// The start of a line, for a list.
pub(super) fn start_of(line: &[u8]) -> String {
    let near = &line[..line.len().min(4 * STRAY_TEXT)];
    let text = String::from_utf8_lossy(near);
    text.trim_end_matches(['\r', '\n'])
        .chars()
        .take(STRAY_TEXT)
        .collect()
}
