//! Files and folders: the only place where the disk is touched.
//!
//! Every change to the disk is a [`Step`] that a test can make fail, cut short, or be the last thing the process
//! ever does. A test may have a disk in memory in the real one's place.

use std::ffi::OsString;
use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rustix::fs::{Access, AtFlags, CWD, RenameFlags, Timespec, Timestamps, UTIME_OMIT, accessat};

use super::facts::{Faults, Listed, Stat, Step, Verdict};
use super::memory::{Memory, Seat};

/// The file system, with an optional plan of failures in front of every change.
#[derive(Clone, Default)]
pub struct Files {
    pub(super) disk: Disk,
    faults: Option<Arc<dyn Faults>>,
}

/// Which disk.
#[derive(Clone, Default)]
pub(super) enum Disk {
    #[default]
    Real,
    InMemory(Seat),
}

impl Files {
    /// The real file system.
    pub fn real() -> Files {
        Files::default()
    }

    /// The real file system behind a plan of failures (tests).
    pub fn with_faults(faults: Arc<dyn Faults>) -> Files {
        Files::real().behind(faults)
    }

    /// A disk in memory, as a user has it whose files get the first of these groups (tests).
    pub fn in_memory(memory: &Memory, uid: u32, groups: &[u32]) -> Files {
        Files {
            disk: Disk::InMemory(Seat::new(memory, uid, groups)),
            faults: None,
        }
    }

    /// The same files behind a plan of failures (tests).
    pub fn behind(self, faults: Arc<dyn Faults>) -> Files {
        Files {
            faults: Some(faults),
            ..self
        }
    }

    pub(super) fn about_to_read(&self, path: &Path) {
        if let Some(faults) = &self.faults {
            faults.before_reading(path);
        }
    }

    pub(super) fn step(&self, step: Step, path: &Path) -> io::Result<()> {
        match self.fate(step, path, 0) {
            Verdict::Go => Ok(()),
            Verdict::Fail(e) | Verdict::Short(_, e) => Err(e),
        }
    }

    pub(super) fn fate(&self, step: Step, path: &Path, len: usize) -> Verdict {
        let faults = self.faults.as_ref();
        faults.map_or(Verdict::Go, |f| f.before(step, path, len))
    }

    /// The facts of what `path` leads to; `None` when nothing is there.
    pub fn stat(&self, path: &Path) -> io::Result<Option<Stat>> {
        absent_is_none(match &self.disk {
            Disk::Real => fs::metadata(path).map(|m| Stat::of(&m)),
            Disk::InMemory(seat) => seat.stat(path, true),
        })
    }

    /// The facts of `path` itself, a symbolic link not followed; `None` when nothing is there.
    pub fn stat_link(&self, path: &Path) -> io::Result<Option<Stat>> {
        absent_is_none(match &self.disk {
            Disk::Real => fs::symlink_metadata(path).map(|m| Stat::of(&m)),
            Disk::InMemory(seat) => seat.stat(path, false),
        })
    }

    /// The file that `path` leads to through symbolic links; `path` itself where nothing is there yet.
    pub fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        match self.canonical(path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => match self.stat_link(path) {
                Ok(Some(link)) if link.is_symlink => Err(e),
                _ => Ok(path.to_owned()),
            },
            other => other,
        }
    }

    /// The one absolute path of something that is there, with no link in it.
    pub fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        match &self.disk {
            Disk::Real => fs::canonicalize(path),
            Disk::InMemory(seat) => seat.canonical(path),
        }
    }

    /// The names in a directory, sorted; links are not followed. Empty when the directory is absent.
    pub fn list(&self, dir: &Path) -> io::Result<Vec<Listed>> {
        self.about_to_read(dir);
        let listed = match &self.disk {
            Disk::Real => self.list_real(dir),
            Disk::InMemory(seat) => seat.list(dir),
        };
        match listed {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            other => other,
        }
    }

    fn list_real(&self, dir: &Path) -> io::Result<Vec<Listed>> {
        let mut out = Vec::new();
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            let path = entry.path();
            if let Some(stat) = self.stat_link(&path)? {
                out.push(Listed {
                    name: entry.file_name(),
                    path,
                    stat,
                });
            }
        }
        out.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(out)
    }

    /// The bare names in a directory, sorted, nothing asked of each: cheap in a large one on a network.
    pub fn names(&self, dir: &Path) -> io::Result<Vec<OsString>> {
        if let Disk::InMemory(seat) = &self.disk {
            return seat.names(dir);
        }
        let mut names = fs::read_dir(dir)?
            .map(|entry| entry.map(|e| e.file_name()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    /// Makes a directory and any missing parents, each 0700, and makes their names durable; one that is there is
    /// left as it is.
    pub fn create_private_dirs(&self, dir: &Path) -> io::Result<()> {
        let is_there = || self.stat(dir).is_ok_and(|s| s.is_some_and(|s| s.is_dir));
        if is_there() {
            return Ok(());
        }
        let parent = dir.parent().filter(|p| !p.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        self.create_private_dirs(parent)?;
        self.create_dir(dir, 0o700).or_else(|e| match e.kind() {
            io::ErrorKind::AlreadyExists if is_there() => Ok(()),
            _ => Err(e),
        })?;
        self.sync_dir(parent).or_else(|e| match e.kind() {
            // Some network file systems have no such call for directories: nothing more can be asked.
            io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => Ok(()),
            _ => Err(e),
        })
    }

    /// Makes one directory; `mode` is subject to the umask.
    pub fn create_dir(&self, dir: &Path, mode: u32) -> io::Result<()> {
        self.step(Step::CreateDir, dir)?;
        match &self.disk {
            Disk::Real => fs::DirBuilder::new().mode(mode).create(dir),
            Disk::InMemory(seat) => seat.create_dir(dir, mode),
        }
    }

    /// What no other process or machine has in a temporary file's name.
    fn unlike(&self) -> String {
        match &self.disk {
            Disk::Real => {
                let unlike = RandomState::new().build_hasher().finish();
                format!("{}-{unlike:016x}", std::process::id())
            }
            Disk::InMemory(seat) => format!("1-{:016x}", seat.number()),
        }
    }

    /// Puts `bytes` in `path` so that a reader sees the old whole or the new whole: temporary file
    /// beside it, sync, rename, directory sync.
    pub fn replace(&self, path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
        self.replace_by(path, bytes, mode, |_| {})
    }

    /// The same, with something done to the temporary file before anything stands in it.
    pub(super) fn replace_by(
        &self,
        path: &Path,
        bytes: &[u8],
        mode: u32,
        made: impl FnOnce(&Path),
    ) -> io::Result<()> {
        let dir = path.parent().unwrap_or(Path::new("."));
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        // Two threads may save the same at once, and a process of that number may do so on another machine that
        // shares the folder: neither takes the other's file for its own.
        name.push(format!(".{}.tmp", self.unlike()));
        let temporary = dir.join(name);
        let written = self.create_new(&temporary, mode).and_then(|mut f| {
            made(&temporary);
            f.write_all(bytes)?;
            f.sync()
        });
        if let Err(e) = written.and_then(|()| self.rename(&temporary, path)) {
            // The failed write is what the caller must hear of; a scrap that stays is swept at the next open.
            let _ = self.remove_file(&temporary);
            return Err(e);
        }
        self.sync_dir(dir)
    }

    /// Whether a file that is there may be written by this user. That its folder may be is another matter: whoever puts
    /// another file in its place passes over its rights.
    pub fn may_write(&self, path: &Path) -> io::Result<bool> {
        let asked = match &self.disk {
            Disk::Real => Ok(accessat(CWD, path, Access::WRITE_OK, AtFlags::EACCESS)?),
            Disk::InMemory(seat) => seat.may_write(path),
        };
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        match asked {
            Ok(()) => Ok(true),
            Err(e) if matches!(e.kind(), PermissionDenied | ReadOnlyFilesystem) => Ok(false),
            Err(e) => Err(e),
        }
    }

    /// Renames a file or directory.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Step::Rename, to)?;
        match &self.disk {
            Disk::Real => fs::rename(from, to),
            Disk::InMemory(seat) => seat.rename(from, to, false),
        }
    }

    /// Renames, and fails with `AlreadyExists` where `to` is there already.
    pub fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Step::Rename, to)?;
        if let Disk::InMemory(seat) = &self.disk {
            return seat.rename(from, to, true);
        }
        match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // Some file systems (NFS) do not know the flag: look first, then rename.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => match self.stat_link(to)? {
                Some(_) => Err(io::ErrorKind::AlreadyExists.into()),
                None => fs::rename(from, to),
            },
            other => other.map_err(io::Error::from),
        }
    }

    /// Removes a file.
    pub fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(Step::Remove, path)?;
        match &self.disk {
            Disk::Real => fs::remove_file(path),
            Disk::InMemory(seat) => seat.remove(path, false),
        }
    }

    /// Removes a directory and all below it.
    pub fn remove_tree(&self, path: &Path) -> io::Result<()> {
        self.step(Step::Remove, path)?;
        match &self.disk {
            Disk::Real => fs::remove_dir_all(path),
            Disk::InMemory(seat) => seat.remove(path, true),
        }
    }

    /// Sets permission bits.
    pub fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()> {
        self.step(Step::SetMode, path)?;
        match &self.disk {
            Disk::Real => fs::set_permissions(path, fs::Permissions::from_mode(mode)),
            Disk::InMemory(seat) => seat.set_mode(path, mode),
        }
    }

    /// Sets the time of a file's last change.
    pub fn set_modified(&self, path: &Path, at: DateTime<Utc>) -> io::Result<()> {
        self.step(Step::SetTime, path)?;
        if let Disk::InMemory(seat) = &self.disk {
            return seat.set_modified(path, at);
        }
        let times = Timestamps {
            last_access: Timespec {
                tv_sec: 0,
                tv_nsec: UTIME_OMIT,
            },
            last_modification: Timespec {
                tv_sec: at.timestamp(),
                tv_nsec: at.timestamp_subsec_nanos().into(),
            },
        };
        Ok(rustix::fs::utimensat(CWD, path, &times, AtFlags::empty())?)
    }

    /// Makes a directory's names durable.
    pub fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.step(Step::SyncDir, dir)?;
        match &self.disk {
            Disk::Real => fs::File::open(dir)?.sync_all(),
            Disk::InMemory(seat) => seat.sync_dir(dir),
        }
    }

    /// Makes everything durable that was written to the file system that `path` is on.
    pub fn sync_file_system(&self, path: &Path) -> io::Result<()> {
        self.step(Step::SyncDir, path)?;
        match &self.disk {
            Disk::Real => Ok(rustix::fs::syncfs(fs::File::open(path)?)?),
            Disk::InMemory(seat) => seat.sync_all(path),
        }
    }
}

/// Whether a path could not be followed because links lead back to each other.
pub fn is_link_loop(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

fn absent_is_none(found: io::Result<Stat>) -> io::Result<Option<Stat>> {
    match found {
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        other => other.map(Some),
    }
}
