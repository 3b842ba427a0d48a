//! The substance and the messages of a record, one after the other.
//!
//! May import `text`. Invariant: every text stands under a line that counts its lines, whatever it imitates; what
//! was put right of a message stands after its text in a block of its own, never in its place.

use std::borrow::Cow;

use chrono::DateTime;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::text::safe_line;

use super::block::{named, source};
use super::doc::{CaptureDoc, MessageDoc, PutRight};
use super::names::{attachment_names, original_names};
use super::txt::fact;
use super::words::{NOT_STATED, count, moment};

/// The substance, then every message, each text passed through `shown`.
pub fn listing(doc: &CaptureDoc, shown: impl for<'a> Fn(&'a str) -> Cow<'a, str>) -> String {
    let mut out = String::new();
    if let Some(substance) = &doc.substance {
        out.push_str("Substance, as recorded\n\n");
        for (label, text) in substance {
            let label = safe_line(label);
            text_lines(&mut out, &label, &shown(text));
        }
    }
    let mut names = attachment_names(doc).into_iter();
    let originals = original_names(doc);
    for (n, (message, original)) in doc.messages.iter().zip(originals).enumerate() {
        let title = format!("Message {} of {}\n", n + 1, doc.messages.len());
        out.push_str(&title);
        facts(&mut out, doc, message);
        files(&mut out, message, &mut names, original);
        text_lines(&mut out, "Text", &shown(&message.text));
        for (n, put) in message.put_right.iter().enumerate() {
            let title = format!("Put right, {} of {}\n", n + 1, message.put_right.len());
            out.push_str(&title);
            put_right(&mut out, doc, put, &shown);
        }
    }
    out
}

/// "LABEL, 3 lines:", a blank line, the text (its line ends LF by now), a blank line.
fn text_lines(out: &mut String, label: &str, text: &str) {
    let lines = match text.len() {
        0 => 0,
        _ => text.split('\n').count(),
    };
    out.push_str(&format!("{label}, {}:\n\n", count(lines, "line", "lines")));
    if lines > 0 {
        out.push_str(text);
        out.push_str("\n\n");
    }
}

fn facts(out: &mut String, doc: &CaptureDoc, message: &MessageDoc) {
    fact(out, "From", message.from.as_deref().unwrap_or(NOT_STATED));
    if let Some(address) = &message.address {
        fact(out, "Address", address);
    }
    match &message.sent {
        Some(sent) => fact(out, "Sent", &moment(sent, doc.zone)),
        None => fact(out, "Sent", "The time sent was not recorded."),
    }
    if let Some(words) = &message.as_exported {
        fact(out, "As exported", words);
    }
    fact(out, "Source", &source(&message.source, doc.zone));
    fact(out, "Added to register", &moment(&message.added, doc.zone));
    for put in &message.put_right {
        let said = format!(
            "{}, {}; see below the text",
            what(put),
            by_and_when(doc, put)
        );
        fact(out, "Put right", &said);
    }
    let mut marks = message.flags.clone();
    for put in &message.put_right {
        let mark = format!("put right by {}", named(Some(&put.by)));
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    if !marks.is_empty() {
        fact(out, "Marks", &marks.join("; "));
    }
}

/// The files that stand beside the record, each with its sum.
fn files(
    out: &mut String,
    message: &MessageDoc,
    names: &mut impl Iterator<Item = String>,
    original: Option<String>,
) {
    let size = |n: usize| match n {
        0 => "no bytes: the file is empty".to_owned(),
        n => count(n, "byte", "bytes"),
    };
    let sum = |bytes: &[u8]| HEXLOWER.encode(&Sha256::digest(bytes));
    for (attachment, name) in message.attachments.iter().zip(names) {
        let mut value = format!("attachments/{name} ({})", size(attachment.bytes.len()));
        if name != attachment.name {
            value.push_str(&format!("; original name: {}", safe_line(&attachment.name)));
        }
        fact(out, "Attachment", &value);
        fact(out, "SHA-256", &sum(&attachment.bytes));
    }
    if let (Some(original), Some(name)) = (&message.original, original) {
        let value = format!("original/{name} ({})", size(original.bytes.len()));
        fact(out, "Original", &value);
        fact(out, "SHA-256", &sum(&original.bytes));
    }
}

/// The field that was put right, as people say it.
fn what(put: &PutRight) -> Cow<'_, str> {
    match put.field.as_str() {
        "text" => Cow::Borrowed("text"),
        "from" => Cow::Borrowed("sender"),
        "sent" => Cow::Borrowed("time sent"),
        other => safe_line(other),
    }
}

fn by_and_when(doc: &CaptureDoc, put: &PutRight) -> String {
    let by = named(Some(&put.by));
    format!("by {by} on {}", moment(&put.at, doc.zone))
}

/// One correction: who, when, what, and the value under a count of its lines.
fn put_right(
    out: &mut String,
    doc: &CaptureDoc,
    put: &PutRight,
    shown: impl for<'a> Fn(&'a str) -> Cow<'a, str>,
) {
    let stands = match put.was {
        None => "what stands above is as it was; this stands beside it",
        Some(_) => "what stands above is as put right; this is what stood there before",
    };
    fact(out, "What", &format!("{}; {stands}", what(put)));
    fact(out, "Who and when", &by_and_when(doc, put));
    let (label, value) = match &put.was {
        None => ("As put right", &put.value),
        Some(was) => ("Before", was),
    };
    let time = DateTime::parse_from_rfc3339(value).ok();
    let time = time.filter(|_| put.field == "sent");
    match time {
        Some(at) => text_lines(out, label, &moment(&at, doc.zone)),
        None => text_lines(out, label, &shown(value)),
    }
}
