//! Folders, temporary files and the lock of a writer.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::error::{StoreError, reading, writing};
use crate::ports::{Files, Lock};

/// The folder of kept files below the home folder.
pub(super) const EVIDENCE: &str = "evidence";

/// How the temporary files of a writer's sessions begin. `~` is in no writer's name.
pub(super) fn temporary_prefix(writer: &str) -> String {
    format!(".{writer}~")
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

/// Makes a folder, 0700, and makes its name and those of folders made above it durable.
pub(super) fn make_folder(files: &Files, dir: &Path) -> Result<(), StoreError> {
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
        make_folder(files, parent)?;
    }
    match files.create_dir(dir, 0o700) {
        Err(e) if e.kind() != io::ErrorKind::AlreadyExists => {
            return Err(writing("making a folder", dir)(e));
        }
        _ => {}
    }
    files
        .sync_dir(parent)
        .map_err(writing("making a folder", parent))
}
