//! After the survey: whether the other texts of a zip or folder that read like chats belong to the chosen one.

use std::io::Read;

use sha2::{Digest, Sha256};

use super::choose::Rival;
use super::error::ImportError;
use super::source::{Source, Text};

/// Bytes hashed at a time.
const STRETCH: usize = 64 << 10;

impl Source {
    /// Refuses the whole where another text reads like a chat and is neither an attachment of this one nor a
    /// copy of it. `names_file`: whether a message names the file of that place among the holdings.
    pub(super) fn have_no_rivals(
        &mut self,
        names_file: &dyn Fn(usize) -> bool,
    ) -> Result<(), ImportError> {
        let rivals = std::mem::take(&mut self.rivals);
        let mut strangers: Vec<&Rival> = Vec::new();
        let mut own = None;
        for rival in &rivals.rivals {
            let place = self.holdings().index(rival.name());
            if place.filter(|_| rival.beside).is_some_and(names_file) {
                continue;
            }
            let own = match &own {
                Some(own) => own,
                None => own.insert(self.raw(digest)?),
            };
            if self.digest_of(&rival.path)?.as_ref() != Some(own) {
                strangers.push(rival);
            }
        }
        match strangers.is_empty() {
            true => Ok(()),
            false => Err(rivals.refusal(&strangers)),
        }
    }

    /// The sum of another text of the zip or folder.
    fn digest_of(&mut self, path: &str) -> Result<Option<Vec<u8>>, ImportError> {
        if let Text::Zip { zip, .. } = &mut self.text {
            let member = zip.members.iter().find(|m| m.path == path);
            return match member.map(|m| m.number) {
                Some(number) => zip.read(number, digest).map(Some),
                None => Ok(None),
            };
        }
        let path = self.dir.as_ref().map(|dir| dir.join(path));
        match path.and_then(|path| self.files.open(&path).ok()) {
            Some(mut file) => digest(&mut file).map(Some),
            None => Ok(None),
        }
    }
}

fn digest(text: &mut (dyn Read + Send)) -> Result<Vec<u8>, ImportError> {
    let mut sum = Sha256::new();
    let mut stretch = vec![0; STRETCH];
    loop {
        match text.read(&mut stretch).map_err(ImportError::reading)? {
            0 => return Ok(sum.finalize().to_vec()),
            n => sum.update(&stretch[..n]),
        }
    }
}
