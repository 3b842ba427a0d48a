//! A tree of files in memory: paths followed, permissions asked, names given and taken.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rustix::io::Errno;

use super::node::{Names, Naming, Node, Nodes, What};

/// The inode of `/`.
const ROOT: u64 = 2;
/// How many links one path may lead through.
const LINKS: usize = 40;
/// So many inodes are given before it is looked which are still needed.
const ENOUGH: usize = 100;
const UMASK: u32 = 0o022;
const SETGID: u32 = 0o2000;
const STICKY: u32 = 0o1000;
pub const READ: u32 = 4;
pub const WRITE: u32 = 2;
pub const SEARCH: u32 = 1;

/// On whose behalf something is done: the first group is the one that new files get.
#[derive(Clone, Debug)]
pub struct User {
    pub uid: u32,
    pub groups: Arc<[u32]>,
}

/// All that is on one disk, and who has what open.
#[derive(Clone)]
pub struct Tree {
    pub device: u64,
    pub now: DateTime<Utc>,
    pub nodes: Nodes,
    /// Changes of names that no sync has made durable, in order.
    pub unsynced: Vec<Naming>,
    /// How often the power was cut: what was open before is so no more.
    pub boots: u64,
    /// Locked inodes, each with the number of its lock.
    pub locks: BTreeMap<u64, u64>,
    /// How many handles an inode has.
    pub open: BTreeMap<u64, usize>,
    /// Numbers given out so far: of locks, of temporary names.
    numbers: u64,
    /// How many inodes there may be before it is looked which are still needed.
    enough: usize,
}

/// Where a path leads.
pub struct Spot {
    pub folder: u64,
    pub name: OsString,
    pub there: Option<u64>,
    /// The folders above, from the root on.
    above: Vec<u64>,
}

/// The same, with the names on the way.
struct Route<'p> {
    above: Vec<(u64, &'p OsStr)>,
    there: Option<u64>,
    name: &'p OsStr,
}

impl Spot {
    /// Whether a folder is one of those above.
    fn is_below(&self, folder: u64) -> bool {
        self.above.contains(&folder)
    }

    pub fn inode(&self) -> io::Result<u64> {
        self.there.ok_or_else(|| Errno::NOENT.into())
    }
}

impl Tree {
    pub fn new(device: u64) -> Tree {
        let root = Node {
            mode: 0o755,
            owner: 0,
            group: 0,
            modified: DateTime::UNIX_EPOCH,
            changed: DateTime::UNIX_EPOCH,
            what: What::Folder(Names::default()),
        };
        Tree {
            device,
            now: DateTime::UNIX_EPOCH,
            nodes: Nodes::new(ROOT, root),
            unsynced: Vec::new(),
            boots: 0,
            locks: BTreeMap::new(),
            open: BTreeMap::new(),
            numbers: 0,
            enough: ENOUGH,
        }
    }

    pub fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    pub fn node(&self, inode: u64) -> io::Result<&Node> {
        self.nodes.get(inode).ok_or_else(|| Errno::STALE.into())
    }

    pub fn node_mut(&mut self, inode: u64) -> io::Result<&mut Node> {
        let node = self.nodes.get_mut(inode);
        node.ok_or_else(|| Errno::STALE.into())
    }

    pub fn folder(&self, inode: u64) -> io::Result<&Names> {
        match &self.node(inode)?.what {
            What::Folder(names) => Ok(names),
            _ => Err(Errno::NOTDIR.into()),
        }
    }

    /// Follows a path as a user; of its last part only where `follow` says so.
    pub fn walk(&self, user: &User, path: &Path, follow: bool) -> io::Result<Spot> {
        let route = self.follow(user, path, follow)?;
        let above: Vec<u64> = route.above.iter().map(|(inode, _)| *inode).collect();
        Ok(Spot {
            folder: above.last().copied().unwrap_or(ROOT),
            name: route.name.to_owned(),
            there: route.there,
            above,
        })
    }

    /// The path that leads to the same with no link in it.
    pub fn canonical(&self, user: &User, path: &Path) -> io::Result<PathBuf> {
        let Route { above, there, name } = self.follow(user, path, true)?;
        there.ok_or(Errno::NOENT)?;
        let mut path = PathBuf::from("/");
        path.extend(above.iter().skip(1).map(|(_, name)| name));
        path.extend((!name.is_empty()).then_some(name));
        Ok(path)
    }

    fn follow<'p>(&'p self, user: &User, path: &'p Path, last_too: bool) -> io::Result<Route<'p>> {
        let mut above = vec![(ROOT, OsStr::new(""))];
        let mut todo: Vec<Component> = path.components().rev().collect();
        if todo.is_empty() {
            return Err(Errno::NOENT.into());
        }
        let mut links = 0;
        while let Some(part) = todo.pop() {
            let here = above.last().map_or(ROOT, |(inode, _)| *inode);
            let names = self.folder(here)?;
            self.may(user, here, SEARCH)?;
            let Component::Normal(name) = part else {
                let up = usize::from(part == Component::ParentDir);
                let left = if part == Component::RootDir {
                    1
                } else {
                    above.len() - up
                };
                above.truncate(left.max(1));
                continue;
            };
            let there = names.seen.get(name).copied();
            let is_last = todo.is_empty();
            let what = there.map(|t| self.node(t)).transpose()?.map(|n| &n.what);
            match (what, there) {
                (Some(What::Link(target)), _) if !is_last || last_too => {
                    links += 1;
                    if links > LINKS {
                        return Err(Errno::LOOP.into());
                    }
                    todo.extend(target.components().rev());
                }
                _ if is_last => return Ok(Route { above, there, name }),
                (Some(_), Some(inode)) => above.push((inode, name)),
                _ => return Err(Errno::NOENT.into()),
            }
        }
        let last = match above.len() {
            1 => above.last().copied(),
            _ => above.pop(),
        };
        let (inode, name) = last.unwrap_or((ROOT, OsStr::new("")));
        let there = Some(inode);
        Ok(Route { above, there, name })
    }

    /// Whether a user may read, write or search (bits).
    pub fn may(&self, user: &User, inode: u64, wanted: u32) -> io::Result<()> {
        let node = self.node(inode)?;
        let bits = match user {
            User { uid: 0, .. } => 7,
            _ if user.uid == node.owner => node.mode >> 6,
            _ if user.groups.contains(&node.group) => node.mode >> 3,
            _ => node.mode,
        };
        match bits & wanted == wanted {
            true => Ok(()),
            false => Err(Errno::ACCESS.into()),
        }
    }

    /// Whether a user may take a name away from a folder; in a sticky one only what is theirs.
    fn may_take(&self, user: &User, folder: u64, inode: u64) -> io::Result<()> {
        self.may(user, folder, WRITE | SEARCH)?;
        let (above, node) = (self.node(folder)?, self.node(inode)?);
        let theirs = [0, above.owner, node.owner].contains(&user.uid);
        match above.mode & STICKY == 0 || theirs {
            true => Ok(()),
            false => Err(Errno::PERM.into()),
        }
    }

    /// Makes something new where a path leads.
    pub fn add(&mut self, user: &User, spot: &Spot, mode: u32, what: What) -> io::Result<u64> {
        if spot.there.is_some() {
            return Err(Errno::EXIST.into());
        }
        self.may(user, spot.folder, WRITE | SEARCH)?;
        let above = self.node(spot.folder)?;
        let handed_down = above.mode & SETGID;
        let group = match handed_down {
            0 => user.groups.first().copied().unwrap_or(user.uid),
            _ => above.group,
        };
        let mode = match &what {
            What::Folder(_) => mode & 0o1777 & !UMASK | handed_down,
            What::File(_) => mode & 0o1777 & !UMASK,
            What::Link(_) => 0o777,
        };
        let (owner, modified) = (user.uid, self.now);
        let node = Node {
            mode,
            owner,
            group,
            modified,
            changed: modified,
            what,
        };
        let inode = self.nodes.add(node);
        self.name(Naming {
            inode,
            from: None,
            to: Some((spot.folder, spot.name.clone())),
        })?;
        Ok(inode)
    }

    /// Takes a name away; of a folder only with `tree`, and then all below it.
    pub fn remove(&mut self, user: &User, spot: &Spot, tree: bool) -> io::Result<()> {
        let inode = spot.inode()?;
        if inode == ROOT {
            return Err(Errno::BUSY.into());
        }
        let is_folder = self.folder(inode).is_ok();
        if tree {
            self.folder(inode)?;
            self.may_empty(user, inode)?;
        }
        self.may_take(user, spot.folder, inode)?;
        if is_folder && !tree {
            return Err(Errno::ISDIR.into());
        }
        self.name(Naming {
            inode,
            from: Some((spot.folder, spot.name.clone())),
            to: None,
        })
    }

    fn may_empty(&self, user: &User, inode: u64) -> io::Result<()> {
        let What::Folder(names) = &self.node(inode)?.what else {
            return Ok(());
        };
        self.may(user, inode, READ)?;
        for below in names.seen.values() {
            self.may_take(user, inode, *below)?;
            self.may_empty(user, *below)?;
        }
        Ok(())
    }

    pub fn rename(
        &mut self,
        user: &User,
        from: &Spot,
        to: &Spot,
        only_new: bool,
    ) -> io::Result<()> {
        let inode = from.inode()?;
        if only_new && to.there.is_some() {
            return Err(Errno::EXIST.into());
        }
        if to.is_below(inode) {
            return Err(Errno::INVAL.into());
        }
        if to.there.is_some_and(|there| from.is_below(there)) {
            return Err(Errno::NOTEMPTY.into());
        }
        if to.there == Some(inode) {
            return Ok(());
        }
        self.may_take(user, from.folder, inode)?;
        self.may(user, to.folder, WRITE | SEARCH)?;
        if let Some(there) = to.there {
            self.may_take(user, to.folder, there)?;
        }
        let is_folder = self.folder(inode).is_ok();
        if is_folder && from.folder != to.folder {
            self.may(user, inode, WRITE)?;
        }
        if let Some(there) = to.there {
            match (&self.node(there)?.what, is_folder) {
                (What::Folder(names), true) if !names.seen.is_empty() => {
                    return Err(Errno::NOTEMPTY.into());
                }
                (What::Folder(_), false) => return Err(Errno::ISDIR.into()),
                (What::File(_) | What::Link(_), true) => return Err(Errno::NOTDIR.into()),
                _ => {}
            }
        }
        self.name(Naming {
            inode,
            from: Some((from.folder, from.name.clone())),
            to: Some((to.folder, to.name.clone())),
        })
    }

    /// Changes names as programs see them; the disk learns of it with a sync.
    fn name(&mut self, naming: Naming) -> io::Result<()> {
        let now = self.now;
        for (end, given) in [(&naming.from, false), (&naming.to, true)] {
            let Some((folder, name)) = end else { continue };
            let node = self.node_mut(*folder)?;
            node.modified = now;
            if let What::Folder(names) = &mut node.what {
                match given {
                    true => Names::put(&mut names.seen, name, naming.inode),
                    false => drop(Names::take(&mut names.seen, name, naming.inode)),
                }
            }
        }
        self.unsynced.push(naming);
        Ok(())
    }

    pub fn set_mode(&mut self, user: &User, inode: u64, mode: u32) -> io::Result<()> {
        self.must_own(user, inode)?;
        let node = self.node_mut(inode)?;
        let member = user.uid == 0 || user.groups.contains(&node.group);
        node.mode = mode & if member { 0o7777 } else { 0o7777 & !SETGID };
        Ok(())
    }

    /// Gives something of the user's to a group of theirs.
    pub fn set_group(&mut self, user: &User, inode: u64, group: u32) -> io::Result<()> {
        self.must_own(user, inode)?;
        if user.uid != 0 && !user.groups.contains(&group) {
            return Err(Errno::PERM.into());
        }
        self.node_mut(inode)?.group = group;
        Ok(())
    }

    pub fn must_own(&self, user: &User, inode: u64) -> io::Result<()> {
        match user.uid == 0 || user.uid == self.node(inode)?.owner {
            true => Ok(()),
            false => Err(Errno::PERM.into()),
        }
    }

    /// Forgets what no name, no handle and no undone change can lead to any more.
    pub fn sweep(&mut self) {
        if self.nodes.given() < self.enough {
            return;
        }
        let mut todo: Vec<u64> = vec![ROOT];
        todo.extend(self.open.keys());
        todo.extend(self.unsynced.iter().map(|n| n.inode));
        let mut reached = BTreeSet::new();
        while let Some(inode) = todo.pop() {
            if reached.insert(inode)
                && let Some(Node {
                    what: What::Folder(names),
                    ..
                }) = self.nodes.get(inode)
            {
                todo.extend(names.seen.values().chain(names.synced.values()));
            }
        }
        let left = self.nodes.keep(&reached);
        self.enough = self.nodes.given() + left + ENOUGH;
    }
}
