//! Outlook's mail as a mail like any other: who, to whom, when, its words, the files that came with it.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use mail_parser::MessageParser;
use mail_parser::decoders::html::html_to_text;

use super::super::mail::{FILES, Mail, MailFile, PEOPLE};
use super::codepage::{decoded, of_page};
use super::compound::{Compound, INNER_HEADER, OWN_HEADER};
use super::properties::Properties;
use super::rtf::{RtfWords, decompressed, words_of};
use crate::import::media::kind_of;

/// A recipient or an attachment has so many bytes before its properties.
const PART_HEADER: usize = 8;
/// A mail that was not sent.
const UNSENT: u32 = 8;

/// What a file holds, and what must be said of it.
pub(in super::super) struct OutlookMail {
    pub(in super::super) mail: Mail,
    /// The file has no end, or something in it cannot be read.
    pub(in super::super) torn: bool,
    pub(in super::super) said: Vec<String>,
}

/// Reads a mail; `None` where it is none.
pub(in super::super) fn mail(bytes: &[u8]) -> Option<OutlookMail> {
    let mut file = Compound::open(bytes)?;
    let root = Path::new("/");
    let own = Properties::read(&mut file, root, OWN_HEADER);
    let mut said = Vec::new();
    let headers = own.text(&mut file, 0x007d).unwrap_or_default();
    let (at, stamp) = sent(&own, &headers, &mut said);
    let class = own.text(&mut file, 0x001a).unwrap_or_default();
    let encrypted = class.to_ascii_lowercase().contains(".smime") && !class.contains("Multipart");
    let text = words(&own, &mut file, &mut said);
    let mut mail = Mail {
        from: from(&own, &mut file),
        at,
        stamp,
        subject: own.first(&mut file, &[0x0037, 0x0e1d]),
        text,
        id: own
            .text(&mut file, 0x1035)
            .map(|id| id.trim().trim_matches(['<', '>']).to_owned()),
        about: about(&own, &mut file),
        encrypted,
        // One that was sent keeps the mark where a program made the file over again.
        draft: at.is_none() && own.number(0x0e07).is_some_and(|flags| flags & UNSENT != 0),
        ..Mail::default()
    };
    for name in file.names(root) {
        let part = root.join(&name);
        if name.starts_with("__recip_version1.0_") {
            let person = Properties::read(&mut file, &part, PART_HEADER).in_tables_of(&own);
            let address = person.first(&mut file, &[0x39fe, 0x3003, 0x3001]);
            let said = [0x3001, 0x3003, 0x39fe].map(|id| person.text(&mut file, id));
            mail.also.extend(said.into_iter().flatten());
            match address.filter(|a| !mail.to.contains(a)) {
                // Not listed, and known all the same.
                Some(_) if mail.to.len() >= PEOPLE => mail.more_people += 1,
                address => mail.to.extend(address),
            }
        }
    }
    if mail.to.is_empty() {
        let shown = [0x0e04, 0x0e03, 0x0e02].map(|id| own.text(&mut file, id));
        let shown = shown.iter().flatten().flat_map(|list| list.split(';'));
        mail.to = shown
            .map(|t| t.trim().to_owned())
            .filter(|t| !t.is_empty())
            .collect();
    }
    also_from(&mut mail, &own, &mut file);
    let folders = attachments(&mut file);
    mail.more_files = folders.len().saturating_sub(FILES);
    for folder in folders.iter().take(FILES) {
        let attached = attachment(&mut file, folder, &own);
        mail.files.push(attached);
    }
    let nothing = mail.subject.is_none() && mail.text.trim().is_empty() && mail.files.is_empty();
    let torn = file.torn || is_torn(bytes);
    (!nothing || mail.from.is_some()).then_some(OutlookMail { mail, torn, said })
}

/// Takes in every name and address of the sender; each stands there once.
fn also_from(mail: &mut Mail, own: &Properties, file: &mut Compound<'_>) {
    let senders = [0x0042, 0x0c1a, 0x5d02, 0x5d01, 0x0065, 0x0c1f];
    let senders = senders.map(|id| own.text(file, id));
    mail.also.extend(senders.into_iter().flatten());
    mail.also.sort();
    mail.also.dedup();
}

/// Whether the file ends within a sector.
fn is_torn(bytes: &[u8]) -> bool {
    let shift = bytes.get(30).copied().unwrap_or(9);
    let sector = 1usize << shift.clamp(7, 16);
    !bytes.len().is_multiple_of(sector)
}

fn sent(
    own: &Properties,
    headers: &str,
    said: &mut Vec<String>,
) -> (Option<DateTime<Utc>>, String) {
    let parsed = MessageParser::default().parse(headers.as_bytes());
    let date = parsed.as_ref().and_then(|m| m.date());
    let date = date.filter(|d| d.is_valid() && d.day > 0);
    let by_headers = date.and_then(|d| DateTime::from_timestamp(d.to_timestamp(), 0));
    let mut strange = None;
    let mut time = |id| match own.time(id)? {
        Ok(time) => Some(time),
        Err(date) => {
            strange = Some(date);
            None
        }
    };
    // When it was handed in, as its headers have it, when it came.
    let found = time(0x0039).or(by_headers).or_else(|| time(0x0e06));
    let made = time(0x3007);
    if let (Some(date), None) = (&strange, found) {
        said.push(format!(
            "A mail says that it was sent on {date}, which cannot be; it stands without a date"
        ));
    } else if let (None, Some(made)) = (found, made) {
        let made = made.format("%-d %B %Y");
        said.push(format!(
            "A mail does not say when it was sent; its file was made on {made}"
        ));
    }
    let stamp = found.map(|t| t.format("%Y-%m-%dT%H:%M:%SZ").to_string());
    (found, stamp.unwrap_or_default())
}

/// Who sent it: the name, else the address that others can use, else the one within Exchange.
fn from(own: &Properties, file: &mut Compound<'_>) -> Option<String> {
    let name = own.first(file, &[0x0042, 0x0c1a]);
    let name = name.map(|n| n.trim().trim_matches('\'').to_owned());
    let address = |file: &mut Compound<'_>| own.first(file, &[0x5d02, 0x5d01, 0x0065, 0x0c1f]);
    name.filter(|n| !n.is_empty()).or_else(|| address(file))
}

fn about(own: &Properties, file: &mut Compound<'_>) -> Vec<String> {
    let lists = [0x1039, 0x1042].map(|id| own.text(file, id));
    let ids = lists
        .iter()
        .flatten()
        .flat_map(|list| list.split_whitespace());
    let ids = ids.map(|id| id.trim_matches(['<', '>']).to_owned());
    ids.filter(|id| !id.is_empty()).take(50).collect()
}

/// The words: as text, else those of the page, else of the rich text.
fn words(own: &Properties, file: &mut Compound<'_>, said: &mut Vec<String>) -> String {
    if let Some(text) = own.text(file, 0x1000) {
        return text;
    }
    let page = match own.bytes(file, 0x1013) {
        Some(bytes) => Some(
            of_page(&bytes).unwrap_or_else(|| decoded(&bytes, own.number(0x3fde).unwrap_or(65001))),
        ),
        None => own.text(file, 0x1013),
    };
    if let Some(page) = page.filter(|p| !p.trim().is_empty()) {
        return html_to_text(&page);
    }
    let Some(packed) = own.bytes(file, 0x1009) else {
        return String::new();
    };
    match decompressed(&packed).map(|rtf| words_of(&rtf)) {
        Some(RtfWords::Page(page)) => html_to_text(&page),
        Some(RtfWords::Plain(text)) => text,
        None => {
            said.push("The words of a mail are kept as rich text that cannot be read; they stand in the mail itself".to_owned());
            String::new()
        }
    }
}

/// The folders of the attachments, in order.
fn attachments(file: &mut Compound<'_>) -> Vec<PathBuf> {
    let root = Path::new("/");
    let names = file.names(root);
    let names = names
        .iter()
        .filter(|n| n.starts_with("__attach_version1.0_"));
    names.map(|n| root.join(n)).collect()
}

fn attachment(file: &mut Compound<'_>, folder: &Path, own: &Properties) -> MailFile {
    let part = Properties::read(file, folder, PART_HEADER).in_tables_of(own);
    let bytes = contents(file, &part);
    let named = part.first(file, &[0x3707, 0x3704, 0x3001]);
    let inner = part.at(0x3701, 0x000d);
    let name = match (named, file.is_storage(&inner)) {
        (Some(name), false) => name,
        (named, true) => {
            let mail = Properties::read(file, &inner, INNER_HEADER).in_tables_of(own);
            let subject = mail.text(file, 0x0037).or(named);
            format!("{}.msg", subject.as_deref().unwrap_or("mail"))
        }
        (None, false) => "part without a name".to_owned(),
    };
    let head = bytes.as_deref().unwrap_or_default();
    let told = kind_of(&head[..head.len().min(64)]).map(str::to_owned);
    MailFile {
        name,
        kind: told.or_else(|| part.text(file, 0x370e)),
        bytes: bytes.as_ref().map_or(0, |b| b.len() as u64),
        present: bytes.is_some(),
    }
}

fn contents(file: &mut Compound<'_>, part: &Properties) -> Option<Vec<u8>> {
    let inner = part.at(0x3701, 0x000d);
    match file.is_storage(&inner) {
        true => file.apart(&inner),
        false => part.bytes(file, 0x3701),
    }
}

/// The bytes of the files of a mail, in their order; `None` for one that cannot be read.
pub(in super::super) fn files_of(bytes: &[u8]) -> Vec<Option<Vec<u8>>> {
    let Some(mut file) = Compound::open(bytes) else {
        return Vec::new();
    };
    let folders = attachments(&mut file);
    let folders = folders.iter().take(FILES);
    folders
        .map(|folder| {
            let part = Properties::read(&mut file, folder, PART_HEADER);
            contents(&mut file, &part)
        })
        .collect()
}
