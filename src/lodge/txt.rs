//! `record.txt`: what a person reads, now and in twenty years, with nothing but a text viewer.
//!
//! May import `text`. Invariants: UTF-8, LF, no control character but LF; this tool's own lines keep to 72
//! columns; a field's continuation lines are indented, so nothing that was typed can pass for a field; each
//! message's text stands line for line as it is (but for what `safe_block` must show) under a count of its
//! lines, so a text that imitates this layout is told from it.

use std::borrow::Cow;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::text::{safe_block, safe_line, width, wrap};

use super::doc::{CaptureDoc, MessageDoc};
use super::names::attachment_names;
use super::words::{NOT_STATED, channel, count, lf, moment, route};

const COLUMNS: usize = 72;

/// The whole record as text.
pub fn txt(doc: &CaptureDoc) -> String {
    let mut out = String::new();
    let marking = doc.marking.as_deref().unwrap_or(NOT_STATED);
    field(&mut out, "Marking", marking);
    out.push('\n');
    let title = format!("Record of a capture from {}", channel(&doc.channel));
    paragraph(&mut out, &title);
    out.push('\n');
    facts(&mut out, doc);
    out.push('\n');
    out.push_str(&listing(doc, safe_block));
    out.push_str("What this record cannot show\n\n");
    for limit in limits(doc) {
        bullet(&mut out, limit);
    }
    out.push_str("\nHow to check these files\n\n");
    for line in HOW_TO_CHECK {
        bullet(&mut out, line);
    }
    out.push('\n');
    field(&mut out, "Marking", marking);
    out
}

const HOW_TO_CHECK: &[&str] = &[
    "SHA256SUMS holds the SHA-256 of every file here. In this folder: sha256sum -c SHA256SUMS",
    "Where this is a BagIt bag, the sums are in manifest-sha256.txt, one folder up from data. There: \
     sha256sum -c manifest-sha256.txt",
    "On Windows, in PowerShell: Get-FileHash record.txt, and compare it with the line of that file.",
    "The register head above is the last link of the writer's journal at the time of the capture. Sums \
     and links show that nothing was changed or taken out since; they do not show who wrote it, nor that \
     it is complete.",
];

fn facts(out: &mut String, doc: &CaptureDoc) {
    field(out, "Capture", &doc.id);
    field(out, "Channel", &channel(&doc.channel));
    let conversation = doc.conversation.as_deref().unwrap_or(NOT_STATED);
    field(out, "Conversation", conversation);
    field(out, "Route", &route(&doc.route));
    field(out, "Captured", &moment(&doc.captured_at, doc.zone));
    field(out, "Captured by", &doc.captured_by);
    for (label, value) in [
        ("On behalf of", &doc.on_behalf_of),
        ("Organisation", &doc.organisation),
    ] {
        if let Some(value) = value {
            field(out, label, value);
        }
    }
    field(out, "Destination", &doc.destination);
    let reference = doc.reference.as_deref().unwrap_or("none yet");
    field(out, "Reference", reference);
    if let Some(note) = &doc.note {
        field(out, "Note", note);
    }
    field(out, "Policy", &doc.policy);
    field(out, "Register head", &doc.head);
    let attachments = doc.attachments().count();
    field(out, "Messages", &doc.messages.len().to_string());
    field(out, "Attachments", &attachments.to_string());
}

/// The substance, then every message, each text passed through `shown`.
pub(super) fn listing(doc: &CaptureDoc, shown: impl for<'a> Fn(&'a str) -> Cow<'a, str>) -> String {
    let mut out = String::new();
    if let Some(substance) = &doc.substance {
        out.push_str("Substance, as recorded\n\n");
        for (label, text) in substance {
            let label = safe_line(label);
            text_lines(&mut out, &label, &shown(text));
        }
    }
    let mut names = attachment_names(doc).into_iter();
    for (n, message) in doc.messages.iter().enumerate() {
        let title = format!("Message {} of {}\n", n + 1, doc.messages.len());
        out.push_str(&title);
        message_facts(&mut out, doc, message, &mut names);
        text_lines(&mut out, "Text", &shown(&message.text));
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

fn message_facts(
    out: &mut String,
    doc: &CaptureDoc,
    message: &MessageDoc,
    names: &mut impl Iterator<Item = String>,
) {
    field(out, "From", message.from.as_deref().unwrap_or(NOT_STATED));
    if let Some(address) = &message.address {
        field(out, "Address", address);
    }
    match &message.sent {
        Some(sent) => field(out, "Sent", &moment(sent, doc.zone)),
        None => field(out, "Sent", "The time sent was not recorded."),
    }
    if let Some(note) = &message.sent_note {
        field(out, "Time as read", note);
    }
    field(out, "Added to register", &moment(&message.added, doc.zone));
    if !message.flags.is_empty() {
        field(out, "Marks", &message.flags.join("; "));
    }
    for (attachment, name) in message.attachments.iter().zip(names) {
        let size = match attachment.bytes.len() {
            0 => "no bytes: the file is empty".to_owned(),
            n => count(n, "byte", "bytes"),
        };
        let mut value = format!("attachments/{name} ({size})");
        if name != attachment.name {
            value.push_str(&format!("; original name: {}", safe_line(&attachment.name)));
        }
        field(out, "Attachment", &value);
        let digest = HEXLOWER.encode(&Sha256::digest(&attachment.bytes));
        field(out, "SHA-256", &digest);
    }
}

/// What the reader must not take from this record.
fn limits(doc: &CaptureDoc) -> Vec<&'static str> {
    let mut out = vec![
        "Other messages of the conversation: only those that a person chose are here.",
        "Who the people named are: names are as the channel or the person who captured gave them, and \
         this tool did not check them.",
        "Reactions, receipts, and what was deleted or changed before the capture.",
    ];
    let any = |test: &dyn Fn(&MessageDoc) -> bool| doc.messages.iter().any(test);
    if any(&|m| m.sent.is_none()) {
        out.push(
            "The time sent, where it says that it was not recorded. The date of record.eml is then when \
             the message was added.",
        );
    }
    if any(&|m| m.sent_note.is_some()) {
        out.push(
            "A time that was read from the wall clock of the sender's or exporter's device may be off by \
             the difference of zones; Time as read says how it was read.",
        );
    }
    if doc.substance.is_some() {
        out.push("Every word that was used: the substance is in the words of the person who captured it.");
    }
    if any(&|m| m.text.is_empty() && m.attachments.is_empty()) {
        out.push("The text of a message with 0 lines: it is not held here.");
    }
    if any(&|m| safe_block(&m.text) != lf(&m.text)) {
        out.push(
            "Characters that could move a cursor or hide: they are shown as <U+XXXX>, tabs as blanks. \
             record.eml holds the text exactly.",
        );
    }
    if doc.attachments().any(|a| a.bytes.is_empty()) {
        out.push("The content of an attachment with no bytes: it was empty when it was chosen.");
    }
    out
}

/// `Label: value`, continued on indented lines.
fn field(out: &mut String, label: &str, value: &str) {
    let value = safe_block(value.trim());
    indented(out, &format!("{label}: {value}"));
}

fn paragraph(out: &mut String, text: &str) {
    for line in wrap(text, COLUMNS) {
        push_line(out, "", &line);
    }
}

fn bullet(out: &mut String, text: &str) {
    indented(out, &format!("- {text}"));
}

fn indented(out: &mut String, text: &str) {
    if width(text) <= COLUMNS && !text.contains('\n') {
        return push_line(out, "", text);
    }
    for (n, line) in wrap(text, COLUMNS - 2).iter().enumerate() {
        push_line(out, if n == 0 { "" } else { "  " }, line);
    }
}

fn push_line(out: &mut String, indent: &str, line: &str) {
    out.push_str(format!("{indent}{line}").trim_end());
    out.push('\n');
}
