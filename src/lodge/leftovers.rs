//! What interrupted captures and packages left behind: half-built folders under a temporary name.
//!
//! May import `ports`. They are swept when the same item is captured again; this is for those that never are.

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};

use super::LodgeError;
use super::folder::TEMPORARY;
use crate::ports::Ports;

/// A half-built folder younger than this may be of a capture that is going on.
const STALE: TimeDelta = TimeDelta::hours(1);

/// The half-built folders in a destination that nobody can be building any more.
///
/// # Errors
/// Where the destination is not there or cannot be listed.
pub fn leftovers(
    ports: &Ports,
    destination: &Path,
    now: DateTime<Utc>,
) -> Result<Vec<PathBuf>, LodgeError> {
    let files = &ports.files;
    match files
        .stat(destination)
        .map_err(LodgeError::storage("look at", destination))?
    {
        None => return Err(LodgeError::NoDestination(destination.to_owned())),
        Some(stat) if !stat.is_dir => return Err(LodgeError::NotAFolder(destination.to_owned())),
        Some(_) => {}
    }
    let listed = files
        .list(destination)
        .map_err(LodgeError::storage("list", destination))?;
    Ok(listed
        .into_iter()
        .filter(|l| l.stat.is_dir && l.name.to_string_lossy().starts_with(TEMPORARY))
        .filter(|l| l.stat.modified.is_some_and(|at| now - at > STALE))
        .map(|l| l.path)
        .collect())
}

/// Whether anything in a folder still has a temporary name, also of work that is going on.
pub fn has_unfinished(ports: &Ports, folder: &Path) -> bool {
    let names = ports.files.names(folder).unwrap_or_default();
    let mut names = names.iter().map(|name| name.to_string_lossy());
    names.any(|name| name.starts_with(TEMPORARY))
}

/// Removes a half-built folder that [`leftovers`] named.
///
/// # Errors
/// Where it cannot be removed.
pub fn remove_leftover(ports: &Ports, path: &Path) -> Result<(), LodgeError> {
    let removed = ports.files.remove_tree(path);
    removed.map_err(LodgeError::storage("remove", path))
}
