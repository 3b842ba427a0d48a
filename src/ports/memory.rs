//! A disk in memory, for tests: what the real one does, and what it may do on its worst day.
//!
//! ```text
//! node    what stands in the tree      tree     paths, permissions, names
//! handle  open files, held locks       power    what outlives a power cut (chance: by seed)
//! ```
//!
//! Invariants: what happens is a function of what was asked, of the clock that is set and of the seeds that are
//! given; errors are those of the real disk.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use rustix::io::Errno;

use super::facts::{Listed, Stat};

#[cfg(test)]
mod alike;
mod chance;
mod handle;
mod node;
mod power;
#[cfg(test)]
mod tests;
mod tree;

use chance::Chance;
pub(super) use handle::{Handle, Held};
use handle::{Shared, of};
use node::{Bytes, Names, What};
use tree::{READ, SEARCH, Tree, User, WRITE};

/// A disk in memory. A clone is the same disk; [`Memory::image`] is another with the same on it.
#[derive(Clone)]
pub struct Memory(Shared);

/// A file of a disk in memory: its path, its bytes, the time of its last change.
pub type FileBelow = (PathBuf, Arc<Vec<u8>>, DateTime<Utc>);

impl Memory {
    /// An empty disk with a device number: `/` of root's, where others may look and not write.
    pub fn new(device: u64) -> Memory {
        Memory(Arc::new(Mutex::new(Tree::new(device))))
    }

    /// Sets the clock that files get their times from; it begins in 1970 and stands still.
    pub fn set_now(&self, now: DateTime<Utc>) {
        of(&self.0).now = now;
    }

    /// The disk as it is now, on a disk of its own that has the same number. Bytes are shared until either changes
    /// them.
    pub fn image(&self) -> Memory {
        let mut tree = of(&self.0).clone();
        tree.locks.clear();
        tree.open.clear();
        Memory(Arc::new(Mutex::new(tree)))
    }

    /// Puts an image back: all that is here is as it was then. What was open is so no more.
    pub fn put_back(&self, image: &Memory) {
        let image = image.image();
        let mut was = of(&image.0).clone();
        let mut tree = of(&self.0);
        was.boots = tree.boots + 1;
        was.now = tree.now;
        *tree = was;
    }

    /// Every file below a folder, however deep, with its bytes and the time of its last change; permissions are not
    /// asked, nor links followed.
    pub fn files_below(&self, folder: &Path) -> Vec<FileBelow> {
        let tree = of(&self.0);
        let start = tree.walk(&root(), folder, true).and_then(|s| s.inode());
        let mut todo: Vec<(PathBuf, u64)> = start
            .map(|inode| (folder.to_owned(), inode))
            .into_iter()
            .collect();
        let mut found = Vec::new();
        while let Some((path, inode)) = todo.pop() {
            let Ok(node) = tree.node(inode) else { continue };
            match &node.what {
                What::File(bytes) => found.push((path, bytes.seen.clone(), node.modified)),
                What::Folder(names) => todo.extend(
                    names
                        .seen
                        .iter()
                        .map(|(name, inode)| (path.join(name), *inode)),
                ),
                What::Link(_) => {}
            }
        }
        found
    }

    /// Cuts the power. What was written and not synced is there, gone or half there; a name given, changed or taken
    /// without a sync of its folder may be as before; locks and open files end.
    pub fn power_cut(&self, seed: u64) {
        of(&self.0).cut_power(&mut Chance::new(seed));
    }

    /// Gives a file or folder to an owner and a group, as root would.
    pub fn give(&self, path: &Path, uid: u32, group: u32) -> io::Result<()> {
        let mut tree = of(&self.0);
        let inode = tree.walk(&root(), path, true)?.inode()?;
        let node = tree.node_mut(inode)?;
        (node.owner, node.group) = (uid, group);
        Ok(())
    }

    /// A symbolic link, made by root.
    pub fn symlink(&self, target: &Path, link: &Path) -> io::Result<()> {
        let root = root();
        let mut tree = of(&self.0);
        let spot = tree.walk(&root, link, false)?;
        tree.add(&root, &spot, 0o777, What::Link(target.to_owned()))?;
        Ok(())
    }
}

fn root() -> User {
    User {
        uid: 0,
        groups: Arc::new([0]),
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tree = of(&self.0);
        let mut shown = f.debug_struct("Memory");
        shown
            .field("device", &tree.device)
            .field("inodes", &tree.nodes.given());
        shown.finish_non_exhaustive()
    }
}

/// A disk in memory as one user has it.
#[derive(Clone)]
pub(super) struct Seat {
    tree: Shared,
    user: User,
}

/// How a file is opened to be written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Append,
    Over,
}

impl Seat {
    pub fn new(memory: &Memory, uid: u32, groups: &[u32]) -> Seat {
        let groups = groups.into();
        Seat {
            tree: memory.0.clone(),
            user: User { uid, groups },
        }
    }

    pub fn uid(&self) -> u32 {
        self.user.uid
    }

    pub fn stat(&self, path: &Path, follow: bool) -> io::Result<Stat> {
        let tree = of(&self.tree);
        let inode = tree.walk(&self.user, path, follow)?.inode()?;
        Ok(tree.node(inode)?.stat(tree.device, inode))
    }

    pub fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        of(&self.tree).canonical(&self.user, path)
    }

    pub fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let tree = of(&self.tree);
        let inode = tree.walk(&self.user, folder, true)?.inode()?;
        let names = tree.folder(inode)?;
        tree.may(&self.user, inode, READ)?;
        Ok(names.seen.keys().cloned().collect())
    }

    pub fn list(&self, folder: &Path) -> io::Result<Vec<Listed>> {
        let tree = of(&self.tree);
        let inode = tree.walk(&self.user, folder, true)?.inode()?;
        let names = tree.folder(inode)?;
        tree.may(&self.user, inode, READ)?;
        let listed = names.seen.iter().map(|(name, inode)| {
            Ok(Listed {
                path: folder.join(name),
                name: name.clone(),
                stat: tree.node(*inode)?.stat(tree.device, *inode),
            })
        });
        if !names.seen.is_empty() {
            tree.may(&self.user, inode, SEARCH)?;
        }
        listed.collect()
    }

    pub fn create_dir(&self, path: &Path, mode: u32) -> io::Result<()> {
        let mut tree = of(&self.tree);
        let spot = tree.walk(&self.user, path, false)?;
        let folder = What::Folder(Names::default());
        tree.add(&self.user, &spot, mode, folder).map(drop)
    }

    pub fn create_new(&self, path: &Path, mode: u32) -> io::Result<Handle> {
        let mut tree = of(&self.tree);
        let spot = tree.walk(&self.user, path, false)?;
        let inode = tree.add(&self.user, &spot, mode, What::File(Bytes::default()))?;
        drop(tree);
        Ok(Handle::new(&self.tree, inode, false))
    }

    /// Opens a file to read.
    pub fn open(&self, path: &Path) -> io::Result<Handle> {
        let inode = self.allowed(path, READ)?;
        Ok(Handle::new(&self.tree, inode, false))
    }

    pub fn open_to_write(&self, path: &Path, way: Way) -> io::Result<Handle> {
        let inode = self.allowed(path, WRITE)?;
        Ok(Handle::new(&self.tree, inode, way == Way::Append))
    }

    /// What stands there, if the user may do that with it; a folder may be opened to read and not to write.
    fn allowed(&self, path: &Path, wanted: u32) -> io::Result<u64> {
        let tree = of(&self.tree);
        let inode = tree.walk(&self.user, path, true)?.inode()?;
        if wanted == WRITE && tree.folder(inode).is_ok() {
            return Err(Errno::ISDIR.into());
        }
        tree.may(&self.user, inode, wanted)?;
        Ok(inode)
    }

    pub fn rename(&self, from: &Path, to: &Path, only_new: bool) -> io::Result<()> {
        let mut tree = of(&self.tree);
        let from = tree.walk(&self.user, from, false)?;
        let to = tree.walk(&self.user, to, false)?;
        tree.rename(&self.user, &from, &to, only_new)
    }

    pub fn remove(&self, path: &Path, with_all_below: bool) -> io::Result<()> {
        let mut tree = of(&self.tree);
        let spot = tree.walk(&self.user, path, false)?;
        tree.remove(&self.user, &spot, with_all_below)
    }

    pub fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()> {
        let mut tree = of(&self.tree);
        let inode = tree.walk(&self.user, path, true)?.inode()?;
        tree.set_mode(&self.user, inode, mode)
    }

    pub fn set_group(&self, path: &Path, group: u32) -> io::Result<()> {
        let mut tree = of(&self.tree);
        let inode = tree.walk(&self.user, path, false)?.inode()?;
        tree.set_group(&self.user, inode, group)
    }

    pub fn set_modified(&self, path: &Path, at: DateTime<Utc>) -> io::Result<()> {
        let mut tree = of(&self.tree);
        let inode = tree.walk(&self.user, path, true)?.inode()?;
        tree.must_own(&self.user, inode)?;
        let now = tree.now;
        let node = tree.node_mut(inode)?;
        (node.modified, node.changed) = (at, now);
        Ok(())
    }

    /// Makes a folder's names durable.
    pub fn sync_dir(&self, folder: &Path) -> io::Result<()> {
        let inode = self.allowed(folder, READ)?;
        of(&self.tree).sync(inode)
    }

    /// Makes all of the disk durable.
    pub fn sync_all(&self, path: &Path) -> io::Result<()> {
        self.allowed(path, READ)?;
        of(&self.tree).sync_all();
        Ok(())
    }

    /// Refuses where the user may not write there.
    pub fn may_write(&self, path: &Path) -> io::Result<()> {
        self.allowed(path, WRITE).map(drop)
    }

    /// The inode of the file to lock, which is made where there is none.
    pub fn lock_file(&self, path: &Path) -> io::Result<u64> {
        let there = of(&self.tree).walk(&self.user, path, true)?;
        if there.there.is_some() {
            return self.allowed(path, WRITE);
        }
        let file = What::File(Bytes::default());
        of(&self.tree).add(&self.user, &there, 0o600, file)
    }

    /// The inode of a folder to lock.
    pub fn lock_folder(&self, path: &Path) -> io::Result<u64> {
        self.allowed(path, READ)
    }

    pub fn hold(&self, inode: u64) -> Option<Held> {
        Held::take(&self.tree, inode)
    }

    /// A number that this disk has not given out before.
    pub fn number(&self) -> u64 {
        of(&self.tree).number()
    }
}
