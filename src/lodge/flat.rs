//! A capture as files that lie side by side in a folder of many, as SharePoint and file shares want them.
//!
//! The files of one capture share the beginning of their names: `2026-11-28_whatsapp_k7m2.txt`, `.eml`,
//! `…_original_entry-7.txt`, `…_attachment_plan.pdf`, `…_metadata.csv` (the National Archives' columns under their
//! SharePoint names) and `…_sums.txt`.
//!
//! Invariants: they are built and compared in a folder under a temporary name, and moved from there one by one, no
//! name ever written over: the mail first, by which a later try knows them, the sums last. What has no sums is not
//! whole. A capture whose mail is there, and of whose other files each is there byte for byte or not at all, is taken
//! up and completed. A move that fails takes back those before it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::adopt::tried;
use super::building::{Building, TracesOf, Turn, sweep_names, sync_dir};
use super::check::{compare, differs};
use super::doc::CaptureDoc;
use super::error::LodgeError;
use super::folder::{build, is_taken, look_at, number};
use super::format::FolderFormat;
use super::layout::{Layout, digest, record_files};
use super::names::word;
use super::parcel::Lodged;
use super::send::scan;
use super::table::csv_table;
use super::tna::{TnaFile, copyright_of, sharepoint_names};
use super::words::{NOT_STATED, channel, iso_day};
use crate::ports::{Files, Ports};
use crate::text::safe_line;

/// How the names of its sums and its metadata end.
const SUMS: &str = "_sums.txt";
const METADATA: &str = "_metadata.csv";
/// How those of the record end.
const TXT: &str = ".txt";
const EML: &str = ".eml";
/// What stands in a name in place of a folder.
const FOLDERS: [(&str, &str); 2] = [
    ("attachments/", "_attachment_"),
    ("original/", "_original_"),
];

/// What a file of a record is called where it stands flat.
pub(super) fn flat_name(base: &str, path: &str) -> String {
    let inner = FOLDERS.iter().find_map(|(folder, word)| {
        let name = path.strip_prefix(folder)?;
        Some(format!("{base}{word}{name}"))
    });
    inner.unwrap_or_else(|| format!("{base}{}", path.strip_prefix("record").unwrap_or(path)))
}

/// What a file is called in the folder of a record, by its name where it stands flat; `None` of what belongs to the
/// flat form alone.
pub fn folder_name(base: &str, name: &str) -> Option<String> {
    let rest = name.strip_prefix(base)?;
    let inner = FOLDERS.iter().find_map(|(folder, word)| {
        let name = rest.strip_prefix(word).filter(|name| !name.is_empty())?;
        Some(format!("{folder}{name}"))
    });
    inner.or_else(|| [TXT, EML].contains(&rest).then(|| format!("record{rest}")))
}

/// The sums of the record at `path`, where that is one that stands flat: their name, and what all of its names begin
/// with.
pub(super) fn sums_of(path: &Path) -> Option<(String, &str)> {
    let base = path.file_name()?.to_str()?.strip_suffix(TXT)?;
    Some((format!("{base}{SUMS}"), base))
}

/// What the names of its files begin with, of a mail that stands flat.
pub(super) fn base_of(name: &str) -> Option<&str> {
    name.strip_suffix(EML)
}

/// Where the record of that base stands.
pub(super) fn record_at(destination: &Path, base: &str) -> PathBuf {
    destination.join(format!("{base}{TXT}"))
}

/// The record at `path` as its files are called together: the name of its folder, or what the names of files begin
/// with that lie among others.
pub fn name_of_lodged(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str()?;
    Some(name.strip_suffix(TXT).unwrap_or(name))
}

/// The files of a record by their flat names, without what tells of them.
pub fn flat_record<'d>(doc: &'d CaptureDoc, base: &str) -> Layout<'d> {
    let record = record_files(doc, FolderFormat::Flat).into_iter();
    record
        .map(|(path, bytes)| (flat_name(base, &path), bytes))
        .collect()
}

/// Every file of a capture by its flat name.
pub fn flat_files<'d>(doc: &'d CaptureDoc, base: &str) -> Layout<'d> {
    let mut files = flat_record(doc, base);
    let rows = files.iter().map(|(name, bytes)| {
        let described = described(doc, base, name);
        described.sharepoint_cells(bytes.len() as u64, &digest(bytes))
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let metadata = csv_table(&sharepoint_names(), &rows);
    files.insert(format!("{base}{METADATA}"), metadata.into());
    let lines = files.iter();
    let sums: String = lines
        .map(|(name, bytes)| format!("{}  {name}\n", digest(bytes)))
        .collect();
    files.insert(format!("{base}{SUMS}"), sums.into_bytes().into());
    files
}

fn described<'d>(doc: &'d CaptureDoc, base: &str, name: &'d str) -> TnaFile<'d> {
    let day = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&doc.zone).date_naive();
    let captured = day(doc.captured_at);
    let sent = doc.messages.iter().filter_map(|m| m.sent).max();
    let inner = folder_name(base, name).unwrap_or_default();
    let kind = file_words(&inner);
    TnaFile {
        path: name,
        modified: captured,
        record: Some(sent.map_or(captured, |sent| day(sent.to_utc()))),
        description: format!("Record of a capture from {}, {kind}", channel(&doc.channel)),
        reference: doc.reference.as_deref(),
        id: &doc.id,
        copyright: copyright_of(&doc.route, !doc.messages.is_empty()),
        note: safe_line(&format!(
            "Item {}; channel {}; route {}; marking {}",
            doc.id,
            channel(&doc.channel),
            doc.route,
            doc.marking.as_deref().unwrap_or(NOT_STATED)
        ))
        .into_owned(),
    }
}

/// What a file of a record is, by its path in the folder of one.
pub fn file_words(path: &str) -> &'static str {
    match path.split('/').next() {
        Some("record.txt") => "as text",
        Some("record.eml") => "as a mail",
        Some("original") => "a piece of what it was read from",
        _ => "an attachment",
    }
}

/// Lodges a capture in `destination` as files of its own among those of others, and reads them back.
///
/// # Errors
/// [`LodgeError`] says what failed and what to do next. What was moved before that is taken back; what could not be has
/// no sums beside it.
pub fn lodge_flat(
    ports: &Ports,
    destination: &Path,
    doc: &CaptureDoc,
    scanner: &[String],
) -> Result<Lodged, LodgeError> {
    let id = doc.id.as_str();
    if id.is_empty() || word(id) != id {
        return Err(LodgeError::BadId { id: id.to_owned() });
    }
    let names = look_at(ports, destination)?;
    let names: Vec<&str> = names.iter().filter_map(|name| name.to_str()).collect();
    let ids = TracesOf::Ids(&[id]);
    sweep_names(ports, destination, names.iter().copied(), ids, true);
    let tail = format!("_{}_{id}", word(&doc.channel));
    let bases = names.iter().filter_map(|name| base_of(name));
    let bases: BTreeSet<&str> = bases.filter(|b| number(b, &tail).is_some()).collect();
    let flat = Flat {
        ports,
        destination,
        scanner,
    };
    let mut others = Vec::new();
    for base in &bases {
        match flat.take_up(doc, base)? {
            Some(lodged) => return Ok(Lodged { others, ..lodged }),
            None => others.push(record_at(destination, base)),
        }
    }
    let highest = bases.iter().filter_map(|base| number(base, &tail)).max();
    let mut n = highest.map_or(1, |highest| highest.saturating_add(1));
    let first = format!("{}{tail}", iso_day(&doc.captured_at, doc.zone));
    loop {
        let base = match n {
            1 => first.clone(),
            n => format!("{first}-{n}"),
        };
        match flat.put(&flat_files(doc, &base), &base, id) {
            Err(LodgeError::Storage { source, .. }) if is_taken(&source) && n < u32::MAX => n += 1,
            other => return other.map(|lodged| Lodged { others, ..lodged }),
        }
    }
}

/// A destination that files go to.
struct Flat<'a> {
    ports: &'a Ports,
    destination: &'a Path,
    scanner: &'a [String],
}

impl Flat<'_> {
    /// Puts all of these there, none of which may be there.
    fn put(&self, files: &Layout<'_>, base: &str, id: &str) -> Result<Lodged, LodgeError> {
        let building = Building::begin(self.ports, self.destination, id, Turn::Writers)?;
        let done = self.build_and_move(&building.path, files, base);
        building.discard();
        done?;
        Ok(self.lodged(files, base, false))
    }

    fn build_and_move(
        &self,
        temporary: &Path,
        files: &Layout<'_>,
        base: &str,
    ) -> Result<(), LodgeError> {
        build(self.ports, temporary, files)?;
        scan(self.scanner, temporary)?;
        compare(&self.ports.files, temporary, files)?;
        let mut moved = Vec::new();
        let whole = self
            .move_all(temporary, files, base, &mut moved)
            .and_then(|()| sync_dir(&self.ports.files, self.destination))
            .and_then(|()| self.agrees(files));
        whole.inspect_err(|_| {
            // The failed step is what the caller must hear of. What stays has no sums beside it, or does not agree.
            for path in moved.iter().rev() {
                let _ = self.ports.files.remove_file(path);
            }
        })
    }

    /// The mail first, the sums last.
    fn move_all(
        &self,
        temporary: &Path,
        files: &Layout<'_>,
        base: &str,
        moved: &mut Vec<PathBuf>,
    ) -> Result<(), LodgeError> {
        let (mail, sums) = (format!("{base}{EML}"), format!("{base}{SUMS}"));
        let ends = [mail.as_str(), sums.as_str()];
        let between = files.keys().map(String::as_str);
        let between = between.filter(|name| !ends.contains(name));
        let order = [ends[0]].into_iter().chain(between).chain([ends[1]]);
        for name in order.filter(|name| files.contains_key(*name)) {
            let to = self.destination.join(name);
            let renamed = self.ports.files.rename_new(&temporary.join(name), &to);
            renamed.map_err(LodgeError::storage("rename the finished file to", &to))?;
            moved.push(to);
        }
        Ok(())
    }

    /// Takes up what an earlier try of this capture left under that base, and completes it.
    fn take_up(&self, doc: &CaptureDoc, base: &str) -> Result<Option<Lodged>, LodgeError> {
        let mail = self.destination.join(format!("{base}{EML}"));
        let Some(tried) = tried(&self.ports.files, &mail) else {
            return Ok(None);
        };
        let earlier = CaptureDoc {
            captured_at: tried.at,
            head: tried.head,
            ..doc.clone()
        };
        let mut missing = flat_files(&earlier, base);
        let all = missing.clone();
        for (name, bytes) in &all {
            match found(&self.ports.files, &self.destination.join(name), bytes) {
                Some(true) => drop(missing.remove(name)),
                Some(false) => return Ok(None),
                None => {}
            }
        }
        if !missing.is_empty() {
            self.put(&missing, base, &doc.id)?;
        }
        self.agrees(&all)?;
        sync_dir(&self.ports.files, self.destination)?;
        Ok(Some(self.lodged(&all, base, true)))
    }

    /// Whether each of these stands there as it was to be written.
    fn agrees(&self, files: &Layout<'_>) -> Result<(), LodgeError> {
        for (name, bytes) in files {
            if found(&self.ports.files, &self.destination.join(name), bytes) != Some(true) {
                let what = "its bytes are not what was written";
                return Err(differs(self.destination, name, what));
            }
        }
        Ok(())
    }

    fn lodged(&self, files: &Layout<'_>, base: &str, adopted: bool) -> Lodged {
        let name = format!("{base}{SUMS}");
        let sums = files.get(&name);
        let record = files.iter().filter(|(other, _)| **other != name);
        Lodged {
            path: record_at(self.destination, base),
            sha256: digest(sums.map_or(&[], |sums| sums.as_ref())),
            adopted,
            bytes: record.map(|(_, bytes)| bytes.len() as u64).sum(),
            others: Vec::new(),
        }
    }
}

/// Whether a file holds these bytes; `None` where there is none. One that cannot be read is not known to.
fn found(files: &Files, path: &Path, bytes: &[u8]) -> Option<bool> {
    match files.stat_link(path) {
        Ok(None) => None,
        Ok(Some(stat)) if stat.is_file && stat.len == bytes.len() as u64 => {
            Some(files.read(path).is_ok_and(|read| read == bytes))
        }
        _ => Some(false),
    }
}

#[cfg(test)]
mod tests;
