//! A mail as an entry: who, to whom, when, about what, its words, the files that came with it.
//!
//! Nothing outside of the mail is ever loaded: a page is made into plain words.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::{DateTime, Utc};
use data_encoding::BASE64_NOPAD;
use mail_parser::{Address, HeaderName, Message, MessageParser, MimeHeaders, PartType};

use super::worded::{Misnamed, first_name, header, words};
use crate::import::entry::{Attachment, Entry, EntryKind, FileSource};
use crate::import::media::kind_of;

/// Parts of a mail that are listed as its files.
pub(super) const FILES: usize = 5_000;
/// People to whom it went that are named.
pub(super) const PEOPLE: usize = 200;

/// What a mail says.
#[derive(Default)]
pub(super) struct Mail {
    pub(super) from: Option<String>,
    pub(super) to: Vec<String>,
    /// The other names and addresses of those from whom and to whom it went, also of those who are not shown.
    pub(super) also: Vec<String>,
    pub(super) at: Option<DateTime<Utc>>,
    pub(super) stamp: String,
    pub(super) subject: Option<String>,
    pub(super) text: String,
    pub(super) files: Vec<MailFile>,
    /// Files, and people, beyond those that are listed.
    pub(super) more_files: usize,
    pub(super) more_people: usize,
    pub(super) id: Option<String>,
    /// The mails it answers, the first of all in front.
    pub(super) about: Vec<String>,
    pub(super) gmail: Option<String>,
    pub(super) labels: Option<String>,
    /// It was thrown away, by a mark of the program that kept it.
    pub(super) deleted: bool,
    pub(super) encrypted: bool,
    /// It was written and not sent.
    pub(super) draft: bool,
    /// Where its words are in another charset than it says.
    pub(super) misnamed: Vec<Misnamed>,
}

pub(super) struct MailFile {
    pub(super) name: String,
    pub(super) kind: Option<String>,
    pub(super) bytes: u64,
    pub(super) present: bool,
}

fn parsed(raw: &[u8]) -> Option<Message<'_>> {
    MessageParser::default().parse(raw)
}

/// Reads a mail; `None` where it has neither a header nor words.
pub(super) fn mail(raw: &[u8]) -> Option<Mail> {
    let message = parsed(raw)?;
    let text_of = |name: &str| {
        let value = message.header(HeaderName::Other(name.to_owned().into()));
        value.and_then(|v| v.as_text()).map(str::to_owned)
    };
    let stamp = message
        .header_raw("Date")
        .unwrap_or_default()
        .trim()
        .to_owned();
    let date = message.date().filter(|d| d.is_valid() && d.day > 0);
    let about = [message.references(), message.in_reply_to()];
    let about = about.iter().flat_map(|v| match v.as_text_list() {
        Some(list) => list.iter().map(|t| t.to_string()).collect(),
        None => v.as_text().map(|t| vec![t.to_owned()]).unwrap_or_default(),
    });
    let mut attached = message.attachments();
    let files = attached.by_ref().take(FILES).enumerate();
    let files: Vec<MailFile> = files.map(|(n, part)| file(n, part)).collect();
    let mut all = people(message.to()).chain(people(message.cc()));
    let encrypted = is_encrypted(&message);
    let status = text_of("X-Mozilla-Status").and_then(|s| u32::from_str_radix(s.trim(), 16).ok());
    let mut misnamed = Vec::new();
    let from = header(&message, &HeaderName::From, &mut misnamed);
    let from = from.as_deref().and_then(first_name);
    let subject = header(&message, &HeaderName::Subject, &mut misnamed);
    let subject = subject.or_else(|| message.subject().map(|s| s.trim().to_owned()));
    let mut found = Mail {
        also: Vec::new(),
        from: from.or_else(|| message.from().and_then(first)),
        to: all.by_ref().take(PEOPLE).collect(),
        more_people: all.count(),
        more_files: attached.count(),
        at: date.and_then(|d| DateTime::from_timestamp(d.to_timestamp(), 0)),
        stamp,
        subject: subject.filter(|s| !s.is_empty()),
        text: words(&message, &mut misnamed),
        files,
        id: message.message_id().map(str::to_owned),
        about: about.filter(|id| !id.trim().is_empty()).take(50).collect(),
        gmail: text_of("X-GM-THRID"),
        labels: text_of("X-Gmail-Labels"),
        deleted: status.is_some_and(|s| s & 8 != 0),
        encrypted,
        draft: false,
        misnamed,
    };
    found.also = others(&message, &found);
    let nothing = message.headers().is_empty() && found.text.trim().is_empty();
    (!nothing).then_some(found)
}

fn first(address: &Address<'_>) -> Option<String> {
    let first = address.first()?;
    let name = first.name().map(str::trim).filter(|n| !n.is_empty());
    name.or(first.address()).map(str::to_owned)
}

fn people<'m>(address: Option<&'m Address<'_>>) -> impl Iterator<Item = String> + 'm {
    let all = address.into_iter().flat_map(|a| a.iter());
    all.filter_map(|a| a.address().or(a.name()).map(str::to_owned))
}

/// Names and addresses of everybody from whom and to whom it went, but those that stand in it already.
fn others(message: &Message<'_>, mail: &Mail) -> Vec<String> {
    let heads = [
        message.from(),
        message.sender(),
        message.to(),
        message.cc(),
        message.bcc(),
    ];
    let everybody = heads.into_iter().flatten().flat_map(|a| a.iter());
    let said = everybody.flat_map(|a| [a.name(), a.address()]);
    let said = said.flatten().map(str::trim).filter(|t| !t.is_empty());
    let mut known: HashSet<&str> = mail.to.iter().map(String::as_str).collect();
    known.extend(mail.from.as_deref());
    let more = said.filter(|text| known.insert(text));
    more.map(str::to_owned).collect()
}

fn file(n: usize, part: &mail_parser::MessagePart<'_>) -> MailFile {
    let bytes = contents(part);
    let said = part.content_type().map(|t| match t.subtype() {
        Some(sub) => format!("{}/{sub}", t.ctype()).to_lowercase(),
        None => t.ctype().to_lowercase(),
    });
    let name = part
        .attachment_name()
        .map(str::trim)
        .filter(|n| !n.is_empty());
    let nested = part.message().and_then(|m| m.subject());
    MailFile {
        name: match (name, nested) {
            (Some(name), _) => name.to_owned(),
            (None, Some(subject)) => format!("{subject}.eml"),
            (None, None) => format!("part {}", n + 1),
        },
        kind: kind_of(&bytes[..bytes.len().min(64)])
            .map(str::to_owned)
            .or(said),
        bytes: bytes.len() as u64,
        present: true,
    }
}

fn contents<'p>(part: &'p mail_parser::MessagePart<'_>) -> Cow<'p, [u8]> {
    match &part.body {
        PartType::Message(message) => message.raw_message().into(),
        _ if part.is_encoding_problem => mended(part).unwrap_or(part.contents().into()),
        _ => part.contents().into(),
    }
}

/// Base64 that ends early or holds what is none of it: as much of it as stands for whole bytes.
fn mended<'p>(part: &'p mail_parser::MessagePart<'_>) -> Option<Cow<'p, [u8]>> {
    let coded = part.content_transfer_encoding()?;
    if !coded.eq_ignore_ascii_case("base64") {
        return None;
    }
    let is_digit = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/');
    let mut digits: Vec<u8> = part.contents().iter().copied().filter(is_digit).collect();
    digits.truncate(digits.len() - usize::from(digits.len() % 4 == 1));
    BASE64_NOPAD.decode(&digits).ok().map(Cow::Owned)
}

fn is_encrypted(message: &Message<'_>) -> bool {
    message.parts.iter().any(|part| {
        part.is_content_type("multipart", "encrypted")
            || part.is_content_type("application", "pkcs7-mime")
            || part.is_content_type("application", "x-pkcs7-mime")
    })
}

/// The bytes of the files of a mail, in their order.
pub(super) fn files_of(raw: &[u8]) -> Vec<Vec<u8>> {
    let message = parsed(raw);
    let files = message.iter().flat_map(|m| m.attachments());
    files
        .take(FILES)
        .map(|part| contents(part).into_owned())
        .collect()
}

impl Mail {
    /// What of it is not listed, to be said.
    pub(super) fn unlisted(&self, line: u64) -> impl Iterator<Item = String> {
        let more = [
            (self.more_files, FILES, "files"),
            (self.more_people, PEOPLE, "people to whom it went"),
        ];
        let more = more.into_iter().filter(|(n, ..)| *n > 0);
        more.map(move |(n, listed, what)| {
            format!("The mail at line {line} has {n} more {what} than the {listed} that are listed")
        })
    }

    /// As an entry of the conversation `chat`; its files are those of the mail at `place`.
    pub(super) fn entry<'a>(&'a self, chat: &'a str, text: usize, place: u64) -> Entry<'a> {
        let mut entry = Entry::new(chat).at_moment(self.at);
        entry.stamp = self.stamp.as_bytes();
        entry.offset = place;
        entry.sender = Some(self.from.as_deref().unwrap_or("sender not stated").into());
        entry.to = self.to.iter().map(|t| t.as_str().into()).collect();
        entry.also = self.also.iter().map(|t| t.as_str().into()).collect();
        entry.subject = self.subject.as_deref().map(Into::into);
        entry.text = self.text.as_str().into();
        entry.deleted = self.deleted;
        if self.draft {
            entry.kind = EntryKind::Draft;
        }
        entry.id = self.id.as_deref().map(Into::into);
        let files = self.files.iter().enumerate().map(|(n, file)| Attachment {
            name: file.name.as_str().into(),
            present: file.present,
            kind: file.kind.as_deref().map(Into::into),
            bytes: file.present.then_some(file.bytes),
            source: match file.present {
                true => FileSource::Part {
                    text,
                    at: place,
                    part: n as u32,
                },
                false => FileSource::Named,
            },
        });
        entry.attachments = files.collect();
        entry
    }
}
