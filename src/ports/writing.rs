//! Files opened to be written: made new, added to, or written over in place.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::facts::{Stat, Step, Verdict};
use super::files::{Disk, Files};
use super::memory::{Handle, Way};

impl Files {
    /// Makes a file that must not exist yet; `mode` is subject to the umask.
    pub fn create_new(&self, path: &Path, mode: u32) -> io::Result<OutFile> {
        self.step(Step::CreateFile, path)?;
        let bytes = match &self.disk {
            Disk::Real => {
                let mut options = fs::OpenOptions::new();
                let options = options.write(true).create_new(true).mode(mode);
                Out::Real(options.open(path)?)
            }
            Disk::InMemory(seat) => Out::InMemory(seat.create_new(path, mode)?),
        };
        Ok(self.out(path, bytes))
    }

    /// Opens an existing file to add to its end.
    pub fn open_append(&self, path: &Path) -> io::Result<OutFile> {
        let bytes = match &self.disk {
            Disk::Real => Out::Real(fs::OpenOptions::new().append(true).open(path)?),
            Disk::InMemory(seat) => Out::InMemory(seat.open_to_write(path, Way::Append)?),
        };
        Ok(self.out(path, bytes))
    }

    /// Opens an existing file to write over some of its bytes ([`OutFile::write_at`]).
    pub fn open_write(&self, path: &Path) -> io::Result<OutFile> {
        let bytes = match &self.disk {
            Disk::Real => Out::Real(fs::OpenOptions::new().write(true).open(path)?),
            Disk::InMemory(seat) => Out::InMemory(seat.open_to_write(path, Way::Over)?),
        };
        Ok(self.out(path, bytes))
    }

    fn out(&self, path: &Path, bytes: Out) -> OutFile {
        OutFile {
            bytes,
            path: path.to_owned(),
            files: self.clone(),
        }
    }
}

/// A file open for writing.
pub struct OutFile {
    bytes: Out,
    path: PathBuf,
    files: Files,
}

enum Out {
    Real(fs::File),
    InMemory(Handle),
}

impl OutFile {
    /// Makes the file's bytes and length durable.
    pub fn sync(&self) -> io::Result<()> {
        self.files.step(Step::SyncFile, &self.path)?;
        match &self.bytes {
            Out::Real(file) => file.sync_data(),
            Out::InMemory(file) => file.sync(),
        }
    }

    /// Cuts the file to `len` bytes.
    pub fn truncate(&self, len: u64) -> io::Result<()> {
        self.files.step(Step::Truncate, &self.path)?;
        match &self.bytes {
            Out::Real(file) => file.set_len(len),
            Out::InMemory(file) => file.truncate(len),
        }
    }

    /// Writes all of `bytes` at a place of a file opened with [`Files::open_write`], over what is there.
    pub fn write_at(&self, at: u64, bytes: &[u8]) -> io::Result<()> {
        let put = |bytes: &[u8]| match &self.bytes {
            Out::Real(file) => file.write_all_at(bytes, at),
            Out::InMemory(file) => file.write_at(at, bytes),
        };
        match self.files.fate(Step::Write, &self.path, bytes.len()) {
            Verdict::Go => put(bytes),
            Verdict::Fail(e) => Err(e),
            Verdict::Short(n, e) => put(&bytes[..n.min(bytes.len())]).and(Err(e)),
        }
    }

    /// The file's facts as they stand.
    pub fn stat(&self) -> io::Result<Stat> {
        match &self.bytes {
            Out::Real(file) => file.metadata().map(|m| Stat::of(&m)),
            Out::InMemory(file) => file.stat(),
        }
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fate = self.files.fate(Step::Write, &self.path, bytes.len());
        let file: &mut dyn Write = match &mut self.bytes {
            Out::Real(file) => file,
            Out::InMemory(file) => file,
        };
        match fate {
            Verdict::Go => file.write(bytes),
            Verdict::Fail(e) => Err(e),
            Verdict::Short(n, e) => {
                file.write_all(&bytes[..n.min(bytes.len())])?;
                Err(e)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
