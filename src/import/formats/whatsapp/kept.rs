//! Lines kept as text inside an entry though they have the form of a stamp: each is listed or counted.
//!
//! Invariant: nothing that begins with a whole stamp joins the message before it in silence, whatever ends the
//! line in front of it.

use super::block::Block;
use super::breaks::{begins_with_break, breaks};
use super::glued::{self, Glued};
use super::header::{self, Parsed};
use super::loose;
use super::rules::Rules;
use super::survey::{STRAYS, Survey, start_of};
use super::walk::Seen;
use crate::import::types::Stray;

/// How much may stand between a line end and a stamp behind it, in bytes.
const MARKS: usize = 25;
/// Whose text such a line is.
const ABOVE: &str = "the entry above it";
const INSIDE: &str = "the entry it stands in";
/// How much of a line is enough to tell what it begins with.
const NEAR: usize = 1024;

/// Tells the number of the line in which a place of a body stands; places are asked for in order, so that a body is
/// gone through once.
struct Lines<'b> {
    bytes: &'b [u8],
    /// Where the body begins in these.
    start: usize,
    end: u8,
    seen: usize,
    line: u64,
}

impl<'b> Lines<'b> {
    fn new(block: &Block<'b>, body: &[u8], rules: &Rules) -> Lines<'b> {
        Lines {
            bytes: block.bytes,
            start: block.bytes.len() - body.len().min(block.bytes.len()),
            end: rules.line_end(),
            seen: 0,
            line: block.line,
        }
    }

    fn number(&mut self, at: usize) -> u64 {
        let to = (self.start + at).min(self.bytes.len()).max(self.seen);
        let passed = &self.bytes[self.seen..to];
        self.line += memchr::memchr_iter(self.end, passed).count() as u64;
        self.seen = to;
        self.line
    }
}

impl Survey {
    /// Lists what the block holds of such lines.
    pub(super) fn kept_in(&mut self, block: &Block<'_>, seen: &Seen<'_>, rules: &Rules) {
        let body = seen.body;
        for odd in block.odd {
            self.kept(odd.line, &odd.text, &odd.odd.why(&odd.text), ABOVE);
        }
        self.inner_odd += block.odd_more;
        // How far from the end of the entry each stamp begins that was listed.
        let mut listed = Vec::new();
        if block.foreign.returns {
            let mut lines = Lines::new(block, body, rules);
            for at in memchr::memchr_iter(rules.other_end(), body) {
                if self.behind(&mut lines, (body, at + 1), rules) {
                    listed.push(body.len() - at - 1);
                }
            }
        }
        if block.foreign.breaks {
            let mut lines = Lines::new(block, body, rules);
            for at in breaks(body) {
                if self.behind(&mut lines, (body, at), rules) {
                    listed.push(body.len() - at);
                }
            }
        }
        listed.sort_unstable();
        self.glued_in(block, glued::asked(seen), (rules, &listed));
    }

    /// Lists the stamps in the middle of lines, but for the lines that are listed as a whole and the stamps that
    /// are among `listed`, which is in order.
    fn glued_in(&mut self, block: &Block<'_>, body: &[u8], (rules, listed): (&Rules, &[usize])) {
        let mut lines = Lines::new(block, body, rules);
        for Glued { at, begins_chat } in glued::stamps(body, rules) {
            let line = lines.number(at);
            self.glued_notice = self.glued_notice.or(begins_chat.then_some(line));
            // Invisible marks may stand between a line end and its stamp.
            let from_end = body.len() - at;
            let next = listed.partition_point(|place| *place < from_end);
            let told = listed
                .get(next)
                .is_some_and(|place| *place < from_end + MARKS);
            if block.odd.iter().all(|odd| odd.line != line) && !told {
                let what =
                    "it stands in the middle of a line, as where one export is put behind another";
                self.kept(line, &body[at..body.len().min(at + NEAR)], what, INSIDE);
            }
        }
    }

    /// Lists the stamp at `at` of the body; tells whether one stands there.
    fn behind(&mut self, lines: &mut Lines<'_>, (body, at): (&[u8], usize), rules: &Rules) -> bool {
        let next = &body[at..];
        let near = &next[..next.len().min(NEAR)];
        let found = near.len() > 8 && stands(near, rules.kinds);
        if found {
            let what = "something other than this file's line ends stands before it";
            self.kept(lines.number(at), near, what, ABOVE);
        }
        found
    }

    fn kept(&mut self, line: u64, text: &[u8], what: &str, entry: &str) {
        self.inner_odd += 1;
        if self.strays.len() < STRAYS {
            self.strays.push(Stray {
                line,
                text: start_of(text.split(|b| *b == b'\n').next().unwrap_or_default()),
                why: format!(
                    "looks like the start of an entry, but {what}; kept as text of {entry}"
                ),
            });
        }
    }
}

/// Whether a stamp stands at the start of `near`.
fn stands(near: &[u8], kinds: u8) -> bool {
    // Behind CR an LF, and behind LF a CR, only goes on with the line's end; of several the last counts.
    !matches!(near[0], b'\r' | b'\n')
        && !begins_with_break(near)
        && (header::parse(near, kinds) != Parsed::Text || loose::begins(near))
}
