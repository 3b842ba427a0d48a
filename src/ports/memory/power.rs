//! What outlives a power cut: what was synced, and of the rest whatever chance leaves.
//!
//! A file's bytes are safe after a sync of the file, a name after a sync of its folder, and neither says anything
//! of the other: that is all that is promised, whatever a given file system does beyond it.

use std::ffi::OsString;
use std::io;

use super::chance::Chance;
use super::node::{Names, Naming, What};
use super::tree::Tree;

impl Tree {
    /// Makes a file's bytes durable; of anything else its names.
    pub fn sync(&mut self, inode: u64) -> io::Result<()> {
        match &mut self.node_mut(inode)?.what {
            What::File(bytes) => bytes.sync(),
            What::Folder(_) => self.sync_names(inode),
            What::Link(_) => {}
        }
        Ok(())
    }

    fn sync_names(&mut self, folder: u64) {
        let all = std::mem::take(&mut self.unsynced);
        let last = |inode| {
            all.iter()
                .rposition(|n| n.inode == inode && n.touches(folder))
        };
        // What came of the same thing earlier is part of what is synced now.
        let (due, left): (Vec<_>, Vec<_>) = all
            .iter()
            .cloned()
            .enumerate()
            .partition(|(i, n)| last(n.inode).is_some_and(|last| *i <= last));
        for (_, naming) in due {
            self.settle(&naming);
        }
        self.unsynced = left.into_iter().map(|(_, naming)| naming).collect();
        self.sweep();
    }

    /// Makes everything durable.
    pub fn sync_all(&mut self) {
        for node in self.nodes.each_mut() {
            match &mut node.what {
                What::File(bytes) => bytes.sync(),
                What::Folder(names) => names.synced = names.seen.clone(),
                What::Link(_) => {}
            }
        }
        self.unsynced.clear();
        self.sweep();
    }

    /// Changes names as the disk has them; false where what is to be renamed or removed is not there.
    fn settle(&mut self, naming: &Naming) -> bool {
        let was_there = match &naming.from {
            None => true,
            Some((folder, name)) => self
                .synced(*folder)
                .is_some_and(|names| Names::take(names, name, naming.inode)),
        };
        if let Some((folder, name)) = &naming.to
            && was_there
            && let Some(names) = self.synced(*folder)
        {
            Names::put(names, name, naming.inode);
        }
        was_there
    }

    fn synced(
        &mut self,
        folder: u64,
    ) -> Option<&mut std::sync::Arc<std::collections::BTreeMap<OsString, u64>>> {
        match &mut self.nodes.get_mut(folder)?.what {
            What::Folder(names) => Some(&mut names.synced),
            _ => None,
        }
    }

    /// Ends every handle and lock at once. Of what was not synced something may stay: all, the earlier part, some
    /// of it, or nothing.
    pub fn cut_power(&mut self, chance: &mut Chance) {
        let namings = std::mem::take(&mut self.unsynced);
        let (sort, kept) = (chance.below(4), chance.below(namings.len() + 1));
        for (i, naming) in namings.iter().enumerate() {
            let stays = match sort {
                0 => false,
                1 => true,
                2 => i < kept,
                _ => chance.below(2) == 1,
            };
            if stays {
                self.settle(naming);
            }
        }
        for node in self.nodes.each_mut() {
            match &mut node.what {
                What::File(bytes) => bytes.cut(chance),
                What::Folder(names) => names.seen = names.synced.clone(),
                What::Link(_) => {}
            }
        }
        self.boots += 1;
        self.locks.clear();
        self.open.clear();
        self.sweep();
    }
}
