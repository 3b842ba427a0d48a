//! Which files a lodged folder holds, byte for byte: the plain form and a BagIt 1.0 bag (RFC 8493).
//!
//! Invariants: pure; every file but the sums themselves is named by a sum; paths use `/`, sorted as bytes; sums are
//! written as `sha256sum` reads them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::text::safe_line;

use super::block::{captor, exported_from, people, source_of_all, title};
use super::doc::CaptureDoc;
use super::eml::eml;
use super::format::{BAG_INFO, DECLARATION, DECLARED, FolderFormat, MANIFEST, SUMS, TAG_MANIFEST};
use super::names::{attachment_names, original_names};
use super::personal::personal_data;
use super::txt::txt;
use super::words::{NOT_STATED, iso_day};

/// Relative path to bytes.
pub type Layout<'a> = BTreeMap<String, Cow<'a, [u8]>>;

/// Every file of the folder.
pub fn layout(doc: &CaptureDoc, format: FolderFormat) -> Layout<'_> {
    let record = record_files(doc, format);
    match format {
        FolderFormat::Files | FolderFormat::Flat => summed(record),
        FolderFormat::Bag => bagged(&info(doc), record),
    }
}

/// The number of bytes of the record files, sums and tags not counted.
pub fn payload_bytes(layout: &Layout<'_>, format: FolderFormat) -> u64 {
    let counted = |path: &str| match format {
        FolderFormat::Files | FolderFormat::Flat => path != SUMS,
        FolderFormat::Bag => path.starts_with("data/"),
    };
    let lengths = layout.iter().filter(|(path, _)| counted(path));
    lengths.map(|(_, bytes)| bytes.len() as u64).sum()
}

pub(super) fn record_files(doc: &CaptureDoc, format: FolderFormat) -> Layout<'_> {
    let mut files = Layout::new();
    files.insert(
        "record.txt".to_owned(),
        Cow::Owned(txt(doc, format).into_bytes()),
    );
    files.insert("record.eml".to_owned(), Cow::Owned(eml(doc)));
    for (attachment, name) in doc.attachments().zip(attachment_names(doc)) {
        files.insert(
            format!("attachments/{name}"),
            Cow::Borrowed(&attachment.bytes),
        );
    }
    for (message, name) in doc.messages.iter().zip(original_names(doc)) {
        if let (Some(original), Some(name)) = (&message.original, name) {
            let bytes = Cow::Borrowed(original.bytes.as_slice());
            files.insert(format!("original/{name}"), bytes);
        }
    }
    files
}

/// Files with the sums of all of them.
pub fn summed(mut files: Layout<'_>) -> Layout<'_> {
    let sums = sums(&files);
    files.insert(SUMS.to_owned(), Cow::Owned(sums.into_bytes()));
    files
}

/// A bag of files, which says of itself what `info` has.
pub fn bagged<'a>(info: &[(&str, String)], files: Layout<'a>) -> Layout<'a> {
    let octets = files.values().map(|bytes| bytes.len() as u64).sum();
    let info = bag_info(info, octets, files.len());
    let mut all: Layout<'a> = files
        .into_iter()
        .map(|(path, bytes)| (format!("data/{path}"), bytes))
        .collect();
    let mut tags = Layout::new();
    tags.insert(DECLARATION.to_owned(), Cow::Borrowed(DECLARED.as_bytes()));
    tags.insert(BAG_INFO.to_owned(), Cow::Owned(info.into_bytes()));
    tags.insert(MANIFEST.to_owned(), Cow::Owned(sums(&all).into_bytes()));
    let tag_sums = sums(&tags).into_bytes();
    all.append(&mut tags);
    all.insert(TAG_MANIFEST.to_owned(), Cow::Owned(tag_sums));
    all
}

/// `bag-info.txt`: label and value a line, with the number of bytes and files of the payload after the day.
pub fn bag_info(info: &[(&str, String)], octets: u64, streams: usize) -> String {
    let mut out = String::new();
    let mut line = |label: &str, value: &str| {
        let value = safe_line(value);
        let value = Some(value.trim()).filter(|v| !v.is_empty());
        out.push_str(&format!("{label}: {}\n", value.unwrap_or(NOT_STATED)));
    };
    for (label, value) in info {
        line(label, value);
        if *label == "Bagging-Date" {
            line("Payload-Oxum", &format!("{octets}.{streams}"));
            line("Bag-Software-Agent", "onrecord");
        }
    }
    out
}

/// What a capture's bag says of itself.
fn info(doc: &CaptureDoc) -> Vec<(&'static str, String)> {
    let or_not_stated = |value: &Option<String>| value.clone().unwrap_or(NOT_STATED.to_owned());
    vec![
        ("Source-Organization", or_not_stated(&doc.organisation)),
        ("Contact-Name", captor(doc)),
        ("External-Description", title(doc)),
        ("External-Identifier", doc.id.clone()),
        ("Bagging-Date", iso_day(&doc.captured_at, doc.zone)),
        ("Onrecord-Channel", doc.channel.clone()),
        ("Onrecord-Marking", or_not_stated(&doc.marking)),
        ("Onrecord-For", or_not_stated(&doc.on_behalf_of)),
        ("Onrecord-Source", source_of_all(doc)),
        ("Onrecord-Device", or_not_stated(&doc.device)),
        ("Onrecord-Exported-From", exported_from(doc)),
        ("Onrecord-People", people(doc)),
        ("Onrecord-Timer", or_not_stated(&doc.timer)),
        ("Onrecord-Personal-Data", personal_data(doc)),
        ("Onrecord-Retention", or_not_stated(&doc.retention)),
        ("Onrecord-Route", doc.route.clone()),
        (
            "Onrecord-Reference",
            doc.reference.clone().unwrap_or("none yet".to_owned()),
        ),
        ("Onrecord-Policy", doc.policy.clone()),
        ("Onrecord-Head", doc.head.clone()),
    ]
}

/// One line a file, as `sha256sum` writes it.
fn sums(files: &Layout<'_>) -> String {
    files
        .iter()
        .map(|(path, bytes)| format!("{}  {path}\n", digest(bytes)))
        .collect()
}

/// SHA-256 in lower-case hex.
pub fn digest(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}
