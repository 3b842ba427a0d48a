//! A registered device.

use chrono::{DateTime, Utc};

use super::details::Details;
use crate::policy;
use crate::record::field::Id;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// A detail of a device that can be put right, by its name in the journal.
    DeviceField {
        Kind = "kind",
        Name = "name",
        Owner = "owner",
        ManagedBy = "managed-by",
        Principal = "principal",
    }
}

/// A registered device.
#[derive(Clone, Debug, PartialEq)]
pub struct Device {
    pub id: Id,
    pub at: DateTime<Utc>,
    pub details: Details,
}

impl Device {
    /// Who owns and who manages it, as one word of the vocabulary.
    pub fn kind(&self) -> &str {
        self.details
            .get(DeviceField::Kind.as_str())
            .unwrap_or(policy::Device::Unsure.as_str())
    }

    /// The name it is called by.
    pub fn name(&self) -> Option<&str> {
        self.details.get(DeviceField::Name.as_str())
    }

    /// Whose it is.
    pub fn owner(&self) -> Option<&str> {
        self.details.get(DeviceField::Owner.as_str())
    }

    /// Who manages it.
    pub fn managed_by(&self) -> Option<&str> {
        self.details.get(DeviceField::ManagedBy.as_str())
    }

    /// The principal whose it is; `None` where it is the writer's own.
    pub fn principal(&self) -> Option<&str> {
        self.details.get(DeviceField::Principal.as_str())
    }

    /// Whether it belongs to this principal, or to the writer where nobody is named.
    pub fn belongs_to(&self, principal: Option<&str>) -> bool {
        self.principal() == principal.map(str::trim)
    }
}
