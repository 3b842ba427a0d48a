//! `[requests]`: the folder in which the department lays requests for a search, and whose signature under them counts.
//!
//! Invariant: only the department's own file says so; where it is not understood nothing is looked for.

use std::path::{Path, PathBuf};

use super::apply::Layer;
use super::stated::RequestsLaid;
use crate::document::Section;

impl Layer<'_> {
    pub(super) fn requests(&mut self, root: &Section) {
        let own = self.of_department(
            root,
            ("requests", &["folder", "signers"]),
            (
                "Only the department's file says where its requests lie.",
                "Take it out; a request that reaches you otherwise is put on record by hand.",
            ),
        );
        let Some(section) = own else {
            return;
        };
        let folder = whole_path(&section, "folder");
        let signers = whole_path(&section, "signers");
        section.finish();
        self.policy.overlay.requests = folder.zip(signers).map(RequestsLaid::from);
    }
}

/// A path that must be there and begin at the root.
fn whole_path(section: &Section, key: &'static str) -> Option<PathBuf> {
    let said = section.required(key)?;
    let path = Path::new(said.value.trim());
    if !path.is_absolute() {
        section.problem(
            &said.place,
            format!("`{}` does not begin at the root.", section.full(key)),
            "Write the whole path, beginning with /.",
        );
        return None;
    }
    Some(path.to_owned())
}
