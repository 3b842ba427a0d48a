//! Reading files, and nothing but files: what stands there is looked at before it is opened.
//!
//! A pipe would hold whoever opens it for ever, a device may act on being opened, and a folder or a socket gives
//! an error that says nothing. Invariant: opening a file here never waits.

use std::fmt;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

use super::facts::Stat;
use super::files::{Disk, Files};
use super::memory::Handle;

/// An open file to read from.
pub struct ReadFile(In);

enum In {
    Real(fs::File),
    InMemory(Handle),
}

impl ReadFile {
    /// The file's facts as they stand.
    pub fn stat(&self) -> io::Result<Stat> {
        match &self.0 {
            In::Real(file) => file.metadata().map(|m| Stat::of(&m)),
            In::InMemory(file) => file.stat(),
        }
    }
}

impl fmt::Debug for ReadFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReadFile")
    }
}

impl Read for ReadFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            In::Real(file) => file.read(into),
            In::InMemory(file) => file.read(into),
        }
    }

    // The system's file asks how much is left and reads that in one go.
    fn read_to_end(&mut self, into: &mut Vec<u8>) -> io::Result<usize> {
        match &mut self.0 {
            In::Real(file) => file.read_to_end(into),
            In::InMemory(file) => file.read_to_end(into),
        }
    }
}

impl Seek for ReadFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match &mut self.0 {
            In::Real(file) => file.seek(to),
            In::InMemory(file) => file.seek(to),
        }
    }
}

/// Something else than a file stands where one is looked for; its words are "a pipe, not a file".
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is {0}, not a file")]
pub struct NotAFile(pub &'static str);

impl NotAFile {
    /// The same as an error of a read.
    pub fn error(self) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidInput, self)
    }

    /// Whether a read failed because of this.
    pub fn of(error: &io::Error) -> Option<NotAFile> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl Files {
    /// The whole of a file.
    pub fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut file = self.open(path)?;
        let length = file.stat().map_or(0, |s| s.len);
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0).saturating_add(1));
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// At most `cap` bytes of a file; `None` when it holds more.
    pub fn read_capped(&self, path: &Path, cap: u64) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        self.open(path)?
            .take(cap.saturating_add(1))
            .read_to_end(&mut bytes)?;
        Ok((bytes.len() as u64 <= cap).then_some(bytes))
    }

    /// A file opened for reading; links are followed.
    ///
    /// # Errors
    /// [`NotAFile`] where something else stands there.
    pub fn open(&self, path: &Path) -> io::Result<ReadFile> {
        self.about_to_read(path);
        if let Disk::InMemory(seat) = &self.disk {
            judge(&seat.stat(path, true)?)?;
            return Ok(ReadFile(In::InMemory(seat.open(path)?)));
        }
        judge(&Stat::of(&fs::metadata(path)?))?;
        // Should a pipe take its place in between, this flag keeps the opening from waiting for a writer.
        let file = fs::OpenOptions::new()
            .read(true)
            .custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32)
            .open(path)?;
        judge(&Stat::of(&file.metadata()?))?;
        Ok(ReadFile(In::Real(file)))
    }
}

impl Files {
    /// A pipe opened for reading, as a shell gives one in a file's place. One that nobody writes to reads as
    /// empty.
    ///
    /// # Errors
    /// [`NotAFile`] where something else stands there that is no pipe.
    pub fn open_pipe(&self, path: &Path) -> io::Result<ReadFile> {
        let is_pipe = |facts: &fs::Metadata| match facts.file_type().is_fifo() {
            true => Ok(()),
            false => Err(NotAFile(Stat::of(facts).kind()).error()),
        };
        if let Disk::InMemory(seat) = &self.disk {
            // There are none in memory.
            return Err(NotAFile(seat.stat(path, true)?.kind()).error());
        }
        is_pipe(&fs::metadata(path)?)?;
        let file = fs::OpenOptions::new()
            .read(true)
            .custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32)
            .open(path)?;
        is_pipe(&file.metadata()?)?;
        // Opened without waiting; what somebody is about to write is waited for.
        let flags = rustix::fs::fcntl_getfl(&file)?;
        rustix::fs::fcntl_setfl(&file, flags - rustix::fs::OFlags::NONBLOCK)?;
        Ok(ReadFile(In::Real(file)))
    }
}

fn judge(facts: &Stat) -> io::Result<()> {
    match facts.is_file {
        true => Ok(()),
        false => Err(NotAFile(facts.kind()).error()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::net::UnixListener;

    #[test]
    fn what_is_no_file_is_told_and_never_waited_for() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), 0o600.into()).unwrap();
        std::os::unix::fs::symlink(at("pipe"), at("link")).unwrap();
        let _socket = UnixListener::bind(at("socket")).unwrap();
        fs::write(at("file"), "words").unwrap();
        let files = Files::real();
        for (path, what) in [
            (at("pipe"), "it is a pipe, not a file"),
            (at("link"), "it is a pipe, not a file"),
            (at("socket"), "it is a socket, not a file"),
            (root.path().to_owned(), "it is a folder, not a file"),
            ("/dev/zero".into(), "it is a device, not a file"),
        ] {
            for error in [
                files.open(&path).unwrap_err(),
                files.read(&path).unwrap_err(),
                files.read_capped(&path, 10).unwrap_err(),
            ] {
                assert_eq!(error.to_string(), what, "{}", path.display());
                assert!(NotAFile::of(&error).is_some());
            }
        }
        let mut words = Vec::new();
        let mut pipe = files.open_pipe(&at("pipe")).unwrap();
        pipe.read_to_end(&mut words).unwrap();
        assert!(words.is_empty(), "nobody writes to it");
        for path in [at("file"), at("socket"), "/dev/zero".into()] {
            assert!(NotAFile::of(&files.open_pipe(&path).unwrap_err()).is_some());
        }
        assert_eq!(files.read(&at("file")).unwrap(), b"words");
        assert_eq!(files.read_capped(&at("file"), 4).unwrap(), None);
        let absent = files.open(&at("absent")).unwrap_err();
        assert_eq!(absent.kind(), io::ErrorKind::NotFound);
    }
}
