//! What is not taken back once it was done, and what follows it instead.

use super::event::{ItemCaptured, ItemErased, ReportSent};
use super::next::{op, way_on};
use super::refusal::Refusal;

/// What stays done.
pub(super) enum Done<'a> {
    Filed(&'a ItemCaptured),
    Sent(&'a ReportSent),
    Erased(&'a ItemErased),
    Statement,
    /// A paper of that name; what follows it instead.
    Lodged(&'static str, &'static str, &'static str),
    Hold,
}

pub(super) const REGISTER: Done<'_> = Done::Lodged(
    "readable register",
    "Lodge it anew when more is on record",
    op::REGISTER_CLOSE,
);
pub(super) const SEARCH: Done<'_> = Done::Lodged(
    "record of search",
    "Follow it with another",
    op::REQUEST_PAPER,
);
pub(super) const PAPER: Done<'_> =
    Done::Lodged("paper", "Lodge another; see this one with", op::LOG);

impl Done<'_> {
    /// Why it stays, and what follows it instead.
    pub(super) fn refusal(self) -> Refusal {
        match self {
            Done::Filed(e) => Refusal::new(
                format!(
                    "The capture of item {} was filed, so it is not undone",
                    e.item
                ),
                way_on("Follow it with a correction", op::REOPEN).on(e.item),
            ),
            Done::Sent(e) => Refusal::new(
                format!(
                    "Report {} was sent to {}, so it is not undone",
                    e.report, e.recipient
                ),
                way_on(
                    "Follow it with a correction: send it once it is written anew with",
                    op::REPORT_WRITE,
                )
                .on(e.report)
                .with("circumstances"),
            ),
            Done::Erased(e) => Refusal::new(
                format!(
                    "The erasure of item {} cannot be undone: its text is gone",
                    e.item
                ),
                way_on("See what was done with", op::LOG),
            ),
            Done::Statement => Refusal::new(
                "The statement was filed, so it is not undone",
                way_on(
                    "Follow it with another, once the departure is open again",
                    op::DEPART_REOPEN,
                ),
            ),
            Done::Lodged(what, lead, next) => Refusal::new(
                format!("The {what} was filed, so it is not undone"),
                way_on(lead, next),
            ),
            Done::Hold => Refusal::new(
                "A hold is not undone",
                way_on("When it has ended, release it", op::HOLD_RELEASE),
            ),
        }
    }
}
