//! Advisory locks: of a file, to write alone, and of a folder, to tell whether anybody is building in it.

use std::fmt;
use std::fs;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::facts::{Stat, Step};
use super::files::{Disk, Files};
use super::memory::{Held, Seat};

/// A held lock; dropping it unlocks, and so does the end of the process, however it ends.
pub struct Lock {
    _of: Of,
}

/// What is locked.
enum Of {
    Real { _file: fs::File },
    InMemory { _held: Held },
}

impl Lock {
    fn real(file: fs::File) -> Lock {
        let _of = Of::Real { _file: file };
        Lock { _of }
    }

    fn in_memory(held: Held) -> Lock {
        let _of = Of::InMemory { _held: held };
        Lock { _of }
    }
}

impl fmt::Debug for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lock")
    }
}

/// How long to wait before a lock is tried again.
const AGAIN: Duration = Duration::from_millis(5);

/// What became of the wish to have a folder for oneself.
#[derive(Debug)]
pub enum Claim {
    /// It is ours until the lock is dropped.
    Held(Lock),
    /// Somebody is at work in it.
    Busy,
    /// It is no longer there, or another stands under its name.
    Gone,
    /// This file system has no such locks, or does not let us ask.
    Unknown,
}

impl Files {
    /// Takes an exclusive advisory lock on `path` (made when absent, never replaced), trying until
    /// `deadline` has passed; `None` when somebody else held it all that time. Dropping it unlocks.
    pub fn lock(&self, path: &Path, deadline: Duration) -> io::Result<Option<Lock>> {
        self.step(Step::Lock, path)?;
        let end = Instant::now() + deadline;
        if let Disk::InMemory(seat) = &self.disk {
            let inode = seat.lock_file(path)?;
            loop {
                match seat.hold(inode) {
                    Some(held) => return Ok(Some(Lock::in_memory(held))),
                    None if Instant::now() < end => std::thread::sleep(AGAIN),
                    None => return Ok(None),
                }
            }
        }
        let file = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            // Should a pipe stand there, it is an error and never a wait for whoever reads it.
            .custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32)
            .open(path)?;
        loop {
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(Some(Lock::real(file))),
                Err(Errno::WOULDBLOCK) if Instant::now() < end => {
                    std::thread::sleep(AGAIN);
                }
                Err(Errno::WOULDBLOCK) => return Ok(None),
                Err(Errno::INTR) => {}
                Err(e) => return Err(e.into()),
            }
        }
    }

    /// Takes the lock of a folder without waiting. What is on disk is not changed by it.
    pub fn claim(&self, folder: &Path) -> Claim {
        if let Disk::InMemory(seat) = &self.disk {
            return claim_in_memory(seat, folder);
        }
        let file = match fs::File::open(folder) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Claim::Gone,
            Err(_) => return Claim::Unknown,
        };
        loop {
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => break,
                Err(Errno::WOULDBLOCK) => return Claim::Busy,
                Err(Errno::INTR) => {}
                Err(_) => return Claim::Unknown,
            }
        }
        // Whoever held it before may have renamed or removed the folder since it was opened.
        let ours = file.metadata().map(|m| Stat::of(&m)).ok();
        match (ours, self.stat_link(folder)) {
            (Some(ours), Ok(Some(there)))
                if (ours.device, ours.inode) == (there.device, there.inode) =>
            {
                Claim::Held(Lock::real(file))
            }
            (None, _) | (_, Err(_)) => Claim::Unknown,
            _ => Claim::Gone,
        }
    }
}

impl Files {
    /// Takes the lock of a folder, trying until `patience` has passed; [`Claim::Busy`] when somebody else held it all
    /// that time.
    pub fn claim_within(&self, folder: &Path, patience: Duration) -> Claim {
        let end = Instant::now() + patience;
        loop {
            match self.claim(folder) {
                Claim::Busy if Instant::now() < end => std::thread::sleep(AGAIN),
                claim => return claim,
            }
        }
    }
}

fn claim_in_memory(seat: &Seat, folder: &Path) -> Claim {
    match seat.lock_folder(folder) {
        Ok(inode) => seat
            .hold(inode)
            .map_or(Claim::Busy, |held| Claim::Held(Lock::in_memory(held))),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Claim::Gone,
        Err(_) => Claim::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_claimed_by_one_at_a_time() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("folder");
        let files = Files::real();
        assert!(matches!(files.claim(&folder), Claim::Gone));
        fs::create_dir(&folder).unwrap();
        let held = files.claim(&folder);
        assert!(matches!(held, Claim::Held(_)));
        assert!(matches!(files.claim(&folder), Claim::Busy));
        // The lock is the folder's, whatever it is called by now.
        let moved = root.path().join("moved");
        fs::rename(&folder, &moved).unwrap();
        assert!(matches!(files.claim(&moved), Claim::Busy));
        drop(held);
        assert!(matches!(files.claim(&moved), Claim::Held(_)));
    }
}
