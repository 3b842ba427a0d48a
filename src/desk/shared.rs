//! A register that several Unix users of this machine share.

use std::path::PathBuf;

use super::{Desk, DeskError};
use crate::config;
use crate::ports::{self, Belongs, Sharing};
use crate::record::Refusal;

impl Desk {
    /// The file of a person's own settings.
    pub fn own_settings(&self) -> PathBuf {
        config::own_dir(&self.ports, &self.home).join(config::FILE)
    }

    /// Whether the register is shared, and with which group.
    pub fn shared_with(&self) -> Option<String> {
        match self.ports.files.sharing(&self.home) {
            Ok(Sharing::Shared { group }) => Some(ports::group_name(group)),
            _ => None,
        }
    }

    /// Shares the register with the Unix users of a group: what is here already they can read from now on, and a
    /// person's settings go into the person's own file.
    ///
    /// # Errors
    /// Where there is no such group, the folder is another user's, is that of the person's own settings, or is on a disk
    /// that does not keep modes; then nobody new can read anything.
    pub fn share_with(&mut self, group: &str) -> Result<(), DeskError> {
        let refused =
            |reason: String, next: &str| DeskError::from(Refusal::new(reason, next.to_owned()));
        let shown = self.home.display().to_string();
        let Some(number) = ports::group_number(group) else {
            let reason = format!("There is no group {group} on this machine");
            return Err(refused(
                reason,
                "`getent group` lists them; who manages the machine makes one",
            ));
        };
        let files = &self.ports.files;
        let trouble = |e: std::io::Error| {
            DeskError::Storage(format!(
                "{shown} cannot be shared: {e}. Nothing was changed."
            ))
        };
        files.create_private_dirs(&self.home).map_err(trouble)?;
        let own = self.ports.host.config_home.join("onrecord");
        if files.canonical(&self.home).ok() == files.canonical(&own).ok() {
            let reason = format!("{shown} is the folder of your own settings, which nobody shares");
            return Err(refused(reason, "Name another folder with --dir"));
        }
        let there = files.stat(&self.home).map_err(trouble)?;
        if there.is_some_and(|home| home.owner != files.user()) {
            let reason = format!("{shown} belongs to another user of this machine");
            return Err(refused(reason, "They say with whom it is shared"));
        }
        config::divide(&self.ports, &self.home).map_err(|e| DeskError::Storage(e.to_string()))?;
        let access = Sharing::Shared { group: number }.access(Belongs::Home);
        if !files.grant(&self.home, access).map_err(trouble)? {
            let reason = format!("{shown} cannot be given to the group {group}");
            let next = "You must be of that group, and the disk must keep modes; on SMB or FAT who can read it is settled where it is mounted";
            return Err(refused(reason, next));
        }
        self.open_to_group();
        Ok(())
    }

    /// Gives the group what it is to have of what is this user's already; what cannot be given `doctor` tells.
    fn open_to_group(&self) {
        let settings = self.home.join(config::FILE);
        let sharing = self
            .ports
            .files
            .sharing(&self.home)
            .unwrap_or(Sharing::Private);
        let _ = self
            .ports
            .files
            .grant(&settings, sharing.access(Belongs::Settings));
        for finding in self.register.doctor().iter().filter(|f| f.is_of_modes()) {
            let _ = self.register.mend(finding);
        }
    }
}
