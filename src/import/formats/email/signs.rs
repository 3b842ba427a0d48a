//! By what mails are told: their headers, the folders they lie in, that they have no end.

use super::outlook::{SIGN, is_outlook};
use super::separator::is_header;
use crate::import::bundle::Bundle;
use crate::import::error::ImportError;
use crate::import::format::Mine;

/// How much of the list of streams of Outlook's file is looked at.
const LIST: u64 = 16 << 10;
/// Headers that a mail begins with.
const KNOWN: &[&str] = &[
    "from",
    "to",
    "cc",
    "date",
    "subject",
    "received",
    "message-id",
    "return-path",
    "mime-version",
    "delivered-to",
    "content-type",
    "reply-to",
    "sender",
    "dkim-signature",
    "x-mozilla-status",
    "in-reply-to",
    "references",
];

/// The mails that Outlook saved: the lone file, or those of its ending.
pub(super) fn outlook(bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
    let lone = bundle.is_lone();
    let asked = bundle.pieces.iter().enumerate();
    let asked = asked.filter(|(_, p)| lone || p.name().to_lowercase().ends_with(".msg"));
    let asked: Vec<usize> = asked.map(|(n, _)| n).collect();
    let mut found = Vec::new();
    for n in asked {
        let head = bundle.head(n)?.get(..512).unwrap_or_default().to_vec();
        if is_outlook(&head, |at| bundle.stretch(n, at, LIST))? {
            found.push(n);
        }
    }
    Ok(Mine::of(bundle, found))
}

/// Outlook's other files, which are named and not read.
pub(super) fn not_read(bundle: &mut Bundle) -> Result<(), ImportError> {
    let (mut pst, mut old) = (false, false);
    let lone = bundle.is_lone();
    for n in 0..bundle.pieces.len() {
        let name = bundle.pieces[n].name().to_lowercase();
        if lone || name.ends_with(".pst") || name.ends_with(".ost") {
            let head = bundle.head(n)?;
            pst |= head.starts_with(b"!BDN");
            old |= lone && head.starts_with(SIGN);
        }
    }
    let (what, way_out) = match (pst, old) {
        (true, _) => (
            "an Outlook data file (PST)",
            "Make a mailbox of it with readpst (readpst -o FOLDER FILE.pst), and import what it writes.",
        ),
        (_, true) => (
            "an old Office document",
            "It is no mail: of a mail, Outlook saves a .msg, which is read. A document goes with the message that it belongs to.",
        ),
        _ => return Ok(()),
    };
    Err(ImportError::KnownAndNotRead {
        name: bundle.label.clone(),
        what,
        way_out,
    })
}

/// Whether a header block stands at the beginning: lines with a name, more than one of them a mail's own.
pub(super) fn begins_with_headers(head: &[u8]) -> bool {
    let near = &head[..head.len().min(64 << 10)];
    let (mut known, mut lines) = (0, 0);
    for line in near.split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if lines > 0 && matches!(line[0], b' ' | b'\t') {
            continue;
        }
        if !is_header(line) {
            return known >= 2 && lines >= 2;
        }
        lines += 1;
        let name = line.split(|b| *b == b':').next().unwrap_or_default();
        let name = String::from_utf8_lossy(name).to_lowercase();
        known += usize::from(KNOWN.contains(&name.as_str()));
    }
    known >= 1 && (known >= 2 || lines == known)
}

/// Whether a header stands below the first separator.
pub(super) fn is_mailbox(head: &[u8]) -> bool {
    let text = head.trim_ascii_start();
    let below = memchr::memchr(b'\n', text).and_then(|at| text.get(at + 1..));
    below.is_some_and(|below| {
        is_header(&below[..memchr::memchr(b'\n', below).unwrap_or(below.len())])
    })
}

/// The mails of a Maildir: what lies in `cur` and `new`, wherever these are.
pub(super) fn maildir(bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
    if bundle.is_lone() {
        return Ok(None);
    }
    let lies_in = |folder: &str| {
        matches!(
            folder.trim_end_matches('/').rsplit('/').next(),
            Some("cur" | "new")
        )
    };
    let found = bundle.pieces.iter().enumerate();
    let found = found.filter(|(_, p)| lies_in(p.folder()) && !p.name().starts_with('.'));
    let found: Vec<usize> = found.map(|(n, _)| n).collect();
    let Some(first) = found.first() else {
        return Ok(None);
    };
    let is = begins_with_headers(bundle.head(*first)?);
    Ok(Mine::of(bundle, found).filter(|_| is))
}

/// Whether a mail of several parts lacks the line that closes them.
pub(super) fn has_open_boundary(bytes: &[u8]) -> bool {
    let head = &bytes[..memchr::memmem::find(bytes, b"\n\n")
        .or_else(|| memchr::memmem::find(bytes, b"\r\n\r\n"))
        .unwrap_or(bytes.len())];
    let text = String::from_utf8_lossy(head);
    let Some(at) = text.to_ascii_lowercase().find("boundary=") else {
        return false;
    };
    let after = &text[at + 9..];
    let boundary = match after.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => after.split([';', '\r', '\n', ' ']).next(),
    };
    let boundary = boundary.unwrap_or_default();
    !boundary.is_empty()
        && memchr::memmem::find(bytes, format!("--{boundary}--").as_bytes()).is_none()
}

/// Whether a Maildir's flags say that a mail lies in the bin.
pub(super) fn is_binned(name: &str) -> bool {
    let flags = [":2,", ";2,", "!2,"]
        .iter()
        .find_map(|sign| name.rsplit_once(sign));
    flags.is_some_and(|(_, flags)| flags.contains('T'))
}

/// Whether the headers of a mail have no end: no empty line stands below them.
pub(super) fn has_open_head(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\n\n").is_none()
        && memchr::memmem::find(bytes, b"\n\r\n").is_none()
}
