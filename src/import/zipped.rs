//! Zip archives, guarded: names, number, sizes and encryption are judged before anything is unpacked.
//!
//! Nothing is ever written to disk under a name from the archive.

use std::collections::HashSet;
use std::io::{self, Cursor, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::ImportError;
use super::fingerprint::of_bytes;
use crate::ports::ReadFile;
use crate::text::safe_line;

/// Entries an archive may hold: of an account with years of photographs some 100,000.
pub const ZIP_ENTRIES: usize = 500_000;
/// How many times larger unpacked than packed a text, or the whole archive, may be …
pub const ZIP_RATIO: u64 = 200;
/// … once it unpacks to more than this many bytes.
pub const ZIP_FREE: u64 = 64 << 20;

/// The archive's bytes: a file or what came through standard input.
pub(super) enum Data {
    File(ReadFile),
    Bytes(Cursor<Vec<u8>>),
}

impl Read for Data {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Data::File(file) => file.read(into),
            Data::Bytes(bytes) => bytes.read(into),
        }
    }
}

impl Seek for Data {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Data::File(file) => file.seek(to),
            Data::Bytes(bytes) => bytes.seek(to),
        }
    }
}

/// One file of an archive.
pub(super) struct Member {
    pub(super) number: usize,
    /// With `/` between folders.
    pub(super) path: String,
    pub(super) size: u64,
    pub(super) encrypted: bool,
}

impl Member {
    /// The folder with its final `/`, or nothing.
    pub(super) fn folder(&self) -> &str {
        self.path.rfind('/').map_or("", |i| &self.path[..=i])
    }

    pub(super) fn name(&self) -> &str {
        &self.path[self.folder().len()..]
    }
}

/// An archive that passed the guard.
pub(super) struct Zip {
    archive: ZipArchive<Data>,
    pub(super) members: Vec<Member>,
    name: String,
    /// Of an archive that was given as bytes.
    sum: Option<String>,
}

impl Zip {
    /// Opens and judges an archive of `len` bytes. `name` is for messages.
    pub(super) fn open(data: Data, len: u64, name: &str) -> Result<Zip, ImportError> {
        let sum = match &data {
            Data::Bytes(bytes) => Some(of_bytes(bytes.get_ref())),
            Data::File(_) => None,
        };
        let archive = ZipArchive::new(data).map_err(damaged(name))?;
        let bomb = |what: String| ImportError::ZipBomb {
            name: name.to_owned(),
            what,
        };
        if archive.len() > ZIP_ENTRIES {
            return Err(bomb(format!("it holds {} entries", archive.len())));
        }
        let (members, total) = members(&archive, name)?;
        if total > ZIP_FREE && total / ZIP_RATIO > len {
            return Err(bomb(format!("it would unpack from {len} to {total} bytes")));
        }
        Ok(Zip {
            archive,
            members,
            name: name.to_owned(),
            sum,
        })
    }

    /// The archive's bytes, where it was given as bytes.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        match self.archive.into_inner() {
            Data::Bytes(bytes) => bytes.into_inner(),
            Data::File(_) => Vec::new(),
        }
    }

    /// The SHA-256 of the archive's bytes, where it was given as bytes.
    pub(super) fn sum_of_bytes(&self) -> Option<String> {
        self.sum.clone()
    }

    /// Unpacks one member as a stream.
    pub(super) fn read<T>(
        &mut self,
        number: usize,
        with: impl FnOnce(&mut (dyn Read + Send)) -> Result<T, ImportError>,
    ) -> Result<T, ImportError> {
        let name = &self.name;
        // They stand in the order of their numbers.
        let at = self.members.binary_search_by_key(&number, |m| m.number);
        let member = at.ok().and_then(|at| self.members.get(at));
        if let Some(member) = member.filter(|m| m.encrypted) {
            let entry = safe_line(&member.path).into_owned();
            return Err(ImportError::ZipEncrypted {
                name: name.clone(),
                entry,
            });
        }
        let file = self
            .archive
            .by_index(number)
            .map_err(|e| ImportError::ZipDamaged {
                name: name.clone(),
                why: e.to_string(),
            })?;
        let packed = file.compressed_size();
        with(&mut Guarded {
            file,
            packed,
            given: 0,
            name,
        })
    }
}

fn damaged(name: &str) -> impl Fn(ZipError) -> ImportError {
    move |e| ImportError::ZipDamaged {
        name: name.to_owned(),
        why: e.to_string(),
    }
}

/// The files of an archive and how many bytes all of it unpacks to, once every name in it was judged.
fn members(archive: &ZipArchive<Data>, name: &str) -> Result<(Vec<Member>, u64), ImportError> {
    let unsafe_name = |entry: &str, why| ImportError::ZipUnsafeName {
        name: name.to_owned(),
        entry: safe_line(entry).into_owned(),
        why,
    };
    if archive.has_duplicate_names() {
        return Err(unsafe_name("of two entries", "occurs twice"));
    }
    let mut members = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut total = 0u64;
    for number in 0..archive.len() {
        let entry = archive.by_index_data(number).map_err(damaged(name))?;
        let path = match std::str::from_utf8(entry.name_raw()) {
            Ok(path) => path.to_owned(),
            Err(_) => entry.name().map_err(damaged(name))?.into_owned(),
        };
        if let Some(why) = bad_path(&path) {
            return Err(unsafe_name(&path, why));
        }
        // Some programs write the separator of Windows; it is never part of a name.
        let path = path.replace('\\', "/");
        if entry.is_symlink() {
            return Err(unsafe_name(&path, "is a symbolic link"));
        }
        if !seen.insert(path.to_lowercase()) {
            return Err(unsafe_name(
                &path,
                "differs from another by upper and lower case only",
            ));
        }
        total = total.saturating_add(entry.size());
        if !entry.is_dir() && !path.ends_with('/') {
            let (size, encrypted) = (entry.size(), entry.encrypted());
            members.push(Member {
                number,
                path,
                size,
                encrypted,
            });
        }
    }
    Ok((members, total))
}

/// Why a path in an archive is not taken.
fn bad_path(path: &str) -> Option<&'static str> {
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    if path.starts_with(['/', '\\']) || drive {
        return Some("is an absolute path");
    }
    if path.split(['/', '\\']).any(|part| part == "..") {
        return Some("leads out of the folder");
    }
    if path.is_empty() || path.chars().any(|c| c.is_control()) {
        return Some("holds control characters or nothing");
    }
    None
}

/// Counts what comes out, and breaks off where it is out of all proportion.
struct Guarded<'a, R: Read> {
    file: R,
    packed: u64,
    given: u64,
    name: &'a str,
}

impl<R: Read> Read for Guarded<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let damaged = |e: io::Error| ImportError::ZipDamaged {
            name: self.name.to_owned(),
            why: e.to_string(),
        };
        let n = self.file.read(into).map_err(|e| damaged(e).into_io())?;
        self.given += n as u64;
        if self.given > ZIP_FREE && self.given / ZIP_RATIO > self.packed {
            let what = format!(
                "its text unpacks to more than {} bytes from {}",
                self.given, self.packed
            );
            return Err(ImportError::ZipBomb {
                name: self.name.to_owned(),
                what,
            }
            .into_io());
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_lead_elsewhere_are_told() {
        for (path, bad) in [
            ("_chat.txt", false),
            ("WhatsApp Chat - A/_chat.txt", false),
            ("a..b.jpg", false),
            ("../x", true),
            ("a/../../x", true),
            ("a\\..\\x", true),
            ("/etc/x", true),
            ("C:\\x", true),
            ("\\\\host\\x", true),
            ("a\u{0}b", true),
            ("", true),
        ] {
            assert_eq!(bad_path(path).is_some(), bad, "{path:?}");
        }
    }
}
