//! What an export is known again by: its file's name, and the SHA-256 of the whole of it.
//!
//! May import `ports`, `text` and its neighbours. A text is hashed while it is read anyway; of a zip, whose
//! attachments are not read, the file is gone through once more, and only when something is taken from it.

use std::io::{self, Read};
use std::path::PathBuf;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::error::ImportError;
use super::source::{Source, Text};

/// The name and the whole of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// The file's own name, without its folder; `None` for standard input.
    pub name: Option<String>,
    /// In hex.
    pub sha256: String,
}

/// What is known of an export's fingerprint so far.
#[derive(Debug, Default)]
pub(super) struct Print {
    /// The file's own name.
    pub(super) name: Option<String>,
    /// A file to be gone through for it, and its length when it was opened.
    pub(super) file: Option<(PathBuf, u64)>,
    /// Whether the next reading is to hash.
    pub(super) wanted: bool,
    pub(super) sha256: Option<String>,
}

/// A stream that is hashed as it is read.
pub(super) struct Hashed<R> {
    pub(super) stream: R,
    hasher: Sha256,
    read: u64,
}

impl<R: Read> Hashed<R> {
    pub(super) fn new(stream: R) -> Hashed<R> {
        Hashed {
            stream,
            hasher: Sha256::new(),
            read: 0,
        }
    }

    /// The hash in hex, where all of `len` bytes were read.
    pub(super) fn whole(self, len: u64) -> Option<String> {
        (self.read == len).then(|| HEXLOWER.encode(&self.hasher.finalize()))
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.stream.read(into)?;
        self.hasher.update(&into[..n]);
        self.read += n as u64;
        Ok(n)
    }
}

/// SHA-256 of bytes, in hex.
pub(super) fn of_bytes(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

impl Source {
    /// The fingerprint; reads the file once more only where no reading has hashed it.
    pub(super) fn fingerprint(&mut self) -> Result<Fingerprint, ImportError> {
        if self.print.sha256.is_none() {
            self.print.sha256 = Some(self.hash()?);
        }
        Ok(Fingerprint {
            name: self.print.name.clone(),
            sha256: self.print.sha256.clone().unwrap_or_default(),
        })
    }

    fn hash(&mut self) -> Result<String, ImportError> {
        if let Text::Bytes(bytes) = &self.text {
            return Ok(of_bytes(bytes));
        }
        let changed = || ImportError::Changed { name: self.label() };
        let Some((path, len)) = self.print.file.clone() else {
            return Err(changed());
        };
        let label = self.label();
        let file = self.files.open(&path);
        let mut file = file.map_err(|e| ImportError::opening(&label, e))?;
        let mut stream = Hashed::new(self.watch.over(&mut file, len));
        io::copy(&mut stream, &mut io::sink()).map_err(ImportError::reading)?;
        stream.whole(len).ok_or_else(changed)
    }
}
