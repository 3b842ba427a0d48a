//! A record where it was lodged: a folder, a bag, or files that lie among others.

use std::path::Path;

use crate::lodge::check::{differs, small_text, sum_line};
use crate::lodge::error::LodgeError;
use crate::lodge::flat::{folder_name, sums_of};
use crate::lodge::format::{DECLARATION, MANIFEST, SUMS};
use crate::lodge::layout::digest;
use crate::ports::{Ports, ReadFile};

/// Where its files are, and what they are called in the folder of a record.
pub(super) struct LodgedAt<'p> {
    pub folder: &'p Path,
    /// The name of the file of sums.
    pub sums: String,
    form: Form<'p>,
}

enum Form<'p> {
    /// Below this in its folder.
    Below(&'static str),
    /// Beside others: what their names begin with.
    Beside(&'p str),
}

impl<'p> LodgedAt<'p> {
    /// Looks at the path that a capture was lodged under.
    pub(super) fn find(ports: &Ports, path: &'p Path) -> Result<LodgedAt<'p>, LodgeError> {
        let looked = ports.files.stat(path);
        let stat = looked.map_err(LodgeError::storage("look at", path))?;
        let flat = stat.as_ref().filter(|stat| stat.is_file);
        if let Some(((sums, base), folder)) = flat.and_then(|_| sums_of(path).zip(path.parent())) {
            return Ok(LodgedAt {
                folder,
                sums,
                form: Form::Beside(base),
            });
        }
        if stat.is_none_or(|stat| !stat.is_dir) {
            return Err(LodgeError::NoFolder(path.to_owned()));
        }
        let declaration = ports.files.stat(&path.join(DECLARATION));
        let bag = declaration.map_err(LodgeError::storage("look at", path))?;
        let (sums, below) = match bag {
            Some(_) => (MANIFEST, "data/"),
            None => (SUMS, ""),
        };
        Ok(LodgedAt {
            folder: path,
            sums: sums.to_owned(),
            form: Form::Below(below),
        })
    }

    /// Its sums, which must be those that the register holds for it, where it holds any.
    pub(super) fn sums_text(
        &self,
        ports: &Ports,
        sha256: Option<&str>,
    ) -> Result<String, LodgeError> {
        let text = small_text(&ports.files, self.folder, &self.sums)?;
        if sha256.is_some_and(|known| known != digest(text.as_bytes())) {
            let what = "these are not the sums that the register holds for this capture";
            return Err(differs(self.folder, &self.sums, what));
        }
        Ok(text)
    }

    /// Gives each file that the sums name to `copy`, which tells the sum of what it read: it must be the one named.
    pub(super) fn each(
        &self,
        ports: &Ports,
        sums: &str,
        copy: &mut dyn FnMut(&str, &Path, &mut ReadFile) -> Result<String, LodgeError>,
    ) -> Result<(), LodgeError> {
        for (n, line) in sums.split_inclusive('\n').enumerate() {
            let bad = |what: &str| LodgeError::BadSums {
                path: self.folder.join(&self.sums),
                line: n + 1,
                what: what.to_owned(),
            };
            let (sum, path) = sum_line(line).map_err(bad)?;
            let inner = self.inner(path);
            let inner = inner.ok_or_else(|| bad("this path leads out of the record"))?;
            let from = self.folder.join(path);
            let mut file = match ports.files.open(&from) {
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                    let what = "the sums name it and it is not there";
                    return Err(differs(self.folder, path, what));
                }
                other => other.map_err(LodgeError::storage("read", &from))?,
            };
            if copy(&inner, &from, &mut file)? != sum {
                let what = "its bytes do not agree with its sum";
                return Err(differs(self.folder, path, what));
            }
        }
        Ok(())
    }

    /// What a file that the sums name is called in the folder of a record; `None` of what leads out of it.
    pub(super) fn inner(&self, named: &str) -> Option<String> {
        let inner = match self.form {
            Form::Below(below) => named.strip_prefix(below)?.to_owned(),
            // The metadata speak of the flat names, and are kept with them.
            Form::Beside(base) => folder_name(base, named)
                .or_else(|| Some(format!("flat{}", named.strip_prefix(base)?)))?,
        };
        is_within(&inner).then_some(inner)
    }
}

/// Whether a path names a file of a record: plain parts below the folder.
fn is_within(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}
