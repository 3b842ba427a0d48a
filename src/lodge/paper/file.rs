//! A paper as files in a folder: `KIND.txt`, `KIND.html`, `KIND.eml` and their sums, or a bag of the same.
//!
//! Whole or not at all, and adopted after an interruption, as a capture's folder is (see `folder`): a folder of
//! this kind and id is this paper's own when it is, byte for byte, what this paper would have given at the moment
//! and on the head that its mail names.

use std::borrow::Cow;
use std::path::Path;

use crate::ports::Ports;

use super::super::building::Turn;
use super::super::error::LodgeError;
use super::super::folder::lodge_parcel;
use super::super::format::FolderFormat;
use super::super::layout::{Layout, bagged, summed};
use super::super::parcel::{Lodged, Parcel};
use super::super::parcel::{Look, Tried};
use super::super::words::{NOT_STATED, iso_day};
use super::{Attached, Imprint, Paper, eml, html, text};

/// Lodges a paper in the folder `destination`, as `<day>_<kind>_<id>`, and reads it back; `scanner` (when
/// not empty) is run on the built folder before it gets its name, and must exit 0. Files that go `with` it lie beside
/// it in the folder, and in its mail.
///
/// # Errors
/// [`LodgeError`] says what failed and what to do next; no half folder carries a final name.
pub fn lodge_paper_folder(
    ports: &Ports,
    destination: &Path,
    format: FolderFormat,
    paper: &Paper,
    imprint: &Imprint,
    with: &[Attached],
    scanner: &[String],
) -> Result<Lodged, LodgeError> {
    let kind = &imprint.kind;
    let mail = match format {
        FolderFormat::Files | FolderFormat::Flat => format!("{kind}.eml"),
        FolderFormat::Bag => format!("data/{kind}.eml"),
    };
    let earlier = |tried: Tried, look: &Look<'_>| {
        let imprint = Imprint {
            made_at: tried.at,
            head: tried.head,
            ..imprint.clone()
        };
        look(&layout(paper, &imprint, with, format))
    };
    let parcel = Parcel {
        id: &imprint.id,
        kind,
        day: iso_day(&imprint.made_at, imprint.zone),
        format,
        mail: &mail,
        files: layout(paper, imprint, with, format),
        earlier: &earlier,
        turn: Turn::Anyones,
    };
    lodge_parcel(ports, destination, parcel, scanner)
}

fn layout(
    paper: &Paper,
    imprint: &Imprint,
    with: &[Attached],
    format: FolderFormat,
) -> Layout<'static> {
    let kind = &imprint.kind;
    let mut files = Layout::new();
    let mut add = |ending: &str, bytes: Vec<u8>| {
        files.insert(format!("{kind}.{ending}"), Cow::Owned(bytes));
    };
    add("txt", text(paper).into_bytes());
    add("html", html(paper).into_bytes());
    add("eml", eml(paper, imprint, with));
    for file in with {
        files.insert(file.name.clone(), Cow::Owned(file.bytes.clone()));
    }
    match format {
        FolderFormat::Files | FolderFormat::Flat => summed(files),
        FolderFormat::Bag => bagged(&info(imprint), files),
    }
}

/// What the bag says of itself.
fn info(imprint: &Imprint) -> Vec<(&'static str, String)> {
    let or_not_stated = |value: &Option<String>| value.clone().unwrap_or(NOT_STATED.to_owned());
    vec![
        ("Source-Organization", or_not_stated(&imprint.organisation)),
        ("External-Identifier", imprint.id.clone()),
        ("Bagging-Date", iso_day(&imprint.made_at, imprint.zone)),
        ("Onrecord-Paper", imprint.kind.clone()),
        ("Onrecord-Marking", or_not_stated(&imprint.marking)),
        ("Onrecord-Policy", imprint.policy.clone()),
        ("Onrecord-Head", imprint.head.clone()),
    ]
}
