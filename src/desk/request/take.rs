//! What a search found in an export goes into the queue, the way of every import.
//!
//! Invariant: only what was found is kept, and what the queue has already is not put there twice.

use std::fmt;
use std::path::{Path, PathBuf};

use super::look::{LookError, LookIn, LookedIn};
use crate::desk::import::{Found, Opened, Queued, ReadOptions, Reader};
use crate::desk::{Desk, DeskError};
use crate::import::Input;
use crate::record::Refusal;
use crate::record::stated::About;

/// Reads what was found once more, for the queue; free to be sent to another thread.
#[derive(Clone)]
pub struct Gatherer(Reader);

/// What was found in one chat of an export, as it was read.
pub struct Gathered {
    opened: Opened,
    found: Found,
}

impl fmt::Debug for Gathered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gathered {}", self.found.picked.len())
    }
}

impl Gatherer {
    /// Reads what a search found in an export, chat by chat.
    ///
    /// # Errors
    /// Where it cannot be read any more, or an entry is longer than can be kept whole.
    pub fn gather(
        &self,
        path: &Path,
        looked: &LookedIn,
        ask: &LookIn,
    ) -> Result<Vec<Gathered>, DeskError> {
        let mut all = Vec::new();
        let Some(finds) = &looked.finds else {
            return Ok(all);
        };
        for key in &finds.chats {
            let options = ReadOptions {
                chat: Some(key.clone()).filter(|key| !key.is_empty()),
                order: ask.order(),
                digests: true,
                unlisted: true,
                watch: ask.watch.clone(),
                ..ReadOptions::default()
            };
            let input = Input::Path(PathBuf::from(path));
            let mut opened = self.0.open(input, &options).map_err(LookError::from)?;
            let found = opened
                .pick(&mut |entry| entry.kind.is_written() && finds.sieve.finds(entry))
                .map_err(LookError::from)?;
            if found.picked.is_empty() {
                continue;
            }
            if let Some(long) = found.picked.iter().find(|p| p.cut > 0) {
                return Err(Refusal::new(
                    format!(
                        "Entry {} is longer than can be kept whole, so nothing was queued",
                        long.n
                    ),
                    "Keep the export itself as a file of an item",
                )
                .into());
            }
            all.push(Gathered { opened, found });
        }
        Ok(all)
    }
}

impl Desk {
    /// What reads finds once more for the queue, as things are on record now.
    pub fn gatherer(&self) -> Gatherer {
        Gatherer(self.reader())
    }

    /// Puts what was gathered into the queue, chat by chat.
    ///
    /// # Errors
    /// Where it cannot be read any more; of that chat nothing is kept then.
    pub fn queue_gathered(
        &mut self,
        gathered: Vec<Gathered>,
        about: &About,
    ) -> Result<Vec<Queued>, DeskError> {
        let mut all = Vec::new();
        for Gathered { mut opened, found } in gathered {
            let target = self.target(&opened.name, opened.export.format().channel)?;
            let batch = opened
                .batch(found, target, !about.reference_only)
                .map_err(LookError::from)?;
            all.push(self.queue_batch(batch, about.clone(), false)?);
        }
        Ok(all)
    }
}

impl From<LookError> for DeskError {
    fn from(error: LookError) -> DeskError {
        match error {
            LookError::TwoReadings(name) => {
                Refusal::new(format!("The dates of {name} can be read in two ways"), "").into()
            }
            LookError::Import(error) => Refusal::new(error.to_string(), "").into(),
        }
    }
}
