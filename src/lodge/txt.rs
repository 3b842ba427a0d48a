//! `record.txt`: what a person reads, now and in twenty years, with nothing but a text viewer.
//!
//! Invariants: UTF-8, LF, no control character but LF; this tool's own lines keep to 72 columns; a field's
//! continuation lines are indented, so nothing that was typed can pass for a field; each message's text stands line
//! for line as it is (but for what `safe_block` must show) under a count of its lines, so a text that imitates this
//! layout is told from it; the block that it begins with stands in the mail as well; more than a kilobyte of this
//! tool's own words stands before the first text and after the last, so that a text of markup does not make format
//! tools name the record for it (PRONOM looks for HTML in the first and the last 1,024 bytes).

use crate::text::safe_block;

use super::block::facts;
use super::doc::{CaptureDoc, MessageDoc, Source};
use super::format::FolderFormat;
use super::lines::{fact, indented};
use super::listing::listing;
use super::words::{NOT_STATED, lf};

/// The whole record as text; how it says that it can be checked depends on the folder it goes in.
pub fn txt(doc: &CaptureDoc, format: FolderFormat) -> String {
    let mut out = begun(doc, "Captured");
    section(
        &mut out,
        "How to read this record",
        &how_to_read(doc, AS_A_FILE),
    );
    out.push_str(&listing(doc, safe_block));
    section(&mut out, "What this record cannot show", &limits(doc, true));
    section(&mut out, "How to check these files", how_to_check(format));
    marking(&mut out, doc);
    out
}

/// The record as a mail shows it: the same, with every text exact.
pub(super) fn txt_in_mail(doc: &CaptureDoc) -> String {
    let mut out = begun(doc, "Captured");
    section(
        &mut out,
        "How to read this record",
        &how_to_read(doc, AS_A_MAIL),
    );
    out.push_str(&listing(doc, lf));
    section(
        &mut out,
        "What this record cannot show",
        &limits(doc, false),
    );
    marking(&mut out, doc);
    out
}

/// The record alone, to be carried somewhere by hand: without how to check files that are not there. `done`
/// is what was done at its time, `Captured` or `Copied out`.
pub fn txt_alone(doc: &CaptureDoc, done: &str) -> String {
    let mut out = begun(doc, done);
    let has_files = |m: &MessageDoc| m.original.is_some() || !m.attachments.is_empty();
    if doc.messages.iter().any(has_files) {
        out.push_str("The files named below do not go with this text; their sums tell them.\n\n");
    }
    out.push_str(&listing(doc, safe_block));
    marking(&mut out, doc);
    out
}

/// The block that a record begins with, and a blank line.
fn begun(doc: &CaptureDoc, done: &str) -> String {
    let mut out = String::new();
    marking(&mut out, doc);
    for (label, value) in facts(doc, done) {
        fact(&mut out, &label, &value);
    }
    out.push('\n');
    out
}

/// The first and the last line of a record.
fn marking(out: &mut String, doc: &CaptureDoc) {
    fact(out, "Marking", doc.marking.as_deref().unwrap_or(NOT_STATED));
}

/// Says what is within a count, and makes the room before the first text (see the head of this file).
fn how_to_read(doc: &CaptureDoc, other_form: &'static str) -> Vec<&'static str> {
    let mut out = HOW_TO_READ.to_vec();
    let any = |test: &dyn Fn(&MessageDoc) -> bool| doc.messages.iter().any(test);
    if any(&|m| m.original.is_some()) {
        out.push(
            "An original is the piece of the export, or the mail, that a message was read from, byte for byte. \
             Where it is text, it has the message's time and sender as the channel wrote them.",
        );
    }
    if any(&|m| !m.put_right.is_empty()) {
        out.push(
            "What was put right stands after the text, in a block of its own that says by whom, when, and which of \
             the two stood first. Neither takes the place of the other.",
        );
    }
    if !doc.changed.is_empty() {
        out.push(
            "Of what is said above of the whole, Put right tells what was said of it before, and by whom and when \
             that was put right. What an export says still stands, and what a person says instead stands there.",
        );
    }
    out.push(other_form);
    out
}

const HOW_TO_READ: &[&str] = &[
    "It was made so that business done on the channel above is held where the organisation keeps its \
     records.",
    "Below stand the messages that a person chose, oldest first, each with its sender and the time it was \
     sent as far as they are known. Every time names its zone; \"not stated\" stands where nobody said.",
    "Source says where a message's words come from. Of an export they are the export's own. Where somebody \
     typed them, they are what that person wrote down, and nobody compared them with the phone.",
    "A text stands line for line as it is held, and the line above it counts its lines. Whatever is within \
     that count belongs to the text, also where it looks like a heading, a field of this record or the \
     markup of another kind of file.",
];

const AS_A_FILE: &str = "record.eml is the same record as a mail, for mail programs and records systems. It holds each \
     text exactly, as message-1.txt and so on, and the attachments and originals as well. Where only one file \
     can be kept as the record, keep record.eml: it holds everything.";

const AS_A_MAIL: &str = "Attached are each message's exact text, as message-1.txt and so on, and the attachments and \
     originals under the last part of the names given here.";

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

const SIDE_BY_SIDE: &[&str] = &[
    "The files of this record lie side by side with those of others, and all of their names begin as this one's \
     does. What is called record.eml above is the file that ends in .eml; attachments/NAME ends in _attachment_NAME, \
     and original/NAME in _original_NAME.",
    "The file that ends in _sums.txt holds the SHA-256 of every other; without it the record is not whole. In that \
     folder: sha256sum -c, and the name of that file.",
    "On Windows, in PowerShell: Get-FileHash and the name of a file, and compare it with the line that names it.",
    LINKS,
    SUMS_OF_SUMS,
];

const LINKS: &str = "The register head above is the last link of the writer's journal at the time of the \
     capture. The sums show whether a file was changed since it was lodged, the links whether a frame of the \
     register was changed or taken out. Neither shows who wrote a message, nor that all is here. What was put \
     right before it was lodged is not shown by a sum: it stands in the record, beside what was there.";

const SUMS_OF_SUMS: &str = "Who can change a file here can change its sum as well. The register holds the \
     SHA-256 of the file of sums as it was lodged: ask its owner to compare the two.";

fn how_to_check(format: FolderFormat) -> &'static [&'static str] {
    match format {
        FolderFormat::Files => IN_FILES,
        FolderFormat::Bag => IN_A_BAG,
        FolderFormat::Flat => SIDE_BY_SIDE,
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

/// What the reader must not take from this record.
/// `escaped` is whether what could do harm is shown as an escape.
fn limits(doc: &CaptureDoc, escaped: bool) -> Vec<&'static str> {
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
            "The time sent, where it says that it was not recorded. Where that is so of all, the date of \
             record.eml is when the last of them was added.",
        );
    }
    if any(&|m| m.as_exported.is_some()) {
        out.push(
            "Whether the clock of the sender's or exporter's device was right, and in which zone it stood: As \
             exported says how a time was read.",
        );
    }
    if doc.substance.is_some() {
        out.push("Every word that was used: the substance is in the words of the person who captured it.");
    }
    if any(&|m| m.text.is_empty() && m.attachments.is_empty()) {
        out.push("The text of a message with 0 lines: it is not held here.");
    }
    let said = |m: &MessageDoc| m.from.is_some() || m.sent.is_some();
    if any(&|m| match m.source {
        Source::Typed { .. } => true,
        Source::File { .. } | Source::Screenshot { .. } | Source::Mail => said(m),
        Source::NotStated | Source::Export { .. } => false,
    }) {
        out.push("Whether what was typed is what was sent: it was not compared with the phone.");
    }
    if any(&|m| m.source == Source::NotStated) {
        out.push("Where a message's words come from, where its source is not stated.");
    }
    if escaped && any(&|m| safe_block(&m.text) != lf(&m.text)) {
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
