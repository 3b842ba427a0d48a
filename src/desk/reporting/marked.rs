//! What a report carries as its marking: that of what it is about, together (7).
//!
//! A rule of [`crate::policy::MarkingRules::of_whole`], as for packages and notes.

use super::super::Desk;
use super::super::words::marking;
use super::stated;
use crate::policy::Marking;
use crate::record::command::{Refusal, StatedMarking};
use crate::record::next::{op, way_on};
use crate::record::report::Source;

impl Desk {
    /// The markings of what a report is about: of its decision and of every item of that use.
    fn markings_of_report(&self, report: Source) -> Vec<Option<String>> {
        let state = self.state();
        let decision = match report {
            Source::Decision(id) => Some(id),
            Source::Item(id) => state.items.get(&id).and_then(|i| i.decision),
            Source::Own(_) => None,
        };
        let said = decision.and_then(|id| state.decisions.get(&id));
        let said = said.map(|d| {
            let (whole, level) = (d.said.marking.as_deref(), d.said.classification.as_deref());
            stated(level, whole).map(|m| m.whole)
        });
        let items = state.items_in_order().filter(|item| match report {
            Source::Item(id) if item.id == id => true,
            _ => decision.is_some() && item.decision == decision,
        });
        said.into_iter().chain(items.map(marking)).collect()
    }

    /// What a report carries: everything it is about together, or what was said, where that says no less.
    ///
    /// # Errors
    /// Refused where what was given says less, or where nothing was given and has to be.
    pub(super) fn report_marking(
        &self,
        report: Source,
        given: Option<&str>,
    ) -> Result<Option<StatedMarking>, Refusal> {
        let whole = self.carried_by(self.markings_of_report(report), given)?;
        Ok(whole
            .as_deref()
            .and_then(Marking::recorded)
            .map(|m| StatedMarking {
                classification: m.vocabulary().to_owned(),
                whole: m.to_string(),
            }))
    }

    /// The marking a report is shown under: as it was written, or what it is about carries by now where that is more.
    pub fn report_shown_under(&self, report: Source) -> Option<String> {
        let written = self.report_words(report).marking.map(|m| m.whole);
        let more = || self.report_marking(report, None).ok().flatten();
        match self.carries_enough(report) {
            Ok(()) => written,
            Err(_) => more().map(|m| m.whole).or(written),
        }
    }

    /// That a report was written under less than what it is about carries by now.
    pub fn written_under_less(&self, report: Source) -> Option<String> {
        let written = self.report_words(report).marking?.whole;
        self.carries_enough(report).err()?;
        let now = self.report_marking(report, None).ok().flatten();
        let now = now.map_or("more".to_owned(), |m| m.whole);
        Some(format!(
            "It was written under {written}, and what it is about carries {now} by now: it goes to nobody before it is written anew under that."
        ))
    }

    /// Refuses a report whose text was written under less than what it is about carries by now.
    pub(super) fn carries_enough(&self, report: Source) -> Result<(), Refusal> {
        let Some(given) = self.report_words(report).marking else {
            return Ok(());
        };
        let carried = self.report_marking(report, Some(&given.whole));
        carried.map(|_| ()).map_err(|refusal| {
            let id = self.short(report.id());
            let anew = way_on("Write it anew under it", op::REPORT_WRITE);
            Refusal::new(refusal.reason, anew.on(id.as_str()).with("marking"))
        })
    }
}
