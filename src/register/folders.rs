//! Folders and files as they are made, temporary files, and the lock of a writer.
//!
//! Who may do what with each is told here, by where it stands; the bits are those of [`crate::ports::Sharing`].

use std::collections::HashSet;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::{StoreError, reading, writing};
use super::parts::later_than;
use crate::ports::{Access, Belongs, Files, Lock, OutFile};

/// The folder of journals below the home folder.
pub(super) const REGISTER: &str = "register";

/// The folder of kept files below the home folder.
pub(super) const EVIDENCE: &str = "evidence";

/// How the temporary files of a writer's sessions begin. `~` is in no writer's name.
pub(super) fn temporary_prefix(writer: &str) -> String {
    format!(".{writer}~")
}

/// Whether a name is that of a temporary file, whoever makes them.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(".tmp")
}

/// Removes the temporary files in a folder whose names begin with `prefix`.
pub(super) fn sweep(files: &Files, dir: &Path, prefix: &str) {
    for listed in files.list(dir).unwrap_or_default() {
        let name = listed.name.to_string_lossy();
        if listed.stat.is_file && name.starts_with(prefix) && name.ends_with(".tmp") {
            // One that stays is reported by doctor and tried again next time.
            let _ = files.remove_file(&listed.path);
        }
    }
}

/// The same in a folder that tools carry to other machines: what stands in one is emptied first, and what is empty goes.
/// A tool that takes nothing away brings an empty one back, and not what stood in it. Those that are kept stay.
pub(super) fn sweep_carried(files: &Files, dir: &Path, kept: &HashSet<PathBuf>) {
    for listed in files.list(dir).unwrap_or_default() {
        let temporary = is_temporary(&listed.name.to_string_lossy());
        if !listed.stat.is_file || !temporary || kept.contains(&listed.path) {
            continue;
        }
        let _ = match listed.stat.len {
            0 => files.remove_file(&listed.path),
            _ => files.open_append(&listed.path).and_then(|file| {
                file.truncate(0)?;
                let now = files.stat_link(&listed.path)?.and_then(|s| s.modified);
                match later_than(listed.stat.modified, now) {
                    Some(later) => files.set_modified(&listed.path, later),
                    None => Ok(()),
                }
            }),
        };
    }
}

/// Takes a writer's lock.
pub(super) fn take_lock(
    files: &Files,
    folder: &Path,
    deadline: Duration,
) -> Result<Lock, StoreError> {
    let path = folder.join("lock");
    if let Some(stat) = files
        .stat_link(&path)
        .map_err(reading(&path))?
        .filter(|s| !s.is_file)
    {
        return Err(StoreError::NotOurs {
            path,
            found: stat.kind(),
            due: "lock file",
        });
    }
    match files.lock(&path, deadline) {
        Ok(Some(lock)) => Ok(lock),
        Ok(None) => Err(StoreError::Locked {
            path,
            seconds: deadline.as_secs(),
        }),
        Err(source)
            if matches!(
                source.kind(),
                io::ErrorKind::StorageFull
                    | io::ErrorKind::ReadOnlyFilesystem
                    | io::ErrorKind::PermissionDenied
            ) =>
        {
            Err(writing("taking the lock", &path)(source))
        }
        Err(source) => Err(StoreError::NoLock { path, source }),
    }
}

/// What keeps git from keeping text: what was erased here would stay in its history.
const GITIGNORE: &[u8] =
    b"# Text that is erased here would stay in git's history: nothing of this is for git.\n*\n";
pub(super) const GITIGNORE_NAME: &str = ".gitignore";

/// Tells git to keep nothing of journals and kept files, where nobody has said otherwise. A disk that will not take it
/// keeps nobody from writing.
pub(super) fn keep_from_git(files: &Files, home: &Path) {
    for folder in [REGISTER, EVIDENCE].map(|name| home.join(name)) {
        let path = folder.join(GITIGNORE_NAME);
        // One without bytes is what a death between two steps leaves.
        let _ = match (files.stat(&folder), files.stat_link(&path)) {
            (Ok(Some(_)), Ok(None)) => {
                make_file(files, home, &path).and_then(|mut file| file.write_all(GITIGNORE))
            }
            (_, Ok(Some(there))) if there.is_file && there.len == 0 => files
                .open_write(&path)
                .and_then(|file| file.write_at(0, GITIGNORE)),
            _ => Ok(()),
        };
    }
}

/// What a file or folder of the register is, by where it stands.
pub(super) fn belongs(home: &Path, path: &Path, is_dir: bool) -> Belongs {
    let below = path.strip_prefix(home).ok();
    let parts: Vec<&str> = below
        .into_iter()
        .flat_map(Path::components)
        .map(|part| part.as_os_str().to_str().unwrap_or_default())
        .collect();
    let inner = matches!(parts.first(), Some(&(REGISTER | EVIDENCE)));
    match (below.is_some() && parts.is_empty(), inner, is_dir) {
        (true, ..) => Belongs::Home,
        (_, true, true) if parts.len() == 1 => Belongs::Top,
        (_, true, true) => Belongs::Writers,
        // The lock of revision 1, which nobody else has to read.
        (_, true, false) if parts.last() == Some(&"lock") => Belongs::File,
        (_, true, false) => Belongs::Journal,
        (_, false, true) => Belongs::Folder,
        (_, false, false) => Belongs::File,
    }
}

/// What a file or folder is to have: by where it stands, and by what the home folder is.
pub(super) fn access(files: &Files, home: &Path, path: &Path, is_dir: bool) -> io::Result<Access> {
    Ok(files.sharing(home)?.access(belongs(home, path, is_dir)))
}

/// Makes a file of the register, which must not be there yet.
pub(super) fn make_file(files: &Files, home: &Path, path: &Path) -> io::Result<OutFile> {
    files.make_new(path, access(files, home, path, false)?)
}

/// Makes a folder, with what [`access`] says of it, and makes its name and those of folders made above it durable.
pub(super) fn make_folder(files: &Files, home: &Path, dir: &Path) -> Result<(), StoreError> {
    if let Some(stat) = files.stat(dir).map_err(reading(dir))? {
        return match stat.is_dir {
            true => Ok(()),
            false => Err(StoreError::NotOurs {
                path: dir.to_owned(),
                found: stat.kind(),
                due: "folder",
            }),
        };
    }
    let parent = dir
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    if parent != dir {
        make_folder(files, home, parent)?;
    }
    let access = access(files, home, dir, true).map_err(reading(home))?;
    match files.make_dir(dir, access) {
        Err(e) if e.kind() != io::ErrorKind::AlreadyExists => {
            return Err(writing("making a folder", dir)(e));
        }
        _ => {}
    }
    files
        .sync_dir(parent)
        .map_err(writing("making a folder", parent))
}
