//! Where other sessions write: the folders to be told of.

use std::path::PathBuf;

use super::Desk;

impl Desk {
    /// The folders in which a change may be something new on record. A folder that cannot be read is left
    /// out: the next look at the register says so.
    pub fn folders(&self) -> Vec<PathBuf> {
        let register = self.home.join("register");
        let listed = self.ports.files.list(&register).unwrap_or_default();
        let writers = listed.into_iter().filter(|l| l.stat.is_dir);
        let mut all = vec![self.home.clone(), register];
        all.extend(writers.map(|l| l.path));
        all
    }
}
