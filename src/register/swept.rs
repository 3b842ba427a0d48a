//! What a death leaves beside the journal: temporary files, of which nothing was ever acknowledged.

use std::collections::HashSet;
use std::path::PathBuf;

use super::drafts::Drafts;
use super::folders::{sweep, sweep_carried, temporary_prefix};
use super::listing::{QUARANTINE, TORN};
use super::session::{STALE_SECONDS, Session};

impl Session<'_> {
    /// Removes temporary files that a session of this writer left when it died. Nobody else writes under
    /// these names, and the lock is held.
    /// What other tools left in own folders goes as well, but for what is kept.
    pub(super) fn sweep(&mut self, kept: &HashSet<PathBuf>) {
        let prefix = temporary_prefix(self.writer());
        let home = &self.book.home;
        let quarantine = self.book.dir().join(QUARANTINE);
        let drafts = Drafts::new(&self.book.ports, home);
        for dir in std::iter::once(&*quarantine).chain(drafts.folders()) {
            sweep(self.files(), dir, &prefix);
        }
        for writer in self.book.own_names() {
            let folder = self.book.dir().join(writer);
            sweep_carried(self.files(), &folder, kept);
            sweep_carried(self.files(), &folder.join(TORN), kept);
        }
        // A draft that cannot be moved is still found where it is.
        let _ = drafts.move_in();
        // Drafts are saved without a lock, so only what nobody can still be writing goes.
        let now = self.book.ports.clock.now();
        let there = drafts
            .folders()
            .map(|dir| self.files().list(dir).unwrap_or_default());
        for listed in there.into_iter().flatten() {
            let age = listed.stat.modified.map(|m| (now - m).num_seconds());
            let scrap = listed.name.to_string_lossy().ends_with(".tmp") && listed.stat.is_file;
            if scrap && age.is_some_and(|a| a > STALE_SECONDS) {
                let _ = self.files().remove_file(&listed.path);
            }
        }
    }
}
