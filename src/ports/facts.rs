//! The facts of files and folders, and the steps of changing them.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

/// What a change to the disk is about to do; given to [`Faults::before`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    CreateDir,
    CreateFile,
    Write,
    Truncate,
    SyncFile,
    SyncDir,
    Rename,
    Remove,
    SetMode,
    SetTime,
    Lock,
}

/// What a fault plan lets a step do.
pub enum Verdict {
    /// Carry on.
    Go,
    /// Do nothing and report this error.
    Fail(io::Error),
    /// For a write: put this many bytes on the disk, then report the error.
    Short(usize, io::Error),
}

/// A plan of failures, for tests: asked before every step that changes the disk, told of what is read.
pub trait Faults: Send + Sync {
    /// Decides the fate of one step; `len` is the number of bytes of a write, else 0.
    fn before(&self, step: Step, path: &Path, len: usize) -> Verdict;

    /// A file is about to be opened, or a folder listed: what another program does to it right before.
    fn before_reading(&self, path: &Path) {
        let _ = path;
    }
}

/// The facts of a file or directory that the house asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stat {
    pub len: u64,
    /// Permission bits only (`0o600`).
    pub mode: u32,
    pub device: u64,
    pub inode: u64,
    pub is_dir: bool,
    pub is_file: bool,
    pub is_symlink: bool,
    pub modified: Option<DateTime<Utc>>,
    /// When anything about it was changed last, which nobody can set back.
    pub changed: Option<DateTime<Utc>>,
    pub owner: u32,
    pub group: u32,
    /// Of what is neither file, folder nor link.
    pub(super) other: Option<&'static str>,
}

impl Stat {
    pub(super) fn of(m: &fs::Metadata) -> Stat {
        let kind = m.file_type();
        let other = [
            (kind.is_fifo(), "a pipe"),
            (kind.is_socket(), "a socket"),
            (kind.is_block_device() || kind.is_char_device(), "a device"),
        ];
        Stat {
            len: m.len(),
            mode: m.permissions().mode() & 0o7777,
            device: m.dev(),
            inode: m.ino(),
            is_dir: m.is_dir(),
            is_file: m.is_file(),
            is_symlink: m.file_type().is_symlink(),
            modified: m.modified().ok().and_then(super::moment::moment),
            changed: DateTime::from_timestamp(
                m.ctime(),
                m.ctime_nsec().clamp(0, 999_999_999) as u32,
            ),
            owner: m.uid(),
            group: m.gid(),
            other: other.into_iter().find(|(is, _)| *is).map(|(_, word)| word),
        }
    }

    /// What stands there, in words: "a pipe".
    pub fn kind(&self) -> &'static str {
        match (self.is_symlink, self.is_dir, self.is_file) {
            (true, ..) => "a symbolic link",
            (_, true, _) => "a folder",
            (.., true) => "a file",
            _ => self.other.unwrap_or("something else"),
        }
    }
}

/// One name in a directory.
#[derive(Clone, Debug)]
pub struct Listed {
    pub name: OsString,
    pub path: PathBuf,
    pub stat: Stat,
}
