//! Half-written text from a thread that has no desk: when the terminal hangs up there is no time to ask.
//!
//! May import `register`.

use super::{Desk, DeskError};
use crate::register;

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
    /// The names of the drafts there are, sorted.
    pub fn draft_names(&self) -> Result<Vec<String>, DeskError> {
        let mut names = self.drafts().list()?;
        // A note of this tool's own, not a text that somebody began.
        names.retain(|name| name != super::package::NOTE);
        Ok(names)
    }

    /// A saver of drafts to hand out.
    pub fn draft_saver(&self) -> DraftSaver {
        DraftSaver(self.drafts())
    }
}
