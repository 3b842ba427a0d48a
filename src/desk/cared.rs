//! Something found amiss in a folder, and what was done about it.

use std::path::PathBuf;

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

impl Cared {
    /// The whole of it in one line, where it begins.
    pub fn line(&self) -> String {
        let done = self.done.as_deref().map(|done| format!(" Done: {done}."));
        let next = Some(&self.next)
            .filter(|next| !next.is_empty())
            .map(|next| format!(" {next}"));
        let (done, next) = (done.unwrap_or_default(), next.unwrap_or_default());
        format!("{}: {}{done}{next}", self.path.display(), self.what)
    }
}
