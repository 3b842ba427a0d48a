//! What a register gives to its department: one line of figures a day, and the heads that the department keeps of it.
//!
//! Invariants: nothing that a person typed stands in a line, nothing leaves but where the department's own file says so;
//! what leaves can be read here first, whole.

mod check;
mod collect;
mod figures;
mod kept;
mod shown;

pub use check::{Checked, NotHere};
pub use collect::{Attention, Collected};
pub use figures::Figures;
pub use kept::DayKept;
pub use shown::ROLL_UP;

use std::path::Path;

use super::{Desk, DeskError};
use crate::ports::Listed;
use crate::record::Refusal;

impl Desk {
    /// Whether figures may leave, by the department's own file.
    pub fn may_roll_up(&self) -> bool {
        let said = self.policy().overlay().rollup.as_ref();
        said.is_some_and(|said| said.allowed)
    }

    /// Refuses where figures may not leave.
    ///
    /// # Errors
    /// Where the department's file is not there or does not allow it.
    pub fn must_roll_up(&self) -> Result<(), Refusal> {
        match self.may_roll_up() {
            true => Ok(()),
            false => Err(Refusal::new(
                "Your department's file does not allow roll-ups, so no figures leave this desk",
                "The department says it in its own file, under [rollup]: allowed = true",
            )),
        }
    }

    /// What lies in the folder of a department, by name.
    pub(super) fn files_of(&self, dir: &Path) -> Result<Vec<Listed>, DeskError> {
        let unread = |why: String| {
            let next = "Name the folder that the lines are put into";
            Refusal::new(format!("{} cannot be read: {why}", dir.display()), next)
        };
        let files = &self.ports.files;
        let there = files.stat(dir).map_err(|e| unread(e.to_string()))?;
        if there.is_none_or(|stat| !stat.is_dir) {
            return Err(unread("there is no such folder".into()).into());
        }
        let mut listed = files.list(dir).map_err(|e| unread(e.to_string()))?;
        listed.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(listed)
    }
}
