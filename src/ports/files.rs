//! Files and folders: the only place where the disk is touched.
//!
//! Every change to the disk is a [`Step`] that a test can make fail, cut short, or be the last thing the process
//! ever does.

use std::ffi::OsString;
use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    pub owner: u32,
    /// Of what is neither file, folder nor link.
    other: Option<&'static str>,
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
            owner: m.uid(),
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

/// The file system, with an optional plan of failures in front of every change.
#[derive(Clone, Default)]
pub struct Files {
    faults: Option<Arc<dyn Faults>>,
}

impl Files {
    /// The real file system.
    pub fn real() -> Files {
        Files { faults: None }
    }

    /// The real file system behind a plan of failures (tests).
    pub fn with_faults(faults: Arc<dyn Faults>) -> Files {
        Files {
            faults: Some(faults),
        }
    }

    pub(super) fn about_to_read(&self, path: &Path) {
        if let Some(faults) = &self.faults {
            faults.before_reading(path);
        }
    }

    pub(super) fn step(&self, step: Step, path: &Path) -> io::Result<()> {
        match self.faults.as_ref().map(|f| f.before(step, path, 0)) {
            None | Some(Verdict::Go) => Ok(()),
            Some(Verdict::Fail(e) | Verdict::Short(_, e)) => Err(e),
        }
    }

    /// The facts of what `path` leads to; `None` when nothing is there.
    pub fn stat(&self, path: &Path) -> io::Result<Option<Stat>> {
        absent_is_none(fs::metadata(path).map(|m| Stat::of(&m)))
    }

    /// The facts of `path` itself, a symbolic link not followed; `None` when nothing is there.
    pub fn stat_link(&self, path: &Path) -> io::Result<Option<Stat>> {
        absent_is_none(fs::symlink_metadata(path).map(|m| Stat::of(&m)))
    }

    /// The file that `path` leads to through symbolic links; `path` itself where nothing is there yet.
    pub fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        match fs::canonicalize(path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => match fs::read_link(path) {
                Ok(_) => Err(e),
                Err(_) => Ok(path.to_owned()),
            },
            other => other,
        }
    }

    /// The one absolute path of something that is there, with no link in it.
    pub fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    /// The names in a directory, sorted; links are not followed. Empty when the directory is absent.
    pub fn list(&self, dir: &Path) -> io::Result<Vec<Listed>> {
        self.about_to_read(dir);
        let entries = match fs::read_dir(dir) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let mut out = Vec::new();
        for entry in entries {
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
        let mut names = fs::read_dir(dir)?
            .map(|entry| entry.map(|e| e.file_name()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    /// Makes a directory and any missing parents, each 0700, and makes their names durable; one that is there is
    /// left as it is.
    pub fn create_private_dirs(&self, dir: &Path) -> io::Result<()> {
        if dir.is_dir() {
            return Ok(());
        }
        let parent = dir.parent().filter(|p| !p.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        self.create_private_dirs(parent)?;
        self.create_dir(dir, 0o700).or_else(|e| match e.kind() {
            io::ErrorKind::AlreadyExists if dir.is_dir() => Ok(()),
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
        fs::DirBuilder::new().mode(mode).create(dir)
    }

    /// Makes a file that must not exist yet; `mode` is subject to the umask.
    pub fn create_new(&self, path: &Path, mode: u32) -> io::Result<OutFile> {
        self.step(Step::CreateFile, path)?;
        let file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(path)?;
        Ok(OutFile {
            file,
            path: path.to_owned(),
            files: self.clone(),
        })
    }

    /// Opens an existing file to add to its end.
    pub fn open_append(&self, path: &Path) -> io::Result<OutFile> {
        let file = fs::OpenOptions::new().append(true).open(path)?;
        Ok(OutFile {
            file,
            path: path.to_owned(),
            files: self.clone(),
        })
    }

    /// Puts `bytes` in `path` so that a reader sees the old whole or the new whole: temporary file
    /// beside it, sync, rename, directory sync.
    pub fn replace(&self, path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
        let dir = path.parent().unwrap_or(Path::new("."));
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        // Two threads may save the same at once, and a process of that number may do so on another machine that
        // shares the folder: neither takes the other's file for its own.
        let unlike = RandomState::new().build_hasher().finish();
        name.push(format!(".{}-{unlike:016x}.tmp", std::process::id()));
        let temporary = dir.join(name);
        let written = self.create_new(&temporary, mode).and_then(|mut f| {
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

    /// Renames a file or directory.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Step::Rename, to)?;
        fs::rename(from, to)
    }

    /// Renames, and fails with `AlreadyExists` where `to` is there already.
    pub fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Step::Rename, to)?;
        let cwd = rustix::fs::CWD;
        match rustix::fs::renameat_with(cwd, from, cwd, to, rustix::fs::RenameFlags::NOREPLACE) {
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
        fs::remove_file(path)
    }

    /// Removes a directory and all below it.
    pub fn remove_tree(&self, path: &Path) -> io::Result<()> {
        self.step(Step::Remove, path)?;
        fs::remove_dir_all(path)
    }

    /// Sets permission bits.
    pub fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()> {
        self.step(Step::SetMode, path)?;
        fs::set_permissions(path, fs::Permissions::from_mode(mode))
    }

    /// Makes a directory's names durable.
    pub fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.step(Step::SyncDir, dir)?;
        fs::File::open(dir)?.sync_all()
    }

    /// Makes everything durable that was written to the file system that `path` is on.
    pub fn sync_file_system(&self, path: &Path) -> io::Result<()> {
        self.step(Step::SyncDir, path)?;
        Ok(rustix::fs::syncfs(fs::File::open(path)?)?)
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

/// A file open for writing.
pub struct OutFile {
    file: fs::File,
    path: PathBuf,
    files: Files,
}

impl OutFile {
    /// Makes the file's bytes and length durable.
    pub fn sync(&self) -> io::Result<()> {
        self.files.step(Step::SyncFile, &self.path)?;
        self.file.sync_data()
    }

    /// Cuts the file to `len` bytes.
    pub fn truncate(&self, len: u64) -> io::Result<()> {
        self.files.step(Step::Truncate, &self.path)?;
        self.file.set_len(len)
    }

    /// The file's facts as they stand.
    pub fn stat(&self) -> io::Result<Stat> {
        self.file.metadata().map(|m| Stat::of(&m))
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self
            .files
            .faults
            .as_ref()
            .map(|f| f.before(Step::Write, &self.path, bytes.len()))
        {
            None | Some(Verdict::Go) => self.file.write(bytes),
            Some(Verdict::Fail(e)) => Err(e),
            Some(Verdict::Short(n, e)) => {
                self.file.write_all(&bytes[..n.min(bytes.len())])?;
                Err(e)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
