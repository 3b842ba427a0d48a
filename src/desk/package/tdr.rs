//! `metadata.csv` of a package, in the columns of the National Archives' Transfer Digital Records service.
//!
//! May import `lodge`, `record`. The columns and what may stand in them are those that the National Archives
//! publish (da-metadata-schema). Whether a record is open or closed, and what goes with it, is the department's to
//! say: those columns stay empty. Who holds the copyright in a message is not known here and is said so.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::Packed;
use crate::desk::Desk;
use crate::lodge::{Package, csv_table};

const COLUMNS: &[&str] = &[
    "filepath",
    "filename",
    "date last modified",
    "date of the record",
    "description",
    "former reference",
    "closure status",
    "closure start date",
    "closure period",
    "foi exemption code",
    "foi schedule date",
    "is filename closed",
    "alternate filename",
    "is description closed",
    "alternate description",
    "language",
    "translated filename",
    "copyright",
    "copyright details",
    "related material",
    "restrictions on use",
    "evidence provided by",
    "note",
];
/// From `closure status` to `alternate description`: left to the department.
const CLOSURE: usize = 9;
/// The longest `former reference`.
const REFERENCE: usize = 255;
/// The longest `note`.
const NOTE: usize = 1000;

/// One row for each file of the payload so far.
pub(super) fn metadata(desk: &Desk, packed: &[Packed<'_>], bag: &Package<'_>) -> Vec<u8> {
    let by_folder: HashMap<&str, &Packed<'_>> = packed
        .iter()
        .filter_map(|p| Some((p.folder.as_deref()?, p)))
        .collect();
    let rows: Vec<Vec<String>> = bag
        .payload()
        .map(|(path, _)| {
            let folder = path.split('/').next().unwrap_or_default();
            let of = by_folder.get(folder).filter(|_| path.contains('/'));
            row(desk, path, of.copied())
        })
        .collect();
    csv_table(COLUMNS, &rows)
}

fn row(desk: &Desk, path: &str, of: Option<&Packed<'_>>) -> Vec<String> {
    let zone = desk.zone();
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let today = day(desk.now());
    let name = path.rsplit('/').next().unwrap_or(path);
    let modified = of.map_or(today, |p| day(p.capture.at));
    // The record's own date must be before the day of the transfer.
    let record = of
        .map(|p| p.item.messages.iter().filter_map(|m| m.sent).max())
        .map(|sent| sent.map(day).unwrap_or(modified))
        .filter(|date| *date < today);
    let mut row = vec![
        format!("data/{path}"),
        name.to_owned(),
        modified.to_string(),
        record.map(|d| d.to_string()).unwrap_or_default(),
        of.map_or_else(|| own_words(name), |p| words(desk, name, p)),
        of.map(reference).unwrap_or_default(),
    ];
    row.extend(std::iter::repeat_n(String::new(), CLOSURE));
    row.extend(["English", "", "Unknown", "", "", "", ""].map(str::to_owned));
    row.push(of.map(|p| note(desk, p)).unwrap_or_default());
    row
}

fn own_words(name: &str) -> String {
    match name {
        "register.csv" => "Register of the captures in this package, one row each",
        _ => "What this package holds and how to check it",
    }
    .to_owned()
}

/// What a file is, without a name or a word of a message.
fn words(desk: &Desk, name: &str, p: &Packed<'_>) -> String {
    let channel = desk.channel_label(&p.item.channel);
    let day = p.capture.at.with_timezone(&desk.zone());
    let kind = match name {
        "record.txt" => "as text",
        "record.eml" => "as a mail",
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
    let marking = p.item.marking.as_deref().unwrap_or("not stated");
    let note = format!(
        "Item {}; channel {}; route {}; marking {marking}; {}",
        p.item.id,
        desk.channel_label(&p.item.channel),
        p.capture.route,
        p.how.words()
    );
    note.chars().take(NOTE).collect()
}
