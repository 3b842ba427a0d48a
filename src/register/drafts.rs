//! Half-written text, kept so that nothing typed is gone when a link drops.
//!
//! A draft is no record: it has no place in the chain, and it is removed once it became a command. Cheap to clone
//! and free to send to another thread, which may have to save when the terminal hangs up.

use std::path::{Path, PathBuf};

use super::error::{StoreError, reading, writing};
use super::folders::make_folder;
use crate::ports::Ports;

/// The folder of drafts below the home folder.
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
}

impl Drafts {
    /// The drafts below `home`; nothing is made until one is saved.
    pub fn new(ports: &Ports, home: &Path) -> Drafts {
        Drafts {
            ports: ports.clone(),
            home: home.to_owned(),
            dir: home.join(DRAFTS),
        }
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
        let listed = self
            .ports
            .files
            .list(&self.dir)
            .map_err(reading(&self.dir))?;
        let names = listed.into_iter().filter(|l| l.stat.is_file);
        let names = names.filter_map(|l| l.name.into_string().ok());
        Ok(names.filter(|n| self.path(n).is_ok()).collect())
    }

    /// A draft's text; `None` when there is none of that name.
    pub fn load(&self, name: &str) -> Result<Option<String>, StoreError> {
        let path = self.path(name)?;
        if self
            .ports
            .files
            .stat(&path)
            .map_err(reading(&path))?
            .is_none()
        {
            return Ok(None);
        }
        let bytes = self.ports.files.read(&path).map_err(reading(&path))?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
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
        let path = self.lent_path(name)?;
        let prefix = lent_prefix(name);
        let listed = self.ports.files.list(&self.dir);
        let mut gone = false;
        for listed in listed.map_err(reading(&self.dir))? {
            if listed.stat.is_file && listed.name.to_string_lossy().starts_with(&prefix) {
                let removed = self.ports.files.remove_file(&listed.path);
                removed.map_err(writing("removing a file of the editor", &listed.path))?;
                gone = true;
            }
        }
        match gone {
            false => Ok(()),
            true => self
                .ports
                .files
                .sync_dir(&self.dir)
                .map_err(writing("removing a file of the editor", &path)),
        }
    }

    /// Removes a draft; one that is not there is no error.
    pub fn remove(&self, name: &str) -> Result<(), StoreError> {
        let path = self.path(name)?;
        match self.ports.files.remove_file(&path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(e) => Err(writing("removing a draft", &path)(e)),
            Ok(()) => self
                .ports
                .files
                .sync_dir(&self.dir)
                .map_err(writing("removing a draft", &path)),
        }
    }
}
