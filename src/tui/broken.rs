//! Settings that cannot be read: what is wrong with them, in place of setup, which would seem to ask anew.
//!
//! Invariant: nothing of the settings is changed here; until they can be read nothing is recorded.

use std::path::PathBuf;

use crate::desk::Desk;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The file with the first mistake.
    pub file: PathBuf,
    /// The first mistake with its line and its carets.
    pub first: Vec<String>,
    /// What else there is, each in a line.
    pub more: Vec<String>,
    /// The first line that is shown, in a window that has no room for all.
    pub from: usize,
}

impl Broken {
    /// What is wrong, where that keeps the settings from being read.
    pub fn of(desk: &Desk) -> Option<Broken> {
        let mut found = desk.settings_wrong().into_iter();
        let first = found.next()?;
        let lines = first.render();
        let more = found.map(|d| match d.line {
            0 => d.what.clone(),
            line => format!("Line {line}: {}", d.what),
        });
        Some(Broken {
            file: first.file.clone(),
            first: lines.lines().map(str::to_owned).collect(),
            more: more.collect(),
            from: 0,
        })
    }
}
