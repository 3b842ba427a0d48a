//! Half-written text from a thread that has no desk: when the terminal hangs up there is no time to ask.

use std::path::PathBuf;

use super::{Desk, DeskError};
use crate::record::command::Refusal;
use crate::register;

/// Notes of this tool's own, not texts that somebody began.
const NOTES: [&str; 2] = [super::package::NOTE, super::begun::NOTE];

/// Saves drafts; cheap to clone and free to send to another thread.
#[derive(Clone, Debug)]
pub struct DraftSaver(register::Drafts);

impl DraftSaver {
    /// Keeps a text that is being written; on disk when this returns.
    pub fn keep(&self, name: &str, text: &str) -> Result<(), DeskError> {
        Ok(self.0.save(name, text)?)
    }
}

impl Desk {
    /// Writes a text into a file of its own for an editor to change.
    pub fn lend_text(&self, name: &str, text: &str) -> Result<PathBuf, DeskError> {
        Ok(self.drafts().lend(name, text)?)
    }

    /// What the file for the editor holds now; `None` where there is none. It stays.
    pub fn lent_text(&self, name: &str) -> Result<Option<String>, DeskError> {
        let Some(bytes) = self.drafts().lent(name)? else {
            return Ok(None);
        };
        let text = String::from_utf8(bytes).map_err(|_| {
            let reason = "What the editor wrote is not UTF-8, so nothing of it was taken";
            Refusal::new(reason, "Save it as UTF-8; the field is as it was")
        })?;
        Ok(Some(text))
    }

    /// Removes the file for the editor, and what editors leave beside it.
    pub fn drop_lent_text(&self, name: &str) -> Result<(), DeskError> {
        Ok(self.drafts().drop_lent(name)?)
    }

    /// The names of the drafts there are, sorted.
    pub fn draft_names(&self) -> Result<Vec<String>, DeskError> {
        let mut names = self.drafts().list()?;
        names.retain(|name| !NOTES.contains(&name.as_str()));
        Ok(names)
    }

    /// Removes every draft there is on this machine.
    pub fn clear_drafts(&self) -> Result<(), DeskError> {
        Ok(self.drafts().clear(&NOTES)?)
    }

    /// A saver of drafts to hand out.
    pub fn draft_saver(&self) -> DraftSaver {
        DraftSaver(self.drafts())
    }
}
