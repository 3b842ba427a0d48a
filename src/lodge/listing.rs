//! The substance and the messages of a record, one after the other.
//!
//! Invariant: every text stands under a line that counts its lines, whatever it imitates; what was put right of a
//! message stands after its text in a block of its own, never in its place.

use std::borrow::Cow;

use chrono::DateTime;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::text::{safe_line, width};

use super::doc::{CaptureDoc, MessageDoc, PutRight, Source};
use super::lines::{COLUMNS, fact};
use super::names::{attachment_names, original_names};
use super::source::source_of;
use super::words::{NOT_STATED, count, moment, named};

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
        let names: Vec<String> = names.by_ref().take(message.attachments.len()).collect();
        files(&mut out, message, &names, original);
        match message.text.is_empty() && !names.is_empty() {
            true => no_text(&mut out, &names),
            false => text_lines(&mut out, "Text", &shown(&message.text)),
        }
        let all = &message.put_right;
        for (n, put) in all.iter().enumerate() {
            let title = format!("Put right, {} of {}\n", n + 1, all.len());
            out.push_str(&title);
            let stands = stands(message, put, is_last(all, n));
            fact(&mut out, "What", &stands);
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

/// What stands in place of a text where there is none: the first file that holds it. It keeps to one line, as every
/// count of lines does.
fn no_text(out: &mut String, names: &[String]) {
    let first = names.first().map(String::as_str).unwrap_or_default();
    let mut line = format!("Text, 0 lines: no text; see attachments/{first}");
    if names.len() > 1 {
        line.push_str(&format!(" and {} more", names.len() - 1));
    }
    if width(&line) > COLUMNS {
        line = "Text, 0 lines: no text; see the attachments above".to_owned();
    }
    out.push_str(&format!("{line}\n\n"));
}

fn facts(out: &mut String, doc: &CaptureDoc, message: &MessageDoc) {
    fact(out, "From", message.from.as_deref().unwrap_or(NOT_STATED));
    if let Some(address) = &message.address {
        fact(out, "Address", address);
    }
    for (label, value) in &message.head {
        fact(out, label, value);
    }
    match &message.sent {
        Some(sent) => fact(out, "Sent", &moment(sent, doc.zone)),
        None => fact(out, "Sent", "The time sent was not recorded."),
    }
    if let Some(words) = &message.as_exported {
        fact(out, "As exported", words);
    }
    if let Some(words) = &message.as_typed {
        fact(out, "As typed", words);
    }
    let source = source_of(message, doc.zone);
    fact(out, "Source", &source);
    fact(out, "Added to register", &moment(&message.added, doc.zone));
    let all = &message.put_right;
    for (n, put) in all.iter().enumerate() {
        let since = if is_last(all, n) { "" } else { SINCE };
        let said = format!(
            "{}, {}{since}; see below the text",
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
fn files(out: &mut String, message: &MessageDoc, names: &[String], original: Option<String>) {
    let size = |n: usize| match n {
        0 => "no bytes: the file is empty".to_owned(),
        n => count(n, "byte", "bytes"),
    };
    for (attachment, name) in message.attachments.iter().zip(names) {
        let mut value = format!("attachments/{name} ({})", size(attachment.bytes.len()));
        if *name != attachment.name {
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

fn sum(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The piece of the export that is lodged beside a message, for a line of its own.
pub(super) fn original_in_a_line(doc: &CaptureDoc, n: usize) -> Option<String> {
    let names = original_names(doc);
    let name = names.get(n)?.as_deref()?;
    let original = doc.messages.get(n)?.original.as_ref()?;
    Some(format!("{name}, SHA-256 {}", sum(&original.bytes)))
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

/// One correction in a line: of what, by whom, when, the value, and what it took the place of.
pub(super) fn right_in_a_line(doc: &CaptureDoc, put: &PutRight) -> String {
    let said = format!("{}, {}: {}", what(put), by_and_when(doc, put), put.value);
    match &put.was {
        None => format!("{said} (what was captured stands)"),
        Some(was) => format!("{said} (before: {was})"),
    }
}

const SINCE: &str = "; put right again since";

/// Whether nothing later puts the same right.
fn is_last(all: &[PutRight], n: usize) -> bool {
    let later = all.get(n + 1..).unwrap_or_default();
    all.get(n)
        .is_none_or(|put| later.iter().all(|l| l.field != put.field))
}

/// Which of the two stands above, and who says what: a reader must see what counts.
fn stands(message: &MessageDoc, put: &PutRight, last: bool) -> String {
    let (what, by) = (what(put), safe_line(named(Some(&put.by))));
    let since = if last {
        ""
    } else {
        "; put right again since, see below"
    };
    let says = if last { "says" } else { "said" };
    let as_it_was = match message.source {
        Source::Export { .. } => "as exported",
        _ => "as captured",
    };
    match put.was {
        None => {
            format!("{what} {as_it_was} stands above; {by} {says} it is what stands below{since}")
        }
        Some(_) if last => {
            format!("{what} as put right by {by} stands above; below is what stood there before")
        }
        Some(_) => format!("below is what stood there as {what} before{since}"),
    }
}

/// One correction: who, when, and the value under a count of its lines.
fn put_right(
    out: &mut String,
    doc: &CaptureDoc,
    put: &PutRight,
    shown: impl for<'a> Fn(&'a str) -> Cow<'a, str>,
) {
    fact(out, "Who and when", &by_and_when(doc, put));
    if let Some(words) = &put.as_typed {
        fact(out, "As typed", words);
    }
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
