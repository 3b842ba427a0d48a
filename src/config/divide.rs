//! One settings file made two, when a register that was one person's is shared.

use std::path::Path;

use toml_edit::{DocumentMut, Item};

use super::halves::OWN;
use super::settings::FILE;
use super::setup::{SetupError, rewrite};
use crate::document::Source;
use crate::ports::Ports;

/// Takes a person's settings out of the settings file of a register that is to be shared and puts them into the person's
/// own, where they do not stand yet.
///
/// # Errors
/// As `setup`; where the first was written and not the second, what is a person's stands in both.
pub fn divide(ports: &Ports, home: &Path) -> Result<(), SetupError> {
    let own = ports.host.config_home.join("onrecord");
    let mut taken: Vec<(String, Item)> = Vec::new();
    let there = |dir: &Path| ports.files.stat(&dir.join(FILE)).ok().flatten().is_some();
    if !there(home) {
        return Ok(());
    }
    let read = Source::read(&ports.files, &home.join(FILE)).map_err(SetupError::Broken)?;
    let text = read.map(|source| source.text).unwrap_or_default();
    let Ok(mut office) = text.parse::<DocumentMut>() else {
        return Ok(());
    };
    for key in OWN {
        taken.extend(office.remove(key).map(|item| (key.to_owned(), item)));
    }
    if taken.is_empty() {
        return Ok(());
    }
    rewrite(ports, &own, |file, text| {
        let wrong = || SetupError::NotATable {
            file: file.to_owned(),
            table: "me",
        };
        let mut document: DocumentMut = text.parse().map_err(|_| wrong())?;
        for (key, item) in taken {
            if !document.contains_key(&key) {
                document.insert(&key, item);
            }
        }
        Ok(document.to_string())
    })?;
    rewrite(ports, home, |_, _| Ok(office.to_string()))
}
