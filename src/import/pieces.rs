//! The files of a folder or a zip, listed with their names.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::error::ImportError;
use super::zipped::Zip;
use crate::ports::Files;

/// Files that a folder may hold, and how deep they may lie.
pub(super) const FOLDER: usize = 500_000;
const DEEP: usize = 12;

/// One file of what was given.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Within the zip or folder, with `/` between folders; of a lone file its name.
    pub(super) path: String,
    pub(super) size: u64,
    /// Of a zip's entry, its number.
    pub(super) number: usize,
    pub(super) modified: Option<DateTime<Utc>>,
}

impl Piece {
    /// Its own name.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The folder it lies in, with its final `/`, or nothing.
    pub(super) fn folder(&self) -> &str {
        &self.path[..self.path.len() - self.name().len()]
    }

    /// In how many folders it lies.
    pub(super) fn depth(&self) -> usize {
        self.path.matches('/').count()
    }
}

pub(super) fn zip_pieces(zip: &Zip) -> Vec<Piece> {
    let members = zip.members.iter().filter(|m| !is_litter(&m.path));
    members
        .map(|m| Piece {
            path: m.path.clone(),
            size: m.size,
            number: m.number,
            modified: None,
        })
        .collect()
}

/// The regular files of a folder and of those in it; no link is followed.
pub(super) fn folder_pieces(
    files: &Files,
    dir: &Path,
    label: &str,
) -> Result<Vec<Piece>, ImportError> {
    let mut pieces = Vec::new();
    let mut open = vec![(dir.to_owned(), String::new(), 0)];
    while let Some((dir, under, depth)) = open.pop() {
        let listed = files
            .list(&dir)
            .map_err(|e| ImportError::opening(label, e))?;
        for found in listed {
            let path = format!("{under}{}", found.name.to_string_lossy());
            if is_litter(&path) {
                continue;
            }
            if found.stat.is_dir && depth < DEEP {
                open.push((found.path, format!("{path}/"), depth + 1));
            } else if found.stat.is_file {
                pieces.push(Piece {
                    path,
                    size: found.stat.len,
                    number: 0,
                    modified: found.stat.modified,
                });
            }
        }
        if pieces.len() > FOLDER {
            return Err(ImportError::FolderTooLarge {
                name: label.to_owned(),
                most: FOLDER,
            });
        }
    }
    pieces.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(pieces)
}

/// What computers leave in archives and folders.
fn is_litter(path: &str) -> bool {
    path.starts_with("__MACOSX/")
        || path
            .rsplit('/')
            .next()
            .is_some_and(|n| n.starts_with("._") || n == ".DS_Store" || n == "Thumbs.db")
}
