//! What stands in a tree in memory: files, folders and links, each as it is seen and as the disk has it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::chance::Chance;
use crate::ports::facts::Stat;

/// A file, a folder or a link.
#[derive(Clone)]
pub struct Node {
    pub mode: u32,
    pub owner: u32,
    pub group: u32,
    pub modified: DateTime<Utc>,
    pub changed: DateTime<Utc>,
    pub what: What,
}

#[derive(Clone)]
pub enum What {
    File(Bytes),
    Folder(Names),
    Link(PathBuf),
}

/// A file's bytes as programs see them, and as the last sync left them.
#[derive(Clone, Default)]
pub struct Bytes {
    pub seen: Arc<Vec<u8>>,
    pub synced: Arc<Vec<u8>>,
}

/// A folder's names with their inodes, as programs see them and as the last sync left them.
#[derive(Clone, Default)]
pub struct Names {
    pub seen: Arc<BTreeMap<OsString, u64>>,
    pub synced: Arc<BTreeMap<OsString, u64>>,
}

/// A name given, taken away or changed: in which folder, what name. Not yet synced.
#[derive(Clone)]
pub struct Naming {
    pub inode: u64,
    pub from: Option<(u64, OsString)>,
    pub to: Option<(u64, OsString)>,
}

impl Node {
    pub fn stat(&self, device: u64, inode: u64) -> Stat {
        let len = match &self.what {
            What::File(bytes) => bytes.seen.len(),
            What::Folder(_) => 4096,
            What::Link(target) => target.as_os_str().len(),
        };
        Stat {
            len: len as u64,
            mode: self.mode,
            device,
            inode,
            is_dir: matches!(self.what, What::Folder(_)),
            is_file: matches!(self.what, What::File(_)),
            is_symlink: matches!(self.what, What::Link(_)),
            modified: Some(self.modified),
            changed: Some(self.changed),
            owner: self.owner,
            group: self.group,
            other: None,
        }
    }
}

impl Bytes {
    /// Writes at a place; what lies between the end and that place reads as zeros.
    pub fn write(&mut self, at: usize, bytes: &[u8]) {
        let seen = Arc::make_mut(&mut self.seen);
        let end = at + bytes.len();
        if seen.len() < end {
            seen.resize(end, 0);
        }
        seen[at..end].copy_from_slice(bytes);
    }

    pub fn resize(&mut self, len: usize) {
        Arc::make_mut(&mut self.seen).resize(len, 0);
    }

    pub fn sync(&mut self) {
        self.synced = self.seen.clone();
    }

    /// What a power cut leaves: the old, the new, or blocks of either and of zeros.
    pub fn cut(&mut self, chance: &mut Chance) {
        if !Arc::ptr_eq(&self.seen, &self.synced) && self.seen != self.synced {
            match chance.below(4) {
                0 => {}
                1 => self.synced = self.seen.clone(),
                _ => self.synced = Arc::new(mixed(&self.synced, &self.seen, chance)),
            }
        }
        self.seen = self.synced.clone();
    }
}

/// Blocks of the old and of the new, up to some length between theirs; zeros where neither came to the disk.
fn mixed(old: &[u8], new: &[u8], chance: &mut Chance) -> Vec<u8> {
    let (short, long) = (old.len().min(new.len()), old.len().max(new.len()));
    let len = match chance.below(3) {
        0 => old.len(),
        1 => new.len(),
        _ => short + chance.below(long - short + 1),
    };
    let mut out = Vec::with_capacity(len);
    while out.len() < len {
        let (from, to) = (out.len(), len.min(out.len() + 1 + chance.below(512)));
        let source = [old, new][chance.below(2)];
        out.extend((from..to).map(|i| source.get(i).copied().unwrap_or(0)));
    }
    out
}

impl Names {
    pub fn put(names: &mut Arc<BTreeMap<OsString, u64>>, name: &OsString, inode: u64) {
        Arc::make_mut(names).insert(name.clone(), inode);
    }

    /// Takes the name away where it is that inode's.
    pub fn take(names: &mut Arc<BTreeMap<OsString, u64>>, name: &OsString, inode: u64) -> bool {
        let there = names.get(name) == Some(&inode);
        if there {
            Arc::make_mut(names).remove(name);
        }
        there
    }
}

impl Naming {
    /// Whether this changes a name in that folder.
    pub fn touches(&self, folder: u64) -> bool {
        let in_it = |end: &Option<(u64, OsString)>| end.as_ref().is_some_and(|e| e.0 == folder);
        in_it(&self.from) || in_it(&self.to)
    }
}

/// All nodes of a tree; an inode is a place here, and none is given twice. A copy shares what neither side changes.
#[derive(Clone)]
pub struct Nodes(Vec<Option<Arc<Node>>>);

impl Nodes {
    /// With what stands at the first inode there is.
    pub fn new(first: u64, node: Node) -> Nodes {
        let mut nodes = vec![None; first as usize];
        nodes.push(Some(Arc::new(node)));
        Nodes(nodes)
    }

    pub fn get(&self, inode: u64) -> Option<&Node> {
        self.0.get(inode as usize)?.as_deref()
    }

    pub fn get_mut(&mut self, inode: u64) -> Option<&mut Node> {
        self.0.get_mut(inode as usize)?.as_mut().map(Arc::make_mut)
    }

    /// Gives it an inode.
    pub fn add(&mut self, node: Node) -> u64 {
        self.0.push(Some(Arc::new(node)));
        self.0.len() as u64 - 1
    }

    pub fn each_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.0.iter_mut().flatten().map(Arc::make_mut)
    }

    /// Forgets all but these; how many are left.
    pub fn keep(&mut self, inodes: &BTreeSet<u64>) -> usize {
        for (inode, node) in self.0.iter_mut().enumerate() {
            if !inodes.contains(&(inode as u64)) {
                *node = None;
            }
        }
        inodes.len()
    }

    /// How many inodes were ever given.
    pub fn given(&self) -> usize {
        self.0.len()
    }
}
