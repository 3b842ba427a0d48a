//! Advisory locks: of a file, to write alone, and of a folder, to tell whether anybody is building in it.

use std::fs;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::files::{Files, Stat, Step};

/// A held lock; dropping it unlocks, and so does the end of the process, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: fs::File,
}

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
        let file = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            // Should a pipe stand there, it is an error and never a wait for whoever reads it.
            .custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32)
            .open(path)?;
        let end = Instant::now() + deadline;
        loop {
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(Some(Lock { _file: file })),
                Err(Errno::WOULDBLOCK) if Instant::now() < end => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Err(Errno::WOULDBLOCK) => return Ok(None),
                Err(Errno::INTR) => {}
                Err(e) => return Err(e.into()),
            }
        }
    }

    /// Takes the lock of a folder without waiting. What is on disk is not changed by it.
    pub fn claim(&self, folder: &Path) -> Claim {
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
                Claim::Held(Lock { _file: file })
            }
            (None, _) | (_, Err(_)) => Claim::Unknown,
            _ => Claim::Gone,
        }
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
