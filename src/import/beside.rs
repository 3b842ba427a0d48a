//! What is told of the files that lie beside a text: their kind by their bytes, and how large they are.
//!
//! A text is read as a stream, and so is a zip: what lies beside it is looked at between two turns.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::Export;
use super::entry::{Attachment, FileSource};
use super::error::ImportError;
use super::media::kind_of_file;

/// What is told of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldFile {
    /// Its media type.
    pub kind: String,
    pub bytes: u64,
}

/// The files of an export that lie beside its text.
#[derive(Clone, Debug, Default)]
pub struct ToldFiles(HashMap<Key, ToldFile>);

/// A file by its place, or by its name where its place is looked up by that.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Name(String),
    Place(FileSource),
}

impl Key {
    fn of(file: &Attachment<'_>) -> Option<Key> {
        match &file.source {
            FileSource::Part { .. } => None,
            _ if !file.present => None,
            FileSource::Named => Some(Key::Name(file.name.clone().into_owned())),
            place => Some(Key::Place(place.clone())),
        }
    }
}

impl ToldFiles {
    /// What is told of a file that an entry names.
    pub fn of(&self, file: &Attachment<'_>) -> Option<&ToldFile> {
        match self.0.is_empty() {
            true => None,
            false => self.0.get(&Key::of(file)?),
        }
    }
}

impl Export {
    /// Looks at the files beside the text that entries name; `wanted`: of which entries, by number.
    pub fn told_files(&mut self, wanted: &dyn Fn(u64) -> bool) -> Result<ToldFiles, ImportError> {
        if self.summary().attachments.present == 0 {
            return Ok(ToldFiles::default());
        }
        let mut named: HashMap<Key, (String, Option<String>)> = HashMap::new();
        self.reading.for_each(None, &mut |entry| {
            for file in entry.attachments.iter().filter(|_| wanted(entry.n)) {
                if let Some(key) = Key::of(file) {
                    let said = file.kind.as_deref().map(str::to_owned);
                    let name = file.name.clone().into_owned();
                    named.entry(key).or_insert((name, said));
                }
            }
            ControlFlow::Continue(())
        })?;
        let mut told = HashMap::new();
        for (key, (name, said)) in named {
            let place = match &key {
                Key::Name(_) => &FileSource::Named,
                Key::Place(place) => place,
            };
            if let Some((head, bytes)) = self.reading.beginning(&name, place) {
                let kind = kind_of_file(&head, said.as_deref(), &name);
                told.insert(key, ToldFile { kind, bytes });
            }
        }
        Ok(ToldFiles(told))
    }
}
