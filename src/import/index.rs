//! Where a file lies that a text names: in the same zip or folder, or beside a lone text.
//!
//! Invariant: a name from a text is only ever looked up, or joined to the text's own folder part by part where each
//! part is a plain name.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;

use super::entry::FileSource;
use super::holdings::is_plain;
use super::pieces::Piece;
use crate::ports::Files;

/// A file that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) source: FileSource,
    pub(super) bytes: u64,
}

/// After so many names in a row that are not beside a lone text, no more are looked for.
const MISSES: u32 = 2000;

/// The files that texts may name.
pub(super) struct Index {
    listed: HashMap<String, (usize, u64)>,
    /// The first file of each name without its ending.
    stems: HashMap<String, (usize, u64)>,
    beside: Option<(Files, PathBuf)>,
    misses: RefCell<u32>,
}

impl Index {
    pub(super) fn nothing() -> Index {
        Index {
            listed: HashMap::new(),
            stems: HashMap::new(),
            beside: None,
            misses: RefCell::new(0),
        }
    }

    pub(super) fn beside(files: Files, dir: PathBuf) -> Index {
        Index {
            beside: Some((files, dir)),
            ..Index::nothing()
        }
    }

    pub(super) fn listed(pieces: &[Piece]) -> Index {
        let mut index = Index::nothing();
        for (n, piece) in pieces.iter().enumerate() {
            let path = piece.path.to_lowercase();
            let stem = stem(&path).to_owned();
            index.stems.entry(stem).or_insert((n, piece.size));
            index.listed.insert(path, (n, piece.size));
        }
        index
    }

    /// The file of that path, seen from the folder `under` of the text that names it.
    pub(super) fn find(&self, under: &str, path: &str) -> Option<Held> {
        if self.has_nothing() {
            return None;
        }
        let parts = parts(path)?;
        if self.beside.is_some() {
            return self.on_disk(&parts);
        }
        let path = format!("{under}{}", parts.join("/")).to_lowercase();
        let (n, bytes) = self.listed.get(&path)?;
        let source = FileSource::Piece(*n);
        Some(Held {
            source,
            bytes: *bytes,
        })
    }

    /// The same, whatever its ending is.
    pub(super) fn find_stem(&self, under: &str, path: &str, endings: &[&str]) -> Option<Held> {
        if self.has_nothing() {
            return None;
        }
        if self.beside.is_some() {
            let with = |ending: &&str| self.find(under, &format!("{path}{ending}"));
            return [""].iter().chain(endings).find_map(with);
        }
        let path = format!("{under}{}", parts(path)?.join("/")).to_lowercase();
        let (n, bytes) = self.stems.get(&path)?;
        let source = FileSource::Piece(*n);
        Some(Held {
            source,
            bytes: *bytes,
        })
    }

    /// Whether nothing is found whatever is looked for.
    pub(super) fn has_nothing(&self) -> bool {
        match self.beside {
            Some(_) => *self.misses.borrow() >= MISSES,
            None => self.listed.is_empty(),
        }
    }

    fn on_disk(&self, parts: &[&str]) -> Option<Held> {
        let (files, dir) = self.beside.as_ref()?;
        if self.has_nothing() {
            return None;
        }
        let mut path = dir.clone();
        for (n, part) in parts.iter().enumerate() {
            path.push(part);
            let stat = files.stat_link(&path).ok().flatten();
            let last = n + 1 == parts.len();
            match stat {
                Some(stat) if last && stat.is_file => {
                    *self.misses.borrow_mut() = 0;
                    return Some(Held {
                        source: FileSource::Beside(path),
                        bytes: stat.len,
                    });
                }
                Some(stat) if !last && stat.is_dir => {}
                _ => break,
            }
        }
        *self.misses.borrow_mut() += 1;
        None
    }
}

/// The plain names of a path; `None` where it leads elsewhere.
fn parts(path: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = path.split('/').filter(|p| *p != ".").collect();
    (!parts.is_empty() && parts.iter().all(|p| is_plain(p))).then_some(parts)
}

fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    path[name..]
        .rfind('.')
        .map_or(path, |dot| &path[..name + dot])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_not_followed() {
        assert_eq!(parts("./media/x.png"), Some(vec!["media", "x.png"]));
        for path in ["../x", "/etc/passwd", "a//b", "", "media/../../x", "a\\b"] {
            assert_eq!(parts(path), None, "{path}");
        }
        assert_eq!(stem("a.b/c.d"), "a.b/c");
        assert_eq!(stem("a.b/c"), "a.b/c");
    }
}
