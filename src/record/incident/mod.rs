//! Incidents: what went wrong, who was told and when, who took it over (11, 37).
//!
//! Invariant: content-free. Of SECRET and above nothing but kind, times, people and references is kept.

pub(super) mod decide;
pub(super) mod fold;
pub(super) mod wanted;

pub use crate::record::state::incident::{
    CONTROLLER_HOURS, Incident, IncidentKind, IncidentState, Informed, Sure, Telling,
};
pub use wanted::{IncidentCommand, NewIncident, NewTelling};
