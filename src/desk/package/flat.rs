//! A package for a file share: the files of every capture side by side, and one table of them.
//!
//! Invariant: as in a bag, what was lodged is copied where its sums agree, and made again where it is held; the files of
//! no two captures share the beginning of their names.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};

use super::packed::How;
use super::{Making, PackageDone, doors, go_on};
use crate::desk::DeskError;
use crate::lodge::paper::text as paper_text;
use crate::lodge::{
    SummedFolder, TnaFile, copyright_of, csv_table, file_words, flat_record, sharepoint_names,
};
use crate::record::Id;
use crate::record::state::Item;

/// The table's own name.
const METADATA: &str = "metadata.csv";

/// What the table says of each file of a capture.
struct FlatFacts {
    id: Id,
    modified: NaiveDate,
    record: NaiveDate,
    reference: Option<String>,
    copyright: &'static str,
    note: String,
    channel: String,
}

/// The captures of a package, as far as they are in it.
#[derive(Default)]
struct Laid {
    captures: Vec<FlatFacts>,
    /// The path of each file, the capture it is of by its place, and its path in the folder of a record.
    files: Vec<(String, usize, String)>,
    copied: usize,
    again: usize,
    rows: usize,
    said: Vec<(Id, String)>,
    bases: BTreeSet<String>,
}

impl Making<'_> {
    pub(super) fn flat(
        &self,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<PackageDone, DeskError> {
        let mut folder = SummedFolder::begin(&self.desk.ports, self.out)?;
        let mut laid = Laid::default();
        let origins = self.desk.origins();
        for (n, item) in self.items.iter().enumerate() {
            go_on(progress, n, self.items.len())?;
            // Read for this alone, and not kept beside the item.
            let item = Item::clone(item);
            let how = self.lay(&mut folder, &mut laid, &item, &origins)?;
            match how {
                How::Copied => laid.copied += 1,
                How::MadeAgain => laid.again += 1,
                How::RowOnly => laid.rows += 1,
            }
        }
        go_on(progress, self.items.len(), self.items.len())?;
        let counts = (laid.copied, laid.again, laid.rows);
        let about = paper_text(&doors::about_flat(self, counts));
        folder.add("about.txt", about.as_bytes())?;
        let rows = table(&mut laid, &folder);
        folder.add(METADATA, &rows)?;
        self.desk.must_have_read()?;
        let made = folder.finish(&self.name_of_form())?;
        Ok(PackageDone {
            copied: laid.copied,
            said: laid.said,
            ..doors::done(self, made, (laid.again, laid.rows))
        })
    }

    fn lay(
        &self,
        folder: &mut SummedFolder<'_>,
        laid: &mut Laid,
        item: &Item,
        origins: &std::collections::HashMap<Id, super::packing::Origin<'_>>,
    ) -> Result<How, DeskError> {
        let desk = self.desk;
        let Some(capture) = item.told().capture.as_deref() else {
            return Ok(How::RowOnly);
        };
        let base = free(&mut laid.bases, desk.name_of(item));
        let place = laid.captures.len();
        laid.captures.push(self.facts(item));
        if let Some(path) = capture.path.as_deref() {
            let path = Path::new(path);
            match folder.copy_flat(&desk.ports, &base, path, capture.sha256.as_deref()) {
                Ok(copied) => {
                    let files = copied.into_iter();
                    laid.files
                        .extend(files.map(|(path, inner)| (path, place, inner)));
                    return Ok(How::Copied);
                }
                Err(error) if desk.is_of(path, &error) => {
                    laid.said.push((item.id, error.to_string()));
                }
                Err(error) => return Err(error.into()),
            }
        }
        if !super::plan::is_held(item) {
            return Ok(How::RowOnly);
        }
        let doc = desk.capture_doc(item, capture, origins.get(&item.id))?;
        for (path, bytes) in flat_record(&doc, &base) {
            folder.add(&path, &bytes)?;
            let inner = crate::lodge::folder_name(&base, &path).unwrap_or_default();
            laid.files.push((path, place, inner));
        }
        Ok(How::MadeAgain)
    }

    fn facts(&self, item: &Item) -> FlatFacts {
        let desk = self.desk;
        let day = |at: DateTime<Utc>| at.with_timezone(&desk.zone()).date_naive();
        let told = item.told();
        let capture = told.capture.as_deref();
        let captured = day(capture.map_or(item.added, |c| c.at));
        let sent = told.messages.iter().filter_map(|m| m.sent).max();
        let route = capture.map(|c| c.route.as_str()).unwrap_or_default();
        let channel = desk.channel_label(&item.channel);
        let marking = desk.lodged_marking(item).unwrap_or("not stated".to_owned());
        let of_others = item.erased || !told.messages.is_empty();
        FlatFacts {
            id: item.id,
            modified: captured,
            record: sent.map_or(captured, day),
            reference: capture.and_then(|c| c.reference.clone()),
            copyright: copyright_of(route, of_others),
            note: format!(
                "Item {}; channel {channel}; route {route}; marking {marking}",
                item.id
            ),
            channel,
        }
    }
}

/// A beginning of names that none of the others has.
fn free(bases: &mut BTreeSet<String>, wanted: String) -> String {
    let mut base = wanted.clone();
    let mut n = 2;
    while !bases.insert(base.to_lowercase()) {
        base = format!("{wanted}-{n}");
        n += 1;
    }
    base
}

fn table(laid: &mut Laid, folder: &SummedFolder<'_>) -> Vec<u8> {
    laid.files.sort_unstable();
    let mut sums = folder.files();
    let rows = laid.files.iter().filter_map(|(path, place, inner)| {
        let (_, sum, length) = sums.find(|(name, ..)| name == path)?;
        let of = laid.captures.get(*place)?;
        let file = TnaFile {
            path,
            modified: of.modified,
            record: Some(of.record),
            description: format!(
                "Record of a capture from {}, {}",
                of.channel,
                file_words(inner)
            ),
            reference: of.reference.as_deref(),
            id: of.id.as_str(),
            copyright: of.copyright,
            note: of.note.clone(),
        };
        Some(file.sharepoint_cells(length, sum))
    });
    let rows: Vec<Vec<String>> = rows.collect();
    csv_table(&sharepoint_names(), &rows)
}
