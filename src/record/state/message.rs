//! A message: where its words come from, and what was put right of them.
//!
//! Invariant: what an export says, and what a capture has already said, is never changed: a correction stands
//! beside it. A text typed by hand is changed until it is captured, and what it said before is kept.

use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, Utc};
use data_encoding::BASE64;

use super::part::Part;
use crate::record::event::{ConversationImported, ItemAdded, ItemMessage};
use crate::record::field::{Field, Place, Value, read_instant};
use crate::vocabulary::vocabulary;

/// A file kept with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// SHA-256 in hex: its name in `evidence/`.
    pub sha256: String,
    pub length: u64,
    /// One of [`EvidenceKind`], or a word of a later version.
    pub kind: String,
    /// The name it came under.
    pub name: String,
}

impl Evidence {
    /// Reads the `evidence` list of a frame.
    pub fn all(fields: &[String]) -> Vec<Evidence> {
        let read = fields.iter().map(String::as_str);
        read.filter_map(Evidence::from_field).collect()
    }

    /// Whether it is of that kind.
    pub fn is(&self, kind: EvidenceKind) -> bool {
        self.kind == kind.as_str()
    }

    /// As one string of a frame's `evidence` list.
    pub fn to_field(&self) -> String {
        format!(
            "{} {} {} {}",
            self.sha256, self.length, self.kind, self.name
        )
    }

    /// Reads one string of a frame's `evidence` list.
    pub fn from_field(field: &str) -> Option<Evidence> {
        let mut parts = field.splitn(4, ' ');
        Some(Evidence {
            sha256: parts.next()?.to_owned(),
            length: parts.next()?.parse().ok()?,
            kind: parts.next()?.to_owned(),
            name: parts.next()?.to_owned(),
        })
    }
}

/// The bytes of a message as an export has them, spelt as an event keeps them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Original {
    Text(Arc<str>),
    Base64(Arc<str>),
}

impl Original {
    /// The most bytes that an event keeps; longer ones are files.
    pub const MOST: usize = 4096;

    /// Spells bytes; `None` where they are too many.
    pub fn of(bytes: &[u8]) -> Option<Original> {
        (bytes.len() <= Original::MOST).then(|| match std::str::from_utf8(bytes) {
            Ok(text) => Original::Text(text.into()),
            Err(_) => Original::Base64(BASE64.encode(bytes).into()),
        })
    }

    /// Reads the fields of an event.
    pub fn read(text: &Option<Arc<str>>, base64: &Option<Arc<str>>) -> Option<Original> {
        let text = text.clone().map(Original::Text);
        text.or_else(|| base64.clone().map(Original::Base64))
    }

    /// The bytes; `None` where what another program spelt is no base64.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        match self {
            Original::Text(text) => Some(text.as_bytes().to_vec()),
            Original::Base64(spelt) => BASE64.decode(spelt.as_bytes()).ok(),
        }
    }

    /// As the two fields of an event: the text, or the base64.
    pub fn fields(original: Option<Original>) -> (Option<Arc<str>>, Option<Arc<str>>) {
        match original {
            Some(Original::Text(text)) => (Some(text), None),
            Some(Original::Base64(spelt)) => (None, Some(spelt)),
            None => (None, None),
        }
    }
}

/// One message of an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    pub from: Option<Arc<str>>,
    pub body: Option<Arc<str>>,
    pub sent: Option<DateTime<Utc>>,
    /// The wall-clock time `sent` was read from: of an export that gave no zone; of what was typed where that
    /// clock is no moment, or two.
    pub sent_wall: Option<NaiveDateTime>,
    pub edited: bool,
    pub deleted: bool,
    pub quoted: bool,
    /// Why it may be quoted text, in a word of the import.
    pub quoted_why: Option<Arc<str>>,
    pub digest: Option<Arc<str>>,
    pub evidence: Vec<Evidence>,
    /// Its piece of the export, byte for byte, where that is short; of a long one there is a file in `evidence`.
    pub original: Option<Original>,
    /// Where it stands in the export it was picked from, as far as that was kept.
    pub exported: Option<Box<Exported>>,
    /// Of a mail, what stands at its head.
    pub head: Option<Box<MailHead>>,
    /// What was put right of it, in the order that was done.
    pub put_right: Vec<PutRight>,
}

/// What stands at the head of a mail, beside its sender and its time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailHead {
    pub subject: Option<Arc<str>>,
    /// To whom it went, also as a copy: the address, else the name.
    pub to: Vec<String>,
    /// The other names and addresses of those it went from and to.
    pub also: Vec<String>,
    /// How many of them are not kept.
    pub unlisted: i64,
}

impl MailHead {
    /// So many names and addresses are kept.
    pub const KEPT: usize = 1_000;

    fn read(
        subject: &Option<Arc<str>>,
        (to, also): (&[String], &[String]),
        unlisted: Option<i64>,
    ) -> Option<Box<MailHead>> {
        let any = subject.is_some() || !to.is_empty() || !also.is_empty();
        any.then(|| {
            Box::new(MailHead {
                subject: subject.clone(),
                to: to.to_vec(),
                also: also.to_vec(),
                unlisted: unlisted.unwrap_or_default(),
            })
        })
    }

    /// Everybody it went from and to, by name and address, as far as they are kept.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        self.to.iter().chain(&self.also).map(String::as_str)
    }

    /// The same, with what it is about.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.people().chain(self.subject.as_deref())
    }
}

/// An export as it was read; a part is `None` where it was read before that was kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// The format's word (`whatsapp`).
    pub format: Option<String>,
    /// The file's own name.
    pub name: Option<String>,
    /// SHA-256 of the whole file, in hex.
    pub sha256: Option<String>,
}

impl Export {
    /// What an import says of it.
    pub(in crate::record) fn of(e: &ConversationImported) -> Export {
        Export {
            format: e.format.clone(),
            name: e.name.clone(),
            sha256: e.sha256.clone(),
        }
    }
}

/// Where a message stands in an export, and its time as that writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    pub export: Option<Arc<Export>>,
    /// The entry's number, from 1.
    pub entry: Option<i64>,
    /// The line its stamp stands on, from 1.
    pub line: Option<i64>,
    /// The stamp in the export's own words.
    pub stamp: Option<Arc<str>>,
    /// The order its date was read in: `dmy`, `mdy`, `ymd` or `myd`.
    pub order: Option<Arc<str>>,
}

vocabulary! {
    /// What a kept file is to its message.
    EvidenceKind {
        /// It travels with a capture.
        Attachment = "attachment",
        /// The message's own bytes as exported.
        Original = "original",
    }
}

/// A clock on the wall, and the zone it was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    pub wall: NaiveDateTime,
    /// IANA name.
    pub zone: Arc<str>,
}

/// What a correction did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// It stands beside what the export, or a capture, says.
    Beside,
    /// It took the place of what had been typed: this, where anything had been.
    Instead(Option<Arc<str>>),
}

/// One part of a message, put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutRight {
    pub at: DateTime<Utc>,
    /// The event that did it; its writer is who did.
    pub place: Place,
    /// That person's name, as their settings had it.
    pub person: Option<Arc<str>>,
    pub part: Part,
    /// As it stands in the journal: a time is RFC 3339 with milliseconds. `None` where it was erased.
    pub value: Option<Arc<str>>,
    /// The clock a time was typed as, where that is no moment, or two.
    pub clock: Option<Clock>,
    pub how: How,
}

impl PutRight {
    /// The name of who did it, else the writer's.
    pub fn by(&self) -> &str {
        self.person.as_deref().unwrap_or(&self.place.writer)
    }

    /// The value that was given, and what it took the place of.
    pub fn said(&self) -> impl Iterator<Item = &Arc<str>> {
        let before = match &self.how {
            How::Beside => None,
            How::Instead(before) => before.as_ref(),
        };
        self.value.as_ref().into_iter().chain(before)
    }

    /// Whether it stands beside what was said, instead of in its place.
    pub fn beside(&self) -> bool {
        self.how == How::Beside
    }
}

impl Message {
    /// The first message of an item.
    pub(in crate::record) fn first(e: &ItemAdded, exported: Option<Box<Exported>>) -> Message {
        Message {
            from: e.from.clone(),
            body: e.body.clone(),
            sent: e.sent,
            sent_wall: e.sent_wall,
            edited: e.edited,
            deleted: e.deleted,
            quoted: e.quoted,
            quoted_why: e.quoted_why.clone(),
            digest: e.digest.clone(),
            evidence: Evidence::all(&e.evidence),
            original: Original::read(&e.original, &e.original_base64),
            exported,
            head: MailHead::read(&e.subject, (&e.to, &e.also), e.unlisted),
            put_right: Vec::new(),
        }
    }

    /// A further one.
    pub(in crate::record) fn further(e: &ItemMessage, exported: Option<Box<Exported>>) -> Message {
        Message {
            from: e.from.clone(),
            body: e.body.clone(),
            sent: e.sent,
            sent_wall: e.sent_wall,
            edited: e.edited,
            deleted: e.deleted,
            quoted: e.quoted,
            quoted_why: e.quoted_why.clone(),
            digest: e.digest.clone(),
            evidence: Evidence::all(&e.evidence),
            original: Original::read(&e.original, &e.original_base64),
            exported,
            head: MailHead::read(&e.subject, (&e.to, &e.also), e.unlisted),
            put_right: Vec::new(),
        }
    }
    /// The last correction of a part that stands beside it.
    pub fn beside(&self, part: Part) -> Option<&PutRight> {
        let of_part = |r: &&PutRight| r.part == part && r.beside();
        self.put_right.iter().rev().find(of_part)
    }

    /// Who sent it, as it was put right last, else as it stands; `None` where that is not known.
    pub fn sender(&self) -> Option<&str> {
        match self.beside(Part::From) {
            Some(right) => right.value.as_deref(),
            None => self.from.as_deref(),
        }
    }

    /// The time of sending as it was said, and what that was put right to, as far as they are known. Times to
    /// capture by are counted from both and the earlier stands: a correction never moves one to later.
    pub fn sendings(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let right = self.beside(Part::Sent).and_then(|r| r.value.as_deref());
        let right = right.and_then(read_instant);
        [self.sent, right].into_iter().flatten()
    }

    /// A part as a value of the journal.
    pub(in crate::record) fn part(&self, part: Part) -> Option<Arc<str>> {
        match part {
            Part::Text => self.body.clone(),
            Part::From => self.from.clone(),
            Part::Sent => match self.sent?.to_value() {
                Some(Value::Text(t)) => Some(t.into()),
                _ => None,
            },
        }
    }

    /// What stands of a part: its last correction, else what was said.
    pub fn standing(&self, part: Part) -> Option<Arc<str>> {
        match self.beside(part) {
            Some(right) => right.value.clone(),
            None => self.part(part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_an_original_come_back_whichever_way_they_are_spelt() {
        for bytes in [
            &b""[..],
            b"a \r\n\0\x1b\xc3\xa9",
            b"not \xff UTF-8",
            &[b'x'; 4096],
        ] {
            let kept = Original::of(bytes);
            assert_eq!(kept.as_ref().unwrap().bytes().unwrap(), bytes);
            let (text, base64) = Original::fields(kept.clone());
            assert_eq!(text.is_some(), std::str::from_utf8(bytes).is_ok());
            assert_eq!(Original::read(&text, &base64), kept);
        }
        assert_eq!(Original::of(&[b'x'; 4097]), None);
        let odd = Original::read(&None, &Some("no base64!".into()));
        assert_eq!(odd.unwrap().bytes(), None);
    }
}
