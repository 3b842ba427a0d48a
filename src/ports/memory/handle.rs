//! An open file of a tree in memory, and a lock held on one; both end with a power cut.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::io::Errno;

use super::node::{Bytes, What};
use super::tree::Tree;
use crate::ports::facts::Stat;

/// A tree that several share.
pub type Shared = Arc<Mutex<Tree>>;

pub fn of(tree: &Shared) -> MutexGuard<'_, Tree> {
    // Nothing is left half changed by a test that panics while it looks.
    tree.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An open file.
pub struct Handle {
    tree: Shared,
    inode: u64,
    boots: u64,
    at: u64,
    /// Whether every write goes to the end.
    appends: bool,
}

impl Handle {
    pub fn new(tree: &Shared, inode: u64, appends: bool) -> Handle {
        let mut there = of(tree);
        *there.open.entry(inode).or_default() += 1;
        let boots = there.boots;
        drop(there);
        Handle {
            tree: tree.clone(),
            inode,
            boots,
            at: 0,
            appends,
        }
    }

    fn tree(&self) -> io::Result<MutexGuard<'_, Tree>> {
        let tree = of(&self.tree);
        match tree.boots == self.boots {
            true => Ok(tree),
            false => Err(Errno::IO.into()),
        }
    }

    pub fn stat(&self) -> io::Result<Stat> {
        let tree = self.tree()?;
        Ok(tree.node(self.inode)?.stat(tree.device, self.inode))
    }

    pub fn sync(&self) -> io::Result<()> {
        self.tree()?.sync(self.inode)
    }

    fn change(&self, change: impl FnOnce(&mut Bytes)) -> io::Result<()> {
        let mut tree = self.tree()?;
        let now = tree.now;
        let node = tree.node_mut(self.inode)?;
        let What::File(bytes) = &mut node.what else {
            return Err(Errno::ISDIR.into());
        };
        change(bytes);
        (node.modified, node.changed) = (now, now);
        Ok(())
    }

    pub fn truncate(&self, len: u64) -> io::Result<()> {
        self.change(|bytes| bytes.resize(len as usize))
    }

    /// Writes at a place; as the system has it, at the end where the file was opened to be added to.
    pub fn write_at(&self, at: u64, new: &[u8]) -> io::Result<()> {
        self.change(|bytes| {
            let at = if self.appends {
                bytes.seen.len()
            } else {
                at as usize
            };
            bytes.write(at, new);
        })
    }

    fn seen(&self) -> io::Result<Arc<Vec<u8>>> {
        match &self.tree()?.node(self.inode)?.what {
            What::File(bytes) => Ok(bytes.seen.clone()),
            _ => Err(Errno::ISDIR.into()),
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let mut tree = of(&self.tree);
        if tree.boots != self.boots {
            return;
        }
        match tree.open.get_mut(&self.inode) {
            Some(handles) if *handles > 1 => *handles -= 1,
            _ => drop(tree.open.remove(&self.inode)),
        }
    }
}

impl Write for Handle {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_at(self.at, bytes)?;
        self.at = match self.appends {
            true => self.stat()?.len,
            false => self.at + bytes.len() as u64,
        };
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Handle {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let seen = self.seen()?;
        let rest = seen.get(self.at as usize..).unwrap_or_default();
        let got = rest.len().min(into.len());
        into[..got].copy_from_slice(&rest[..got]);
        self.at += got as u64;
        Ok(got)
    }
}

impl Seek for Handle {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (from, by) = match to {
            SeekFrom::Start(at) => (at, 0),
            SeekFrom::Current(by) => (self.at, by),
            SeekFrom::End(by) => (self.stat()?.len, by),
        };
        self.at = from.checked_add_signed(by).ok_or(Errno::INVAL)?;
        Ok(self.at)
    }
}

/// A lock on a file or folder, free again when this is dropped.
pub struct Held {
    tree: Shared,
    inode: u64,
    boots: u64,
    number: u64,
}

impl Held {
    /// Takes the lock where nobody has it.
    pub fn take(tree: &Shared, inode: u64) -> Option<Held> {
        let mut there = of(tree);
        if there.locks.contains_key(&inode) {
            return None;
        }
        let number = there.number();
        there.locks.insert(inode, number);
        let boots = there.boots;
        drop(there);
        Some(Held {
            tree: tree.clone(),
            inode,
            boots,
            number,
        })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut tree = of(&self.tree);
        if tree.boots == self.boots && tree.locks.get(&self.inode) == Some(&self.number) {
            tree.locks.remove(&self.inode);
        }
    }
}
