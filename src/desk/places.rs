//! Where captures are built and filed, as it was before a command began: every place that may hold a copy.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{Desk, begun};
use crate::config::Kind;
use crate::lodge;
use crate::ports::Ports;
use crate::record::{Entry, Event, EventKind, Id};
use crate::register::{Drafts, StoreError};

/// Where half-built folders may stand, as it was before a command began.
pub(super) struct Places {
    drafts: Drafts,
    /// Folders of destinations, by their names in the settings.
    destinations: Vec<(String, PathBuf)>,
    /// Folders of captures on record whose destination is no longer in the settings.
    earlier: Vec<PathBuf>,
    /// Other folders in which a capture was begun and not ended.
    begun: Vec<PathBuf>,
    /// Folders in which a package or a paper was begun and not ended.
    pub(super) packages: Vec<PathBuf>,
    on_record: OnRecord,
}

/// Where the folders of captures on record stand.
#[derive(Default)]
pub(super) struct OnRecord {
    paths: HashSet<PathBuf>,
    /// By the name of the destination, which may stand elsewhere by now.
    at: HashSet<(String, OsString)>,
    /// What other installations captured: where a destination stands for them nobody here knows.
    elsewhere: HashSet<OsString>,
}

impl OnRecord {
    /// `own`: this installation, as entries name it.
    pub(super) fn of(captures: &[Entry], own: Option<&str>) -> OnRecord {
        let mut all = OnRecord::default();
        for entry in captures {
            let Event::ItemCaptured(e) = &entry.event else {
                continue;
            };
            let Some(path) = e.path.as_deref().map(PathBuf::from) else {
                continue;
            };
            if let Some(name) = path.file_name().map(ToOwned::to_owned) {
                if Some(&*entry.writer) != own {
                    all.elsewhere.insert(name.clone());
                }
                all.at.extend(e.destination.clone().map(|at| (at, name)));
            }
            all.paths.insert(path);
        }
        all
    }

    /// Whether a folder is one of them; `destination`: the name of the place it stands in, where it has one.
    fn has(&self, destination: Option<&str>, path: &Path) -> bool {
        let Some(name) = path.file_name() else {
            return false;
        };
        let at = || Some((destination?.to_owned(), name.to_owned()));
        self.paths.contains(path)
            || self.elsewhere.contains(name)
            || at().is_some_and(|at| self.at.contains(&at))
    }
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
        let captures: Vec<Entry> = self.entries.of_kinds(&[EventKind::ItemCaptured]).collect();
        let recorded = captures.iter().filter_map(|entry| match &entry.event {
            Event::ItemCaptured(e) => Path::new(e.path.as_deref()?).parent().map(Path::to_owned),
            _ => None,
        });
        let recorded: BTreeSet<PathBuf> = recorded.collect();
        let known = |path: &PathBuf| destinations.iter().any(|(_, there)| there == path);
        let begun = begun::list(&self.drafts()).into_iter().map(|b| b.folder);
        let begun = begun.filter(|path| !known(path) && !recorded.contains(path));
        let begun: BTreeSet<PathBuf> = begun.collect();
        Places {
            drafts: self.drafts(),
            begun: begun.into_iter().collect(),
            on_record: OnRecord::of(&captures, self.register.writer_id()),
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
    /// Every folder in which a capture may have been built, with its destination's name where it is in the settings.
    pub(super) fn folders(&self) -> impl Iterator<Item = (Option<&str>, &Path)> {
        let others = self.earlier.iter().chain(&self.begun);
        self.destinations
            .iter()
            .map(|(name, path)| (Some(name.as_str()), path.as_path()))
            .chain(others.map(|path| (None, path.as_path())))
    }

    /// The folders that no settings name any more in which a capture was begun and not ended.
    pub(super) fn begun(&self) -> &[PathBuf] {
        &self.begun
    }

    /// Whole folders of these items that no capture on record names. A place that cannot be looked at is passed
    /// over.
    pub(super) fn unrecorded(
        &self,
        ports: &Ports,
        wanted: &dyn Fn(Id) -> bool,
    ) -> Vec<(Id, PathBuf)> {
        let mut found: Vec<(Id, PathBuf)> = Vec::new();
        for (name, path) in self.folders() {
            let is_wanted = |id: &str| Id::parse(id).is_some_and(wanted);
            let whole = lodge::whole_folders(ports, path, &is_wanted);
            for one in whole.unwrap_or_default() {
                let known = self.on_record.has(name, &one.path);
                let named = found.iter().any(|(_, path)| *path == one.path);
                if let Some(id) = Id::parse(&one.id).filter(|_| !known && !named) {
                    found.push((id, one.path));
                }
            }
        }
        found
    }

    /// Notes that a capture of an item into a folder is begun.
    pub(super) fn begin(&self, item: Id, folder: &Path) -> Result<(), StoreError> {
        begun::note(&self.drafts, item, folder)
    }

    /// Takes in that a folder is on record now.
    pub(super) fn recorded(&mut self, path: &Path) {
        self.on_record.paths.insert(path.to_owned());
    }

    /// Forgets that a capture of an item into a folder was begun, where nothing of it is left there. What cannot be
    /// looked at may be left.
    pub(super) fn settle(&self, ports: &Ports, item: Id, folder: &Path) {
        if self.is_left(ports, item, folder) == Some(false) {
            // A note that stays does no harm, and goes with the next doctor.
            let _ = begun::forget(&self.drafts, item, folder);
        }
    }

    /// Whether anything of interrupted captures of an item stands in a folder; `None` where it cannot be looked at.
    pub(super) fn is_left(&self, ports: &Ports, item: Id, folder: &Path) -> Option<bool> {
        let unfinished = lodge::is_unfinished(ports, folder, item.as_str()).ok()?;
        let found = self.unrecorded(ports, &|id| id == item);
        Some(unfinished || found.iter().any(|(_, path)| path.parent() == Some(folder)))
    }
}
