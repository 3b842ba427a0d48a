//! A registered device.

use chrono::{DateTime, Utc};

use super::details::Details;
use crate::policy;
use crate::record::field::Id;

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
            .get("kind")
            .unwrap_or(policy::Device::Unsure.as_str())
    }

    /// The name it is called by.
    pub fn name(&self) -> Option<&str> {
        self.details.get("name")
    }

    /// Whose it is.
    pub fn owner(&self) -> Option<&str> {
        self.details.get("owner")
    }

    /// Who manages it.
    pub fn managed_by(&self) -> Option<&str> {
        self.details.get("managed-by")
    }

    /// The principal whose it is; `None` where it is the writer's own.
    pub fn principal(&self) -> Option<&str> {
        self.details.get("principal")
    }

    /// Whether it belongs to this principal, or to the writer where nobody is named.
    pub fn belongs_to(&self, principal: Option<&str>) -> bool {
        self.principal() == principal.map(str::trim)
    }
}
