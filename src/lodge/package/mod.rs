//! A package: one BagIt 1.0 bag (RFC 8493) of many captures.
//!
//! The payload holds `<capture>/record.txt`, `record.eml` and `attachments/…` of each capture, and whatever the
//! desk adds (a register as CSV, a text about it). The sums that each capture was lodged with stand outside the
//! payload, in `sums/<capture>/`: a file of sums is in no format that an archive knows, and without it the number
//! that the register holds for a capture could not be compared.
//!
//! Invariants: one capture at a time is in memory, and of a copied one nothing; a file is copied only as
//! its own sums have it; the bag is built under a temporary name, made durable, read back, renamed; a package
//! that is dropped before it is finished takes its temporary folder with it.

mod lodged_at;
mod stack;
mod summed;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::ports::Ports;

pub use summed::{Scratch, SummedFolder};

use lodged_at::LodgedAt;

use super::doc::CaptureDoc;
use super::error::LodgeError;
use super::format::{BAG_INFO, DECLARATION, DECLARED, FolderFormat, MANIFEST, SUMS, TAG_MANIFEST};
use super::layout::{bag_info, digest, layout};
use super::names::word;
use super::words::iso_day;
use stack::{Stack, Sum};

/// A finished package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packaged {
    pub path: PathBuf,
    /// SHA-256 of its `manifest-sha256.txt`.
    pub sha256: String,
    /// Files of the payload.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// A package that is being made.
pub struct Package<'a> {
    ports: &'a Ports,
    stack: Stack<'a>,
    /// Path below `data/` to sum and length.
    payload: BTreeMap<String, Sum>,
    /// Path of every other file but the tag sums, to its sum.
    tags: BTreeMap<String, String>,
}

/// The name of the folder that a capture of that moment gets.
pub fn record_folder_name(at: &DateTime<Utc>, zone: Tz, channel: &str, id: &str) -> String {
    format!("{}_{}_{}", iso_day(at, zone), word(channel), word(id))
}

impl<'a> Package<'a> {
    /// Begins a package in the folder `out`, which must be there.
    ///
    /// # Errors
    /// [`LodgeError::NoOut`] where there is no such folder, [`LodgeError::Storage`] where nothing can be made in it.
    pub fn begin(ports: &'a Ports, out: &Path) -> Result<Package<'a>, LodgeError> {
        let mut package = Package {
            ports,
            stack: Stack::begin(ports, out)?,
            payload: BTreeMap::new(),
            tags: BTreeMap::new(),
        };
        package.stack.folder_of("data/x")?;
        Ok(package)
    }

    /// Paths below `data/`, their SHA-256 in hex and their lengths, so far.
    pub fn payload(&self) -> impl Iterator<Item = (&str, &str, u64)> {
        let files = self.payload.iter();
        files.map(|(path, (sum, length))| (path.as_str(), sum.as_str(), *length))
    }

    /// Adds a file at `path` below `data/`.
    ///
    /// # Errors
    /// [`LodgeError::Storage`] where it cannot be written.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), LodgeError> {
        let sum = self
            .stack
            .write(&format!("data/{path}"), Path::new(path), &mut &*bytes)?;
        self.payload.insert(path.to_owned(), sum);
        Ok(())
    }

    /// Adds the record of a capture, written from its document; gives the name of its folder.
    ///
    /// # Errors
    /// [`LodgeError::Storage`] where it cannot be written.
    pub fn add_record(&mut self, name: &str, doc: &CaptureDoc) -> Result<String, LodgeError> {
        let name = self.free_name(name);
        for (path, bytes) in layout(doc, FolderFormat::Files) {
            match path == SUMS {
                true => self.add_tag(&format!("sums/{name}/{SUMS}"), &bytes)?,
                false => self.add(&format!("{name}/{path}"), &bytes)?,
            }
        }
        Ok(name)
    }

    /// Copies the record of a capture from the folder it was lodged in, each file compared with its sum;
    /// `sha256` is what the register holds for the folder's sums. Gives the name of its folder here.
    ///
    /// # Errors
    /// [`LodgeError::NoFolder`], [`LodgeError::Differs`], [`LodgeError::BadSums`] and trouble with reading say
    /// why nothing of it was taken; then nothing of it is in the package.
    pub fn copy_record(
        &mut self,
        name: &str,
        folder: &Path,
        sha256: Option<&str>,
    ) -> Result<String, LodgeError> {
        let name = self.free_name(name);
        let copied = self.copy_files(&name, folder, sha256);
        if copied.is_err() {
            self.forget(&name);
        }
        copied.map(|()| name)
    }

    fn copy_files(
        &mut self,
        name: &str,
        folder: &Path,
        sha256: Option<&str>,
    ) -> Result<(), LodgeError> {
        let lodged = LodgedAt::find(self.ports, folder)?;
        let text = lodged.sums_text(self.ports, sha256)?;
        lodged.each(self.ports, &text, &mut |inner, from, file| {
            let to = format!("{name}/{inner}");
            let found = self.stack.write(&format!("data/{to}"), from, file)?;
            let sum = found.0.clone();
            self.payload.insert(to, found);
            Ok(sum)
        })?;
        self.add_tag(&format!("sums/{name}/{}", lodged.sums), text.as_bytes())
    }

    /// Takes out what was begun of a record.
    fn forget(&mut self, name: &str) {
        for top in ["data", "sums"] {
            self.stack.forget(&format!("{top}/{name}"));
        }
        let (data, sums) = (format!("{name}/"), format!("sums/{name}/"));
        self.payload.retain(|path, _| !path.starts_with(&data));
        self.tags.retain(|path, _| !path.starts_with(&sums));
    }

    /// Finishes the bag, which says of itself what `info` has, reads it back and names it `base` (or the
    /// next number of it that is free).
    ///
    /// # Errors
    /// [`LodgeError`] says what failed; then no bag with a final name is left, save one that is whole.
    pub fn finish(mut self, base: &str, info: &[(&str, String)]) -> Result<Packaged, LodgeError> {
        let bytes = self.payload.values().map(|(_, length)| length).sum();
        let files = self.payload.len();
        let mut manifest = String::new();
        for (path, (sum, _)) in &self.payload {
            manifest.push_str(&format!("{sum}  data/{path}\n"));
        }
        self.add_tag(DECLARATION, DECLARED.as_bytes())?;
        self.add_tag(BAG_INFO, bag_info(info, bytes, files).as_bytes())?;
        self.add_tag(MANIFEST, manifest.as_bytes())?;
        let tags: String = self
            .tags
            .iter()
            .map(|(path, sum)| format!("{sum}  {path}\n"))
            .collect();
        self.stack
            .write(TAG_MANIFEST, Path::new(TAG_MANIFEST), &mut tags.as_bytes())?;
        Ok(Packaged {
            path: self.stack.close(base)?,
            sha256: digest(manifest.as_bytes()),
            files,
            bytes,
        })
    }

    fn add_tag(&mut self, path: &str, bytes: &[u8]) -> Result<(), LodgeError> {
        let (sum, _) = self.stack.write(path, Path::new(path), &mut &*bytes)?;
        self.tags.insert(path.to_owned(), sum);
        Ok(())
    }

    /// A name that no record of this package has.
    fn free_name(&self, wanted: &str) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let wanted: String = wanted.chars().filter(|c| plain(*c)).collect();
        let taken = |name: &str| self.stack.has_dir(&format!("data/{name}"));
        let mut name = wanted.clone();
        let mut n = 2;
        while taken(&name) || name.is_empty() {
            name = format!("{wanted}-{n}");
            n += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests;
