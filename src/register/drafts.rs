//! Half-written text, kept so that nothing typed is gone when a link drops.
//!
//! A draft is no record: it has no place in the chain, and it is removed once it became a command. It stands outside the
//! register, with what else is this person's on this machine alone, so that no sync tool carries it and no colleague
//! reads it; what an earlier version kept beside the register is read there too, until a turn moves it ([`Drafts::move_in`]).
//! Cheap to clone and free to send to another thread, which may have to save when the terminal hangs up.

use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::{StoreError, reading, writing};
use super::folders::{REGISTER, make_folder};
use super::memory;
use crate::ports::{Files, Listed, Ports};

/// The folder of drafts below the home folder, as an earlier version had it.
pub(super) const DRAFTS: &str = "drafts";

/// How the name of a file begins that an editor was given; the dot keeps it from counting as a draft.
fn lent_prefix(name: &str) -> String {
    format!(".{name}.")
}

/// The drafts of one register.
#[derive(Clone, Debug)]
pub struct Drafts {
    ports: Ports,
    home: PathBuf,
    dir: PathBuf,
    /// Where an earlier version kept them.
    earlier: PathBuf,
}

impl Drafts {
    /// The drafts of the register below `home`; nothing is made until one is saved.
    pub fn new(ports: &Ports, home: &Path) -> Drafts {
        let register = whole(&ports.files, &home.join(REGISTER));
        let name = format!("drafts-{}", memory::key(ports, &register));
        Drafts {
            ports: ports.clone(),
            home: home.to_owned(),
            dir: ports.host.state_home.join("onrecord").join(name),
            earlier: home.join(DRAFTS),
        }
    }

    /// The folders in which drafts may stand, the one of today first.
    pub fn folders(&self) -> [&Path; 2] {
        [&self.dir, &self.earlier]
    }

    fn path(&self, name: &str) -> Result<PathBuf, StoreError> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        match name.chars().all(fits) && !name.starts_with('.') && (1..=100).contains(&name.len()) {
            true => Ok(self.dir.join(name)),
            false => Err(StoreError::DraftName {
                name: name.to_owned(),
            }),
        }
    }

    /// Saves a draft whole, in place of an earlier one of the same name; on disk when this returns.
    pub fn save(&self, name: &str, text: &str) -> Result<(), StoreError> {
        let path = self.path(name)?;
        make_folder(&self.ports.files, &self.home, &self.dir)?;
        let saved = self.ports.files.replace(&path, text.as_bytes(), 0o600);
        saved.map_err(writing("saving a draft", &path))
    }

    /// The names of the drafts there are, sorted.
    pub fn list(&self) -> Result<Vec<String>, StoreError> {
        let mut names = BTreeSet::new();
        for dir in self.folders() {
            let listed = self.ports.files.list(dir).map_err(reading(dir))?;
            let files = listed.into_iter().filter(|l| l.stat.is_file);
            names.extend(files.filter_map(|l| l.name.into_string().ok()));
        }
        names.retain(|name| self.path(name).is_ok());
        Ok(names.into_iter().collect())
    }

    /// A draft's text; `None` when there is none of that name.
    pub fn load(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.path(name)?;
        for path in self.folders().map(|dir| dir.join(name)) {
            match self.ports.files.read(&path) {
                Err(e) if is_absent(&e) => {}
                Err(e) => return Err(reading(&path)(e)),
                Ok(bytes) => return Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(None)
    }

    fn lent_path(&self, name: &str) -> Result<PathBuf, StoreError> {
        self.path(name)?;
        Ok(self.dir.join(format!("{}txt", lent_prefix(name))))
    }

    /// Writes a text into a file of its own for an editor to change; only its owner can read it. Not
    /// counted among the drafts.
    pub fn lend(&self, name: &str, text: &str) -> Result<PathBuf, StoreError> {
        let path = self.lent_path(name)?;
        make_folder(&self.ports.files, &self.home, &self.dir)?;
        let saved = self.ports.files.replace(&path, text.as_bytes(), 0o600);
        saved.map_err(writing("writing a file for the editor", &path))?;
        Ok(path)
    }

    /// The bytes of a file that was lent; `None` where there is none.
    pub fn lent(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.lent_path(name)?;
        match self.ports.files.read(&path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            other => other.map(Some).map_err(reading(&path)),
        }
    }

    /// Removes a file that was lent, and the copies that editors leave beside it.
    pub fn drop_lent(&self, name: &str) -> Result<(), StoreError> {
        self.lent_path(name)?;
        let prefix = lent_prefix(name);
        for listed in self.files_in(&self.dir)? {
            if listed.name.to_string_lossy().starts_with(&prefix) {
                self.take(&self.dir, &listed.path)?;
            }
        }
        Ok(())
    }

    /// Removes a draft; one that is not there is no error.
    pub fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.path(name)?;
        for dir in self.folders() {
            self.take(dir, &dir.join(name))?;
        }
        Ok(())
    }

    fn take(&self, dir: &Path, path: &Path) -> Result<(), StoreError> {
        let files = &self.ports.files;
        let removed = match files.remove_file(path) {
            Err(e) if is_absent(&e) => return Ok(()),
            other => other.and_then(|()| files.sync_dir(dir)),
        };
        removed.map_err(writing("removing a draft", path))
    }

    /// Removes every draft but those of these names, and what editors were given.
    pub fn clear(&self, but: &[&str]) -> Result<(), StoreError> {
        for dir in self.folders() {
            for listed in self.files_in(dir)? {
                if !but.iter().any(|name| listed.name == *name) {
                    self.take(dir, &listed.path)?;
                }
            }
        }
        Ok(())
    }

    /// Moves here what an earlier version kept beside the register, as far as it is this Unix user's. Where there is
    /// one of the same name, the earlier text goes behind it. Tells how many were moved.
    pub(super) fn move_in(&self) -> Result<usize, StoreError> {
        let files = &self.ports.files;
        let mut moved = 0;
        for listed in self.files_in(&self.earlier)? {
            let scrap = listed.name.to_string_lossy().ends_with(".tmp");
            if scrap || listed.stat.owner != files.user() {
                continue;
            }
            let was = files.read(&listed.path).map_err(reading(&listed.path))?;
            let path = self.dir.join(&listed.name);
            let mut text = match files.read(&path) {
                Err(e) if is_absent(&e) => Vec::new(),
                other => other.map_err(reading(&path))?,
            };
            // Who moved it before may have died before it went from there.
            if !text.ends_with(&was) {
                let apart = !text.is_empty() && !text.ends_with(b"\n");
                text.extend_from_slice(if apart { b"\n" } else { b"" });
                text.extend_from_slice(&was);
                make_folder(files, &self.home, &self.dir)?;
                let saved = files.replace(&path, &text, 0o600);
                saved.map_err(writing("moving a draft", &path))?;
            }
            self.take(&self.earlier, &listed.path)?;
            moved += 1;
        }
        Ok(moved)
    }

    fn files_in(&self, dir: &Path) -> Result<Vec<Listed>, StoreError> {
        let mut listed = self.ports.files.list(dir).map_err(reading(dir))?;
        listed.retain(|l| l.stat.is_file);
        Ok(listed)
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// A path with no link in it, as far as it is there.
fn whole(files: &Files, path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .filter(|_| !matches!(path.components().next_back(), Some(Component::ParentDir)));
    match (files.canonical(path), path.parent(), name) {
        (Ok(whole), ..) => whole,
        (Err(_), Some(above), Some(name)) if above != path => {
            let above = match above.as_os_str().is_empty() {
                true => Path::new("."),
                false => above,
            };
            whole(files, above).join(name)
        }
        _ => path.to_owned(),
    }
}
