//! A folder of files and `SHA256SUMS`: what a package is where it is no bag.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Packaged;
use super::lodged_at::LodgedAt;
use super::stack::{Stack, Sum, SummedFile};
use crate::lodge::error::LodgeError;
use crate::lodge::flat::flat_name;
use crate::lodge::format::SUMS;
use crate::lodge::layout::digest;
use crate::ports::Ports;

/// A file for what is written before its place is known.
pub struct Scratch {
    at: PathBuf,
    name: String,
    file: io::BufWriter<SummedFile>,
}

impl Scratch {
    /// Adds a text.
    ///
    /// # Errors
    /// [`LodgeError::Storage`] where it cannot be written.
    pub fn put(&mut self, text: &str) -> Result<(), LodgeError> {
        let put = self.file.write_all(text.as_bytes());
        put.map_err(|error| SummedFile::failed(&self.at, error))
    }

    /// Writes all of it to another file.
    ///
    /// # Errors
    /// Where it cannot be written or read again.
    pub fn copy_to(&mut self, ports: &Ports, to: &mut dyn Write) -> io::Result<()> {
        self.file.flush()?;
        io::copy(&mut ports.files.open(&self.at)?, to)?;
        Ok(())
    }
}

/// A folder that is being filled; the same promises as of a bag (see [`super::Package`]).
pub struct SummedFolder<'a> {
    stack: Stack<'a>,
    files: BTreeMap<String, Sum>,
}

impl<'a> SummedFolder<'a> {
    /// Begins one in the folder `out`, which must be there.
    ///
    /// # Errors
    /// [`LodgeError::NoOut`] where there is no such folder, [`LodgeError::Storage`] where nothing can be made in it.
    pub fn begin(ports: &'a Ports, out: &Path) -> Result<SummedFolder<'a>, LodgeError> {
        Ok(SummedFolder {
            stack: Stack::begin(ports, out)?,
            files: BTreeMap::new(),
        })
    }

    /// Paths, their SHA-256 in hex and their lengths, so far.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str, u64)> {
        let files = self.files.iter();
        files.map(|(path, (sum, length))| (path.as_str(), sum.as_str(), *length))
    }

    /// Adds a file.
    ///
    /// # Errors
    /// [`LodgeError::Storage`] where it cannot be written.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), LodgeError> {
        let sum = self.stack.write(path, Path::new(path), &mut &*bytes)?;
        self.files.insert(path.to_owned(), sum);
        Ok(())
    }

    /// Copies the record of a capture from where it was lodged, its files beside those of others under `base`, each
    /// compared with its sum. Gives their paths here, and in the folder of a record.
    ///
    /// # Errors
    /// As [`super::Package::copy_record`]; then nothing of it is here.
    pub fn copy_flat(
        &mut self,
        ports: &Ports,
        base: &str,
        at: &Path,
        sha256: Option<&str>,
    ) -> Result<Vec<(String, String)>, LodgeError> {
        let mut copied: Vec<(String, String)> = Vec::new();
        let lodged = LodgedAt::find(ports, at)?;
        let text = lodged.sums_text(ports, sha256)?;
        let done = lodged.each(ports, &text, &mut |inner, from, file| {
            let to = flat_name(base, inner);
            let found = self.stack.write(&to, from, file)?;
            let sum = found.0.clone();
            self.files.insert(to.clone(), found);
            copied.push((to, inner.to_owned()));
            Ok(sum)
        });
        if let Err(error) = done {
            for (path, _) in &copied {
                self.files.remove(path);
                self.stack.forget_file(path);
            }
            return Err(error);
        }
        Ok(copied)
    }

    /// Opens a file to be written piece by piece; [`Self::end_file`] ends it.
    ///
    /// # Errors
    /// [`LodgeError::Storage`] where it cannot be made.
    pub fn begin_file(&mut self, path: &str) -> Result<io::BufWriter<SummedFile>, LodgeError> {
        Ok(io::BufWriter::with_capacity(
            1 << 16,
            self.stack.open(path)?,
        ))
    }

    /// Ends a file, whose last step of writing went as `written` says.
    ///
    /// # Errors
    /// [`LodgeError::Storage`] where that failed.
    pub fn end_file(
        &mut self,
        path: &str,
        written: io::Result<io::BufWriter<SummedFile>>,
    ) -> Result<(), LodgeError> {
        let ended = written.and_then(|mut file| {
            file.flush()?;
            file.into_inner().map_err(io::IntoInnerError::into_error)
        });
        let at = self.stack.path().join(path);
        let file = ended.map_err(|error| SummedFile::failed(&at, error))?;
        self.files.insert(path.to_owned(), file.end()?);
        Ok(())
    }

    /// Opens a file for what is written before its place is known; it is no part of the folder.
    ///
    /// # Errors
    /// [`LodgeError::Storage`] where it cannot be made.
    pub fn scratch(&mut self, name: &str) -> Result<Scratch, LodgeError> {
        Ok(Scratch {
            at: self.stack.path().join(name),
            name: name.to_owned(),
            file: io::BufWriter::with_capacity(1 << 16, self.stack.open(name)?),
        })
    }

    /// Takes a scratch file away again.
    pub fn drop_scratch(&mut self, scratch: Scratch) {
        self.stack.forget_file(&scratch.name);
    }

    /// Adds the sums, reads all of it back and names it `base`, or the next number of it that is free.
    ///
    /// # Errors
    /// [`LodgeError`] says what failed; then no folder with a final name is left, save one that is whole.
    pub fn finish(mut self, base: &str) -> Result<Packaged, LodgeError> {
        let bytes = self.files.values().map(|(_, length)| length).sum();
        let lines = self.files.iter();
        let sums: String = lines
            .map(|(path, (sum, _))| format!("{sum}  {path}\n"))
            .collect();
        self.stack
            .write(SUMS, Path::new(SUMS), &mut sums.as_bytes())?;
        Ok(Packaged {
            files: self.files.len(),
            path: self.stack.close(base)?,
            sha256: digest(sums.as_bytes()),
            bytes,
        })
    }
}
