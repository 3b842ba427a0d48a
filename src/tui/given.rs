//! Which command was given on which screen.

use super::model::Screen;

/// Which command was given on which screen, since the application opened.
#[derive(Debug, Default)]
pub struct Given {
    pub given: Vec<(u64, Screen)>,
    /// How many commands of the desk are noted.
    pub noted: usize,
}

impl Given {
    /// What the desk did before the application opened was done on no screen.
    pub fn after(given: usize) -> Given {
        Given {
            given: Vec::new(),
            noted: given,
        }
    }
}
