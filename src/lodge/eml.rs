//! `record.eml`: one capture as one mail (RFC 5322, 2045, 2047, 2231).
//!
//! May import `text`. The headers are put together here and not by a mail crate: the ones there are draw
//! the part boundary from the clock and choose the body's encoding themselves, so the same capture would
//! give other bytes each time; quoted-printable and base64 come from crates.
//!
//! What the `text/plain` body is:
//! - one message and no substance: the exact text of that message and nothing else;
//! - otherwise: the substance, then each message under lines that name it and count its lines of text.
//!   One body, not a part for each: mail programs and records systems show the first text and hide the
//!   others among the attachments. The count makes the listing exact whatever a text imitates.
//!
//! Invariants: `From`, then `Date`, come first (format tools know the file by that); the decoded body,
//! CRLF read as LF, is the text; no body line starts with a dot or `From `, so no mail program on the way
//! cuts or quotes it; no `<` stands in an encoded text, so that no format tool takes the mail for the markup
//! that somebody wrote in it (PRONOM looks for HTML tags in the first kilobyte); the boundary cannot occur in
//! an encoded part.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, FixedOffset, SecondsFormat};
use data_encoding::BASE64_MIME;
use quoted_printable::{InputMode, Options, encode_with_options};

use super::doc::{CaptureDoc, MessageDoc};
use super::header::{file_name, is_address, mailbox, raw, unstructured};
use super::names::{attachment_names, media_type, word};
use super::txt::listing;
use super::words::{NOT_STATED, day, fixed, lf, messages_of, previous};

/// What names the register's head in the mail; a later try is told from it.
pub(super) const HEAD: &str = "X-Onrecord-Head";
/// What names the moment of capture, RFC 3339 in UTC.
pub(super) const CAPTURED: &str = "X-Onrecord-Captured";

/// An empty group (RFC 5322, 3.4), where nobody is known to have received it. Left out, the header would
/// cost the format: PRONOM knows a mail (fmt/950) by `From`, `To`, `Date` and the MIME headers together.
pub(super) const NO_RECIPIENT: &str = "undisclosed-recipients:;";

/// Two columns are kept free for the escape that a line's first character may need.
const BODY_COLUMNS: usize = 74;
/// In a text of markup each of a line's characters may need two more.
const MARKUP_COLUMNS: usize = 26;

/// The whole mail, lines ended by CRLF.
pub fn eml(doc: &CaptureDoc) -> Vec<u8> {
    let mut out = headers(doc);
    let body = body(doc);
    if doc.attachments().next().is_none() {
        text_part(&mut out, &body);
        if !out.ends_with("\r\n") {
            // A soft break: mail wants a last line end, and this one is not part of the text.
            out.push_str("=\r\n");
        }
        return out.into_bytes();
    }
    // "=_" never stands in quoted-printable or base64, so no part can hold this line.
    let boundary = format!("=_onrecord_{}", word(&doc.id));
    raw(
        &mut out,
        "Content-Type",
        &format!("multipart/mixed;\r\n boundary=\"{boundary}\""),
    );
    out.push_str(&format!("\r\n--{boundary}\r\n"));
    text_part(&mut out, &body);
    for (attachment, name) in doc.attachments().zip(attachment_names(doc)) {
        out.push_str(&format!("\r\n--{boundary}\r\n"));
        raw(&mut out, "Content-Type", media_type(&name));
        raw(&mut out, "Content-Transfer-Encoding", "base64");
        out.push_str("Content-Disposition: attachment");
        file_name(&mut out, &name);
        out.push_str("\r\n\r\n");
        out.push_str(BASE64_MIME.encode(&attachment.bytes).trim_end());
    }
    out.push_str(&format!("\r\n--{boundary}--\r\n"));
    out.into_bytes()
}

fn headers(doc: &CaptureDoc) -> String {
    let mut out = String::new();
    let (author, address) = author(doc);
    mailbox(&mut out, "From", author, address);
    let (date, meaning) = date(doc);
    raw(
        &mut out,
        "Date",
        &date.format("%a, %d %b %Y %H:%M:%S %z").to_string(),
    );
    let to = doc.to.as_deref().filter(|to| is_address(to));
    raw(&mut out, "To", to.unwrap_or(NO_RECIPIENT));
    unstructured(&mut out, "Subject", &subject(doc));
    raw(&mut out, "Message-ID", &message_id(doc));
    raw(&mut out, "MIME-Version", "1.0");
    let captured = doc.captured_at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let corrects = doc.previous.as_ref().map(|p| previous(p, doc.zone));
    for (name, value) in [
        ("X-Onrecord-Id", Some(doc.id.as_str())),
        ("X-Onrecord-Channel", Some(&doc.channel)),
        ("X-Onrecord-Conversation", doc.conversation.as_deref()),
        (
            "X-Onrecord-Marking",
            Some(doc.marking.as_deref().unwrap_or(NOT_STATED)),
        ),
        ("X-Onrecord-Route", Some(&doc.route)),
        ("X-Onrecord-Reference", doc.reference.as_deref()),
        ("X-Onrecord-Corrects", corrects.as_deref()),
        ("X-Onrecord-Date-Is", Some(meaning)),
        (CAPTURED, Some(&captured)),
        ("X-Onrecord-Policy", Some(&doc.policy)),
        (HEAD, Some(&doc.head)),
    ] {
        if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
            unstructured(&mut out, name, value);
        }
    }
    out
}

/// What the mail is of, by its messages' own dates, without a name or a word of theirs:
/// "WhatsApp message of 4 December 2024, captured 22 November 2026 (k7m2q9)".
fn subject(doc: &CaptureDoc) -> String {
    let mut what = messages_of(&doc.channel, doc.messages.len().max(1));
    if let Some(days) = days(doc) {
        what.push_str(&format!(" of {days}"));
    }
    if doc.substance.is_some() {
        what.push_str(" in substance");
    }
    let captured = day(&doc.captured_at, doc.zone);
    let subject = format!("{what}, captured {captured} ({})", doc.id);
    let mut chars = subject.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// The day or the first and the last day on which the messages were sent, where that is known of all.
fn days(doc: &CaptureDoc) -> Option<String> {
    let sent: Vec<_> = doc.messages.iter().map(writable).collect::<Option<_>>()?;
    let first = day(&sent.iter().min()?.to_utc(), doc.zone);
    let last = day(&sent.iter().max()?.to_utc(), doc.zone);
    Some(match first == last {
        true => first,
        false => format!("{first} to {last}"),
    })
}

/// Names this capture alone, and the same each time it is written: a mail system may drop a second mail of
/// one id, so a capture that corrects another must not share it.
fn message_id(doc: &CaptureDoc) -> String {
    let at = doc.captured_at.format("%Y%m%dT%H%M%S%3fZ");
    format!("<capture-{}.{at}@onrecord.invalid>", word(&doc.id))
}

/// Who the mail is from: the sender of the first message; a record of substance is its writer's.
fn author(doc: &CaptureDoc) -> (&str, Option<&str>) {
    match doc.messages.first() {
        Some(message) if doc.substance.is_none() => {
            let address = message.address.as_deref();
            let name = message.from.as_deref().or(address);
            (named(name), address)
        }
        _ => (named(Some(&doc.captured_by)), None),
    }
}

fn named(name: Option<&str>) -> &str {
    name.filter(|n| !n.trim().is_empty()).unwrap_or(NOT_STATED)
}

/// The mail's date and what it is the date of: when the first message was `sent`, else `added` to the
/// register; a record of substance is dated when it was `captured`.
pub(super) fn date(doc: &CaptureDoc) -> (DateTime<FixedOffset>, &'static str) {
    match doc.messages.first() {
        Some(message) if doc.substance.is_none() => match writable(message) {
            Some(sent) => (sent, "sent"),
            None => (fixed(&message.added, doc.zone), "added"),
        },
        _ => (fixed(&doc.captured_at, doc.zone), "captured"),
    }
}

/// When a message was sent, where a mail can say so: its year has four digits. Others are in record.txt.
fn writable(message: &MessageDoc) -> Option<DateTime<FixedOffset>> {
    let four_digits = |t: &DateTime<FixedOffset>| (1900..=9999).contains(&t.year());
    message.sent.filter(four_digits)
}

fn body(doc: &CaptureDoc) -> Cow<'_, str> {
    match (&doc.messages[..], &doc.substance) {
        ([only], None) => lf(&only.text),
        _ => Cow::Owned(listing(doc, lf)),
    }
}

fn text_part(out: &mut String, body: &str) {
    raw(out, "Content-Type", "text/plain; charset=utf-8");
    raw(out, "Content-Transfer-Encoding", "quoted-printable");
    out.push_str("\r\n");
    out.push_str(&quoted(body));
}

/// Quoted-printable with CRLF line ends, no line starting with a dot or `From `, and no `<` in it.
pub(super) fn quoted(text: &str) -> String {
    let columns = match text.contains('<') {
        true => MARKUP_COLUMNS,
        false => BODY_COLUMNS,
    };
    let options = Options::default()
        .line_length_limit(columns)
        .input_mode(InputMode::Text);
    let encoded = encode_with_options(text.replace('\n', "\r\n"), options).replace('<', "=3C");
    let mut out = String::with_capacity(encoded.len() + 16);
    for line in encoded.split_inclusive("\r\n") {
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
    out
}
