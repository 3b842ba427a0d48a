//! Whether a text is an export of WhatsApp at all, and by which rules it is first read.
//!
//! Told by the first lines; where none has a stamp that is read, but one nearly has, what is odd about it is given,
//! so that a refusal can say the true reason.

use super::header::{self, Header, Kind, Odd, Parsed, USUAL};
use super::loose;
use super::other;
use super::rules::Rules;

/// Lines within which an export must begin.
const LINES: usize = 20;
/// Line ends looked at to tell which of the two bytes ends a line.
const ENDS: usize = 2000;

/// What the first stamp of a text says.
#[derive(Clone, Copy)]
pub(in crate::import) struct Look {
    /// What the text is first read by.
    pub(super) rules: Rules,
    /// What it looks like, where it is a page of another program.
    pub(in crate::import) other: Option<&'static str>,
}

/// A line that has the whole form of a stamp and is none.
pub(in crate::import) struct Nearly {
    /// From 1.
    pub(in crate::import) line: u64,
    /// An unknown day-part, where it is that.
    pub(in crate::import) word: Option<String>,
    /// What is odd about it, as the end of a sentence.
    pub(in crate::import) why: String,
}

/// Whether the head of a text looks like a WhatsApp export. A head without a stamp that is read, but with
/// one that has the form of one, gives the first of these.
pub(in crate::import) fn looks_like(head: &[u8]) -> Result<Option<Look>, Nearly> {
    let reversed = ends_with_lf_cr(head);
    let cr = reversed || ends_with_cr(head);
    let mut nearly = None;
    let mut filled = 0;
    let end = if cr { b'\r' } else { b'\n' };
    for (i, line) in head.split(|b| *b == end).enumerate() {
        let line = line.trim_ascii_end();
        let near = &line[..line.len().min(1024)];
        match header::parse(near, header::ALL) {
            Parsed::Header(h) if is_told(head, &h, near) => {
                return Ok(Some(Look {
                    rules: Rules {
                        reversed,
                        ..Rules::first(USUAL | h.kind.bit(), cr)
                    },
                    other: other::what(head, &h),
                }));
            }
            Parsed::Odd(odd, _) if nearly.is_none() => {
                let word = match odd {
                    Odd::DayPart { from, to } => near.get(from..to.min(near.len())),
                    _ => None,
                };
                nearly = Some(Nearly {
                    line: i as u64 + 1,
                    word: word.map(|w| String::from_utf8_lossy(w).trim().to_owned()),
                    why: odd.why(near),
                });
            }
            _ => {}
        }
        filled += usize::from(!line.is_empty());
        if filled >= LINES && nearly.is_none() {
            return Ok(None);
        }
    }
    nearly.map_or(Ok(None), Err)
}

/// Of a head in which no line has the form of a stamp: the first of its lines that begin with a date and a time set
/// apart from a name in some other way, where most of the first lines do.
pub(in crate::import) fn resembles(head: &[u8]) -> Option<Nearly> {
    let end = if head.contains(&b'\n') { b'\n' } else { b'\r' };
    let lines = head.split(|b| *b == end).enumerate();
    let filled = lines.map(|(i, line)| (i, line.trim_ascii()));
    let first = filled.filter(|(_, line)| !line.is_empty()).take(LINES);
    let (mut all, mut found, mut nearly) = (0, 0, None);
    for (i, line) in first {
        all += 1;
        let near = &line[..line.len().min(1024)];
        let Some(odd) = loose::odd(near).filter(|_| holds_name(near)) else {
            continue;
        };
        found += 1;
        nearly = nearly.or(Some(Nearly {
            line: i as u64 + 1,
            word: None,
            why: odd.why(near),
        }));
    }
    nearly.filter(|_| found * 2 >= all)
}

/// Whether a colon and a blank stand behind something that is no figure, as behind a name.
fn holds_name(line: &[u8]) -> bool {
    let ends = |w: &[u8]| w[1] == b':' && w[2] == b' ' && !w[0].is_ascii_digit();
    line.windows(3).any(ends)
}

/// Whether a stamp is enough to tell an export by. A time with a colon behind it stands in many a log: then
/// a name must follow, here or near.
fn is_told(head: &[u8], first: &Header, line: &[u8]) -> bool {
    let plain = first.kind == Kind::Colon && first.shape.slashed() && !first.shape.comma();
    let named = |line: &[u8], h: &Header| {
        let rest = line.get(h.rest..).unwrap_or_default();
        rest.windows(2).any(|w| w == b": ")
    };
    if !plain || named(line, first) {
        return true;
    }
    head.split(|b| matches!(b, b'\n' | b'\r'))
        .take(4 * LINES)
        .any(|line| {
            let near = &line[..line.len().min(1024)];
            matches!(header::parse(near, header::ALL), Parsed::Header(h) if named(near, &h))
        })
}

/// Whether CR alone ends the lines: stamps stand behind it, and none, or far fewer, behind LF.
fn ends_with_cr(head: &[u8]) -> bool {
    if !head.contains(&b'\r') {
        return false;
    }
    let (mut after_cr, mut after_lf) = (0, 0);
    for at in memchr::memchr2_iter(b'\r', b'\n', head).take(ENDS) {
        let next = head.get(at + 1..).unwrap_or_default();
        if matches!(next, [] | [b'\r' | b'\n', ..]) {
            continue;
        }
        let near = &next[..next.len().min(400)];
        if matches!(header::parse(near, header::ALL), Parsed::Header(_)) {
            match head[at] {
                b'\r' => after_cr += 1,
                _ => after_lf += 1,
            }
        }
    }
    // One entry with lines of its own: what ends the first line ends them all.
    let only_cr = after_cr + after_lf == 0 && !head.contains(&b'\n');
    only_cr || after_cr > 3 * after_lf
}

/// Whether LF CR ends the lines, the two the wrong way round: before most CRs stands an LF, and behind few.
fn ends_with_lf_cr(head: &[u8]) -> bool {
    let (mut returns, mut feeds, mut before, mut behind) = (0, 0, 0, 0);
    for at in memchr::memchr2_iter(b'\r', b'\n', head).take(ENDS) {
        if head[at] == b'\n' {
            feeds += 1;
            continue;
        }
        returns += 1;
        before += usize::from(at > 0 && head[at - 1] == b'\n');
        behind += usize::from(head.get(at + 1) == Some(&b'\n'));
    }
    before * 2 > returns.max(feeds) && behind * 4 < returns
}
