//! Text messages as SMS Import / Export writes them: a line of JSON for each row of the phone's own tables, the files
//! of its messages beside it.
//!
//! Rows of texts count in thousandths of a second, rows of messages with parts in seconds.

use std::borrow::Cow;
use std::ops::ControlFlow;

use chrono::DateTime;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::texts::{by_line, cut_at, told_soon};
use crate::import::bundle::Bundle;
use crate::import::chats::ChatKind;
use crate::import::entry::{Attachment, Direction, Entry, EntryKind, FileSource};
use crate::import::error::ImportError;
use crate::import::format::{ChatInfo, Mine, Sink, WalkTexts};
use crate::import::index::Index;
use crate::import::lines::Lines;
use crate::import::misread::as_utf8;
use crate::import::row::FormatRow;
use crate::import::walked::WalkedFormat;

static ROW: FormatRow = FormatRow {
    id: "sms-ndjson",
    channel: "sms",
    title: "SMS (SMS Import / Export)",
    wrote: "SMS",
    endings: &["ndjson", "zip"],
    steps: &[
        "Android: install SMS Import / Export (version 2 or later) where your department allows it, and choose Export messages. In its settings leave the binary data of MMS switched on.",
        "You get a zip with messages.ndjson and a folder data in it; copy it to this machine by a way your department allows, and give the zip.",
        "iPhone: there is no export of text messages. Copy the words, take a screenshot, or write down the substance: that is equal.",
    ],
    leaves_out: "What was deleted before it was made; whose phone it is, which stands as Me; RCS messages, on many phones; messages beyond the number, or outside of the filter, that its settings name.",
};

#[derive(Debug)]
pub(in crate::import) struct SmsLines;

impl WalkedFormat for SmsLines {
    fn row(&self) -> &'static FormatRow {
        &ROW
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        let first = |head: &[u8]| {
            let line = &head[..memchr::memchr(b'\n', head).unwrap_or(head.len())];
            serde_json::from_slice::<PhoneRow<'_>>(line).is_ok_and(|row| row.is_one())
        };
        let endings = ["ndjson", "jsonl", "json"];
        let found = told_soon(bundle, &endings, &by_line(first), &first)?;
        let list = |start: &[u8]| (!starts_list(start)).then_some(false);
        if found.is_none() && told_soon(bundle, &["json"], &list, &is_of_before)?.is_some() {
            return Err(ImportError::KnownAndNotRead {
                name: bundle.label.clone(),
                what: "an export of SMS Import / Export from before its version 2",
                way_out: "Export the messages again with version 2 or later, which writes a zip with messages.ndjson.",
            });
        }
        Ok(found)
    }

    fn walk(
        &self,
        _bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        Ok(Box::new(PhoneRows(texts)))
    }
}

/// Whether a list begins here, or may where there are but blanks.
fn starts_list(start: &[u8]) -> bool {
    let start = start.trim_ascii_start();
    start.is_empty() || start.starts_with(b"[")
}

/// Whether a text begins as the one list that the program wrote before.
fn is_of_before(head: &[u8]) -> bool {
    let near = &head[..head.len().min(16 << 10)];
    let has = |sign: &[u8]| memchr::memmem::find(near, sign).is_some();
    starts_list(near)
        && [&b"\"_id\""[..], b"\"thread_id\"", b"\"date_sent\""]
            .into_iter()
            .all(has)
}

/// A row of the table of texts, or of that of messages with parts, which alone has a box.
#[derive(Deserialize, Default)]
#[serde(default)]
struct PhoneRow<'a> {
    #[serde(borrow)]
    _id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    thread_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    date: Option<Cow<'a, str>>,
    #[serde(borrow)]
    address: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "type")]
    kind: Option<Cow<'a, str>>,
    #[serde(borrow)]
    body: Option<Cow<'a, str>>,
    #[serde(borrow)]
    subject: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "__display_name")]
    name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    msg_box: Option<Cow<'a, str>>,
    /// What kind of message with parts it is; texts have none.
    m_type: Option<IgnoredAny>,
    #[serde(borrow)]
    sub: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "__sender_address")]
    from: Option<PhoneNumber<'a>>,
    #[serde(borrow, rename = "__recipient_addresses")]
    to: Vec<PhoneNumber<'a>>,
    #[serde(borrow, rename = "__parts")]
    parts: Vec<PhonePart<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PhoneNumber<'a> {
    #[serde(borrow)]
    address: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "__display_name")]
    name: Option<Cow<'a, str>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PhonePart<'a> {
    #[serde(borrow)]
    ct: Option<Cow<'a, str>>,
    #[serde(borrow)]
    name: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "fn")]
    file: Option<Cow<'a, str>>,
    #[serde(borrow)]
    cl: Option<Cow<'a, str>>,
    /// Where the phone kept it; its last part is the name in the folder of files.
    #[serde(borrow)]
    _data: Option<Cow<'a, str>>,
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
}

/// What stands for the owner of the phone.
const OWNER: &str = "insert-address-token";

fn said<'s>(text: &'s Option<Cow<'_, str>>) -> Option<&'s str> {
    text.as_deref().filter(|t| !t.trim().is_empty())
}

impl PhoneNumber<'_> {
    /// As whom the phone knows the number.
    fn called(&self) -> Option<&str> {
        let number = said(&self.address).filter(|a| *a != OWNER)?;
        Some(said(&self.name).unwrap_or(number))
    }
}

impl PhoneRow<'_> {
    /// Whether it is a row of the phone's, by what every row has and no export of another program.
    fn is_one(&self) -> bool {
        let boxed = self.kind.is_some() || self.has_parts();
        self.date.is_some() && self.thread_id.is_some() && self._id.is_some() && boxed
    }

    /// Of a message with parts.
    fn has_parts(&self) -> bool {
        self.msg_box.is_some() || self.m_type.is_some()
    }

    /// The box it lies in: 1 received, 2 sent, 3 draft, 4 to be sent, 5 failed, 6 queued.
    fn lies_in(&self) -> Option<u8> {
        let of = self.msg_box.as_ref().or(self.kind.as_ref());
        of.and_then(|n| n.trim().parse().ok())
    }

    fn thread(&self) -> &str {
        said(&self.thread_id)
            .or(said(&self.address))
            .unwrap_or("unknown")
    }

    /// Everybody it names.
    fn people(&self) -> Vec<String> {
        let own = said(&self.name).or(said(&self.address));
        let others = self.from.iter().chain(&self.to);
        let all = own
            .into_iter()
            .chain(others.filter_map(PhoneNumber::called));
        let mut people: Vec<String> = Vec::new();
        for person in all {
            if !people.iter().any(|p| p == person) {
                people.push(person.to_owned());
            }
        }
        people
    }

    fn entry<'a>(&'a self, index: &Index, folder: &str) -> Entry<'a> {
        let stamp = said(&self.date).unwrap_or_default();
        let number: Option<i64> = stamp.trim().parse().ok();
        let at = match self.has_parts() {
            true => number.and_then(|n| DateTime::from_timestamp(n, 0)),
            false => number.and_then(DateTime::from_timestamp_millis),
        };
        let mut entry = Entry::new(self.thread()).at_moment(at);
        entry.stamp = stamp.as_bytes();
        entry.direction = match self.lies_in() {
            Some(1) => Some(Direction::In),
            Some(2..=6) => Some(Direction::Out),
            _ => None,
        };
        if self.lies_in() == Some(3) {
            entry.kind = EntryKind::Draft;
        }
        let from = self.from.as_ref().and_then(PhoneNumber::called);
        let other = said(&self.name).or(said(&self.address)).or(from);
        entry.sender = match entry.direction {
            Some(Direction::Out) => Some("Me".into()),
            Some(Direction::In) => Some(other.unwrap_or("unknown").into()),
            None => from.map(Into::into),
        };
        let to = self.to.iter().filter_map(PhoneNumber::called);
        entry.to = to.map(Into::into).collect();
        // The phone keeps the bytes of a subject one by one as characters.
        let subject = said(&self.sub).map(|s| as_utf8(s).map_or(s.into(), Cow::Owned));
        entry.subject = subject.or(said(&self.subject).map(Into::into));
        let is_text = |p: &&PhonePart<'_>| p._data.is_none() && p.text.is_some();
        let texts = self.parts.iter().filter(|p| !p.is_layout()).filter(is_text);
        let texts: Vec<&str> = texts.filter_map(|p| p.text.as_deref()).collect();
        entry.text = match said(&self.body) {
            Some(body) => body.into(),
            None => texts.join("\n").into(),
        };
        let files = self.parts.iter().filter(|p| !p.is_layout() && !is_text(p));
        let files = files.enumerate();
        entry.attachments = files.map(|(n, p)| p.file(n, index, folder)).collect();
        entry
    }
}

impl PhonePart<'_> {
    /// The layout of a message, which nobody wrote.
    fn is_layout(&self) -> bool {
        said(&self.ct) == Some("application/smil")
    }

    fn file(&self, n: usize, index: &Index, folder: &str) -> Attachment<'_> {
        let kept = said(&self._data).map(|d| d.rsplit('/').next().unwrap_or(d));
        let held = kept.and_then(|name| index.find(folder, &format!("data/{name}")));
        let named = [&self.name, &self.file, &self.cl]
            .into_iter()
            .find_map(said);
        let name = named.or(kept).map(Cow::Borrowed);
        Attachment {
            name: name.unwrap_or_else(|| format!("part {}", n + 1).into()),
            present: held.is_some(),
            kind: said(&self.ct).map(Into::into),
            bytes: held.as_ref().map(|h| h.bytes),
            source: held.map_or(FileSource::Named, |h| h.source),
        }
    }
}

struct PhoneRows(Vec<usize>);

impl WalkTexts for PhoneRows {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let index = bundle.index();
        for text in &self.0 {
            let folder = bundle.pieces.get(*text).map(|p| p.folder().to_owned());
            let folder = folder.unwrap_or_default();
            let mut unsent = 0;
            let flow = bundle.read(*text, |stream| {
                let mut lines = Lines::new(stream);
                while let Some(line) = lines.next()? {
                    if line.bytes.trim_ascii().is_empty() {
                        continue;
                    }
                    let row: PhoneRow<'_> = match serde_json::from_slice(line.bytes) {
                        Ok(row) => row,
                        Err(_) if !line.ended => {
                            sink.left_out(cut_at(line.n));
                            continue;
                        }
                        Err(e) => {
                            sink.stray(line.n, &line.start(), &e.to_string());
                            continue;
                        }
                    };
                    if !row.is_one() {
                        sink.stray(line.n, &line.start(), "it is no row of a message");
                        continue;
                    }
                    unsent += u64::from(matches!(row.lies_in(), Some(4..=6)));
                    told(&row, sink);
                    if !sink.wants(row.thread()) {
                        continue;
                    }
                    let mut entry = row.entry(&index, &folder);
                    (entry.line, entry.offset, entry.raw) = (line.n, line.offset, line.raw);
                    if sink.entry(entry).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Ok(ControlFlow::Continue(()))
            })?;
            if flow.is_break() {
                break;
            }
            if unsent > 0 {
                let said = "messages were not sent, or not yet, when the export was made";
                sink.say(None, format!("{unsent} {said}"));
            }
        }
        Ok(())
    }
}

/// Tells what a row says of its conversation.
fn told(row: &PhoneRow<'_>, sink: &mut dyn Sink) {
    let people = row.people();
    let name = match row.has_parts() {
        true => people.join(", "),
        false => people.first().cloned().unwrap_or_default(),
    };
    let info = ChatInfo {
        name: Some(&name),
        kind: match (row.has_parts(), people.len()) {
            (false, _) => ChatKind::Direct,
            (true, 0..=2) => ChatKind::Unknown,
            (true, _) => ChatKind::Group,
        },
        people: &people,
    };
    sink.chat(row.thread(), info);
}
