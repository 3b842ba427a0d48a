//! Something found amiss in a folder, and what was done about it.

use std::path::PathBuf;

use crate::record::next::Ways;

/// Something found, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cared {
    pub path: PathBuf,
    /// What was found, as a sentence.
    pub what: String,
    /// What to do; empty where nothing need be done.
    pub next: Ways,
    /// What was done; `None` where nothing could be, or needed to be.
    pub done: Option<String>,
}

impl Cared {
    /// The whole of it in one line, where it begins; `told` puts what to do into words.
    pub fn line(&self, told: impl Fn(&Ways) -> String) -> String {
        let done = self.done.as_deref().map(|done| format!(" Done: {done}."));
        let next = Some(told(&self.next))
            .filter(|next| !next.is_empty())
            .map(|next| format!(" {next}"));
        let (done, next) = (done.unwrap_or_default(), next.unwrap_or_default());
        format!("{}: {}{done}{next}", self.path.display(), self.what)
    }
}

impl From<Cared> for Ways {
    fn from(cared: Cared) -> Ways {
        Ways::from(cared.line(|_| String::new())).and(cared.next)
    }
}
