//! Being told that something in a folder changed, by the system itself: nothing is asked again and again.
//!
//! What is told is only that there is something to look at. A folder on a network tells nothing of what other
//! machines write; there one has to look.

use std::io;
use std::path::Path;

#[cfg(target_os = "linux")]
use rustix::fs::inotify::{self, CreateFlags, WatchFlags};

/// Folders that are watched.
#[derive(Debug)]
pub struct Watch {
    #[cfg(target_os = "linux")]
    fd: rustix::fd::OwnedFd,
}

#[cfg(target_os = "linux")]
impl Watch {
    /// A watch over nothing yet.
    pub fn new() -> io::Result<Watch> {
        let fd = inotify::init(CreateFlags::CLOEXEC)?;
        Ok(Watch { fd })
    }

    /// From now on tells of names and files in this folder, not of those further down. One that is watched
    /// already stays so; one that has gone is forgotten.
    pub fn follow(&self, folder: &Path) -> io::Result<()> {
        let what = WatchFlags::MODIFY
            | WatchFlags::CREATE
            | WatchFlags::DELETE
            | WatchFlags::MOVE
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR;
        inotify::add_watch(&self.fd, folder, what)?;
        Ok(())
    }

    /// Waits until something has changed, for ever if need be; takes in all that is told by then.
    pub fn wait(&self) -> io::Result<()> {
        let mut some = [0; 16 * 1024];
        loop {
            match rustix::io::read(&self.fd, &mut some) {
                Ok(_) => return Ok(()),
                Err(rustix::io::Errno::INTR) => {}
                Err(e) => return Err(e.into()),
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl Watch {
    /// This system has no such service that is known here.
    pub fn new() -> io::Result<Watch> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Never reached: there is no watch.
    pub fn follow(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Never reached: there is no watch.
    pub fn wait(&self) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_happens_in_a_followed_folder_is_told_and_below_it_is_not() {
        let root = tempfile::tempdir().unwrap();
        let below = root.path().join("below");
        std::fs::create_dir(&below).unwrap();
        let watch = Watch::new().unwrap();
        watch.follow(root.path()).unwrap();
        watch.follow(root.path()).unwrap();
        std::fs::write(root.path().join("a"), "one").unwrap();
        watch.wait().unwrap();
        std::fs::remove_file(root.path().join("a")).unwrap();
        watch.wait().unwrap();
        // Only the second of these is in a followed folder: the wait ends with it.
        std::fs::write(below.join("b"), "two").unwrap();
        watch.follow(&below).unwrap();
        std::fs::write(below.join("b"), "three").unwrap();
        watch.wait().unwrap();
        assert!(watch.follow(&root.path().join("absent")).is_err());
    }
}
