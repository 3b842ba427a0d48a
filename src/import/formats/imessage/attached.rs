//! Files that imessage-exporter names by where they lie: in its own folder, or where Messages keeps them.

use std::borrow::Cow;

use crate::import::entry::{Attachment, FileSource};
use crate::import::index::{Held, Index};

/// The longest path that is taken for one.
const LONG: usize = 1_024;
/// What is said where a file that belongs to a message is known to be gone.
pub(super) const MISSING: &str = "Attachment missing!";

/// Where files are looked for.
pub(super) struct Files<'f> {
    pub(super) index: &'f Index,
    /// The folder the text lies in.
    pub(super) folder: &'f str,
}

impl Files<'_> {
    /// A file by its path as the export has it.
    pub(super) fn at<'a>(&self, path: &str) -> Attachment<'a> {
        let held = self.find(path);
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        Attachment {
            name: Cow::Owned(name.to_owned()),
            present: held.is_some(),
            kind: None,
            bytes: held.as_ref().map(|h| h.bytes),
            source: held.map_or(FileSource::Named, |h| h.source),
        }
    }

    fn find(&self, path: &str) -> Option<Held> {
        let path = path.replace('\\', "/");
        let path = path.strip_prefix("./").unwrap_or(&path);
        let found = self.index.find(self.folder, path);
        // The folder of the export may have been moved since: what stands below its own name for files is the same.
        found.or_else(|| {
            let at = path.rfind("/attachments/")?;
            self.index.find(self.folder, &path[at + 1..])
        })
    }

    /// The file that a line of its own names; `None` where it is what somebody wrote.
    pub(super) fn of_line<'a>(&self, line: &str) -> Option<Attachment<'a>> {
        let line = line.trim_end();
        if line == MISSING {
            return Some(gone("attachment that is missing"));
        }
        let path = match line.split_once("Sticker from ") {
            Some((before, after)) if before.len() < 40 => after.rsplit_once(": ")?.1,
            _ => line,
        };
        if path.is_empty() || path.len() > LONG || path.starts_with(' ') {
            return None;
        }
        let lower = path.to_lowercase().replace('\\', "/");
        let drive = lower.as_bytes().get(1) == Some(&b':');
        let rooted = lower.starts_with(['/', '~']) || drive || lower.starts_with("./");
        let kept = ["/attachments/", "/stickercache/"]
            .iter()
            .any(|k| lower.contains(k));
        let is = lower.starts_with("attachments/") && !lower.ends_with('/') || (rooted && kept);
        if is {
            return Some(self.at(path));
        }
        // A name alone is one only if such a file is there.
        let (stem, ending) = path.rsplit_once('.')?;
        let plain = !stem.is_empty()
            && (2..=5).contains(&ending.len())
            && ending.bytes().all(|b| b.is_ascii_alphanumeric());
        (plain && self.find(path).is_some()).then(|| self.at(path))
    }
}

/// A file that is known not to be there.
pub(super) fn gone<'a>(name: &str) -> Attachment<'a> {
    Attachment {
        name: Cow::Owned(name.to_owned()),
        present: false,
        kind: None,
        bytes: None,
        source: FileSource::Named,
    }
}
