//! What can go wrong with the book on disk, as sentences: what happened, where, what to do next.
//!
//! Every one of these is storage trouble (exit code 3).

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::record::Place;
use crate::record::next::{WayOn, op, way_on};

/// Why the register could not be read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// A file or folder that must be read cannot be.
    #[error("{} cannot be read: {}. See to its permissions or its disk, then do this again.", .path.display(), plain(.source))]
    Read { path: PathBuf, source: io::Error },

    /// A step of a write failed; what was begun has been taken back or will be set aside.
    #[error("{} cannot be written ({doing}): {}. This was not recorded; {}", .path.display(), plain(.source), next(.source))]
    Write {
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },

    /// An erasure is on record, and its text is not taken out yet.
    #[error("{} still has it, and it cannot be put over there: {}", .path.display(), plain(.source))]
    Remains { path: PathBuf, source: io::Error },

    /// A write failed and could not be taken back: what was begun may turn out to be whole.
    #[error("{} could not be written: {}. Nor could what was begun be taken back; look whether it is on record before you do it again.", .path.display(), plain(.source))]
    Unsure { path: PathBuf, source: io::Error },

    /// Somebody else held the lock for as long as one may wait.
    #[error("another onrecord has been writing for {seconds} s and holds {}. This was not recorded; wait for it to end, then do this again.", .path.display())]
    Locked { path: PathBuf, seconds: u64 },

    /// The file system cannot lock.
    #[error("{} cannot be locked: {}. Without a lock two programs could write at once, so this was not recorded; keep the register on a local disk or on a share that supports locks (--dir names its folder).", .path.display(), plain(.source))]
    NoLock { path: PathBuf, source: io::Error },

    /// The note of who writes here cannot be kept outside the register.
    #[error("{} cannot be written: {}. It remembers which journal is this installation's, so that a copy of the register never goes on writing in the same one; this was not recorded. Make that folder writable, or name another in XDG_STATE_HOME.", .path.display(), plain(.source))]
    Identity { path: PathBuf, source: io::Error },

    /// Something else stands where a file or folder of the register belongs.
    #[error("{} is {found}, where the register keeps a {due} of its own. Move it away, then do this again.", .path.display())]
    NotOurs {
        path: PathBuf,
        found: &'static str,
        due: &'static str,
    },

    /// Files of a writer that is to be taken over belong to another Unix user.
    #[error("{} is another Unix user's, and cannot be changed from this account: what is erased could not be taken out of it. Nothing was taken over; do it from that user's account, or have the folder it stands in given to this one first (chown).", .path.display())]
    AnotherUsers { path: PathBuf },

    /// Modes that were set are not kept.
    #[error("the disk that {} is on does not keep who may read what: see how it is mounted", .path.display())]
    Modes { path: PathBuf },

    /// The journal changed under the lock, which only a program that takes no lock can do.
    #[error("{} was changed by another program while this one held its lock. This was not recorded; do it again.", .path.display())]
    Changed { path: PathBuf },

    /// The journal holds frames of a later version.
    #[error("the journal in {} was written by a later version of onrecord. This was not recorded; use that version here.", .path.display())]
    Newer { path: PathBuf },

    /// An event that could not be read back; a fault of the program.
    #[error(
        "an event of the kind {kind} cannot be written so that it reads back the same. This was not recorded; please report it."
    )]
    Unwritable { kind: String },

    /// An earlier write of the same session failed half-way.
    #[error(
        "an earlier write did not end well, so nothing more is written now. This was not recorded; do it again."
    )]
    Stuck,

    /// A frame that is to be erased is not in the register.
    #[error(
        "there is no readable frame {0} in this register, so its text cannot be erased. Nothing was changed."
    )]
    NoSuchFrame(Place),

    /// A kept file does not have the bytes its name stands for.
    #[error("{} {why}.", .path.display())]
    Evidence { path: PathBuf, why: String },

    /// A draft's name that cannot be a file's.
    #[error(
        "a draft cannot be named {name:?}: letters, digits, dots and hyphens only, not beginning with a dot."
    )]
    DraftName { name: String },

    /// The system gave no random bytes.
    #[error("the system gives no random numbers: {}. This was not recorded; do it again.", plain(.0))]
    Random(io::Error),
}

impl StoreError {
    /// Whether a file is not this Unix user's to change, whatever folder it is in.
    pub(super) fn is_denied(&self) -> bool {
        let (StoreError::Read { source, .. } | StoreError::Write { source, .. }) = self else {
            return false;
        };
        source.kind() == io::ErrorKind::PermissionDenied
    }

    /// The same of an erasure that is on record by now: what was to be done is no more to be recorded.
    pub fn remains(self) -> StoreError {
        match self {
            StoreError::Read { path, source } | StoreError::Write { path, source, .. } => {
                StoreError::Remains { path, source }
            }
            StoreError::Changed { path } => StoreError::Remains {
                path,
                source: io::Error::other("another program changed it meanwhile"),
            },
            other => other,
        }
    }

    /// What can be done about it besides what the sentence says.
    pub fn next(&self) -> Option<WayOn> {
        use StoreError as E;
        let amiss = matches!(
            self,
            E::Changed { .. } | E::NoSuchFrame(_) | E::Evidence { .. }
        );
        amiss.then(|| way_on("See what else is amiss with", op::VERIFY))
    }
}

/// Shorthands that put a path to an error of the system.
pub(super) fn reading(path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Read { path, source }
}

pub(super) fn writing(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Write {
        doing,
        path,
        source,
    }
}

/// An error of the system in plain words.
pub(super) fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".into(),
        io::ErrorKind::QuotaExceeded => "the disk quota is used up".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::NotFound => "it is not there".into(),
        _ => error.to_string(),
    }
}

fn next(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room, then do it again.",
        io::ErrorKind::ReadOnlyFilesystem => {
            "make the disk writable, or name another folder with --dir, then do it again."
        }
        io::ErrorKind::PermissionDenied => "see to the permissions, then do it again.",
        _ => "do it again when the disk is well.",
    }
}
