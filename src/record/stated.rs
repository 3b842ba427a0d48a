//! What is stated of markings and devices, wherever it is stated.

use crate::record::field::Id;

/// A marking: the classification with `-sensitive`, and the whole as the policy writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedMarking {
    pub classification: String,
    pub whole: String,
}

/// A device as stated: its kind, and which registered one it is where it was said by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedDevice {
    pub kind: String,
    pub id: Option<Id>,
}

/// A kind of device of which nothing more was said.
impl From<&str> for StatedDevice {
    fn from(kind: &str) -> StatedDevice {
        StatedDevice {
            kind: kind.to_owned(),
            id: None,
        }
    }
}
