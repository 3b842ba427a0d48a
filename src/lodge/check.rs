//! Reading a lodged folder back: against what was to be written, and against its own sums.
//!
//! Invariants: nothing is changed; a symbolic link, an extra file and a missing file are differences; a path in a
//! sum file never leads out of the folder; of two differences the first by path is named.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::ports::{Files, Ports, Stat};

use super::error::LodgeError;
use super::format::{BAG_INFO, DECLARATION, DECLARED, MANIFEST, SUMS, TAG_MANIFEST};
use super::layout::Layout;
use super::words::NOT_STATED;

/// A sum file larger than this is not one of ours.
const SUMS_CAP: u64 = 16 << 20;
const DIFFERS_NEXT: &str =
    "Compare it with another copy or with the register before relying on it.";

/// Compares a folder with all that was to be written, byte by byte.
pub fn compare(files: &Files, folder: &Path, expected: &Layout<'_>) -> Result<(), LodgeError> {
    let found = tree(files, folder)?;
    for path in found.keys() {
        if !expected.contains_key(path) {
            return Err(differs(
                folder,
                path,
                "this file was not part of what was lodged",
            ));
        }
    }
    for (path, bytes) in expected {
        let at = folder.join(path);
        let read = match found.get(path) {
            Some(stat) if stat.len == bytes.len() as u64 => files
                .read(&at)
                .map_err(LodgeError::storage("read back", &at))?,
            Some(_) => return Err(differs(folder, path, "its length is not what was written")),
            None => return Err(differs(folder, path, "it is not there")),
        };
        if read != bytes.as_ref() {
            return Err(differs(folder, path, "its bytes are not what was written"));
        }
    }
    Ok(())
}

/// Reads a lodged folder again and compares every file with the folder's own sums; a bag's declaration,
/// `Payload-Oxum` and tag sums as well.
///
/// # Errors
/// [`LodgeError::Differs`] names the first file that does not agree, [`LodgeError::BadSums`] the line of
/// a sum file that cannot be read, [`LodgeError::Storage`] what could not be read;
/// [`LodgeError::NoFolder`] that there is none.
pub fn verify_folder(ports: &Ports, folder: &Path) -> Result<(), LodgeError> {
    let files = &ports.files;
    match files.stat(folder) {
        Ok(Some(stat)) if stat.is_dir => {}
        Ok(_) => return Err(LodgeError::NoFolder(folder.to_owned())),
        Err(e) => return Err(LodgeError::storage("look at", folder)(e)),
    }
    let found = tree(files, folder)?;
    let paths = || found.keys().map(String::as_str);
    if !found.contains_key(DECLARATION) {
        let wanted = paths().filter(|path| *path != SUMS).collect();
        return check_sums(files, folder, SUMS, &wanted);
    }
    let in_data = |path: &&str| path.starts_with("data/");
    let payload: BTreeSet<&str> = paths().filter(in_data).collect();
    let tags = paths().filter(|path| !in_data(path) && *path != TAG_MANIFEST);
    check_sums(files, folder, MANIFEST, &payload)?;
    check_sums(files, folder, TAG_MANIFEST, &tags.collect())?;
    check_declaration(files, folder)?;
    let lengths = payload.iter().filter_map(|path| found.get(*path));
    let octets = lengths.map(|stat| stat.len).sum();
    check_oxum(files, folder, octets, payload.len())
}

/// Every file below `folder` by relative path; anything that is no file and no folder is a difference.
fn tree(files: &Files, folder: &Path) -> Result<BTreeMap<String, Stat>, LodgeError> {
    let mut found = BTreeMap::new();
    let mut waiting: Vec<(PathBuf, String)> = vec![(folder.to_owned(), String::new())];
    while let Some((dir, prefix)) = waiting.pop() {
        let names = files
            .list(&dir)
            .map_err(LodgeError::storage("list", &dir))?;
        for entry in names {
            let Some(name) = entry.name.to_str() else {
                let name = entry.name.to_string_lossy();
                return Err(differs(
                    folder,
                    &format!("{prefix}{name}"),
                    "its name is not UTF-8",
                ));
            };
            let relative = format!("{prefix}{name}");
            if entry.stat.is_dir {
                waiting.push((entry.path, format!("{relative}/")));
            } else if entry.stat.is_file {
                found.insert(relative, entry.stat);
            } else {
                return Err(differs(
                    folder,
                    &relative,
                    "it is neither a file nor a folder",
                ));
            }
        }
    }
    Ok(found)
}

/// Checks that the sum file names exactly `wanted`, and that every sum agrees.
fn check_sums(
    files: &Files,
    folder: &Path,
    sum_file: &str,
    wanted: &BTreeSet<&str>,
) -> Result<(), LodgeError> {
    let text = small_text(files, folder, sum_file)?;
    let mut named = BTreeSet::new();
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let bad = |what: &str| LodgeError::BadSums {
            path: folder.join(sum_file),
            line: n + 1,
            what: what.to_owned(),
        };
        let (sum, path) = sum_line(line).map_err(bad)?;
        if !named.insert(path) {
            return Err(bad("this file is named twice"));
        }
        if !wanted.contains(path) {
            return Err(differs(
                folder,
                path,
                "the sums name it and it is not there",
            ));
        }
        let at = folder.join(path);
        if file_digest(files, &at)? != sum {
            return Err(differs(folder, path, "its bytes do not agree with its sum"));
        }
    }
    match wanted.difference(&named).next() {
        Some(extra) => Err(differs(
            folder,
            extra,
            &format!("no sum in {sum_file} names it"),
        )),
        None => Ok(()),
    }
}

/// Sum and path of one whole line; the path is not looked at further since only listed paths are used.
pub(super) fn sum_line(line: &str) -> Result<(&str, &str), &'static str> {
    let line = line
        .strip_suffix('\n')
        .ok_or("the last line has no line end, so the file may be cut short")?;
    let (sum, path) = line
        .split_once("  ")
        .ok_or("this is not a sum, two blanks and a path")?;
    let is_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if sum.len() != 64 || !sum.bytes().all(is_hex) || path.is_empty() {
        return Err("this is not a SHA-256 in lower-case hex and a path");
    }
    Ok((sum, path))
}

fn file_digest(files: &Files, path: &Path) -> Result<String, LodgeError> {
    let mut file = files
        .open(path)
        .map_err(LodgeError::storage("read back", path))?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let n = file
            .read(&mut chunk)
            .map_err(LodgeError::storage("read back", path))?;
        if n == 0 {
            return Ok(HEXLOWER.encode(&hash.finalize()));
        }
        hash.update(&chunk[..n]);
    }
}

/// A record's first field is read within this.
const HEAD_CAP: u64 = 4096;

/// The marking that the record in a lodged folder begins with; `None` where there is none, or it cannot be read.
pub fn marking_of(ports: &Ports, folder: &Path) -> Option<String> {
    // The record itself, where it lies among others.
    let paths = [
        folder.join("data/record.txt"),
        folder.join("record.txt"),
        folder.to_owned(),
    ];
    let file = paths.iter().find_map(|path| ports.files.open(path).ok())?;
    let mut head = Vec::new();
    file.take(HEAD_CAP).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    let mut lines = head.lines();
    let mut marking = lines.next()?.strip_prefix("Marking:")?.trim().to_owned();
    for more in lines.take_while(|line| line.starts_with("  ")) {
        marking.push(' ');
        marking.push_str(more.trim());
    }
    Some(marking.trim().to_owned()).filter(|m| !m.is_empty() && m != NOT_STATED)
}

fn check_declaration(files: &Files, folder: &Path) -> Result<(), LodgeError> {
    if small_text(files, folder, DECLARATION)? == DECLARED {
        return Ok(());
    }
    Err(differs(
        folder,
        DECLARATION,
        "it does not declare BagIt 1.0 in UTF-8",
    ))
}

fn check_oxum(files: &Files, folder: &Path, octets: u64, streams: usize) -> Result<(), LodgeError> {
    let info = small_text(files, folder, BAG_INFO)?;
    let said = info.lines().find_map(|l| l.strip_prefix("Payload-Oxum: "));
    if said == Some(&format!("{octets}.{streams}")) {
        return Ok(());
    }
    Err(differs(
        folder,
        BAG_INFO,
        "its Payload-Oxum is not the number of bytes and files in data",
    ))
}

pub(super) fn small_text(files: &Files, folder: &Path, name: &str) -> Result<String, LodgeError> {
    let path = folder.join(name);
    let bytes = match files.read_capped(&path, SUMS_CAP) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            return Err(differs(folder, name, "it is not there"));
        }
        other => other.map_err(LodgeError::storage("read back", &path))?,
    };
    bytes
        .and_then(|b| String::from_utf8(b).ok())
        .ok_or_else(|| differs(folder, name, "it is not a short UTF-8 text"))
}

pub(super) fn differs(folder: &Path, file: &str, what: &str) -> LodgeError {
    LodgeError::Differs {
        path: folder.join(file),
        what: what.to_owned(),
        next: DIFFERS_NEXT,
    }
}
