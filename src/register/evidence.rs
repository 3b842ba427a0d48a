//! Kept files: the exact bytes of chosen attachments, screenshots and messages, named by their digest.
//!
//! Invariant: a file is whole and synced, its name too, before any frame can name it.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::canon::{hex, unhex64};
use super::error::{StoreError, reading, writing};
use super::folders::{EVIDENCE, keep_from_git, make_folder};
use super::session::Session;
use crate::ports::Ports;
use crate::record::Event;
use crate::record::field::{Pairs, Value};

impl Session<'_> {
    /// Keeps `bytes` and gives back their SHA-256 in digits, which is the file's name. Where the same
    /// bytes are kept already, nothing is written.
    pub fn keep_evidence(&mut self, bytes: &[u8]) -> Result<String, StoreError> {
        let name = hex(&Sha256::digest(bytes));
        let dir = self.book.home.join(EVIDENCE);
        make_folder(self.files(), &self.book.home, &dir)?;
        keep_from_git(self.files(), &self.book.home);
        let path = dir.join(&name);
        let there = self.files().stat_link(&path).map_err(reading(&path))?;
        let same = there.is_some_and(|s| s.is_file && s.len == bytes.len() as u64)
            && self.files().read(&path).is_ok_and(|there| there == bytes);
        if same {
            // Whoever put it there may have died before the name was durable.
            self.files()
                .sync_dir(&dir)
                .map_err(writing("keeping a file", &path))?;
        } else {
            self.put(&dir, &name, bytes)?;
        }
        Ok(name)
    }
}

/// The bytes kept under a digest, checked against it.
pub fn read_evidence(ports: &Ports, home: &Path, sha256: &str) -> Result<Vec<u8>, StoreError> {
    let path = home.join(EVIDENCE).join(sha256);
    if unhex64(sha256.as_bytes()).is_none() {
        let why = "is not named by a SHA-256".into();
        return Err(StoreError::Evidence { path, why });
    }
    let bytes = ports.files.read(&path).map_err(reading(&path))?;
    if hex(&Sha256::digest(&bytes)) != sha256 {
        let why = "does not have the bytes it was kept with: it was changed".into();
        return Err(StoreError::Evidence { path, why });
    }
    Ok(bytes)
}

/// The digests of the kept files that an event's text names.
pub(super) fn named_by(event: &Event) -> Vec<String> {
    named_in(&event.text())
}

/// The same, of text fields as they stand in a frame: `evidence = ["SHA-256 LENGTH KIND NAME", …]`.
pub(super) fn named_in(text: &Pairs<'_>) -> Vec<String> {
    let lists = text.iter().filter(|(key, _)| key == "evidence");
    let items = lists.flat_map(|(_, value)| match value {
        Value::List(items) => items.as_slice(),
        _ => &[],
    });
    items
        .filter_map(|item| item.split(' ').next())
        .filter(|digest| unhex64(digest.as_bytes()).is_some())
        .map(str::to_owned)
        .collect()
}
