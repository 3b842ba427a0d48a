//! Paths as a person types them: `~` is home, and a part of a name is completed as a shell does.
//!
//! Read-only; a folder that cannot be listed completes nothing.

use std::path::{Path, PathBuf};

use super::Desk;

/// The most names that are offered.
const OFFERED: usize = 500;

/// What a part of a path could be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The line as far as it is told; at least what was typed.
    pub line: String,
    /// Names that begin so: path, the line it would be, whether it is a folder.
    pub found: Vec<(PathBuf, String, bool)>,
}

impl Desk {
    /// The file a typed path names: `~` is home.
    pub fn path_of(&self, typed: &Path) -> PathBuf {
        match typed.strip_prefix("~") {
            Ok(below) => self.ports.host.home.join(below),
            Err(_) => typed.to_owned(),
        }
    }

    /// Whether there is a file or folder of that path; a pipe or a device is neither.
    pub fn is_readable(&self, path: &Path) -> bool {
        let stat = self.ports.files.stat(path);
        matches!(stat, Ok(Some(stat)) if stat.is_file || stat.is_dir)
    }

    /// What a typed path could be. Hidden names are offered where a dot was typed.
    pub fn complete(&self, typed: &str) -> Completion {
        let typed = if typed == "~" { "~/" } else { typed };
        let (folder, start) = match typed.rfind('/') {
            Some(end) => typed.split_at(end + 1),
            None => ("", typed),
        };
        let dir = match folder {
            "" => PathBuf::from("."),
            folder => self.path_of(Path::new(folder)),
        };
        let listed = self.ports.files.list(&dir).unwrap_or_default();
        let mut found = Vec::new();
        for entry in listed {
            let Some(name) = entry.name.to_str() else {
                continue;
            };
            let hidden = name.starts_with('.') && !start.starts_with('.');
            if hidden || !name.starts_with(start) || found.len() >= OFFERED {
                continue;
            }
            // A link is what it leads to.
            let stat = self.ports.files.stat(&entry.path).ok().flatten();
            let is_folder = stat.is_some_and(|s| s.is_dir);
            let end = if is_folder { "/" } else { "" };
            found.push((entry.path, format!("{folder}{name}{end}"), is_folder));
        }
        let mut lines = found.iter().map(|(_, line, _)| line.as_str());
        let line = match lines.next() {
            Some(first) => lines.fold(first, common).to_owned(),
            None => typed.to_owned(),
        };
        Completion { line, found }
    }
}

/// The start that two texts share.
fn common<'a>(one: &'a str, other: &str) -> &'a str {
    let pairs = one.char_indices().zip(other.chars());
    let differ = pairs.clone().find(|((_, a), b)| a != b);
    match (differ, pairs.last()) {
        (Some(((at, _), _)), _) => &one[..at],
        (None, Some(((at, c), _))) => &one[..at + c.len_utf8()],
        (None, None) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shared_start_never_cuts_a_letter() {
        for (one, other, both) in [
            ("Chat a.txt", "Chat b.txt", "Chat "),
            ("é1", "é2", "é"),
            ("é", "è", ""),
            ("ab", "abc", "ab"),
            ("", "a", ""),
        ] {
            assert_eq!(common(one, other), both);
            assert_eq!(common(other, one), both);
        }
    }
}
