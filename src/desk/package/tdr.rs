//! `metadata.csv` of a package, in the columns of the National Archives' Transfer Digital Records service.
//!
//! What is left to the department stays empty, and the text about the package says what the service takes an empty cell
//! for. Who holds the copyright in a message is not known here and is said so.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::packed::{FullPackage, Packed};
use crate::desk::Desk;
use crate::lodge::{
    Package, TnaFile, copyright_of, csv_table, file_words, sharepoint_names, tna_names,
};

/// The file's own name.
pub(super) const METADATA: &str = "metadata.csv";
/// The same under other names of the columns.
pub(super) const SHAREPOINT: &str = "metadata-sharepoint.csv";

/// One row for each file of the payload so far.
pub(super) fn metadata(whole: &FullPackage<'_>, bag: &Package<'_>) -> Vec<u8> {
    let rows: Vec<Vec<String>> = rows(whole, bag, |file, _, _| file.cells());
    csv_table(&tna_names(), &rows)
}

/// The same rows with the columns that have a name in SharePoint, and of each file its length and sum.
pub(super) fn sharepoint(whole: &FullPackage<'_>, bag: &Package<'_>) -> Vec<u8> {
    let rows = rows(whole, bag, |file, length, sum| {
        file.sharepoint_cells(length, sum)
    });
    csv_table(&sharepoint_names(), &rows)
}

/// The cells of each file of the payload so far.
fn rows(
    whole: &FullPackage<'_>,
    bag: &Package<'_>,
    cells: impl Fn(&TnaFile<'_>, u64, &str) -> Vec<String>,
) -> Vec<Vec<String>> {
    let by_folder: HashMap<&str, &Packed<'_>> = whole
        .packed
        .iter()
        .filter_map(|p| Some((p.folder.as_deref()?, p)))
        .collect();
    let files = bag.payload().map(|(path, sum, length)| {
        let folder = path.split('/').next().unwrap_or_default();
        let of = by_folder.get(folder).filter(|_| path.contains('/'));
        let at = format!("data/{path}");
        cells(&described(whole, (&at, path), of.copied()), length, sum)
    });
    files.collect()
}

fn described<'f>(
    whole: &FullPackage<'_>,
    (at, path): (&'f str, &str),
    of: Option<&'f Packed<'f>>,
) -> TnaFile<'f> {
    let desk = whole.desk;
    let zone = desk.zone();
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let today = day(desk.now());
    let modified = of.map_or(today, |p| day(p.capture.at));
    // The record's own date must be before the day of the transfer.
    let record = of
        .map(|p| p.item.told().messages.iter().filter_map(|m| m.sent).max())
        .map(|sent| sent.map(day).unwrap_or(modified))
        .filter(|date| *date < today);
    let name = path.rsplit('/').next().unwrap_or(path);
    TnaFile {
        path: at,
        modified,
        record,
        description: of.map_or_else(|| own_words(name), |p| words(desk, path, p)),
        reference: of.and_then(|p| p.capture.reference.as_deref()),
        id: of.map(|p| p.item.id.as_str()).unwrap_or_default(),
        copyright: of.map_or("Crown", copyright),
        note: of.map_or_else(
            || format!("Marking of the package {}", whole.marking()),
            |p| note(desk, p),
        ),
    }
}

/// Who holds it, as far as that is known.
fn copyright(p: &Packed<'_>) -> &'static str {
    let others = p.item.told().messages.iter();
    let others = others.filter(|m| m.body.is_some() || !m.evidence.is_empty());
    copyright_of(&p.capture.route, others.count() > 0 || p.item.erased)
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
    let kind = file_words(path.split_once('/').map_or(path, |(_, inner)| inner));
    format!(
        "Record of a capture from {channel} made on {}, {kind}",
        day.format("%-d %B %Y")
    )
}

fn note(desk: &Desk, p: &Packed<'_>) -> String {
    format!(
        "Item {}; channel {}; route {}; marking {}; {}",
        p.item.id,
        desk.channel_label(&p.item.channel),
        p.capture.route,
        p.marking(),
        p.how.words()
    )
}
