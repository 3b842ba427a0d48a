//! Reports: of the exceptional use of a private device (10a), of captures that were missed, of outages.
//!
//! A report of exceptional use exists by itself: a
//! decision whose use happened raises it, and so does a capture of what was not only received; "not used
//! after all" and "received only" end it. What was done about it (drafted, sent, acknowledged) is recorded
//! under the id of what raised it, so that two people who begin the same report begin one.
//!
//! Invariants: what was sent stays sent, whatever is drafted later; a text changed since it was sent is open
//! again until it is sent anew; two answers given without sight of each other are both kept.

pub(super) mod decide;
pub(super) mod due;
pub(super) mod fold;
pub(super) mod wanted;
mod worded;

pub use crate::record::state::report::{
    Completeness, Continuing, Recipient, Report, ReportKind, Sending, Sent, Source, StillThere,
    Text, Way,
};
pub use decide::must_stand;
pub use due::{Known, ReportDue, reports, reports_due};
pub use wanted::{Draft, ReportCommand};
