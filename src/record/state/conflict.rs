//! Two values of one field, given without sight of each other.

use crate::record::field::Place;

/// Two people gave one field two values without having seen each other's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// `state`, or the field's name.
    pub field: String,
    /// The value that was there first in the order of the fold, and who gave it.
    pub first: (String, Place),
    /// The value that stands, and who gave it.
    pub second: (String, Place),
}
