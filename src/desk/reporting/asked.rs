//! The question that stands before a report: was a private device used, or was something only received there?
//!
//! Invariant: as long as nobody answered it, nothing that says the device was used is written, sent or made: no
//! text, no paper, no way to a recipient.

use super::super::Desk;
use super::super::words::counted;
use crate::record::Id;
use crate::record::command::Refusal;
use crate::record::next::{Ways, op, way_on};
use crate::record::report::{Known, Source};

/// The question.
pub const USE_ASKED: &str = "Was the device used, or was it only received there?";

impl Desk {
    /// Whether that is to be answered before anything else is done about a report.
    ///
    /// # Errors
    /// Refused where nobody said yet, with the ways to say it.
    pub fn use_must_be_said(&self, report: Source) -> Result<(), Refusal> {
        match self.report_of(report.id()) {
            Some(known) if known.unsaid => Err(self.use_not_said(&known)),
            _ => Ok(()),
        }
    }

    /// The question about these items, where nobody answered it of one of them; of several where it is answered.
    pub fn use_asked_of(&self, items: &[Id]) -> Option<Ways> {
        let mut all = self.uses_not_said(None);
        all.retain(|known| items.contains(&known.source.id()));
        let question = Ways::from(USE_ASKED);
        match all.as_slice() {
            [] => None,
            [one] => {
                let id = self.short(one.source.id());
                let used = way_on("If it was used", op::REPORT_USED).on(id.as_str());
                let received = way_on("if it was only received", op::REPORT_RECEIVED);
                Some(question.and([used, received.on(id.as_str())]))
            }
            many => {
                let count = counted(many.len(), "item");
                let see = way_on(format!("It is to be said of {count}"), op::REPORTS);
                Some(question.and(see))
            }
        }
    }

    /// Why nothing can be done about a report of which nobody said that there is something to report.
    pub fn use_not_said(&self, known: &Known<'_>) -> Refusal {
        let id = self.short(known.source.id());
        let ways = Ways::from([
            way_on("Say that first, if it was used", op::REPORT_USED).on(id.as_str()),
            way_on("if it was only received there", op::REPORT_RECEIVED).on(id.as_str()),
        ]);
        Refusal::new(
            "Nobody said yet whether the private device was used or it was only received there",
            ways.and("Receiving is not using, so then no report is due"),
        )
    }
}
