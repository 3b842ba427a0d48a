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

use super::Desk;
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
}
