//! What a message, a record of substance, or a capture whose text is not held is as an event.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};

use super::super::block::captor;
use super::super::doc::{CaptureDoc, MessageDoc, Source};
use super::super::listing::{original_in_a_line, right_in_a_line};
use super::super::source::source_of;
use super::super::words::{NOT_STATED, fixed, moment, named};
use super::manifest::{Custom, Manifest, RsmfAttached, RsmfEvent, Talk, customs, timestamp};

/// A file that goes into the zip.
pub(super) struct ZipFile<'d> {
    pub id: String,
    pub display: String,
    pub bytes: Cow<'d, [u8]>,
}

/// The files of a message: its attachments under the names they have in the record, and a note in place of each that
/// the message names and nobody holds. Their ids are in the order they come.
pub(super) fn files<'d>(doc: &'d CaptureDoc, n: usize, names: &[String]) -> Vec<ZipFile<'d>> {
    let Some(message) = doc.messages.get(n) else {
        return Vec::new();
    };
    let held = message.attachments.iter().zip(names);
    let held = held.map(|(file, name)| (name.clone(), Cow::Borrowed(file.bytes.as_slice())));
    let absent = message.absent.iter().map(|name| {
        let note = format!(
            "{name}\n\nThis file is named in the message. It was not in the export, and is not held here.\n"
        );
        let shown = format!("{name} (not in the export).txt");
        (shown, Cow::Owned(note.into_bytes()))
    });
    let all = held.chain(absent).enumerate();
    all.map(|(k, (display, bytes))| ZipFile {
        id: format!(
            "att_{}-{:04}-{:03}{}",
            doc.id,
            n + 1,
            k + 1,
            ending(&display)
        ),
        display,
        bytes,
    })
    .collect()
}

/// The ending of a name with its dot, where it is a plain one.
fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let plain = |e: &&str| e.len() <= 8 && e.chars().all(|c| c.is_ascii_alphanumeric());
    let ending = ending.filter(|e| !e.is_empty()).filter(plain);
    ending.map_or(String::new(), |e| format!(".{}", e.to_ascii_lowercase()))
}

/// When a message was sent; where that was not recorded, when it was added, which its event says.
fn when(doc: &CaptureDoc, message: &MessageDoc) -> DateTime<FixedOffset> {
    message
        .sent
        .unwrap_or_else(|| fixed(&message.added, doc.zone))
}

/// Adds a message, or a notice that its channel wrote.
pub(super) fn message(
    manifest: &mut Manifest,
    talk: &Talk,
    (doc, held): (&CaptureDoc, bool),
    n: usize,
    files: &[ZipFile<'_>],
) {
    let Some(message) = doc.messages.get(n) else {
        return;
    };
    let exported = matches!(message.source, Source::Export { .. });
    let notice = exported && message.from.is_none();
    let who = message.from.as_deref();
    let direction = match (who, doc.exported_from.as_deref()) {
        (Some(who), Some(owner)) => Some(if who == owner { "outgoing" } else { "incoming" }),
        _ => None,
    };
    let at = when(doc, message);
    let event = RsmfEvent {
        id: format!("{}-{}", doc.id, n + 1),
        kind: if held && !notice {
            "message"
        } else {
            "unknown"
        },
        body: held.then_some(message.text.as_str()),
        participant: (held && !notice).then(|| manifest.person(named(who))),
        conversation: talk.id.clone(),
        timestamp: timestamp(&at),
        deleted: message.deleted,
        attachments: files.iter().map(attached).collect(),
        direction,
        custom: of_message(doc, n, message, (held, notice)),
    };
    manifest.add(at.to_utc(), &doc.id, n, &event);
}

fn attached(file: &ZipFile<'_>) -> RsmfAttached {
    RsmfAttached {
        id: file.id.clone(),
        display: file.display.clone(),
        size: file.bytes.len(),
    }
}

/// Adds what stands for a capture as a whole: its substance, or that nothing of it is held.
pub(super) fn whole(manifest: &mut Manifest, talk: &Talk, doc: &CaptureDoc, held: bool) {
    let lines = doc.substance.iter().flatten();
    let lines: Vec<String> = lines
        .map(|(label, text)| format!("{label}: {text}"))
        .collect();
    let body = lines.join("\n");
    let told = held && !lines.is_empty();
    let at = fixed(&doc.captured_at, doc.zone);
    let mut custom = of_capture(doc);
    custom.extend(customs(&[match told {
        true => (
            "Kind",
            Some("the substance, in the words of the person who captured it (para 21b)"),
        ),
        false => ("Text", Some(NOT_HELD)),
    }]));
    let event = RsmfEvent {
        id: format!("{}-{}", doc.id, doc.messages.len() + 1),
        kind: "unknown",
        body: told.then_some(body.as_str()),
        participant: told.then(|| manifest.person(named(Some(&doc.captured_by)))),
        conversation: talk.id.clone(),
        timestamp: timestamp(&at),
        deleted: false,
        attachments: Vec::new(),
        direction: None,
        custom,
    };
    manifest.add(at.to_utc(), &doc.id, doc.messages.len(), &event);
}

/// What is said where a text was erased after filing, or was never stored.
const NOT_HELD: &str = "not held here: it was erased after filing, or never stored on this machine";

/// Which capture it is of.
fn of_capture(doc: &CaptureDoc) -> Vec<Custom> {
    customs(&[
        ("Id", Some(&doc.id)),
        (
            "Marking",
            Some(doc.marking.as_deref().unwrap_or(NOT_STATED)),
        ),
        ("Captured", Some(&moment(&doc.captured_at, doc.zone))),
        ("Captured by", Some(&captor(doc))),
        ("On behalf of", doc.on_behalf_of.as_deref()),
        ("Reference", doc.reference.as_deref()),
        ("Device", doc.device.as_deref()),
        ("Register head", Some(&doc.head)),
    ])
}

fn of_message(
    doc: &CaptureDoc,
    n: usize,
    message: &MessageDoc,
    (held, notice): (bool, bool),
) -> Vec<Custom> {
    let source = source_of(message, doc.zone);
    let marks = message.flags.join("; ");
    let original = original_in_a_line(doc, n);
    let mut all = of_capture(doc);
    all.extend(customs(&[
        ("Source", Some(&source)),
        ("Kind", notice.then_some("a notice that the channel wrote")),
        ("Text", (!held).then_some(NOT_HELD)),
        ("Time", message.sent.is_none().then_some(NO_TIME)),
        ("As exported", message.as_exported.as_deref()),
        ("As typed", message.as_typed.as_deref()),
        ("Marks", Some(&marks)),
        ("Original", original.as_deref()),
    ]));
    for (label, value) in &message.head {
        all.extend(customs(&[(label, Some(value))]));
    }
    for put in &message.put_right {
        all.extend(customs(&[("Put right", Some(&right_in_a_line(doc, put)))]));
    }
    all
}

const NO_TIME: &str =
    "The time sent was not recorded; the one here is when it was added to the register";
