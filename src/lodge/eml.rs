//! `record.eml`: one capture as one mail (RFC 5322, 2045, 2047, 2231).
//!
//! The headers are put together here and not by a mail crate: the ones there are draw the part boundary from the
//! clock and choose the body's encoding themselves, so the same capture would give other bytes each time;
//! quoted-printable and base64 come from crates.
//!
//! Its parts, in order: the record as text, which a mail program shows; the exact text of each message, attached
//! as `message-N.txt`; the originals; the attachments.
//!
//! Invariants: the headers begin `From`, `Date`, `To`, `MIME-Version`, `Content-Type` (format tools know the file
//! by these near its start); the decoded text of the record gives every text, CRLF read as LF, under a count of its
//! lines, and `message-N.txt` gives it byte for byte; no body line starts with a dot or `From `, so no mail program
//! on the way cuts or quotes it; no `<` stands in an encoded text or header value, so that no format tool takes the
//! mail for the markup that somebody wrote in it (PRONOM looks for HTML tags in the first kilobyte); the boundary
//! cannot occur in an encoded part.

use chrono::{DateTime, Datelike, FixedOffset, SecondsFormat};
use data_encoding::BASE64_MIME;
use quoted_printable::{InputMode, Options, encode_with_options};

use crate::text::safe_line;

use super::block::{SENDERS, captor, marking_first, senders, shortened, source_of_all, title};
use super::doc::{CaptureDoc, MessageDoc};
use super::header::{file_name, is_address, mailbox, mailboxes, raw, unstructured};
use super::names::{attachment_names, media_type, original_names, text_name, word};
use super::txt::txt_in_mail;
use super::words::{NOT_STATED, fixed, named, previous};

/// What names the register's head in the mail; a later try is told from it.
pub(super) const HEAD: &str = "X-Onrecord-Head";
/// What names the moment of capture, RFC 3339 in UTC.
pub(super) const CAPTURED: &str = "X-Onrecord-Captured";

/// An empty group (RFC 5322, 3.4), where nobody is known to have received it. Left out, the header would
/// cost the format: PRONOM knows a mail (fmt/950) by `From`, `To`, `Date` and the MIME headers together.
pub(super) const NO_RECIPIENT: &str = "undisclosed-recipients:;";

/// The longest encoded line (RFC 2045, 6.7), two columns kept free for the escape that its first character may need.
const BODY_COLUMNS: usize = 74;

/// The whole mail, lines ended by CRLF.
pub fn eml(doc: &CaptureDoc) -> Vec<u8> {
    // "=_" never stands in quoted-printable or base64, so no part can hold this line.
    let boundary = format!("=_onrecord_{}", word(&doc.id));
    let mut out = headers(doc, &boundary);
    out.push_str(&format!("\r\n--{boundary}\r\n"));
    raw(&mut out, "Content-Type", TEXT);
    raw(&mut out, "Content-Transfer-Encoding", "quoted-printable");
    out.push_str("\r\n");
    // Ends with a line end of its own, so that the one before the boundary is not the text's.
    out.push_str(&quoted(&txt_in_mail(doc)));
    let mut attach = |name: &str, kind: &str, bytes: &[u8]| {
        out.push_str(&format!("\r\n--{boundary}\r\n"));
        raw(&mut out, "Content-Type", kind);
        raw(&mut out, "Content-Transfer-Encoding", "base64");
        out.push_str("Content-Disposition: attachment");
        file_name(&mut out, name);
        out.push_str("\r\n\r\n");
        out.push_str(BASE64_MIME.encode(bytes).trim_end());
    };
    for (n, message) in doc.messages.iter().enumerate() {
        attach(&text_name(n), TEXT, message.text.as_bytes());
    }
    for (message, name) in doc.messages.iter().zip(original_names(doc)) {
        if let (Some(original), Some(name)) = (&message.original, name) {
            // A mail within a mail may not be encoded (RFC 2046, 5.2.1), so it goes as octets; and so does a piece
            // of an export, of which nobody here knows the character set.
            attach(&name, media_type(&name), &original.bytes);
        }
    }
    for (attachment, name) in doc.attachments().zip(attachment_names(doc)) {
        attach(&name, media_type(&name), &attachment.bytes);
    }
    out.push_str(&format!("\r\n--{boundary}--\r\n"));
    out.into_bytes()
}

/// The kind of a part that is text of this tool's writing.
const TEXT: &str = "text/plain; charset=utf-8";

fn headers(doc: &CaptureDoc, boundary: &str) -> String {
    let mut out = String::new();
    let captor = captor(doc);
    authors(&mut out, doc);
    let (date, meaning) = date(doc);
    raw(
        &mut out,
        "Date",
        &date.format("%a, %d %b %Y %H:%M:%S %z").to_string(),
    );
    let to = doc.to.as_deref().filter(|to| is_address(to));
    raw(&mut out, "To", to.unwrap_or(NO_RECIPIENT));
    raw(&mut out, "MIME-Version", "1.0");
    let kind = format!("multipart/mixed;\r\n boundary=\"{boundary}\"");
    raw(&mut out, "Content-Type", &kind);
    unstructured(&mut out, "Subject", &subject(doc));
    mailbox(&mut out, "Sender", &in_a_header(&captor), None);
    let captured = doc.captured_at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let corrects = doc.previous.as_ref().map(|p| previous(p, doc.zone));
    let source = source_of_all(doc);
    for (name, value) in [
        ("X-Onrecord-Id", Some(doc.id.as_str())),
        // Early: a later try looks for these two within a stated length.
        (CAPTURED, Some(&captured)),
        (HEAD, Some(&doc.head)),
        ("X-Onrecord-Channel", Some(&doc.channel)),
        ("X-Onrecord-Conversation", doc.conversation.as_deref()),
        (
            "X-Onrecord-Marking",
            Some(doc.marking.as_deref().unwrap_or(NOT_STATED)),
        ),
        ("X-Onrecord-Captured-By", Some(&captor)),
        ("X-Onrecord-For", doc.on_behalf_of.as_deref()),
        ("X-Onrecord-Source", Some(&source)),
        ("X-Onrecord-Device", doc.device.as_deref()),
        ("X-Onrecord-Route", Some(&doc.route)),
        ("X-Onrecord-Reference", doc.reference.as_deref()),
        ("X-Onrecord-Retention", doc.retention.as_deref()),
        ("X-Onrecord-Corrects", corrects.as_deref()),
        ("X-Onrecord-Date-Is", Some(meaning)),
        ("X-Onrecord-Policy", Some(&doc.policy)),
    ] {
        if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
            unstructured(&mut out, name, value);
        }
    }
    raw(&mut out, "Message-ID", &message_id(doc));
    out
}

/// Who the mail is from: everybody who sent one of the messages; a record of substance is its writer's. Who captured
/// it is the mail's sender (RFC 5322, 3.6.2), so that nobody takes it for a mail of theirs.
fn authors(out: &mut String, doc: &CaptureDoc) {
    let mut all = senders(&doc.messages);
    if doc.substance.is_some() || all.is_empty() {
        all = vec![(named(Some(&doc.captured_by)), None)];
    }
    all.truncate(SENDERS);
    let names: Vec<_> = all
        .iter()
        .map(|(name, at)| (in_a_header(name), *at))
        .collect();
    let names: Vec<_> = names
        .iter()
        .map(|(name, at)| (name.as_str(), *at))
        .collect();
    mailboxes(out, "From", &names);
}

/// A header's names are cut to this: format tools look for the headers after `From` within 16 kilobytes.
const LONGEST_NAME: usize = 60;

fn in_a_header(name: &str) -> String {
    shortened(safe_line(name).trim(), LONGEST_NAME).into_owned()
}

/// "OFFICIAL-SENSITIVE: WhatsApp, Schools Bill core, 21 November 2026, 2 messages (k7m2q9)": no word of a message.
fn subject(doc: &CaptureDoc) -> String {
    let marking = marking_first(doc.marking.as_deref());
    format!("{marking}: {} ({})", title(doc), doc.id)
}

/// Names this capture alone, and the same each time it is written: a mail system may drop a second mail of
/// one id, so a capture that corrects another must not share it.
fn message_id(doc: &CaptureDoc) -> String {
    let at = doc.captured_at.format("%Y%m%dT%H%M%S%3fZ");
    format!("<capture-{}.{at}@onrecord.invalid>", word(&doc.id))
}

/// The mail's date and what it is the date of: when the newest message was `sent`, else when the last of them was
/// `added` to the register; a record of substance is dated when it was `captured`.
pub(super) fn date(doc: &CaptureDoc) -> (DateTime<FixedOffset>, &'static str) {
    let sent = doc.messages.iter().filter_map(writable).max();
    let added = doc.messages.iter().map(|m| m.added).max();
    match (sent, added) {
        _ if doc.substance.is_some() => (fixed(&doc.captured_at, doc.zone), "captured"),
        (Some(sent), _) => (sent, "sent"),
        (None, Some(added)) => (fixed(&added, doc.zone), "added"),
        (None, None) => (fixed(&doc.captured_at, doc.zone), "captured"),
    }
}

/// When a message was sent, where a mail can say so: its year has four digits. Others are in record.txt.
fn writable(message: &MessageDoc) -> Option<DateTime<FixedOffset>> {
    let four_digits = |t: &DateTime<FixedOffset>| (1900..=9999).contains(&t.year());
    message.sent.filter(four_digits)
}

/// Quoted-printable with CRLF line ends, no line starting with a dot or `From `, and no `<` in it. A long line is
/// broken at a blank where it has one, so that its words stay whole.
pub(super) fn quoted(text: &str) -> String {
    let options = Options::default()
        .line_length_limit(UNBROKEN)
        .input_mode(InputMode::Text);
    let encoded = encode_with_options(text.replace('\n', "\r\n"), options);
    let mut out = String::with_capacity(encoded.len() + encoded.len() / 32);
    for line in encoded.split_inclusive("\r\n") {
        let escaped = line.replace('<', "=3C");
        let mut rest = escaped.as_str();
        while let Some((piece, more)) = broken(rest) {
            push_guarded(&mut out, piece);
            out.push_str("=\r\n");
            rest = more;
        }
        push_guarded(&mut out, rest);
    }
    out
}

/// A limit that no line reaches: where a line breaks is decided here, once it is known how long it is.
const UNBROKEN: usize = usize::MAX / 4;

/// A line that is too long, broken behind its last blank that fits, else where its room ends; never in an escape.
fn broken(line: &str) -> Option<(&str, &str)> {
    if line.trim_end_matches("\r\n").len() <= BODY_COLUMNS {
        return None;
    }
    // One column is for the mark that the line goes on.
    let room = line.get(..BODY_COLUMNS - 1)?;
    let blank = room.trim_end_matches(' ').rfind(' ');
    let at = match blank.filter(|at| !room[..*at].trim().is_empty()) {
        Some(blank) => blank + 1,
        None => match room.rfind('=').filter(|at| at + 3 > room.len()) {
            Some(escape) => escape,
            None => room.len(),
        },
    };
    line.split_at_checked(at)
}

/// Adds a line whose beginning no mail program on the way would change.
fn push_guarded(out: &mut String, line: &str) {
    match line.strip_prefix('.') {
        Some(rest) => {
            out.push_str("=2E");
            out.push_str(rest);
        }
        None if line.starts_with("From ") => {
            out.push_str("=46");
            out.push_str(&line[1..]);
        }
        None => out.push_str(line),
    }
}
