//! Pages of other programs that begin like an export of WhatsApp.
//!
//! A stamp's shape alone tells nothing: a Swedish iPhone writes the stamp that
//! signal-export writes. So what such a page holds besides is asked: the two blanks with which Markdown
//! ends a line, reactions and stickers in brackets, links into `media/`. Invariant: WhatsApp's own
//! invisible mark before a stamp or a body settles it for WhatsApp.

use super::header::{self, Header, Kind, Parsed};
use super::names::{self, Who};
use super::notice;
use super::said;
use super::sentence;

/// How much of a text is asked; a page shows what it is in its first lines.
const NEAR: usize = 256 << 10;

/// Stamps asked for what follows them.
const STAMPS: usize = 50;

/// What a text whose first stamp is `first` looks like, where it is no export of WhatsApp.
pub(super) fn what(head: &[u8], first: &Header) -> Option<&'static str> {
    // The first versions of signal-export wrote minutes and a comma, which no phone does.
    if first.is_signal() || (first.may_be_signal() && has_signal_marks(head)) {
        return Some("a Signal chat written by signal-export");
    }
    if is_levels(head) {
        return Some(
            "the log of a program, in which every line gives a level such as INFO or ERROR and nobody writes",
        );
    }
    if first.kind != Kind::Bracket {
        return None;
    }
    let (mut stamps, mut angled, mut starred, mut named) = (0, 0, 0, 0);
    // How many have the text on a line of its own below, and the last stamp waits for one.
    let (mut below, mut waits, mut noticed) = (0, false, false);
    let lines = head[..head.len().min(NEAR)].split(|b| matches!(b, b'\n' | b'\r'));
    for line in lines {
        let near = &line[..line.len().min(1024)];
        let Parsed::Header(h) = header::parse(near, header::USUAL) else {
            below += u32::from(std::mem::take(&mut waits) && !near.trim_ascii().is_empty());
            continue;
        };
        let rest = near.get(h.rest..).unwrap_or_default();
        if h.marked || holds_mark(near) {
            return None;
        }
        stamps += 1;
        angled += u32::from(in_angles(rest));
        starred += u32::from(rest.starts_with(b"*** "));
        named += u32::from(names::split(rest, h.kind) != Who::Nobody);
        noticed |= is_notice(&String::from_utf8_lossy(rest));
        waits = true;
        if stamps as usize >= STAMPS {
            break;
        }
    }
    if (angled + starred) * 2 > stamps && angled == 0 {
        return Some("a chat log of another program, which writes *** before what happened");
    }
    if (angled + starred) * 2 > stamps {
        return Some("a chat log with names in angle brackets, as signalbackup-tools writes it");
    }
    if named > 0 || noticed {
        return None;
    }
    // A line end may stand between a stamp's line and the text below it.
    if below * 2 > stamps {
        return Some(
            "a copied chat, as from Teams: no stamp in it has a sender with a colon behind it, and what was said stands on the next line",
        );
    }
    (stamps >= 3).then_some("a log in which no line names a sender")
}

/// Words of notices that stand without WhatsApp's mark in some files; they are asked only of a file without a sender.
const WRITTEN: &[&str] = &[
    " left",
    " joined",
    " added ",
    " removed ",
    " created ",
    " changed ",
    " pinned ",
    "missed ",
    " call",
    " turned ",
    " security code",
    " is now ",
    " are now ",
    " was ",
    " were ",
];

/// Whether a line without a sender reads like a notice that WhatsApp writes.
fn is_notice(text: &str) -> bool {
    let lower = text.to_lowercase();
    WRITTEN.iter().any(|words| lower.contains(words))
        || sentence::is_sure(text)
        || said::tells(text)
        || notice::starts_chat(text, false)
        || notice::is_known(text)
}

/// What programs put in front of a line of a log.
const LEVELS: &[&str] = &[
    "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "ERR", "SEVERE", "CRITICAL",
    "CRIT", "FATAL", "FINE", "FINER", "FINEST", "VERBOSE", "EMERG", "ALERT", "PANIC",
];

/// Whether levels of a log stand where names would, on every line that begins with a stamp.
fn is_levels(head: &[u8]) -> bool {
    let (mut stamps, mut capitals, mut seen) = (0, 0, Vec::new());
    for line in head[..head.len().min(NEAR)].split(|b| matches!(b, b'\n' | b'\r')) {
        let near = &line[..line.len().min(1024)];
        let Parsed::Header(h) = header::parse(near, header::ALL) else {
            continue;
        };
        let rest = near.get(h.rest..).unwrap_or_default();
        let Some(level) = level(rest).filter(|_| !h.marked && !holds_mark(near)) else {
            return false;
        };
        stamps += 1;
        capitals += u32::from(level.iter().all(u8::is_ascii_uppercase));
        if !seen.contains(&level) {
            seen.push(level);
        }
        if stamps as usize >= STAMPS {
            break;
        }
    }
    // One contact may be called "Info"; nobody writes a chat alone under two such names, or in capitals.
    stamps >= 2 && (seen.len() >= 2 || capitals == stamps)
}

/// The level in front of a line's text, or behind the name of the program's part: `INFO: x`, `[INFO] x`,
/// `db.pool - INFO - x`.
fn level(rest: &[u8]) -> Option<&[u8]> {
    let word = |text: &'_ [u8]| {
        let text = text.trim_ascii_start();
        let inner = text.strip_prefix(b"[").unwrap_or(text);
        let len = inner.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let whole = !inner.get(len).is_some_and(|b| b.is_ascii_alphanumeric());
        let start = text.len() - inner.len();
        let known = LEVELS
            .iter()
            .any(|l| inner[..len].eq_ignore_ascii_case(l.as_bytes()));
        (whole && known).then_some((start, len))
    };
    // `production.ERROR: x`: what writes stands before the level, which is in capitals then.
    let part = rest
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || b"._-".contains(b));
    let part = &rest[..part.count()];
    if let Some(dot) = memchr::memrchr(b'.', part).filter(|at| *at > 0)
        && let Some((0, len)) = word(&rest[dot + 1..])
        && rest[dot + 1..dot + 1 + len]
            .iter()
            .all(u8::is_ascii_uppercase)
    {
        return rest.get(dot + 1..dot + 1 + len);
    }
    let mut from = 0;
    for _ in 0..3 {
        let text = rest.get(from..)?;
        let skipped = text.len() - text.trim_ascii_start().len();
        if let Some((start, len)) = word(text) {
            let at = from + skipped + start;
            return rest.get(at..at + len);
        }
        from += text.windows(3).position(|w| w == b" - ")? + 3;
    }
    None
}

/// `<Name> text`
fn in_angles(rest: &[u8]) -> bool {
    let close = rest.iter().position(|b| *b == b'>');
    rest.starts_with(b"<") && close.is_some_and(|at| rest.get(at + 1) == Some(&b' '))
}

fn holds_mark(line: &[u8]) -> bool {
    memchr::memmem::find(line, "\u{200e}".as_bytes()).is_some()
        || memchr::memmem::find(line, "\u{200f}".as_bytes()).is_some()
}

fn has_signal_marks(head: &[u8]) -> bool {
    let (mut stamps, mut hard_ends, mut own) = (0u32, 0u32, 0u32);
    for line in head[..head.len().min(NEAR)].split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        hard_ends += u32::from(line.ends_with(b"  "));
        let mut body = line;
        if let Parsed::Header(h) = header::parse(&line[..line.len().min(1024)], header::USUAL) {
            let rest = line.get(h.rest..).unwrap_or_default();
            let colon = rest.windows(2).position(|w| w == b": ");
            body = colon.map_or(rest, |at| &rest[at + 2..]);
            if h.marked || names::starts_generated(rest) || names::starts_generated(body) {
                return false;
            }
            stamps += 1;
            own += u32::from(body == b"(This message was deleted)");
        }
        own += u32::from(is_marked(line) || links_to_media(body));
    }
    own > 0 || hard_ends * 2 > stamps
}

/// A line of reactions, `(- Ann: 👍 -)`, or a sticker, `(( 🎉 ))`.
fn is_marked(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    let fenced = |open: &[u8], close: &[u8]| {
        line.len() > open.len() + close.len() && line.starts_with(open) && line.ends_with(close)
    };
    (fenced(b"(- ", b" -)") && line.windows(2).any(|w| w == b": ")) || fenced(b"(( ", b" ))")
}

fn links_to_media(body: &[u8]) -> bool {
    [&b"](./media/"[..], b"](../exported_stickers/"]
        .iter()
        .any(|link| memchr::memmem::find(body, link).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<&'static str> {
        match header::parse(text.lines().next().unwrap().as_bytes(), header::ALL) {
            Parsed::Header(h) => what(text.as_bytes(), &h),
            _ => None,
        }
    }

    fn is_signal(text: &str) -> bool {
        told(text).is_some_and(|t| t.contains("signal-export"))
    }

    #[test]
    fn logs_of_other_programs_are_told() {
        for (log, part) in [
            (
                "[Feb 03, 2026 09:00:00] *** Bo left\n[Feb 03, 2026 09:00:00] <Bo> a: b\n",
                "angle",
            ),
            (
                "[2024-03-12, 10:00:00] <bo> hi\n[2024-03-12, 10:00:01] <ann> hi\n",
                "angle",
            ),
            (
                "[03/12/2024 3:45 PM] bo\nhi\n[03/12/2024 3:46 PM] ann\nhi\n[03/12/2024 3:47 PM] bo\nx\n",
                "no stamp in it has a sender",
            ),
            (
                "[03/12/2024 3:45 PM] x\n[03/12/2024 3:46 PM] y\n[03/12/2024 3:47 PM] z\n",
                "no line names",
            ),
            (
                "2024-03-13 10:00:00 - INFO: start\n2024-03-13 10:00:01 - WARN: slow\n  at x\n2024-03-13 10:00:02 - INFO: end\n",
                "a level",
            ),
            (
                "[2024-03-13 10:00:00] INFO started\n[2024-03-13 10:00:01] INFO: x\n",
                "a level",
            ),
            (
                "2024-03-13 10:00:00 - db.pool - DEBUG - a: b\n2024-03-13 10:00:01 - db.pool - ERROR - c: d\n",
                "a level",
            ),
            (
                "13/03/24 10:00:00: info: a\n13/03/24 10:00:00: error: b\n",
                "a level",
            ),
        ] {
            assert!(told(log).is_some_and(|t| t.contains(part)), "{log}");
        }
        for export in [
            "[03/12/2024 3:45 PM] Bo: <ann> hi\n",
            "03/12/2024, 3:45 PM - Info: hi\n03/12/2024, 3:46 PM - Info: on\n",
            "03/12/2024, 3:45 PM - INFO: hi\n03/12/2024, 3:46 PM - Bo: on\n",
            "03/12/2024, 3:45 PM - Information desk: hi\n03/12/2024, 3:46 PM - Error Flynn: on\n",
            "[03/12/2024 3:45:01 PM] \u{200e}Bo left\n[03/12/2024 3:45:01 PM] \u{200e}Bo left\n[03/12/2024 3:45:01 PM] \u{200e}x\n",
            "[03/12/2024 3:45:01 PM] Bo left\n[03/12/2024 3:45:01 PM] Bo: hi\n[03/12/2024 3:45:01 PM] x\n",
            "03/12/2024, 3:45 PM - Bo left\n03/12/2024, 3:45 PM - Ann left\n03/12/2024, 3:45 PM - x\n",
        ] {
            assert_eq!(told(export), None, "{export}");
        }
    }

    #[test]
    fn pages_of_signal_export_are_told_from_swedish_exports() {
        for page in [
            "[2026-02-03, 09:00] Ann: hello\n",
            "[2026-02-03 09:00:00] Me: hello  \n",
            "[2026-02-03 09:00:00] Me: hello  \r\n[2026-02-03 09:00:09] Bo: (This message was deleted)\r\n",
            "[2026-02-03 09:00:00] Bo: yes\n(- Me: 👍 -)\n",
            "[2026-02-03 09:00:00] Bo: yes\n(( 🎉 ))\n",
            "[2026-02-03 09:00:00] Bo: ![plan.png](./media/plan.png)\n",
        ] {
            assert!(is_signal(page), "{page}");
        }
        for export in [
            "[2026-02-03 09:00:00] Ann: hej\r\n[2026-02-03 09:01:00] Bo: ja\r\n",
            "[2026-02-03 09:00:00] Bill: \u{200e}Meddelanden och samtal.\r\n[2026-02-03 09:01:00] Bo: (( ja ))  \r\n",
            "[2026-02-03, 09:00:00] Ann: hej  \n",
            "[3/2/2026 09:00:00] Ann: hej  \n",
            "2026-02-03 09:00 - Ann: hej  \n",
            "[2026-02-03 09:00:00] Ann: hej\r\nrad två  \r\n[2026-02-03 09:01:00] Bo: a (- b: c -)\r\n",
        ] {
            assert!(!is_signal(export), "{export}");
        }
    }
}
