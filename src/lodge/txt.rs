//! `record.txt`: what a person reads, now and in twenty years, with nothing but a text viewer.
//!
//! May import `text`. Invariants: UTF-8, LF, no control character but LF; this tool's own lines keep to 72
//! columns; a field's continuation lines are indented, so nothing that was typed can pass for a field; each
//! message's text stands line for line as it is (but for what `safe_block` must show) under a count of its
//! lines, so a text that imitates this layout is told from it; more than a kilobyte of this tool's own words
//! stands before the first text and after the last, so that a text of markup does not make format tools name
//! the record for it (PRONOM looks for HTML in the first and the last 1,024 bytes).

use std::borrow::Cow;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::text::{safe_block, safe_line, width, wrap};

use super::doc::{CaptureDoc, MessageDoc};
use super::layout::FolderFormat;
use super::names::attachment_names;
use super::words::{NOT_STATED, channel, count, lf, moment, previous, route};

pub(super) const COLUMNS: usize = 72;

/// The whole record as text; how it says that it can be checked depends on the folder it goes in.
pub fn txt(doc: &CaptureDoc, format: FolderFormat) -> String {
    let mut out = String::new();
    let marking = doc.marking.as_deref().unwrap_or(NOT_STATED);
    field(&mut out, "Marking", marking);
    out.push('\n');
    let title = format!("Record of a capture from {}", channel(&doc.channel));
    paragraph(&mut out, &title);
    out.push('\n');
    facts(&mut out, doc, "Captured");
    out.push('\n');
    section(&mut out, "How to read this record", HOW_TO_READ);
    out.push_str(&listing(doc, safe_block));
    section(&mut out, "What this record cannot show", &limits(doc));
    section(&mut out, "How to check these files", how_to_check(format));
    field(&mut out, "Marking", marking);
    out
}

/// The record alone, to be carried somewhere by hand: without how to check files that are not there. `done`
/// is what was done at its time, `Captured` or `Copied out`.
pub fn txt_alone(doc: &CaptureDoc, done: &str) -> String {
    let mut out = String::new();
    let marking = doc.marking.as_deref().unwrap_or(NOT_STATED);
    field(&mut out, "Marking", marking);
    out.push('\n');
    facts(&mut out, doc, done);
    out.push('\n');
    out.push_str(&listing(doc, safe_block));
    field(&mut out, "Marking", marking);
    out
}

/// Says what is within a count, and makes the room before the first text (see the head of this file).
const HOW_TO_READ: &[&str] = &[
    "It was made so that business done on the channel above is held where the organisation keeps its \
     records.",
    "Below stand the messages that a person chose, oldest first, each with its sender and the time it was \
     sent as far as they are known. Every time names its zone; \"not stated\" stands where nobody said.",
    "A text stands line for line as it is held, and the line above it counts its lines. Whatever is within \
     that count was written by the sender of the message, or by the person who recorded its substance, also \
     where it looks like a heading, a field of this record or the markup of another kind of file.",
    "record.eml is the same record as a mail, for mail programs and records systems. It holds each text \
     exactly, and the attachments as well.",
];

const IN_FILES: &[&str] = &[
    "SHA256SUMS, in the folder of this file, holds the SHA-256 of every other file there. In that folder: \
     sha256sum -c SHA256SUMS",
    "On Windows, in PowerShell: Get-FileHash record.txt, and compare it with the line of SHA256SUMS that \
     names that file.",
    LINKS,
    SUMS_OF_SUMS,
];

const IN_A_BAG: &[&str] = &[
    "This file is in the folder data of a BagIt bag (RFC 8493). manifest-sha256.txt, one folder up, holds \
     the SHA-256 of every file in data. In that upper folder: sha256sum -c manifest-sha256.txt",
    "On Windows, in PowerShell: Get-FileHash data\\record.txt, and compare it with the line of \
     manifest-sha256.txt that names that file.",
    LINKS,
    SUMS_OF_SUMS,
];

const LINKS: &str = "The register head above is the last link of the writer's journal at the time of the \
     capture. Sums and links show that nothing was changed or taken out since; they do not show who wrote \
     it, nor that it is complete.";

const SUMS_OF_SUMS: &str = "Who can change a file here can change its sum as well. The register holds the \
     SHA-256 of the file of sums as it was lodged: ask its owner to compare the two.";

fn how_to_check(format: FolderFormat) -> &'static [&'static str] {
    match format {
        FolderFormat::Files => IN_FILES,
        FolderFormat::Bag => IN_A_BAG,
    }
}

/// A heading, its points, a blank line.
fn section(out: &mut String, title: &str, points: &[&str]) {
    out.push_str(&format!("{title}\n\n"));
    for point in points {
        indented(out, &format!("- {point}"));
    }
    out.push('\n');
}

fn facts(out: &mut String, doc: &CaptureDoc, done: &str) {
    field(out, "Capture", &doc.id);
    field(out, "Channel", &channel(&doc.channel));
    let conversation = doc.conversation.as_deref().unwrap_or(NOT_STATED);
    field(out, "Conversation", conversation);
    field(out, "Route", &route(&doc.route));
    field(out, done, &moment(&doc.captured_at, doc.zone));
    field(out, &format!("{done} by"), &doc.captured_by);
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
    if let Some(corrected) = &doc.previous {
        field(out, "Corrects", &previous(corrected, doc.zone));
    }
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
        "Whether what was written is so, and what was said of it elsewhere, in calls or face to face.",
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
pub(super) fn field(out: &mut String, label: &str, value: &str) {
    let value = safe_block(value.trim());
    indented(out, &format!("{label}: {value}"));
}

fn paragraph(out: &mut String, text: &str) {
    for line in wrap(text, COLUMNS) {
        push_line(out, "", &line);
    }
}

/// Lines of at most 72 columns, those after the first indented.
pub(super) fn indented(out: &mut String, text: &str) {
    if width(text) <= COLUMNS && !text.contains('\n') {
        return push_line(out, "", text);
    }
    for (n, line) in wrap(text, COLUMNS - 2).iter().enumerate() {
        push_line(out, if n == 0 { "" } else { "  " }, line);
    }
}

/// A line without blanks at its end.
pub(super) fn push_line(out: &mut String, indent: &str, line: &str) {
    out.push_str(format!("{indent}{line}").trim_end());
    out.push('\n');
}
