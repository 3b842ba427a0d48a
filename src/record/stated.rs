//! What is stated of an item, its marking and its device, wherever it is stated.

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

/// What is said of an item as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    pub device: Option<StatedDevice>,
    pub marking: Option<StatedMarking>,
    pub principal: Option<String>,
    /// The recorded decision it comes from.
    pub decision: Option<Id>,
    pub received: bool,
    pub personal_data: bool,
    /// A stated timer in seconds; 0 is off.
    pub timer: Option<i64>,
    /// IANA name of the zone the wall-clock times were read in.
    pub zone: Option<String>,
    pub reference_only: bool,
}
