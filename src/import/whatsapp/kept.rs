//! Lines kept as text inside an entry though they have the form of a stamp: each is listed or counted.
//!
//! Invariant: nothing that begins with a whole stamp joins the message before it in silence, whatever ends the
//! line in front of it.

use super::breaks::breaks;
use super::header::{self, Parsed};
use super::loose;
use super::rules::Rules;
use super::split::Block;
use super::survey::{STRAYS, Survey, start_of};
use crate::import::types::Stray;

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
        let near = &next[..next.len().min(1024)];
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
