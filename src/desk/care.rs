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
                self.destination_trouble(path, &mut found);
            }
        }
        found
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

    fn destination_trouble(&self, destination: &Path, found: &mut Vec<Cared>) {
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
            let what = "A capture was interrupted here and left a half-built folder.".to_owned();
            found.push(Cared {
                path,
                what,
                next: String::new(),
                done: Some(done),
            });
        }
    }
}
