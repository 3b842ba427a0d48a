//! Files that are kept with a message.

use std::path::Path;

use super::import::evidence_of;
use super::{Desk, DeskError};
use crate::record::Refusal;
use crate::record::state::Evidence;
use crate::text::name_of;

/// The largest file that is kept with a message.
const FILE_CAP: u64 = 256 * 1024 * 1024;

impl Desk {
    /// A file as it is kept, and its bytes.
    pub fn file_to_keep(&self, path: &Path) -> Result<(Evidence, Vec<u8>), DeskError> {
        let shown = path.display();
        let trouble = |e: std::io::Error| {
            DeskError::Storage(format!("{shown} cannot be read: {e}. Nothing was added."))
        };
        match self.ports.files.stat(path).map_err(trouble)? {
            None => {
                return Err(DeskError::Storage(format!(
                    "{shown} is not there. Check the path; nothing was added."
                )));
            }
            Some(stat) if !stat.is_file => {
                let what = format!("{shown} is {}, not a file", stat.kind());
                return Err(Refusal::new(what, "Name one file with each --file").into());
            }
            Some(_) => {}
        }
        let bytes = self.ports.files.read_capped(path, FILE_CAP);
        let bytes = bytes.map_err(trouble)?.ok_or_else(|| {
            Refusal::new(
                format!(
                    "{shown} is larger than {} MiB, the most that is kept with a message",
                    FILE_CAP >> 20
                ),
                "Put it on the government system directly and add a reference to it as text",
            )
        })?;
        let name = name_of(path.file_name().unwrap_or(path.as_os_str()));
        Ok((evidence_of(&bytes, "attachment", &name), bytes))
    }
}
