//! The letters of the classifications, the same wherever one is said.

use crate::policy::Level;

/// The letter that takes a classification, the same everywhere.
pub fn letter(level: Option<Level>) -> char {
    match level {
        None => 'n',
        Some(Level::Official) => 'o',
        Some(Level::OfficialSensitive) => 's',
        Some(Level::Secret) => 'x',
        Some(Level::TopSecret) => 't',
    }
}
