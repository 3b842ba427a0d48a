//! What sigtop writes as JSON: the messages of a conversation as Signal Desktop keeps them, in an array.
//!
//! It holds no names: a sender is the id of an account, and the chat is called by its file.

use std::borrow::Cow;

use chrono::DateTime;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::updates::{Note, timer};
use crate::import::bundle::Bundle;
use crate::import::entry::{Attachment, Direction, Entry, EntryKind, Expiry, FileSource};
use crate::import::error::ImportError;
use crate::import::format::{ChatInfo, Mine, Sink, WalkTexts};
use crate::import::json_stream::{JsonPiece, JsonStream};
use crate::import::row::FormatRow;
use crate::import::walked::WalkedFormat;

static ROW: FormatRow = FormatRow {
    id: "sigtop-json",
    channel: super::CHANNEL,
    title: "Signal (sigtop)",
    wrote: "Signal",
    endings: &["json", "zip"],
    steps: &[
        "On the computer with Signal Desktop, run sigtop export-messages -f json: it writes one file a chat.",
        "Give one of the files, or the folder of all of them. Files that were sent are exported by sigtop export-attachments.",
    ],
    leaves_out: "The names of people, which are only ids here; what had vanished before it was made. Messages with a timer are there, each with its timer.",
};

#[derive(Debug)]
pub(in crate::import) struct SigtopJson;

impl WalkedFormat for SigtopJson {
    fn row(&self) -> &'static FormatRow {
        &ROW
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        // It is a list, and nothing else is.
        let soon = |start: &[u8]| match start.trim_ascii_start().first() {
            Some(b'[') | None => None,
            Some(_) => Some(false),
        };
        super::told_soon(bundle, &["json"], &soon, &is_kept)
    }

    fn walk(
        &self,
        _bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        Ok(Box::new(KeptWalk(texts)))
    }
}

/// Whether the first of a list is a message as Signal Desktop keeps it. It may be cut anywhere, and of any length: what
/// was seen until then tells.
fn is_kept(head: &[u8]) -> bool {
    let mut bytes = head;
    let mut json = JsonStream::new(&mut bytes);
    let mut signs = [false; 3];
    let _ = json.array(&mut |json| {
        if json.peek()? == Some(b'{') {
            json.object(&mut |key, json| {
                let shape = json.peek()?;
                match key {
                    "type" => signs[0] = shape == Some(b'"'),
                    "conversationId" => signs[1] = shape == Some(b'"'),
                    "sent_at" => signs[2] = shape.is_some_and(|b| b.is_ascii_digit()),
                    _ => {}
                }
                Ok(signs != [true; 3])
            })?;
        }
        Ok(false)
    });
    signs == [true; 3]
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Kept<'a> {
    #[serde(borrow)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "type")]
    kind: Option<Cow<'a, str>>,
    #[serde(borrow)]
    body: Option<Cow<'a, str>>,
    #[serde(rename = "sent_at")]
    sent_at: Option<f64>,
    timestamp: Option<f64>,
    #[serde(borrow)]
    conversation_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    source_service_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    source: Option<Cow<'a, str>>,
    #[serde(borrow)]
    attachments: Vec<KeptFile<'a>>,
    expire_timer: Option<f64>,
    is_view_once: bool,
    deleted_for_everyone: bool,
    edit_history: Option<Vec<IgnoredAny>>,
    expiration_timer_update: Option<TimerUpdate>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct KeptFile<'a> {
    #[serde(borrow)]
    content_type: Option<Cow<'a, str>>,
    #[serde(borrow)]
    file_name: Option<Cow<'a, str>>,
    size: Option<f64>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct TimerUpdate {
    expire_timer: Option<f64>,
}

struct KeptWalk(Vec<usize>);

impl WalkTexts for KeptWalk {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let index = bundle.index();
        for piece in &self.0 {
            let place = super::place(bundle, *piece);
            let read = bundle.read(*piece, |stream| {
                let mut json = JsonStream::new(stream);
                let mut n = 0;
                let find = |name: &str| index.find(&place.folder, name);
                let read = json.array(&mut |json| {
                    let piece = json.value()?;
                    n += 1;
                    Ok(one(n, &piece, place.name.as_deref(), &find, sink))
                });
                match read {
                    Ok(more) => Ok(more),
                    Err(trouble) => {
                        sink.left_out(trouble.words()?);
                        Ok(true)
                    }
                }
            })?;
            if !read {
                break;
            }
        }
        Ok(())
    }
}

/// Gives one message; whether more are wanted.
fn one(
    n: u64,
    piece: &JsonPiece<'_>,
    name: Option<&str>,
    find: &dyn Fn(&str) -> Option<crate::import::index::Held>,
    sink: &mut dyn Sink,
) -> bool {
    let mut kept: Kept<'_> = match serde_json::from_slice(piece.bytes) {
        Ok(kept) if piece.dropped == 0 => kept,
        Ok(_) => {
            sink.stray(n, "", "the message is longer than is read");
            return true;
        }
        Err(e) => {
            let start = String::from_utf8_lossy(&piece.bytes[..piece.bytes.len().min(200)]);
            sink.stray(n, &start, &e.to_string());
            return true;
        }
    };
    let chat = kept.conversation_id.clone().unwrap_or_default();
    let info = ChatInfo {
        name,
        ..ChatInfo::default()
    };
    sink.chat(&chat, info);
    let at = kept.sent_at.or(kept.timestamp);
    let at = at.and_then(|ms| DateTime::from_timestamp_millis(ms as i64));
    let mut entry = Entry::new(chat).at_moment(at);
    (entry.line, entry.offset, entry.raw) = (n, piece.offset, piece.bytes);
    entry.id = kept.id.take();
    let stamp = at
        .map(|t| t.timestamp_millis().to_string())
        .unwrap_or_default();
    entry.stamp = stamp.as_bytes();
    let seconds = kept.expire_timer.map(|s| Expiry { seconds: s as u32 });
    entry.expires = seconds;
    entry.deleted = kept.deleted_for_everyone;
    entry.edited = kept.edit_history.take().is_some_and(|h| !h.is_empty());
    (entry.view_once, entry.omitted) = (kept.is_view_once, kept.is_view_once);
    entry.text = kept.body.take().unwrap_or_default();
    let files = std::mem::take(&mut kept.attachments);
    of_kind(&mut entry, kept);
    let files = files.into_iter().map(|file| {
        let named = file.file_name.unwrap_or_else(|| "unnamed file".into());
        let held = find(&named);
        Attachment {
            present: held.is_some(),
            kind: file.content_type,
            bytes: held
                .as_ref()
                .map(|h| h.bytes)
                .or(file.size.map(|s| s as u64)),
            source: held.map_or(FileSource::Named, |h| h.source),
            name: named,
        }
    });
    entry.attachments = files.collect();
    sink.entry(entry).is_continue()
}

/// Who wrote it and which way it went, by what Signal Desktop calls it.
fn of_kind<'a>(entry: &mut Entry<'a>, kept: Kept<'a>) {
    match kept.kind.as_deref() {
        Some("incoming") => {
            entry.direction = Some(Direction::In);
            entry.sender = kept.source_service_id.or(kept.source);
        }
        Some("outgoing") => {
            entry.direction = Some(Direction::Out);
            entry.sender = Some("You".into());
        }
        Some("call-history") => {
            entry.kind = EntryKind::Call;
            entry.text = "call".into();
        }
        other => {
            entry.kind = EntryKind::System;
            entry.expires = None;
            let set = kept
                .expiration_timer_update
                .map(|u| u.expire_timer.unwrap_or(0.0));
            let noted: Option<Note> = set.map(|s| timer("Somebody", s as i64));
            if let Some(noted) = noted {
                (entry.timer, entry.text) = (noted.timer, noted.text.into());
            } else if entry.text.is_empty() {
                entry.text = other.unwrap_or("note").replace('-', " ").into();
            }
        }
    }
}
