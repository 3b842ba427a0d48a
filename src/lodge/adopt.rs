//! Knowing the folder that an earlier, interrupted try left as this parcel's own.
//!
//! Invariant: a folder is taken only when it is, byte for byte, what this parcel would have given at the moment and
//! on the head of the register that its mail names.

use std::io::Read;
use std::path::Path;

use chrono::{DateTime, Utc};

use crate::ports::Files;

use super::check::compare;
use super::eml::{CAPTURED, HEAD};
use super::layout::{Layout, payload_bytes};
use super::parcel::{Lodged, Parcel, Tried, sums_digest};

/// The headers of a mail of ours stand within this; they are read alone, whatever the file weighs.
const HEADERS_CAP: u64 = 64 * 1024;

/// The folder at `path` as this parcel's own, if it is (see the head of this file).
pub(super) fn adoptable(files: &Files, path: &Path, parcel: &Parcel<'_>) -> Option<Lodged> {
    let tried = tried(files, &path.join(parcel.mail))?;
    let look = |expected: &Layout<'_>| {
        // One that cannot be read is not known to be this parcel, so it is left alone as any other.
        compare(files, path, expected).ok()?;
        Some(Lodged {
            path: path.to_owned(),
            sha256: sums_digest(expected, parcel.format),
            adopted: true,
            bytes: payload_bytes(expected, parcel.format),
            others: Vec::new(),
        })
    };
    (parcel.earlier)(tried, &look)
}

/// When a mail of ours says that it was made, and on which head of the register.
pub(super) fn tried(files: &Files, at: &Path) -> Option<Tried> {
    let mut mail = Vec::new();
    let file = files.open(at).ok()?;
    file.take(HEADERS_CAP).read_to_end(&mut mail).ok()?;
    Some(Tried {
        at: header(&mail, CAPTURED)?.parse::<DateTime<Utc>>().ok()?,
        head: header(&mail, HEAD)?,
    })
}

/// The value of a one-line header of a mail of ours.
fn header(mail: &[u8], name: &str) -> Option<String> {
    let prefix = format!("{name}: ");
    mail.split(|b| *b == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .take_while(|line| !line.is_empty())
        .find_map(|line| line.strip_prefix(prefix.as_bytes()))
        .and_then(|value| String::from_utf8(value.to_vec()).ok())
}
