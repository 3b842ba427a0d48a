//! What `doctor` finds, each with a remedy where there is a safe one.

use std::path::{Path, PathBuf};

use crate::ports::Access;
use crate::record::next::Ways;

/// Something to know or to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub path: PathBuf,
    /// What is found, as a sentence.
    pub what: String,
    /// What to do about it; empty where nothing need be done.
    pub next: Ways,
    /// What [`Register::mend`] would do.
    pub mend: Option<Mend>,
}

/// A remedy that cannot do harm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// Give it the bits and the group that are due.
    Mode(Access),
    /// The same of many.
    Modes(Vec<(PathBuf, Access)>),
    /// Remove a temporary file that an interrupted write left.
    Remove,
    /// Keep the frames that stand only in this copy in a file of one's own.
    Adopt,
    /// Remove this copy: every frame of it stands in journals.
    RemoveCopy,
}

impl Finding {
    /// Whether it is about who can get at something.
    pub fn is_of_modes(&self) -> bool {
        matches!(self.mend, Some(Mend::Mode(_) | Mend::Modes(_)))
    }
}

/// Something to know; nothing to be done by the program.
pub(super) fn finding(path: &Path, what: String, next: &str) -> Finding {
    Finding {
        path: path.to_owned(),
        what,
        next: match next {
            "" => Ways::default(),
            next => next.into(),
        },
        mend: None,
    }
}
