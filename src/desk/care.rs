//! Looking after the folders: what is amiss in register and destinations, and mending what can do no harm.

use std::path::{Path, PathBuf};

use super::cared::{Cared, counted_alike};
use super::traces::{named, told};
use super::{Desk, begun};
use crate::config::{self, Kind, own_folder};
use crate::lodge::{self, TracesOf};
use crate::record::next::Ways;
use crate::record::{Entry, EventKind};
use crate::text::as_sentence;

/// What to do about a kept file that was changed or is gone.
const CHANGED: &str = "Leave it as it is, tell your records team, and put the file back from a copy; where the message was lodged, its folder holds a copy of its own.";

impl Desk {
    /// Looks for trouble and mends what can be mended without harm: permissions, temporary files,
    /// half-built folders of interrupted captures.
    pub fn doctor(&self) -> Vec<Cared> {
        let mut found = self.register_trouble();
        // Settings that are wrong are told of as such, line by line.
        let lost = self
            .settings_lost()
            .filter(|_| self.settings_wrong().is_empty());
        found.extend(lost.map(|what| Cared {
            path: self.home.join(config::FILE),
            what,
            next: self.settings_way(),
            done: None,
        }));
        found.extend(self.copies_of_settings());
        // While this lock is held no capture of this installation is going on.
        let turn = self.register.turn();
        for destination in &self.settings.destinations {
            if let Kind::Folder { path, .. } = &destination.kind {
                if let Some(what) = own_folder(&self.ports, &self.home, path) {
                    found.push(Cared {
                        path: path.clone(),
                        what: format!(
                            "The destination {} is {what}, which is no place to file anything.",
                            destination.name
                        ),
                        next: "Name a folder of a government system in config.toml.".into(),
                        done: None,
                    });
                    continue;
                }
                self.leftover_trouble(path, turn.is_some(), &mut found);
            }
        }
        let places = self.places();
        for path in places.begun() {
            self.leftover_trouble(path, turn.is_some(), &mut found);
        }
        found.extend(self.unrecorded_trouble(&places));
        if turn.is_some() {
            self.note_unrecorded(&places);
            for begun in begun::list(&self.drafts()) {
                places.settle(&self.ports, begun.item, &begun.folder);
            }
        }
        drop(turn);
        self.package_trouble(&mut found);
        counted_alike(found)
    }

    /// Files beside the settings that a sync tool, an editor or a person made of them: nothing reads them.
    fn copies_of_settings(&self) -> Vec<Cared> {
        const SETTINGS: [&str; 3] = [config::FILE, "policy.toml", "keys.toml"];
        let own = config::own_dir(&self.ports, &self.home);
        let mut folders = vec![self.home.clone()];
        folders.extend((own != self.home).then_some(own));
        let listed = folders
            .iter()
            .flat_map(|dir| self.ports.files.list(dir).unwrap_or_default());
        let copies = listed.filter_map(|listed| {
            let name = listed.name.to_string_lossy().into_owned();
            let of = SETTINGS.into_iter().find(|file| {
                let stem = file.trim_end_matches(".toml");
                let rest = name.strip_prefix(stem).unwrap_or_default();
                name != *file && rest.starts_with(['.', ' ', '-', '(', '_', '~'])
            })?;
            (listed.stat.is_file).then_some((listed.path, of))
        });
        copies
            .map(|(path, of)| Cared {
                path,
                what: format!("This looks like a copy of {of} that a sync tool, an editor or a person made; it is not read."),
                next: format!("Compare it with {of}, take over what you need, and remove it.").into(),
                done: None,
            })
            .collect()
    }

    /// What packages that were interrupted left in the folders they were made in.
    fn package_trouble(&self, found: &mut Vec<Cared>) {
        for place in self.package_places() {
            let out = Path::new(&place);
            if matches!(self.ports.files.stat(out), Ok(Some(_))) {
                self.leftover_trouble(out, false, found);
            }
            if !lodge::has_unfinished(&self.ports, out) {
                // Nothing is left to look for; a note that cannot be removed is looked at again next time.
                let _ = self.forget_package(out);
            }
        }
    }

    fn register_trouble(&self) -> Vec<Cared> {
        let mend = |finding: &crate::register::Finding| {
            finding.mend.as_ref()?;
            Some(match self.register.mend(finding) {
                Ok(()) => "mended".to_owned(),
                Err(e) => e.to_string(),
            })
        };
        let findings = self.register.doctor();
        findings
            .into_iter()
            .map(|f| Cared {
                done: mend(&f),
                path: f.path,
                what: f.what,
                next: f.next,
            })
            .chain(self.evidence_trouble())
            .collect()
    }

    /// Kept files that are not there any more with the bytes they were kept with.
    fn evidence_trouble(&self) -> Vec<Cared> {
        let trouble = |path: PathBuf, what: String, next: &str| Cared {
            path,
            what,
            next: next.into(),
            done: None,
        };
        let named = self
            .entries()
            .of_kinds(&[EventKind::ItemAdded, EventKind::ItemMessage]);
        let named: Vec<Entry> = named.collect();
        match self.register.check_evidence(named.iter()) {
            Ok((amiss, _)) => amiss
                .into_iter()
                .map(|p| trouble(self.home.join(p.file), as_sentence(&p.what), CHANGED))
                .collect(),
            Err(error) => vec![trouble(self.home.clone(), error.to_string(), "")],
        }
    }

    fn leftover_trouble(&self, folder: &Path, alone: bool, found: &mut Vec<Cared>) {
        match lodge::sweep(&self.ports, folder, TracesOf::All, alone) {
            Ok(traces) => found.extend(traces.into_iter().map(|trace| {
                let of = named(&self.state, &trace.unbuilt);
                told(trace, of)
            })),
            Err(e) => found.push(Cared {
                path: folder.to_owned(),
                what: e.to_string(),
                next: Ways::default(),
                done: None,
            }),
        }
    }
}
