//! Whose a file of the register is, and so who takes erased text out of it.

use std::io;
use std::path::PathBuf;

use super::book::File;
use super::folders::{EVIDENCE, temporary_prefix};
use super::listing::{Kind, TORN};
use super::session::Session;
use crate::ports::Sharing;

impl Session<'_> {
    /// Whether a file is one to change: of a writer that this installation is, was or has taken over.
    pub(super) fn is_own(&self, file: &File) -> bool {
        file.is_of(&self.book.memory)
    }

    /// Whether erased text in a file is this installation's to take out: its own, or a copy that this Unix user made in a
    /// folder that several share, where the writer's user cannot get at it.
    pub(super) fn clears(&self, file: &File) -> bool {
        let astray = || file.found.kind == Kind::Copy || file.owner != file.found.folder;
        let stat = || self.files().stat_link(&file.found.path).ok().flatten();
        let made = || stat().is_some_and(|stat| stat.owner == self.files().user());
        let shared = || {
            let sharing = self.files().sharing(&self.book.home);
            sharing.is_ok_and(|sharing| sharing != Sharing::Private)
        };
        self.is_own(file) || self.is_of_nobody(file) || astray() && made() && shared()
    }

    /// Whether an own folder is another Unix user's, and not to be written in: a tool that ran as somebody else put it
    /// there. Under that name nothing more can be recorded.
    pub(super) fn is_shut_out(&self) -> bool {
        let Some(own) = self.book.memory.own() else {
            return false;
        };
        let folder = self.book.dir().join(own);
        let kept = self.book.home.join(EVIDENCE).join(own);
        let name = format!("{}probe.tmp", temporary_prefix(own));
        let files = self.files();
        let refused = |dir: &PathBuf| {
            let stat = files.stat_link(dir).ok().flatten();
            if !stat.is_some_and(|s| s.is_dir && s.owner != files.user()) {
                return false;
            }
            let probe = dir.join(&name);
            let made = files.create_new(&probe, 0o600);
            let _ = made.as_ref().map(|_| files.remove_file(&probe));
            made.is_err_and(|e| e.kind() == io::ErrorKind::PermissionDenied)
        };
        [folder.join(TORN), folder, kept].iter().any(refused)
    }

    /// Whether a file in an own folder, or in a copy of one, is no journal and holds no frame that can be read, so that
    /// nothing is known of what is in it: what a tool or a person made of a journal may still hold text of it.
    pub(super) fn is_of_nobody(&self, file: &File) -> bool {
        let Some(folder) = file.found.folder.as_deref().filter(|_| file.frames == 0) else {
            return false;
        };
        // A copy of the folder begins with its name; another writer's may do so too.
        let names = self.book.own_names();
        let own = names.iter().any(|name| folder == name);
        let copied = !own && !self.book.known.writers.contains_key(folder);
        let copied = copied && names.iter().any(|name| folder.starts_with(&**name));
        copied || own && file.found.kind == Kind::Copy
    }
}
