//! What a search found in an export goes into the queue, the way of every import.
//!
//! Invariant: only what was found is kept, and what the queue has already is not put there twice.

use std::path::{Path, PathBuf};

use super::look::{LookError, LookFor, LookIn};
use crate::desk::import::{Queued, ReadOptions};
use crate::desk::{Desk, DeskError};
use crate::import::Input;
use crate::record::Refusal;
use crate::record::stated::About;

impl Desk {
    /// Puts what is found in an export into the queue, chat by chat.
    ///
    /// # Errors
    /// Where it cannot be read, or an entry is longer than can be kept whole; of that chat nothing is kept then.
    pub fn queue_finds(
        &mut self,
        path: &Path,
        look: &LookFor,
        ask: &LookIn,
        about: &About,
    ) -> Result<Vec<Queued>, DeskError> {
        let (keys, sieve) = self.looker().chats_with_finds(path, look, ask)?;
        let mut all = Vec::new();
        for key in keys {
            let options = ReadOptions {
                chat: Some(key).filter(|key| !key.is_empty()),
                order: ask.order(),
                digests: true,
                watch: ask.watch.clone(),
                ..ReadOptions::default()
            };
            let input = Input::Path(PathBuf::from(path));
            let mut opened = self
                .reader()
                .open(input, &options)
                .map_err(LookError::from)?;
            let found = opened
                .pick(&mut |entry| entry.kind.is_written() && sieve.finds(entry))
                .map_err(LookError::from)?;
            if found.picked.is_empty() {
                continue;
            }
            if let Some(long) = found.picked.iter().find(|p| p.cut > 0) {
                return Err(Refusal::new(
                    format!("Entry {} is longer than can be kept whole, so nothing of its chat was queued", long.n),
                    "Keep the export itself as a file of an item",
                )
                .into());
            }
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
            LookError::Refused(refusal) => refusal.into(),
            LookError::Import(error) => Refusal::new(error.to_string(), "").into(),
        }
    }
}
