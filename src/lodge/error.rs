//! Why nothing was lodged, and what to do next.

use std::io;
use std::path::{Path, PathBuf};

/// Why a capture or a paper was not lodged or sent, or why a lodged folder does not agree with its sums.
///
/// Unless a message says otherwise nothing with a final name was left behind.
#[derive(Debug, thiserror::Error)]
pub enum LodgeError {
    #[error(
        "There is no folder {}. Is the file plan mounted? Nothing was written: mount it, or correct the destination's path in config.toml, and try again.", .0.display()
    )]
    NoDestination(PathBuf),
    #[error(
        "The destination {} is not a folder. Nothing was written: correct the destination's path in config.toml and try again.", .0.display()
    )]
    NotAFolder(PathBuf),
    #[error("There is no folder {}. Nothing was written: make it first, or name another.", .0.display())]
    NoOut(PathBuf),
    #[error(
        "There is no lodged folder {}. Is the file plan mounted? If it is, the folder was moved or taken away since: ask the records team.", .0.display()
    )]
    NoFolder(PathBuf),
    #[error(
        "{id:?} cannot name a folder: an id holds letters a to z, digits and \"-\" only, at most 40. Nothing was written."
    )]
    BadId { id: String },
    #[error("Could not {doing} {}: {source}. {}", .path.display(), next_step(.source))]
    Storage {
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    #[error("{}: {what}. {next}", .path.display())]
    Differs {
        path: PathBuf,
        what: String,
        next: &'static str,
    },
    #[error("{}, line {line}: {what}. Compare the folder with another copy before relying on it.", .path.display())]
    BadSums {
        path: PathBuf,
        line: usize,
        what: String,
    },
    #[error(
        "The scan command {program} {how}, so nothing was lodged. {said}Ask whoever looks after the scanner, then try again."
    )]
    ScanRefused {
        program: String,
        how: String,
        said: String,
    },
    #[error(
        "The command {program} {how}, so it counts as not sent. {said}Correct it, or the destination in config.toml, and try again."
    )]
    SendRefused {
        program: String,
        how: String,
        said: String,
    },
    #[error("{purpose} names no command. Give one in config.toml.")]
    NoCommand { purpose: &'static str },
}

impl LodgeError {
    /// Whether this is trouble with storage (exit 3), not a refusal (exit 1) or a difference (exit 4).
    pub fn is_storage(&self) -> bool {
        matches!(
            self,
            LodgeError::NoDestination(_)
                | LodgeError::NotAFolder(_)
                | LodgeError::NoFolder(_)
                | LodgeError::NoOut(_)
                | LodgeError::Storage { .. }
        )
    }

    /// The file or folder it is about.
    pub fn path(&self) -> Option<&Path> {
        match self {
            LodgeError::NoDestination(path)
            | LodgeError::NotAFolder(path)
            | LodgeError::NoFolder(path)
            | LodgeError::NoOut(path)
            | LodgeError::Storage { path, .. }
            | LodgeError::Differs { path, .. }
            | LodgeError::BadSums { path, .. } => Some(path),
            _ => None,
        }
    }

    /// Wraps a failed step.
    pub(super) fn storage(
        doing: &'static str,
        path: &Path,
    ) -> impl FnOnce(io::Error) -> LodgeError {
        move |source| LodgeError::Storage {
            doing,
            path: path.to_owned(),
            source,
        }
    }
}

/// What to do about a failed step, by its kind.
fn next_step(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "The destination is full: make room or ask for more, then try again; what was begun is cleared then."
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "The destination is mounted read-only: ask for write access, then try again."
        }
        io::ErrorKind::PermissionDenied => {
            "You may not write there: ask the records team for access, then try again."
        }
        io::ErrorKind::NotFound | io::ErrorKind::StaleNetworkFileHandle => {
            "It was there a moment ago: check that the file plan is still mounted, then try again."
        }
        io::ErrorKind::InvalidFilename => {
            "The destination does not take that name: ask the records team which names it takes."
        }
        _ => "Check the destination, then try again; what was begun is cleared then.",
    }
}
