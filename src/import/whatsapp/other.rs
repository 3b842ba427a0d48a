//! Pages of other programs that begin like an export of WhatsApp.
//!
//! May import `header`. A stamp's shape alone tells nothing: a Swedish iPhone writes the stamp that
//! signal-export writes. So what such a page holds besides is asked: the two blanks with which Markdown
//! ends a line, reactions and stickers in brackets, links into `media/`. Invariant: WhatsApp's own
//! invisible mark before a stamp or a body settles it for WhatsApp.

use super::header::{self, Header, Parsed};
use super::names;

/// How much of a text is asked; a page shows what it is in its first lines.
const NEAR: usize = 256 << 10;

/// Whether a text whose first stamp is `first` is a chat page written by signal-export, old or new.
pub(super) fn is_signal_page(head: &[u8], first: &Header) -> bool {
    // The first versions wrote minutes and a comma, which no phone does.
    first.is_signal() || (first.may_be_signal() && has_signal_marks(head))
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

    fn is_signal(text: &str) -> bool {
        match header::parse(text.lines().next().unwrap().as_bytes(), header::USUAL) {
            Parsed::Header(h) => is_signal_page(text.as_bytes(), &h),
            _ => false,
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
