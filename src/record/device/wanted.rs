//! What someone wants of a device.

/// One detail of a device to put right; an empty owner, manager or principal takes it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceChange {
    Kind(String),
    Name(String),
    Owner(String),
    ManagedBy(String),
    /// Whose it is, by the name one acts for.
    Principal(String),
}

/// A device to be registered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDevice {
    pub name: String,
    /// As one word of the vocabulary.
    pub kind: String,
    pub owner: Option<String>,
    pub managed_by: Option<String>,
    /// The principal whose it is; `None` for the writer's own.
    pub principal: Option<String>,
}
