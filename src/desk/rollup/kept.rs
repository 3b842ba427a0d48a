//! The file of a register in the department's folder: a line a day.
//!
//! Invariants: a reader of the folder sees the old file or the new one; lines of other days stay as they are; one that
//! cannot be read as a day's line stays, and is somebody else's to look at.

use std::path::{Path, PathBuf};

use super::Figures;
use crate::desk::{Desk, DeskError};
use crate::record::Refusal;

/// A file of ten years is a tenth of it.
const FILE_BYTES: u64 = 32 << 20;

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayKept {
    pub file: PathBuf,
    /// A line of the same day stood there and gave way.
    pub again: bool,
}

impl Desk {
    /// Puts today's line into the file of this register in a folder.
    ///
    /// # Errors
    /// Where figures may not leave, and where the folder cannot be written.
    pub fn keep_figures(&self, dir: &Path, figures: &Figures) -> Result<DayKept, DeskError> {
        self.must_roll_up()?;
        let line = figures.line()?;
        let file = dir.join(format!("{}.jsonl", figures.register));
        let refused = |why: String| {
            let next = "See to the folder, then do this again; nothing was changed";
            DeskError::from(Refusal::new(
                format!("{} cannot be written: {why}", file.display()),
                next,
            ))
        };
        if figures.register.is_empty() {
            let next = "Record something first: a register is known by its first entry";
            return Err(Refusal::new("There is nothing on record here yet", next).into());
        }
        let files = &self.ports.files;
        let before = match files.read_capped(&file, FILE_BYTES) {
            Ok(None) => return Err(refused("it is longer than a register's file can be".into())),
            Ok(Some(bytes)) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(e) => return Err(refused(e.to_string())),
        };
        let (mut kept, mut again) = (Vec::with_capacity(before.len() + line.len()), false);
        for old in before.split(|b| *b == b'\n').filter(|l| !l.is_empty()) {
            match day_of(old) == day_of(line.as_bytes()) && day_of(old).is_some() {
                true => again = true,
                false => {
                    kept.extend_from_slice(old);
                    kept.push(b'\n');
                }
            }
        }
        kept.extend_from_slice(line.as_bytes());
        kept.push(b'\n');
        let put = files.replace(&file, &kept, 0o644);
        put.map_err(|e| refused(e.to_string()))?;
        Ok(DayKept { file, again })
    }
}

/// The day that a line says it is of.
fn day_of(line: &[u8]) -> Option<String> {
    let line: serde_json::Value = serde_json::from_slice(line).ok()?;
    Some(line.get("as_of")?.as_str()?.get(..10)?.to_owned())
}
