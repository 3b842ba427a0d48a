//! A quick look at a file: whether it is worth offering as an export.
//!
//! Only what is certain is ruled out: nothing in it, or a zip that was cut short. What it really is, is told when
//! it is read.

use std::io::Read;
use std::path::Path;

use super::zipped::{Data, Zip};
use crate::ports::Files;

/// How much of a text is looked at.
const NEAR: u64 = 4096;

/// Whether a regular file can be an export: it holds something, and if it is a zip, a whole one.
pub fn may_be_export(files: &Files, path: &Path) -> bool {
    let Ok(mut file) = files.open(path) else {
        return false;
    };
    let mut head = Vec::new();
    if (&mut file).take(NEAR).read_to_end(&mut head).is_err() {
        return false;
    }
    let zip = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("zip"));
    if head.starts_with(b"PK") {
        let len = file.stat().map_or(0, |s| s.len);
        // A zip that is refused for what is in it is whole: that is said when it is read.
        return !matches!(
            Zip::open(Data::File(file), len, ""),
            Err(super::ImportError::ZipDamaged { .. })
        );
    }
    let text = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&head);
    !zip && !text.iter().all(|b| b.is_ascii_whitespace() || *b == 0)
}
