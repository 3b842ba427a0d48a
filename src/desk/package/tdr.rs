//! `metadata.csv` of a package, in the columns of the National Archives' Transfer Digital Records service.
//!
//! The columns and what may stand in them are those that the National Archives publish (da-metadata-schema).
//! Whether a record is open or closed, and what goes with it, is the department's to say: those columns stay empty,
//! and the text about the package says what the service takes an empty one for. Who holds the copyright in a
//! message is not known here and is said so.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::packed::{FullPackage, Packed};
use crate::desk::Desk;
use crate::lodge::{Package, csv_table};

/// The file's own name.
pub(super) const METADATA: &str = "metadata.csv";
/// The same under other names of the columns.
pub(super) const SHAREPOINT: &str = "metadata-sharepoint.csv";

/// Each column's name, and what the National Archives call it where the files stand in SharePoint (the internal name of
/// its column there; config.json of their da-metadata-schema, `sharePointTag`), where they name it.
const COLUMNS: &[(&str, Option<&str>)] = &[
    ("filepath", Some("FileRef")),
    ("filename", Some("FileLeafRef")),
    ("date last modified", Some("Modified")),
    (
        "date of the record",
        Some("date_x0020_of_x0020_the_x0020_record"),
    ),
    ("description", None),
    ("former reference", Some("former_x0020_reference")),
    ("closure status", Some("closure_x0020_status")),
    ("closure start date", Some("closure_x0020_start_x0020_date")),
    ("closure period", Some("closure_x0020_period")),
    ("foi exemption code", Some("foi_x0020_exemption_x0020_code")),
    ("foi schedule date", Some("foi_x0020_schedule_x0020_date")),
    ("is filename closed", Some("is_x0020_filename_x0020_closed")),
    ("alternate filename", Some("alternate_x0020_filename")),
    (
        "is description closed",
        Some("is_x0020_description_x0020_closed"),
    ),
    ("alternate description", Some("alternate_x0020_description")),
    ("language", None),
    ("translated filename", Some("translated_x0020_filename")),
    ("copyright", Some("copyright")),
    ("copyright details", None),
    ("related material", Some("related_x0020_material")),
    (
        "restrictions on use",
        Some("restrictions_x0020_on_x0020_use"),
    ),
    (
        "evidence provided by",
        Some("evidence_x0020_provided_x0020_by"),
    ),
    ("note", None),
];
/// What SharePoint's columns have besides: the length and the sum.
const BESIDES: [&str; 2] = ["Length", "sha256ClientSideChecksum"];
/// From `closure status` to `alternate description`: left to the department.
const CLOSURE: usize = 9;
/// The longest `former reference`.
const REFERENCE: usize = 255;
/// The longest `note`.
const NOTE: usize = 1000;

/// One row for each file of the payload so far.
pub(super) fn metadata(whole: &FullPackage<'_>, bag: &Package<'_>) -> Vec<u8> {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let rows: Vec<Vec<String>> = rows(whole, bag).map(|(row, _)| row).collect();
    csv_table(&names, &rows)
}

/// The same rows with the columns that have a name in SharePoint, and of each file its length and sum.
pub(super) fn sharepoint(whole: &FullPackage<'_>, bag: &Package<'_>) -> Vec<u8> {
    let tags = || COLUMNS.iter().map(|(_, tag)| *tag);
    let names: Vec<&str> = tags().flatten().chain(BESIDES).collect();
    let rows: Vec<Vec<String>> = rows(whole, bag)
        .map(|(row, besides)| {
            let named = row.into_iter().zip(tags());
            let cells = named.filter_map(|(cell, tag)| tag.map(|_| cell));
            cells.chain(besides).collect()
        })
        .collect();
    csv_table(&names, &rows)
}

/// The cells of each file of the payload so far, and what SharePoint has besides.
fn rows<'w>(
    whole: &'w FullPackage<'_>,
    bag: &'w Package<'_>,
) -> impl Iterator<Item = (Vec<String>, [String; 2])> + 'w {
    let by_folder: HashMap<&str, &Packed<'_>> = whole
        .packed
        .iter()
        .filter_map(|p| Some((p.folder.as_deref()?, p)))
        .collect();
    bag.payload().map(move |(path, sum, length)| {
        let folder = path.split('/').next().unwrap_or_default();
        let of = by_folder.get(folder).filter(|_| path.contains('/'));
        let besides = [length.to_string(), sum.to_owned()];
        (row(whole, path, of.copied()), besides)
    })
}

fn row(whole: &FullPackage<'_>, path: &str, of: Option<&Packed<'_>>) -> Vec<String> {
    let desk = whole.desk;
    let zone = desk.zone();
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let today = day(desk.now());
    let name = path.rsplit('/').next().unwrap_or(path);
    let modified = of.map_or(today, |p| day(p.capture.at));
    // The record's own date must be before the day of the transfer.
    let record = of
        .map(|p| p.item.told().messages.iter().filter_map(|m| m.sent).max())
        .map(|sent| sent.map(day).unwrap_or(modified))
        .filter(|date| *date < today);
    let mut row = vec![
        format!("data/{path}"),
        name.to_owned(),
        modified.to_string(),
        record.map(|d| d.to_string()).unwrap_or_default(),
        of.map_or_else(|| own_words(name), |p| words(desk, path, p)),
        of.map(reference).unwrap_or_default(),
    ];
    row.extend(std::iter::repeat_n(String::new(), CLOSURE));
    let copyright = of.map_or("Crown", |p| copyright(p));
    row.extend(["English", "", copyright, "", "", "", ""].map(str::to_owned));
    row.push(of.map_or_else(
        || format!("Marking of the package {}", whole.marking()),
        |p| note(desk, p),
    ));
    row
}

/// Who holds it, as far as that is known: what the owner of this register wrote is the Crown's (5); what others
/// wrote or sent, nobody here knows.
fn copyright(p: &Packed<'_>) -> &'static str {
    let others = p.item.told().messages.iter();
    let others = others.filter(|m| m.body.is_some() || !m.evidence.is_empty());
    let none = others.count() == 0 && !p.item.erased;
    match p.capture.route == "substance" && none {
        true => "Crown",
        false => "Unknown",
    }
}

fn own_words(name: &str) -> String {
    match name {
        SHAREPOINT => "What metadata.csv says, under the names of columns in SharePoint",
        "register.csv" => "Register of the captures in this package, one row each",
        _ => "What this package holds and how to check it",
    }
    .to_owned()
}

/// What a file is, without a name or a word of a message.
fn words(desk: &Desk, path: &str, p: &Packed<'_>) -> String {
    let channel = desk.channel_label(&p.item.channel);
    let day = p.capture.at.with_timezone(&desk.zone());
    let kind = match path.split('/').nth(1) {
        Some("record.txt") => "as text",
        Some("record.eml") => "as a mail",
        Some("original") => "a piece of what it was read from",
        _ => "an attachment",
    };
    format!(
        "Record of a capture from {channel} made on {}, {kind}",
        day.format("%-d %B %Y")
    )
}

fn reference(p: &Packed<'_>) -> String {
    let known = p.capture.reference.as_deref();
    let fits = known.filter(|r| r.chars().count() <= REFERENCE);
    fits.unwrap_or(p.item.id.as_str()).to_owned()
}

fn note(desk: &Desk, p: &Packed<'_>) -> String {
    let note = format!(
        "Item {}; channel {}; route {}; marking {}; {}",
        p.item.id,
        desk.channel_label(&p.item.channel),
        p.capture.route,
        p.marking(),
        p.how.words()
    );
    note.chars().take(NOTE).collect()
}
