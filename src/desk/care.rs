//! Looking after the folders: what is amiss in register and destinations, and mending what can do no harm.
//!
//! May import `register`, `lodge`, `config`.

use std::path::{Path, PathBuf};

use super::Desk;
use crate::config::Kind;
use crate::lodge;

/// Something found, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cared {
    pub path: PathBuf,
    /// What was found, as a sentence.
    pub what: String,
    /// What to do, as a sentence; empty where nothing need be done.
    pub next: String,
    /// What was done; `None` where nothing could be, or needed to be.
    pub done: Option<String>,
}

impl Desk {
    /// Looks for trouble and mends what can be mended without harm: permissions, temporary files,
    /// half-built folders of interrupted captures.
    pub fn doctor(&self) -> Vec<Cared> {
        let mut found = self.register_trouble();
        for destination in &self.settings.destinations {
            if let Kind::Folder { path, .. } = &destination.kind {
                self.leftover_trouble(path, "A capture", &mut found);
            }
        }
        self.package_trouble(&mut found);
        found
    }

    /// What packages that were interrupted left in the folders they were made in.
    fn package_trouble(&self, found: &mut Vec<Cared>) {
        for place in self.package_places() {
            let out = Path::new(&place);
            if matches!(self.ports.files.stat(out), Ok(Some(_))) {
                self.leftover_trouble(out, "A package", found);
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
            .collect()
    }

    fn leftover_trouble(&self, destination: &Path, of: &str, found: &mut Vec<Cared>) {
        let left = match lodge::leftovers(&self.ports, destination, self.now()) {
            Ok(left) => left,
            Err(e) => {
                let (path, what) = (destination.to_owned(), e.to_string());
                return found.push(Cared {
                    path,
                    what,
                    next: String::new(),
                    done: None,
                });
            }
        };
        for path in left {
            let done = match lodge::remove_leftover(&self.ports, &path) {
                Ok(()) => "removed; what was captured is not touched".to_owned(),
                Err(e) => e.to_string(),
            };
            let what = format!("{of} was interrupted here and left a half-built folder.");
            found.push(Cared {
                path,
                what,
                next: String::new(),
                done: Some(done),
            });
        }
    }
}
