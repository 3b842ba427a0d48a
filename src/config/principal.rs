//! Whom one acts for: `[[principal]]`.
//!
//! A role is the principal's own (3, 27), never that of whoever keeps the register; it is asked once and
//! stands here then. Invariant: a principal whose role cannot be read has none, and is asked about again.

use super::settings::{Principal, Role};
use crate::document::{Diagnostic, Section, Source};

/// Reads all principals. One without a name, or of a name that was there already, is told and left out.
pub(super) fn read_all(root: &Section) -> Vec<Principal> {
    let mut out: Vec<Principal> = Vec::new();
    for section in root.sections("principal") {
        let name = section
            .required("name")
            .map(|said| said.value.trim().to_owned());
        let post = section.text("post").map(|said| said.value);
        let role = section.word("role", Role::WORDS, Role::parse);
        let place = section.key_place("name");
        section.finish();
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            continue;
        };
        if out.iter().any(|p| p.is(&name)) {
            root.problem(
                &place,
                format!("There is already a principal called \"{name}\"."),
                "Keep one of the two; until then this one is not used.",
            );
            continue;
        }
        out.push(Principal {
            name,
            post: post.unwrap_or_default().trim().to_owned(),
            role: role.map(|said| said.value),
        });
    }
    out
}

/// What is worth knowing of principals when one asks, and not at every start.
pub(super) fn notices(principals: &[Principal], source: &Source) -> Vec<Diagnostic> {
    let without = principals.iter().filter(|p| p.role.is_none());
    without
        .map(|p| {
            let at = source.text.find(&p.name).unwrap_or_default();
            source.notice(
                at..at + 1,
                format!("No role is on record for the principal \"{}\".", p.name),
                "Write role = \"minister\" or another beside the name, or let the first departure opened for them ask.",
            )
        })
        .collect()
}
