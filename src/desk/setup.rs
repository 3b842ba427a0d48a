//! Setting up: who uses this program and whose machine it is; and settings that changed meanwhile.

use std::path::{Path, PathBuf};

use super::opened::stamp;
use super::seen::Care;
use super::{Desk, DeskError};
use crate::config::{
    self, Destination, Diagnostic, KeptList, KeptView, Loaded, Machine, Me, Principal, Role,
    SetupError, Severity,
};
use crate::ports::Ports;
use crate::record::Refusal;
use crate::record::next::{Ways, op, way_on};
use crate::text::counted;

/// Folders beside the settings that a person puts files into; made with the settings, 0700.
const DROPPED_INTO: [&str; 2] = [config::INBOX, config::theme::FOLDER];

/// Writes `[me]` and `[machine]` where no desk is open; on disk when this returns. The folders that files are
/// dropped in are made besides, so that an export can be copied there at once.
///
/// # Errors
/// As [`Desk::set_up`].
pub fn set_up(
    ports: &Ports,
    home: &Path,
    me: &Me,
    machine: &Machine,
    care: &mut Care,
) -> Result<(), DeskError> {
    care.me_must_be_asked(me)?;
    config::write_setup(ports, home, me, machine).map_err(|e| DeskError::Storage(e.to_string()))?;
    let own = config::own_dir(ports, home);
    for name in DROPPED_INTO {
        // The settings stand: where something else lies in the way it is left alone, and who drops a file hears of it.
        let _ = ports.files.create_private_dirs(&own.join(name));
    }
    Ok(())
}

impl Desk {
    /// Refuses where nothing may be stored yet.
    ///
    /// # Errors
    /// [`DeskError::Stuck`] where something is on record and the settings are lost.
    pub fn must_be_set_up(&self) -> Result<(), DeskError> {
        if self.setup_done {
            return Ok(());
        }
        let next = self.settings_way();
        Err(match self.settings_lost() {
            Some(here) => DeskError::Stuck {
                what: format!("{here} Nothing was recorded."),
                next,
            },
            None => DeskError::Refused(Refusal::new(
                "Nothing is stored before onrecord knows who you are and whose machine this is",
                next,
            )),
        })
    }

    /// The same before anything is asked.
    pub fn must_be_set_up_to_ask(&self) -> Result<(), Refusal> {
        match self.must_be_set_up() {
            Err(DeskError::Refused(refusal)) => Err(refusal),
            // What is stuck is told as that when it is tried.
            _ => Ok(()),
        }
    }

    /// What is wrong with settings that cannot be gone by, the first mistake first; nothing where they can, or where
    /// there are none.
    pub fn settings_wrong(&self) -> Vec<&Diagnostic> {
        let wrong = |d: &&Diagnostic| {
            let named = d.file.file_name().is_some_and(|name| name == config::FILE);
            named && d.severity == Severity::Problem && !self.setup_done
        };
        self.diagnostics.iter().filter(wrong).collect()
    }

    /// How settings come about, or are mended.
    pub fn settings_way(&self) -> Ways {
        match self.settings_wrong().is_empty() {
            true => way_on("Run once", op::SETUP).into(),
            false => way_on("See what to mend", op::CONFIG_CHECK).into(),
        }
    }

    /// What is here although nobody is set up, as a sentence: settings that are missing make no register an empty one.
    /// The same of settings that cannot be read, whatever is here.
    pub fn settings_lost(&self) -> Option<String> {
        if self.setup_done {
            return None;
        }
        let wrong = self.settings_wrong().first().map(|d| {
            let file = d.file.display();
            match d.line {
                0 => format!("{file}: {}", d.what),
                line => format!("{file}, line {line}: {}", d.what),
            }
        });
        if let (Some(wrong), true) = (&wrong, self.entries.is_empty()) {
            return Some(format!("The settings cannot be read ({wrong})."));
        }
        if self.entries.is_empty() {
            return None;
        }
        let (items, frames) = (self.state.items_in_order().count(), self.entries.len());
        let (here, are) = match (items, frames) {
            (0, 1) => (counted(1, "entry"), "is"),
            (0, n) => (format!("{n} entries"), "are"),
            (1, _) => (counted(1, "item"), "is"),
            (n, _) => (counted(n, "item"), "are"),
        };
        Some(match wrong {
            Some(wrong) => format!("{here} {are} here; the settings cannot be read ({wrong})."),
            None => format!("{here} {are} here; the settings are missing or empty."),
        })
    }

    /// Why nothing may be stored yet, where that is so.
    pub(super) fn unset(&self) -> Option<Refusal> {
        match self.must_be_set_up().err()? {
            DeskError::Refused(refusal) => Some(refusal),
            DeskError::Stuck { what, next } => Some(Refusal::new(what, next)),
            DeskError::Storage(what) => Some(Refusal::new(what, "")),
        }
    }

    /// Writes `[me]` and `[machine]` and goes by them from here on; on disk when this returns.
    ///
    /// # Errors
    /// What stood in the way, a name that carries a marking among it; then nothing was changed.
    pub fn set_up(&mut self, me: &Me, machine: &Machine) -> Result<(), DeskError> {
        set_up(&self.ports, &self.home, me, machine, &mut self.care)?;
        self.settings_stamp = stamp(&self.ports, &self.home);
        let loaded = config::load(&self.ports, &self.home);
        self.go_by(loaded);
        Ok(())
    }

    /// Tries a folder that somebody names for captures; why nothing can be filed there, in words.
    pub fn try_folder(&self, typed: &str) -> Result<PathBuf, String> {
        config::try_folder(&self.ports, &self.home, typed)
    }

    /// Adds a place to file to the settings, and goes by it from here on.
    ///
    /// # Errors
    /// What stood in the way; then nothing was changed.
    pub fn add_destination(&mut self, new: &Destination) -> Result<(), DeskError> {
        config::add_destination(&self.ports, &self.home, new)
            .map_err(|e| DeskError::Storage(e.to_string()))?;
        self.settings_stamp = stamp(&self.ports, &self.home);
        let loaded = config::load(&self.ports, &self.home);
        self.go_by(loaded);
        Ok(())
    }

    /// Keeps the role of somebody one acts for, asked once; what they are called and their post stay as the
    /// settings have them.
    ///
    /// # Errors
    /// What stood in the way; then nothing was changed.
    pub fn remember_role(&mut self, principal: &str, role: Role) -> Result<(), DeskError> {
        let known = self.settings.principal(principal).cloned();
        let principal = Principal {
            role: Some(role),
            ..known.unwrap_or_else(|| Principal {
                name: principal.trim().to_owned(),
                ..Principal::default()
            })
        };
        config::remember_principal(&self.ports, &self.home, &principal)
            .map_err(|e| DeskError::Storage(e.to_string()))?;
        self.settings_stamp = stamp(&self.ports, &self.home);
        let loaded = config::load(&self.ports, &self.home);
        self.go_by(loaded);
        Ok(())
    }

    /// Keeps a search as a view, and goes by it from here on; one of the same name and list is that now.
    ///
    /// # Errors
    /// What stood in the way; then nothing was changed.
    pub fn keep_view(&mut self, new: &KeptView) -> Result<(), DeskError> {
        self.care.view_must_be_asked(new)?;
        self.change_own(|ports, own| config::keep_view(ports, own, new))
    }

    /// Takes a kept view out of the settings, also one that stands there and is not used; tells whether there was one.
    ///
    /// # Errors
    /// As [`Desk::keep_view`].
    pub fn forget_view(&mut self, list: Option<KeptList>, name: &str) -> Result<bool, DeskError> {
        self.change_own(|ports, own| config::forget_view(ports, own, list, name))
    }

    /// Changes the settings file that is a person's own, and goes by it.
    fn change_own<T>(
        &mut self,
        change: impl FnOnce(&Ports, &Path) -> Result<T, SetupError>,
    ) -> Result<T, DeskError> {
        self.must_be_set_up()?;
        let own = config::own_dir(&self.ports, &self.home);
        let done = change(&self.ports, &own);
        let done = done.map_err(|e| DeskError::Storage(e.to_string()))?;
        self.settings_stamp = stamp(&self.ports, &self.home);
        let loaded = config::load(&self.ports, &self.home);
        self.go_by(loaded);
        Ok(done)
    }

    /// Reads settings again that could not be read, and goes by them whatever is wrong with them.
    pub fn read_settings(&mut self) {
        self.settings_stamp = stamp(&self.ports, &self.home);
        let loaded = config::load(&self.ports, &self.home);
        let named = |d: &config::Diagnostic| d.file.file_name().is_some_and(|f| f == config::FILE);
        self.diagnostics.retain(|d| !named(d));
        self.diagnostics.extend(loaded.diagnostics.iter().cloned());
        self.go_by(loaded);
    }

    /// Goes by settings that were changed while this runs; tells whether it does. A file with a mistake in
    /// it, half written perhaps, changes nothing before it is put right or the program starts again.
    pub(super) fn reread_settings(&mut self) -> bool {
        let now = stamp(&self.ports, &self.home);
        if now == self.settings_stamp {
            return false;
        }
        self.settings_stamp = now;
        let loaded = config::load(&self.ports, &self.home);
        let mistaken = |d: &config::Diagnostic| d.severity == Severity::Problem;
        if !loaded.setup_done || loaded.diagnostics.iter().any(mistaken) {
            return false;
        }
        self.go_by(loaded);
        true
    }

    fn go_by(&mut self, loaded: Loaded) {
        (self.settings, self.setup_done) = (loaded.settings, loaded.setup_done);
    }
}
