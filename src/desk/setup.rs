//! Setting up: who uses this program and whose machine it is.
//!
//! May import `config`.

use super::{Desk, DeskError};
use crate::config::{self, Loaded, Machine, Me};

impl Desk {
    /// Writes `[me]` and `[machine]` and goes by them from here on; on disk when this returns.
    ///
    /// # Errors
    /// What stood in the way; then nothing was changed.
    pub fn set_up(&mut self, me: &Me, machine: &Machine) -> Result<(), DeskError> {
        config::write_setup(&self.ports, &self.home, me, machine)
            .map_err(|e| DeskError::Storage(e.to_string()))?;
        let Loaded {
            settings,
            setup_done,
            ..
        } = config::load(&self.ports, &self.home);
        (self.settings, self.setup_done) = (settings, setup_done);
        Ok(())
    }
}
