//! A row of the backup as an entry: a text message, or one with parts.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use quick_xml::events::BytesStart;

use super::element::{Attributes, decoded, decoded_length, passed_length};
use super::limited::Passed;
use crate::import::entry::{Attachment, Direction, Entry, EntryKind, FileSource};
use crate::import::media::kind_of;

/// What a row says: a message with parts, which is put together from many elements, owns it.
#[derive(Default)]
pub(super) struct Row<'e> {
    pub(super) address: Cow<'e, str>,
    pub(super) contact: Option<Cow<'e, str>>,
    date: Option<i64>,
    stamp: Cow<'e, str>,
    /// 1 received, 2 sent, 3 draft, 4 outbox, 5 failed, 6 queued.
    pub(super) folder: Option<u8>,
    subject: Option<Cow<'e, str>>,
    text: Option<Cow<'e, str>>,
    parts: Vec<RowPart>,
    /// Who is named as the sender, as to whom it went.
    from: Option<String>,
    to: Vec<String>,
    /// Numbers beyond those that are listed.
    pub(super) more_to: u64,
    /// References that name no character.
    pub(super) bad: u64,
}

struct RowPart {
    name: String,
    kind: Option<String>,
    bytes: Option<u64>,
    present: bool,
}

/// What stands for the owner of the phone.
const OWNER: &str = "insert-address-token";
/// Numbers to which a message went that are listed.
pub(super) const NUMBERS: usize = 100;
/// Base64 that is decoded to tell a file by its beginning.
const NEAR: usize = 64;

impl<'e> Row<'e> {
    fn read<'a>(&mut self, element: &Attributes<'a>, name: &str) -> Option<Cow<'a, str>> {
        let (text, bad) = element.value(name)?;
        self.bad += bad;
        Some(text)
    }

    /// An `<sms/>`; `None` where it holds nothing.
    pub(super) fn sms(element: &Attributes<'e>) -> Option<Row<'e>> {
        let mut row = Row::common(element, "type")?;
        row.text = row.read(element, "body");
        row.subject = row.read(element, "subject");
        Some(row)
    }

    /// The beginning of an `<mms>`.
    pub(super) fn mms(element: &Attributes<'e>) -> Option<Row<'static>> {
        let mut row = Row::common(element, "msg_box")?;
        row.subject = row.read(element, "sub");
        let owned = |text: Option<Cow<'e, str>>| text.map(|t| Cow::Owned(t.into_owned()));
        Some(Row {
            address: Cow::Owned(row.address.into_owned()),
            contact: owned(row.contact),
            stamp: Cow::Owned(row.stamp.into_owned()),
            subject: owned(row.subject),
            text: owned(row.text),
            date: row.date,
            folder: row.folder,
            parts: row.parts,
            from: row.from,
            to: row.to,
            more_to: row.more_to,
            bad: row.bad,
        })
    }

    fn common(element: &Attributes<'e>, folder: &str) -> Option<Row<'e>> {
        let mut row = Row::default();
        row.stamp = row.read(element, "date").unwrap_or_default();
        row.date = row.stamp.trim().parse().ok();
        let address = row.read(element, "address");
        if row.date.is_none() && address.is_none() {
            return None;
        }
        row.address = address
            .filter(|a| !a.trim().is_empty())
            .unwrap_or(Cow::Borrowed("unknown"));
        let contact = row.read(element, "contact_name");
        row.contact = contact.filter(|c| !c.trim().is_empty() && c != "(Unknown)");
        let folder = element.value(folder);
        row.folder = folder.and_then(|(f, _)| f.trim().parse().ok());
        Some(row)
    }

    /// A `<part/>`: text, layout that nobody wrote, or a file.
    pub(super) fn part(&mut self, element: &BytesStart<'_>, passed: Passed) {
        let element = &Attributes::of(element);
        let kind = self
            .read(element, "ct")
            .unwrap_or_default()
            .to_ascii_lowercase();
        if kind == "application/smil" {
            return;
        }
        let text = self.read(element, "text");
        let data = element.raw("data").filter(|d| !d.is_empty() && d != "null");
        if kind == "text/plain" && data.is_none() {
            if let Some(text) = text {
                let all = self.text.get_or_insert_default().to_mut();
                if !all.is_empty() {
                    all.push('\n');
                }
                all.push_str(&text);
            }
            return;
        }
        let named = ["name", "cl", "fn"]
            .iter()
            .find_map(|n| self.read(element, n));
        let named = named.filter(|n| !n.trim().is_empty());
        let bytes = data.as_deref().and_then(|data| match passed.bytes {
            0 => decoded_length(data),
            _ => passed_length(data, passed.digits, passed.padding),
        });
        let head = data
            .as_deref()
            .filter(|_| bytes.is_some())
            .and_then(beginning);
        let told = head.and_then(|h| kind_of(&h)).map(str::to_owned);
        self.parts.push(RowPart {
            name: match named {
                Some(named) => named.into_owned(),
                None => format!("part {}", self.parts.len() + 1),
            },
            kind: told.or(Some(kind)).filter(|k| !k.is_empty()),
            bytes,
            present: bytes.is_some(),
        });
    }

    /// An `<addr/>`.
    pub(super) fn addr(&mut self, element: &BytesStart<'_>) {
        let element = &Attributes::of(element);
        let kind = element.value("type").map(|(t, _)| t);
        let Some(address) = self.read(element, "address").filter(|a| a != OWNER) else {
            return;
        };
        match kind.as_deref() {
            Some("137") => self.from = Some(address.into_owned()),
            _ if self.to.len() < NUMBERS => self.to.push(address.into_owned()),
            _ => self.more_to += 1,
        }
    }

    /// As an entry of the conversation `chat`; its parts are those of the element at `place`.
    pub(super) fn entry<'a>(&'a self, chat: &'a str, text: usize, place: u64) -> Entry<'a> {
        let at: Option<DateTime<Utc>> = self.date.and_then(DateTime::from_timestamp_millis);
        let mut entry = Entry::new(chat).at_moment(at);
        entry.stamp = self.stamp.as_bytes();
        entry.offset = place;
        entry.direction = match self.folder {
            Some(1) => Some(Direction::In),
            Some(2..=6) => Some(Direction::Out),
            _ => None,
        };
        if self.folder == Some(3) {
            entry.kind = EntryKind::Draft;
        }
        let group = self.address.contains('~');
        entry.sender = match entry.direction {
            Some(Direction::Out) => Some("Me".into()),
            Some(Direction::In) if !group => {
                Some(self.contact.as_deref().unwrap_or(&self.address).into())
            }
            _ => self.from.as_deref().map(Into::into),
        };
        if entry.direction == Some(Direction::In) && entry.sender.is_none() {
            entry.sender = Some(self.address.as_ref().into());
        }
        entry.to = self.to.iter().map(|t| t.as_str().into()).collect();
        entry.subject = self.subject.as_deref().map(Into::into);
        entry.text = self.text.as_deref().unwrap_or_default().into();
        let parts = self.parts.iter().enumerate().map(|(n, part)| Attachment {
            name: part.name.as_str().into(),
            present: part.present,
            kind: part.kind.as_deref().map(Into::into),
            bytes: part.bytes,
            source: match part.present {
                true => FileSource::Part {
                    text,
                    at: place,
                    part: n as u32,
                },
                false => FileSource::Named,
            },
        });
        entry.attachments = parts.collect();
        entry
    }
}

/// The bytes of a part, where it is a file: `None` where it is text or layout.
pub(super) fn file_of(element: &BytesStart<'_>) -> Option<Option<Vec<u8>>> {
    let element = Attributes::of(element);
    let kind = element.value("ct").map(|(k, _)| k.to_ascii_lowercase());
    let kind = kind.unwrap_or_default();
    let data = element.raw("data").filter(|d| !d.is_empty() && d != "null");
    if kind == "application/smil" || (kind == "text/plain" && data.is_none()) {
        return None;
    }
    Some(data.and_then(|d| decoded(&d)))
}

fn beginning(base64: &str) -> Option<Vec<u8>> {
    let near: String = base64
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(NEAR)
        .collect();
    let whole = near.len() / 4 * 4;
    decoded(&near[..whole])
}
