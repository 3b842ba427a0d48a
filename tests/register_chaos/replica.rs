//! The register's folder on one tree, as a sync tool or a person with a file manager sees it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use onrecord::ports::{Files, Memory};

/// A file's bytes and the time of its last change.
#[derive(Clone, Debug, PartialEq)]
pub struct There {
    pub bytes: Arc<Vec<u8>>,
    pub modified: DateTime<Utc>,
}

/// Files by their path below the home folder.
pub type Contents = BTreeMap<String, There>;

/// What a tool does not look at.
const LEFT_OUT: &str = "lock";

#[derive(Clone)]
pub struct Replica {
    pub memory: Memory,
    /// The tree as root has it: what permissions say is asked of the program, not of the tools.
    pub files: Files,
    pub home: PathBuf,
    /// The user and the group that what a tool makes belongs to.
    pub owner: (u32, u32),
    /// The modes of the files and folders that it makes.
    pub modes: (u32, u32),
}

impl Replica {
    pub fn contents(&self) -> Contents {
        let mut out = Contents::new();
        for top in ["register", "evidence"] {
            for (path, bytes, modified) in self.memory.files_below(&self.home.join(top)) {
                let left_out = path.file_name().is_some_and(|name| name == LEFT_OUT);
                if let (Ok(name), false) = (path.strip_prefix(&self.home), left_out) {
                    let name = name.to_string_lossy().into_owned();
                    out.insert(name, There { bytes, modified });
                }
            }
        }
        out
    }

    pub fn get(&self, name: &str) -> Option<There> {
        let path = self.home.join(name);
        let stat = self.files.stat(&path).ok()??;
        let bytes = Arc::new(self.files.read(&path).ok()?);
        Some(There {
            bytes,
            modified: stat.modified?,
        })
    }

    /// Puts a file there with a time, in the old one's place: by renaming, or by writing over its bytes.
    pub fn put(&self, name: &str, there: &There, over: bool) {
        let path = self.home.join(name);
        self.folders(path.parent().unwrap());
        let before = self.files.stat(&path).unwrap();
        if over && before.as_ref().is_some_and(|b| b.is_file) {
            let mut file = self.files.open_write(&path).unwrap();
            file.truncate(0).unwrap();
            file.write_all(&there.bytes).unwrap();
            file.sync().unwrap();
        } else {
            self.files.replace(&path, &there.bytes, 0o600).unwrap();
            let (owner, mode) = (self.owner, self.modes.0);
            let (uid, group, mode) =
                before.map_or((owner.0, owner.1, mode), |b| (b.owner, b.group, b.mode));
            self.memory.give(&path, uid, group).unwrap();
            self.files.set_mode(&path, mode).unwrap();
        }
        self.files.set_modified(&path, there.modified).unwrap();
    }

    fn folders(&self, folder: &Path) {
        if self.files.stat(folder).unwrap().is_some() {
            return;
        }
        self.folders(folder.parent().unwrap());
        self.files.create_dir(folder, 0o700).unwrap();
        self.files.sync_dir(folder.parent().unwrap()).unwrap();
        let (uid, group) = self.owner;
        self.memory.give(folder, uid, group).unwrap();
        self.files.set_mode(folder, self.modes.1).unwrap();
    }

    pub fn remove(&self, name: &str) {
        let path = self.home.join(name);
        if self.files.stat(&path).unwrap().is_some_and(|s| s.is_file) {
            self.files.remove_file(&path).unwrap();
            self.files.sync_dir(path.parent().unwrap()).unwrap();
        }
    }
}
