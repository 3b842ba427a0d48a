//! What is to be lodged as one folder, and what came of it.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::building::Turn;
use super::format::FolderFormat;
use super::layout::{Layout, digest};

/// A capture that stands in its destination and was read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lodged {
    /// The folder.
    pub path: PathBuf,
    /// SHA-256 of `SHA256SUMS`, or of a bag's `manifest-sha256.txt`: through the sums in it, one number
    /// that stands for every record file.
    pub sha256: String,
    /// The folder was there from an earlier, interrupted try.
    pub adopted: bool,
    /// Bytes of the record files, sums and tags not counted.
    pub bytes: u64,
    /// Other folders of the same id that are not this capture; left as they are.
    pub others: Vec<PathBuf>,
}

/// Files on their way into a folder of their own: a capture or a paper.
pub(super) struct Parcel<'a> {
    pub id: &'a str,
    /// The word between day and id in the folder's name: the channel, or a paper's kind.
    pub kind: &'a str,
    /// `yyyy-mm-dd`.
    pub day: String,
    pub format: FolderFormat,
    /// Where in the folder the mail stands whose headers name an earlier try.
    pub mail: &'a str,
    pub files: Layout<'a>,
    /// Gives the files that an earlier try would have written to a look at what stands there.
    pub earlier: &'a Earlier<'a>,
    pub turn: Turn,
}

/// The digest that stands for a whole folder: that of its file of sums.
pub(super) fn sums_digest(layout: &Layout<'_>, format: FolderFormat) -> String {
    digest(layout.get(format.sums()).map_or(&[], |sums| sums.as_ref()))
}

/// When an earlier try was made, and on which head of the register: all that tells its bytes from these.
pub(super) struct Tried {
    pub at: DateTime<Utc>,
    pub head: String,
}

/// Compares a found folder with what it should hold, and takes it for the parcel's own where it agrees.
pub(super) type Look<'l> = dyn Fn(&Layout<'_>) -> Option<Lodged> + 'l;

/// Gives the files that an earlier try would have written to a look at what stands there.
pub(super) type Earlier<'e> = dyn Fn(Tried, &Look<'_>) -> Option<Lodged> + 'e;
