//! Folders that are being built: their temporary names, whose they are, and what interrupted work left of them.
//!
//! A temporary name is `.onrecord-ABOUT-MARK-XXXXXXXX`: an id (or `package`), the mark of the installation that
//! builds there, eight random digits. The folder is 0700 while it has that name, for it holds what a record holds;
//! under its final name it gets the modes that the umask gives. Whoever builds holds a lock on it, which ends with
//! the process.
//!
//! Invariant: nobody's work is swept from under their hands. What goes is one's own that nobody holds, and what is
//! older than an hour and that nobody holds. Where a file system has no locks on folders, one's own goes only where
//! it is built under the writer's lock and that lock is ours, or once it is an hour old.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};

use super::LodgeError;
use super::layout::digest;
use super::unbuilt::{PACKAGE, Unbuilt};
use crate::ports::{Claim, Files, Host, Lock, Ports};

pub(super) const TEMPORARY: &str = ".onrecord-";
const PRIVATE: u32 = 0o700;
/// Others read what is lodged: the umask decides how far.
pub(super) const DIR_MODE: u32 = 0o777;
/// A half-built folder of somebody else that is younger than this may be of work that is going on.
const STALE: TimeDelta = TimeDelta::hours(1);
/// How often to begin again where the folder just made is taken for a left one and swept.
const ATTEMPTS: usize = 8;

/// Who may be at work under one mark at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// One at a time, under the writer's lock: captures.
    Writers,
    /// Any number: papers and packages.
    Anyones,
}

/// A folder that is being built under a temporary name.
pub(super) struct Building<'a> {
    ports: &'a Ports,
    pub path: PathBuf,
    /// The modes it will have.
    mode: u32,
    _lock: Option<Lock>,
}

impl<'a> Building<'a> {
    /// Makes the folder, for its owner alone.
    ///
    /// # Errors
    /// [`LodgeError::Storage`] where nothing can be made in `destination`.
    pub fn begin(
        ports: &'a Ports,
        destination: &Path,
        about: &str,
        turn: Turn,
    ) -> Result<Building<'a>, LodgeError> {
        let mut attempts = 0;
        loop {
            let path = temporary(ports, destination, about, turn)?;
            create_dir(ports, &path, PRIVATE)?;
            attempts += 1;
            let lock = match ports.files.claim(&path) {
                Claim::Held(lock) => Some(lock),
                // Somebody who looks for what is left had it in hand before its lock was ours.
                Claim::Busy | Claim::Gone if attempts < ATTEMPTS => continue,
                _ => None,
            };
            let mode = umask_mode(ports, &path).inspect_err(|_| {
                // The failed step is what the caller must hear of; what stays is swept as any other.
                let _ = ports.files.remove_tree(&path);
            })?;
            return Ok(Building {
                ports,
                path,
                mode,
                _lock: lock,
            });
        }
    }

    /// Lets others in as far as the umask does, once the folder has its final name.
    ///
    /// # Errors
    /// [`LodgeError::Storage`] where that cannot be set or made durable.
    pub fn open_to_others(&self, named: &Path) -> Result<(), LodgeError> {
        let files = &self.ports.files;
        let stat = files
            .stat(named)
            .map_err(LodgeError::storage("look at", named))?;
        // A file system that gives every folder the same modes may refuse to be asked for them.
        if stat.is_some_and(|s| s.mode == self.mode) {
            return Ok(());
        }
        let opened = files.set_mode(named, self.mode);
        opened.map_err(LodgeError::storage("set the permissions of", named))?;
        sync_dir(files, named)
    }

    /// Removes it. The failed step that led here is what the caller must hear of; what stays is swept later.
    pub fn discard(&self) {
        let _ = self.ports.files.remove_tree(&self.path);
    }
}

/// Lets others into a whole folder that was left before they were let in.
///
/// # Errors
/// As [`Building::open_to_others`].
pub(super) fn open_left(
    ports: &Ports,
    destination: &Path,
    (about, turn): (&str, Turn),
    named: &Path,
) -> Result<(), LodgeError> {
    let stat = ports.files.stat(named);
    let stat = stat.map_err(LodgeError::storage("look at", named))?;
    if stat.is_none_or(|s| s.mode != PRIVATE) {
        return Ok(());
    }
    // Which modes a folder gets here only one that is made here tells.
    let probe = Building::begin(ports, destination, about, turn)?;
    let opened = probe.open_to_others(named);
    probe.discard();
    opened
}

/// The modes of a folder that is made here without more ado.
fn umask_mode(ports: &Ports, folder: &Path) -> Result<u32, LodgeError> {
    let probe = folder.join("modes");
    create_dir(ports, &probe, DIR_MODE)?;
    let stat = ports.files.stat(&probe);
    let stat = stat.map_err(LodgeError::storage("look at", &probe))?;
    let removed = ports.files.remove_tree(&probe);
    removed.map_err(LodgeError::storage("clear", &probe))?;
    Ok(stat.map_or(PRIVATE, |s| s.mode))
}

/// Makes a folder; `mode` is subject to the umask.
pub(super) fn create_dir(ports: &Ports, dir: &Path, mode: u32) -> Result<(), LodgeError> {
    let made = ports.files.create_dir(dir, mode);
    made.map_err(LodgeError::storage("make the folder", dir))
}

/// A fresh temporary name.
fn temporary(
    ports: &Ports,
    destination: &Path,
    about: &str,
    turn: Turn,
) -> Result<PathBuf, LodgeError> {
    let mut random = [0; 4];
    let drawn = ports.random.fill(&mut random);
    drawn.map_err(LodgeError::storage(
        "draw a temporary name for",
        destination,
    ))?;
    let (mark, random) = (mark(&ports.host, turn), u32::from_le_bytes(random));
    Ok(destination.join(format!("{TEMPORARY}{about}-{mark}-{random:08x}")))
}

/// What tells this installation from others in temporary names; says nothing of its owner to a reader.
fn mark(host: &Host, turn: Turn) -> String {
    let letter = match turn {
        Turn::Writers => 'w',
        Turn::Anyones => 'p',
    };
    let state = host.state_home.to_string_lossy();
    let whole = [host.machine_id.as_str(), &host.name, &state].join("\0");
    format!("{letter}{}", &digest(whole.as_bytes())[..8])
}

/// A half-built folder, as its name tells.
#[derive(Debug, PartialEq, Eq)]
struct Name<'a> {
    about: &'a str,
    /// `None` in the names that an earlier version gave.
    mark: Option<&'a str>,
}

fn read_name(name: &str) -> Option<Name<'_>> {
    let rest = name.strip_prefix(TEMPORARY)?;
    let hex = |text: &str| text.len() == 8 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let head = match rest.rsplit_once('-') {
        Some((head, random)) if hex(random) => head,
        _ => rest,
    };
    let mark = head.rsplit_once('-').filter(|(_, mark)| {
        let digits = mark.strip_prefix(['w', 'p']);
        digits.is_some_and(hex)
    });
    Some(match mark {
        Some((about, mark)) => Name {
            about,
            mark: Some(mark),
        },
        None => Name {
            about: head,
            mark: None,
        },
    })
}

/// What became of a half-built folder that was found.
#[derive(Debug)]
pub enum Swept {
    /// It was of interrupted work, and is gone.
    Removed,
    /// Somebody is at work in it, or may be: it was left.
    Left,
    /// It is of interrupted work, and could not be removed.
    Stays(LodgeError),
}

/// A half-built folder that was found, and what became of it.
#[derive(Debug)]
pub struct Trace {
    pub path: PathBuf,
    pub unbuilt: Unbuilt,
    pub swept: Swept,
}

/// Which half-built folders are looked for.
#[derive(Clone, Copy, Debug)]
pub enum TracesOf<'a> {
    All,
    /// Of the captures of these items or of the papers about these things.
    Ids(&'a [&'a str]),
    Packages,
}

impl TracesOf<'_> {
    fn takes(self, name: &Name<'_>) -> bool {
        match self {
            TracesOf::All => true,
            TracesOf::Ids(ids) => ids.contains(&name.about),
            TracesOf::Packages => name.about == PACKAGE,
        }
    }
}

/// Removes what interrupted work left in a folder. `alone`: the writer's lock is held, so that no capture of this
/// installation is going on but the caller's own.
///
/// # Errors
/// Where the folder is not there or cannot be listed; what cannot be removed is told in its trace.
pub fn sweep(
    ports: &Ports,
    folder: &Path,
    of: TracesOf<'_>,
    alone: bool,
) -> Result<Vec<Trace>, LodgeError> {
    let looked = ports.files.stat(folder);
    match looked.map_err(LodgeError::storage("look at", folder))? {
        None => return Err(LodgeError::NoDestination(folder.to_owned())),
        Some(stat) if !stat.is_dir => return Err(LodgeError::NotAFolder(folder.to_owned())),
        Some(_) => {}
    }
    let names = ports.files.names(folder);
    let names = names.map_err(LodgeError::storage("list", folder))?;
    let names = names.iter().filter_map(|name| name.to_str());
    Ok(sweep_names(ports, folder, names, of, alone))
}

/// The same for names that were listed already.
pub(super) fn sweep_names<'n>(
    ports: &Ports,
    folder: &Path,
    names: impl Iterator<Item = &'n str>,
    of: TracesOf<'_>,
    alone: bool,
) -> Vec<Trace> {
    let found = names.filter_map(|name| Some((name, read_name(name).filter(|n| of.takes(n))?)));
    let swept = found.filter_map(|(file, name)| {
        let path = folder.join(file);
        let stat = ports.files.stat_link(&path).ok().flatten()?;
        let swept = match stat.is_dir {
            true => sweep_one(ports, &path, &name, stat.modified, alone)?,
            false => return None,
        };
        let unbuilt = Unbuilt::of(name.about, name.mark);
        Some(Trace {
            path,
            unbuilt,
            swept,
        })
    });
    swept.collect()
}

/// `None` where it went of itself.
fn sweep_one(
    ports: &Ports,
    path: &Path,
    name: &Name<'_>,
    modified: Option<DateTime<Utc>>,
    alone: bool,
) -> Option<Swept> {
    let is = |turn| name.mark == Some(mark(&ports.host, turn).as_str());
    let (captures, papers) = (is(Turn::Writers), is(Turn::Anyones));
    let now = ports.clock.now();
    let old = modified.is_some_and(|at| now - at > STALE);
    // A young one of somebody else is not even asked for: its builder may be about to take the lock.
    if !captures && !papers && !old {
        return Some(Swept::Left);
    }
    let held = match ports.files.claim(path) {
        Claim::Gone => return None,
        Claim::Held(lock) => Some(lock),
        Claim::Unknown if old || (captures && alone) => None,
        Claim::Busy | Claim::Unknown => return Some(Swept::Left),
    };
    let removed = remove(ports, path, name.about);
    drop(held);
    match removed {
        Ok(()) => Some(Swept::Removed),
        Err(LodgeError::Storage { source, .. }) if source.kind() == io::ErrorKind::NotFound => None,
        Err(error) => Some(Swept::Stays(error)),
    }
}

/// Renames it first: should somebody be at work in it after all, their own rename then fails instead of giving
/// half a folder its final name.
fn remove(ports: &Ports, path: &Path, about: &str) -> Result<(), LodgeError> {
    let parent = path.parent().unwrap_or(Path::new("."));
    let aside = temporary(ports, parent, about, Turn::Anyones)?;
    let moved = ports.files.rename_new(path, &aside);
    moved
        .and_then(|()| ports.files.remove_tree(&aside))
        .map_err(LodgeError::storage("clear", path))
}

/// Whether anything in a folder still has a temporary name, also of work that is going on.
pub fn has_unfinished(ports: &Ports, folder: &Path) -> bool {
    let names = ports.files.names(folder).unwrap_or_default();
    let mut names = names.iter().map(|name| name.to_string_lossy());
    names.any(|name| name.starts_with(TEMPORARY))
}

/// Whether something about an id in a folder still has a temporary name.
///
/// # Errors
/// Where the folder is not there or cannot be listed.
pub fn is_unfinished(ports: &Ports, folder: &Path, about: &str) -> Result<bool, LodgeError> {
    let names = ports.files.names(folder);
    let names = names.map_err(LodgeError::storage("list", folder))?;
    let mut names = names.iter().filter_map(|name| read_name(name.to_str()?));
    Ok(names.any(|name| name.about == about))
}

/// Makes a folder's names durable, where its file system knows how.
pub(super) fn sync_dir(files: &Files, dir: &Path) -> Result<(), LodgeError> {
    match files.sync_dir(dir) {
        // Some network and FUSE file systems have no such call for directories: nothing more can be asked.
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        other => other.map_err(LodgeError::storage("make durable", dir)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_name_tells_what_it_is_about_and_whose_it_is() {
        for (name, about, mark) in [
            (
                ".onrecord-k7q3-w01234567-89abcdef",
                "k7q3",
                Some("w01234567"),
            ),
            (
                ".onrecord-package-p01234567-89abcdef",
                "package",
                Some("p01234567"),
            ),
            (
                ".onrecord-a-b-c-p01234567-89abcdef",
                "a-b-c",
                Some("p01234567"),
            ),
            // As earlier versions named them.
            (".onrecord-k7q3-89abcdef", "k7q3", None),
            (".onrecord-package-89abcdef", "package", None),
            (".onrecord-odd", "odd", None),
        ] {
            assert_eq!(read_name(name), Some(Name { about, mark }), "{name}");
        }
        assert_eq!(read_name("2026-11-28_whatsapp_k7q3"), None);
    }
}
