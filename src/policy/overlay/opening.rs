//! Opening a policy file that can forbid: absent, read, there and not readable, or not to be relied on.
//!
//! Absent is only what is not there at all: a link that leads nowhere, a folder in its place or a file without the
//! right to read it is there.

use std::path::Path;

use crate::document::{Diagnostic, Severity, Source};
use crate::ports::{Files, Ports, Stat};

/// The name of a policy file.
pub(super) const FILE: &str = "policy.toml";

/// What came of opening a file.
pub(super) enum Opening {
    Absent,
    Read(Source),
    /// It is there and cannot be read.
    Closed,
    /// Somebody may write it who should not; it was not read.
    OpenToOthers,
}

/// The department's file. Where others may write it, or the folder it stands in, it is not read.
pub(super) fn department(ports: &Ports, found: &mut Vec<Diagnostic>) -> Opening {
    let (files, folder) = (&ports.files, &ports.host.etc);
    let opened = in_folder(files, folder, found);
    let Opening::Read(source) = &opened else {
        return opened;
    };
    let file = &source.file;
    // Where a link leads counts: what stands there is what is read.
    let real = files.canonical(file).unwrap_or_else(|_| file.clone());
    let beside = real.parent().map(Path::to_owned).unwrap_or_default();
    let mut places = vec![real, beside, folder.clone()];
    places.dedup();
    let open = places.iter().find_map(|place| {
        let stat = files.stat(place).ok()??;
        Some((place, open_to(&stat, ports.host.etc_owner)?))
    });
    let Some((place, why)) = open else {
        return opened;
    };
    let place = place.display();
    found.push(Diagnostic::of_file(
        Severity::Problem,
        file,
        format!("{place} {why}, so this policy file is not used."),
        "Ask whoever looks after this machine: it should belong to root, and root alone should be able to write it. Until then all that it could forbid is forbidden.",
    ));
    Opening::OpenToOthers
}

/// Why somebody may write there who should not, as a clause.
fn open_to(stat: &Stat, owner: Option<u32>) -> Option<String> {
    match owner {
        Some(owner) if stat.owner != owner => Some(format!(
            "belongs to another user than root (uid {})",
            stat.owner
        )),
        _ => (stat.mode & 0o022 != 0)
            .then(|| format!("can be written by others (mode {:04o})", stat.mode)),
    }
}

/// The policy file of a folder.
pub(super) fn in_folder(files: &Files, folder: &Path, found: &mut Vec<Diagnostic>) -> Opening {
    match Source::read(files, &folder.join(FILE)) {
        Ok(Some(source)) => Opening::Read(source),
        Ok(None) if is_no_folder(files, folder) => {
            found.push(Diagnostic::of_file(
                Severity::Problem,
                folder,
                "This is there and is no folder, so no policy file could be looked for in it.".to_owned(),
                "Make it a folder, or take it away; until then all that a policy file in it could forbid is forbidden.",
            ));
            Opening::Closed
        }
        Ok(None) => Opening::Absent,
        Err(told) => {
            found.extend(told);
            Opening::Closed
        }
    }
}

/// Whether something stands in the place of the folder: a file, or a link that leads nowhere.
fn is_no_folder(files: &Files, folder: &Path) -> bool {
    match (files.stat(folder), files.stat_link(folder)) {
        (Ok(Some(stat)), _) => !stat.is_dir,
        (Ok(None), Ok(link)) => link.is_some(),
        _ => true,
    }
}
