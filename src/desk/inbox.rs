//! The inbox: exports that were dropped there, to be read and then to go.
//!
//! Read-only but for [`Desk::remove_export`], which takes away only what lies in one of the folders, and nothing
//! while a hold is in force. A folder that cannot be listed holds nothing.

use std::path::{Path, PathBuf};

use super::{Desk, DeskError};
use crate::config;
use crate::import;
use crate::ports::Files;
use crate::record::Refusal;
use crate::record::next::{op, way_on};

/// The folders exports are dropped in; cheap to clone and free to send to another thread.
#[derive(Clone)]
pub struct Inbox {
    files: Files,
    /// The register's own first, then those of the settings.
    folders: Vec<PathBuf>,
}

impl Desk {
    /// Where exports are dropped: `inbox/` beside the register, and the folders of the setting `inbox`.
    pub fn inbox(&self) -> Inbox {
        let own = config::own_dir(&self.ports, self.home()).join(config::INBOX);
        let others = self.settings().inbox.iter().cloned();
        Inbox {
            files: self.ports.files.clone(),
            folders: std::iter::once(own).chain(others).collect(),
        }
    }
}

impl Inbox {
    /// The files that lie there with an ending that an export has, folder by folder, by name; not those with nothing
    /// in them, nor a zip that was cut short. What a file is, is told from its content once it is read.
    pub fn look(&self) -> Vec<PathBuf> {
        let listed = self.folders.iter().filter_map(|f| self.files.list(f).ok());
        let files = listed.flatten().filter(|l| l.stat.is_file);
        let offered = files.filter(|l| {
            let name = l.name.to_string_lossy().to_lowercase();
            let ending = name.rsplit_once('.').map(|(_, e)| e);
            let of_export = |e| import::formats().any(|row| row.endings.contains(&e));
            let named = !name.starts_with('.') && ending.is_some_and(of_export);
            named && import::may_be_export(&self.files, &l.path)
        });
        offered.map(|l| l.path).collect()
    }

    /// Whether a file lies directly in one of the folders.
    pub fn holds(&self, path: &Path) -> bool {
        path.parent()
            .is_some_and(|p| self.folders.iter().any(|f| f == p))
    }
}

impl Desk {
    /// Removes an export from the inbox; refused while any hold is in force, because its messages may be
    /// among what is held. One that has gone already is no trouble.
    pub fn remove_export(&self, path: &Path) -> Result<(), DeskError> {
        let shown = path.display();
        if !self.inbox().holds(path) {
            return Err(Refusal::new(
                format!("{shown} does not lie in an inbox, so it stays where it is"),
                "Remove it yourself once you need it no more",
            )
            .into());
        }
        if self.holds_in_force() > 0 {
            return Err(Refusal::new(
                format!(
                    "A hold is in force, so {shown} stays: its messages may be among what is held"
                ),
                way_on("See the holds with", op::HOLDS),
            )
            .into());
        }
        match self.ports.files.remove_file(path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                Err(DeskError::Storage(format!("{shown} was not removed: {e}")))
            }
            _ => Ok(()),
        }
    }

    /// How many holds are in force.
    pub fn holds_in_force(&self) -> usize {
        crate::record::hold::holds_in_force(self.state())
    }
}
