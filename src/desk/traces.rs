//! What interrupted captures, papers and packages left: looked for wherever one may have been built.
//!
//! May import `lodge`, `config`, `record`. A half-built folder holds the whole of what a record would have held, so
//! erasing an item reaches it, and so does every other capture of that item.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Desk;
use super::cared::Cared;
use crate::config::Kind;
use crate::lodge::{self, LodgeError, Swept, Trace, TracesOf};
use crate::ports::Ports;
use crate::record::next::{op, way_on};
use crate::record::{Event, Id};

/// Where half-built folders may stand, as it was before a command began.
pub(super) struct Places {
    /// Folders of destinations, by their names in the settings.
    destinations: Vec<(String, PathBuf)>,
    /// Folders of captures on record whose destination is no longer in the settings.
    earlier: Vec<PathBuf>,
    /// Folders in which a package or a paper was begun and not ended.
    packages: Vec<PathBuf>,
}

impl Desk {
    pub(super) fn places(&self) -> Places {
        let folder = |d: &crate::config::Destination| match &d.kind {
            Kind::Folder { path, .. } => Some((d.name.clone(), path.clone())),
            _ => None,
        };
        let destinations: Vec<(String, PathBuf)> = self
            .settings
            .destinations
            .iter()
            .filter_map(folder)
            .collect();
        let recorded = self.entries.iter().filter_map(|entry| match &entry.event {
            Event::ItemCaptured(e) => Path::new(e.path.as_deref()?).parent().map(Path::to_owned),
            _ => None,
        });
        let recorded: BTreeSet<PathBuf> = recorded.collect();
        let known = |path: &PathBuf| destinations.iter().any(|(_, there)| there == path);
        Places {
            earlier: recorded.into_iter().filter(|path| !known(path)).collect(),
            packages: self
                .package_places()
                .into_iter()
                .map(PathBuf::from)
                .collect(),
            destinations,
        }
    }
}

impl Places {
    /// Clears what interrupted captures of an item left; the writer's lock is held. A destination that is not
    /// there is passed over: `erase` and `doctor` name it.
    pub(super) fn clear_captures(&self, ports: &Ports, item: Id) -> Vec<Cared> {
        let (mut found, ids) = (Vec::new(), [item.as_str()]);
        for path in self
            .destinations
            .iter()
            .map(|(_, path)| path)
            .chain(&self.earlier)
        {
            let swept = lodge::sweep(ports, path, TracesOf::Ids(&ids), true);
            found.extend(all(swept, "A capture"));
        }
        found
    }

    /// Clears what holds a copy of items that are erased, and names what cannot be reached; the writer's lock is
    /// held. Of a package nobody knows which items it was to hold, so every one that was interrupted goes.
    pub(super) fn clear_erased(&self, ports: &Ports, items: &[Id]) -> Vec<Cared> {
        let ids: Vec<&str> = items.iter().map(|id| id.as_str()).collect();
        let mut found = Vec::new();
        for (name, path) in &self.destinations {
            let swept = lodge::sweep(ports, path, TracesOf::Ids(&ids), true);
            if let Err(error) = &swept {
                found.push(out_of_reach(name, path, error));
            }
            found.extend(all(swept, "A capture"));
        }
        for path in &self.earlier {
            let swept = lodge::sweep(ports, path, TracesOf::Ids(&ids), true);
            found.extend(all(swept, "A capture"));
        }
        for path in &self.packages {
            let swept = lodge::sweep(ports, path, TracesOf::Packages, false);
            found.extend(all(swept, "A package"));
        }
        found
    }
}

fn all(swept: Result<Vec<Trace>, LodgeError>, of: &str) -> Vec<Cared> {
    swept
        .unwrap_or_default()
        .into_iter()
        .map(|trace| told(trace, of))
        .collect()
}

fn out_of_reach(name: &str, path: &Path, error: &LodgeError) -> Cared {
    let why = match error {
        LodgeError::NoDestination(_) => "there is no such folder now".to_owned(),
        LodgeError::NotAFolder(_) => "it is not a folder".to_owned(),
        LodgeError::Storage { source, .. } => source.to_string(),
        other => other.to_string(),
    };
    Cared {
        path: path.to_owned(),
        what: format!(
            "The destination {name} could not be looked at ({why}): what an interrupted capture may have left there stays."
        ),
        next: way_on("Once it is mounted, run", op::DOCTOR).into(),
        done: None,
    }
}

/// A half-built folder in words; `of` begins the sentence: "A capture".
pub(super) fn told(trace: Trace, of: &str) -> Cared {
    let interrupted = format!("{of} was interrupted here and left a half-built folder.");
    let (what, next, done) = match trace.swept {
        Swept::Removed => (
            interrupted,
            "",
            "removed; what was captured is not touched".to_owned(),
        ),
        Swept::Stays(error) => (interrupted, "Remove it by hand.", error.to_string()),
        Swept::Left => {
            return Cared {
                path: trace.path,
                what: "This half-built folder is being built now, or was begun by another installation less than an hour ago.".to_owned(),
                next: way_on("In an hour run", op::DOCTOR).into(),
                done: None,
            };
        }
    };
    Cared {
        path: trace.path,
        what,
        next: next.into(),
        done: Some(done),
    }
}
