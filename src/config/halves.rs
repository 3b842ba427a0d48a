//! Two settings files in a shared register: what is the office's stands beside it, what is a person's in their own
//! folder. In a private register both are one file.

use std::path::{Path, PathBuf};

use crate::document::{Diagnostic, Section, Source};
use crate::ports::{Access, Belongs, Ports, Sharing};

/// The name of the settings file in the house's folder.
pub const FILE: &str = "config.toml";

/// Which settings a file is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// All of them.
    Both,
    /// The office's: reviews, when things are due, destinations, whom one acts for.
    Office,
    /// A person's: who they are, their machine, how it looks.
    Own,
}

/// The settings that are a person's.
pub(super) const OWN: [&str; 11] = [
    "me",
    "machine",
    "theme",
    "borders",
    "screen_reader",
    "single_letters",
    "selection",
    "scrollback",
    "inbox",
    "view",
    "programs",
];
/// Those that are the office's.
const OFFICE: [&str; 6] = [
    "review",
    "capture",
    "lodge",
    "calendar",
    "destination",
    "principal",
];

/// The folder of a person's own settings, keys, themes and inbox: that of the register, or where it is shared that of the
/// person.
pub fn own_dir(ports: &Ports, home: &Path) -> PathBuf {
    match ports.files.sharing(home) {
        Ok(Sharing::Shared { .. }) => ports.host.config_home.join("onrecord"),
        _ => home.to_owned(),
    }
}

/// Whether a person's settings stand in another file than the office's.
pub(super) fn are_two(ports: &Ports, home: &Path) -> bool {
    let own = own_dir(ports, home);
    own != home && ports.files.canonical(&own).ok() != ports.files.canonical(home).ok()
}

/// What a settings file that is written in a folder is to have.
pub(super) fn access(ports: &Ports, dir: &Path) -> Access {
    let sharing = ports.files.sharing(dir).unwrap_or(Sharing::Private);
    sharing.access(Belongs::Settings)
}

/// Passes over what a file is not read for; tells of what a person said in the office's file.
pub(super) fn pass_over(
    half: Half,
    root: &mut Section<'_, '_>,
    source: &Source,
    own: &Path,
) -> Vec<Diagnostic> {
    let (passed, said): (&'static [&'static str], bool) = match half {
        Half::Both => (&[], false),
        Half::Office => (&OWN, true),
        // Of a register of their own, where that is the same file.
        Half::Own => (&OFFICE, false),
    };
    root.hide(passed);
    let mut told = Vec::new();
    for key in passed.iter().filter(|key| root.has(key)) {
        if said {
            told.push(source.notice(
                root.key_place(key),
                format!("This register is shared, and {key} is a setting of each person's own: it is not used here."),
                &format!("Each person says it in {}.", own.join(FILE).display()),
            ));
        }
    }
    told
}
