//! Putting a capture or a paper into a folder of a file plan, whole or not at all.
//!
//! Order: build under a temporary name (see `building`), each file and directory made durable; the scan; compare;
//! rename to the final name, which must be free; open it to others; make the destination durable; compare again.
//! Under its temporary name nobody but its owner can look into it at any moment. A step that fails undoes what it
//! can; whatever is left has a temporary name and goes at the next lodge of that id.
//!
//! **Adopting** (see `adopt`). After an interruption the desk tries the same capture again, at a later moment and on a
//! later head of the register. A folder of that id and channel is taken as this capture's own when it is,
//! byte for byte, what this capture would have written at the moment and on the head that its `record.eml`
//! names. Everything else (a new reference, a changed text, one bit) makes it another folder: it is left
//! alone, and the new one gets the next number.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::ports::{Files, Ports};

use super::adopt::adoptable;
use super::building::{
    Building, DIR_MODE, TracesOf, Turn, create_dir, open_left, sweep_names, sync_dir,
};
use super::check::compare;
use super::doc::CaptureDoc;
use super::error::LodgeError;
use super::format::FolderFormat;
use super::layout::{Layout, layout, payload_bytes};
use super::names::word;
use super::parcel::{Lodged, Look, Parcel, Tried, sums_digest};
use super::send::scan;
use super::words::iso_day;

/// Others read what is lodged: the umask decides how far.
pub(super) const FILE_MODE: u32 = 0o666;

/// Lodges a capture in `destination` and reads it back. See [`lodge_folder_scanned`].
pub fn lodge_folder(
    ports: &Ports,
    destination: &Path,
    format: FolderFormat,
    doc: &CaptureDoc,
) -> Result<Lodged, LodgeError> {
    lodge_folder_scanned(ports, destination, format, doc, &[])
}

/// Lodges a capture in `destination`; `scanner` (when not empty) is run on the built folder before it gets
/// its name, and must exit 0.
///
/// # Errors
/// [`LodgeError`] says what failed and what to do next. No folder with a final name is left behind, save
/// one that is whole: when the destination could not be made durable after the rename. It is adopted at
/// the next try.
pub fn lodge_folder_scanned(
    ports: &Ports,
    destination: &Path,
    format: FolderFormat,
    doc: &CaptureDoc,
    scanner: &[String],
) -> Result<Lodged, LodgeError> {
    let earlier = |tried: Tried, look: &Look<'_>| {
        let earlier = CaptureDoc {
            captured_at: tried.at,
            head: tried.head,
            ..doc.clone()
        };
        look(&layout(&earlier, format))
    };
    let parcel = Parcel {
        id: &doc.id,
        kind: &doc.channel,
        day: iso_day(&doc.captured_at, doc.zone),
        format,
        mail: format.record_eml(),
        files: layout(doc, format),
        earlier: &earlier,
        turn: Turn::Writers,
    };
    lodge_parcel(ports, destination, parcel, scanner)
}

/// Puts a parcel into `destination`, whole or not at all (see the head of this file).
pub(super) fn lodge_parcel(
    ports: &Ports,
    destination: &Path,
    parcel: Parcel<'_>,
    scanner: &[String],
) -> Result<Lodged, LodgeError> {
    let place = Place::new(ports, destination, &parcel)?;
    place.sweep(parcel.turn);
    let mut others = Vec::new();
    for name in &place.same_id {
        let path = destination.join(name);
        match adoptable(&ports.files, &path, &parcel) {
            Some(lodged) => {
                open_left(ports, destination, (parcel.id, parcel.turn), &path)?;
                sync_dir(&ports.files, destination)?;
                return Ok(Lodged { others, ..lodged });
            }
            None => others.push(path),
        }
    }
    let (files, format) = (&parcel.files, parcel.format);
    let lodged = |path: PathBuf| Lodged {
        path,
        sha256: sums_digest(files, format),
        adopted: false,
        bytes: payload_bytes(files, format),
        others,
    };
    let building = Building::begin(ports, destination, parcel.id, parcel.turn)?;
    let temporary = building.path.as_path();
    let placed = build(ports, temporary, files)
        .and_then(|()| scan(scanner, temporary))
        .and_then(|()| compare(&ports.files, temporary, files))
        .and_then(|()| place.put(temporary));
    let path = placed.inspect_err(|_| building.discard())?;
    let opened = building.open_to_others(&path);
    opened.inspect_err(|_| place.withdraw(&path, temporary))?;
    sync_dir(&ports.files, destination)?;
    if let Err(error) = compare(&ports.files, &path, files) {
        place.withdraw(&path, temporary);
        return Err(error);
    }
    Ok(lodged(path))
}

/// A destination as it was found, seen from one parcel.
struct Place<'a> {
    ports: &'a Ports,
    destination: &'a Path,
    /// Id as it stands in names.
    id: &'a str,
    /// `yyyy-mm-dd_kind_id`.
    base: String,
    names: Vec<OsString>,
    /// Names of folders of this kind and id, whatever their day and number.
    same_id: Vec<String>,
}

impl<'a> Place<'a> {
    fn new(
        ports: &'a Ports,
        destination: &'a Path,
        parcel: &Parcel<'a>,
    ) -> Result<Self, LodgeError> {
        let id = parcel.id;
        if id.is_empty() || word(id) != id {
            return Err(LodgeError::BadId { id: id.to_owned() });
        }
        let names = look_at(ports, destination)?;
        let tail = format!("_{}_{id}", word(parcel.kind));
        let base = format!("{}{tail}", parcel.day);
        let same_id = names
            .iter()
            .filter_map(|name| name.to_str())
            .filter(|name| number(name, &tail).is_some())
            .map(str::to_owned)
            .collect();
        Ok(Place {
            ports,
            destination,
            id,
            base,
            names,
            same_id,
        })
    }

    /// Removes what earlier tries of this id left. What cannot be removed harms nobody here; a destination that
    /// takes nothing says so below.
    fn sweep(&self, turn: Turn) {
        let names = self.names.iter().filter_map(|n| n.to_str());
        let alone = turn == Turn::Writers;
        sweep_names(
            self.ports,
            self.destination,
            names,
            TracesOf::Ids(&[self.id]),
            alone,
        );
    }

    /// Gives the built folder its final name: the first number after all that are there.
    fn put(&self, temporary: &Path) -> Result<PathBuf, LodgeError> {
        let tail = &self.base[self.base.find('_').unwrap_or(0)..];
        let highest = self.same_id.iter().filter_map(|name| number(name, tail));
        let first = highest.max().map_or(1, |highest| highest.saturating_add(1));
        rename_to_free(
            &self.ports.files,
            temporary,
            self.destination,
            &self.base,
            first,
        )
    }

    /// Takes a folder that did not read back, or cannot be opened to others, out of its final name.
    fn withdraw(&self, path: &Path, temporary: &Path) {
        // The difference is what the caller must hear of, and its sums tell the folder for what it is.
        if self.ports.files.rename_new(path, temporary).is_ok() {
            let _ = self.ports.files.remove_tree(temporary);
        }
    }
}

/// The names in a destination, which must be a folder that is there.
pub(super) fn look_at(ports: &Ports, destination: &Path) -> Result<Vec<OsString>, LodgeError> {
    match ports.files.stat(destination) {
        Ok(Some(stat)) if stat.is_dir => {}
        Ok(Some(_)) => return Err(LodgeError::NotAFolder(destination.to_owned())),
        Ok(None) => return Err(LodgeError::NoDestination(destination.to_owned())),
        Err(e) => return Err(LodgeError::storage("look at", destination)(e)),
    }
    match ports.files.names(destination) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            Err(LodgeError::NoDestination(destination.to_owned()))
        }
        other => other.map_err(LodgeError::storage("list", destination)),
    }
}

/// Gives a finished folder the first free name of `base`, `base-2`, …, from the number `first` on.
pub(super) fn rename_to_free(
    files: &Files,
    from: &Path,
    dir: &Path,
    base: &str,
    first: u32,
) -> Result<PathBuf, LodgeError> {
    let mut n = first;
    loop {
        let name = match n {
            1 => base.to_owned(),
            n => format!("{base}-{n}"),
        };
        let path = dir.join(name);
        match files.rename_new(from, &path) {
            Ok(()) => return Ok(path),
            Err(e) if is_taken(&e) && n < u32::MAX => n += 1,
            Err(e) => {
                let failed = LodgeError::storage("rename the finished folder to", &path);
                return Err(failed(e));
            }
        }
    }
}

pub(super) fn is_taken(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty
    )
}

/// The number of a folder name that ends with `tail` or `tail-N`; 1 where it has none.
pub(super) fn number(name: &str, tail: &str) -> Option<u32> {
    let day = name.get(..10)?;
    let rest = name.get(10..)?.strip_prefix(tail)?;
    let is_day = day.bytes().enumerate().all(|(n, b)| {
        if n == 4 || n == 7 {
            b == b'-'
        } else {
            b.is_ascii_digit()
        }
    });
    match rest.strip_prefix('-') {
        _ if !is_day => None,
        None => rest.is_empty().then_some(1),
        Some(digits) => digits
            .parse::<u32>()
            .ok()
            .filter(|n| *n > 1 && n.to_string() == digits),
    }
}

/// Writes and makes durable every file, then every directory from the inside out.
pub(super) fn build(ports: &Ports, folder: &Path, layout: &Layout<'_>) -> Result<(), LodgeError> {
    let files = &ports.files;
    let mut dirs = vec![folder.to_owned()];
    for (relative, bytes) in layout {
        let path = folder.join(relative);
        let parents: Vec<_> = path
            .ancestors()
            .skip(1)
            .take_while(|dir| *dir != folder)
            .map(Path::to_owned)
            .collect();
        for dir in parents.into_iter().rev() {
            if !dirs.contains(&dir) {
                create_dir(ports, &dir, DIR_MODE)?;
                dirs.push(dir);
            }
        }
        let mut file = files
            .create_new(&path, FILE_MODE)
            .map_err(LodgeError::storage("create", &path))?;
        file.write_all(bytes)
            .map_err(LodgeError::storage("write", &path))?;
        file.sync()
            .map_err(LodgeError::storage("make durable", &path))?;
    }
    dirs.iter().rev().try_for_each(|dir| sync_dir(files, dir))
}
