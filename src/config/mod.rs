//! The user's settings: `config.toml` read, checked and, for `setup`, written.
//!
//! In a shared register a person's settings stand in another file than the office's ([`own_dir`]).
//!
//! Invariants: reading never fails, and a value that cannot be taken is told with file, line and caret while its
//! default is used; only `setup` writes, only the tables `[me]` and `[machine]` and a `[[destination]]`; what was
//! asked of a `[[principal]]` and a search that was kept as a `[[view]]` stand there too; everything else in the file stays as it was, comments included.

mod destination;
mod divide;
mod first_place;
mod halves;
mod keep;
mod load;
mod own;
mod principal;
mod remember;
mod retention;
mod schema;
mod settings;
mod setup;
mod tables;
pub mod theme;
mod view;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::policy;
use crate::ports::Ports;

pub use crate::document::{Diagnostic, Severity};
pub use destination::{Destination, Format, Kind, Means, expand_reference};
pub use divide::divide;
pub use first_place::{add_destination, try_folder};
pub use halves::own_dir;
pub use keep::{forget_view, keep_view};
pub use load::{Loaded, load};
pub use own::own_folder;
pub use remember::remember_principal;
pub use schema::schema;
pub use settings::{
    Borders, Capture, FILE, INBOX, KeptList, KeptView, Lodge, Machine, Managed, Me, Principal,
    Review, Role, Selection, Settings,
};
pub use setup::{SetupError, write_setup};

/// The folder of settings and register: `--dir`, else `ONRECORD_DIR`, else `$XDG_CONFIG_HOME/onrecord`,
/// else `~/.config/onrecord`. An empty variable counts as absent.
pub fn dir(ports: &Ports, flag: Option<&Path>, env: Option<&OsStr>) -> PathBuf {
    let given = flag
        .map(Path::to_owned)
        .or_else(|| env.map(PathBuf::from))
        .filter(|d| !d.as_os_str().is_empty());
    given.unwrap_or_else(|| ports.host.config_home.join("onrecord"))
}

/// A commented sample of `config.toml`; it reads without a diagnostic.
pub fn sample() -> &'static str {
    include_str!("sample.toml")
}

/// Everything that can be said about the settings, theme and policy files, all of it at once.
pub fn check(ports: &Ports, dir: &Path) -> Vec<Diagnostic> {
    let mut found = load::check(ports, dir);
    found.extend(theme::check(ports, &own_dir(ports, dir)));
    found.extend(policy::load(ports, dir).diagnostics);
    for told in policy::check_bases(ports) {
        // What keeps the chosen base from being used was told already.
        if !found.contains(&told) {
            found.push(told);
        }
    }
    found
}

#[cfg(test)]
mod tests;
