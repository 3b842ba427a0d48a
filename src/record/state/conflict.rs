//! Two values of one field, given without sight of each other.

use crate::record::field::Place;

/// What a conflict about the state of an item is called.
pub const STATE: &str = "state";
/// The same where two captured an item: both captures stand.
pub const CAPTURE: &str = "capture";

/// Two people gave one field two values without having seen each other's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// [`STATE`], [`CAPTURE`], or the field's name.
    pub field: String,
    /// The value that was there first in the order of the fold, and who gave it.
    pub first: (String, Place),
    /// The value that stands, and who gave it.
    pub second: (String, Place),
}
