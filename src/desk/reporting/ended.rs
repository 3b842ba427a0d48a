//! Reports of which there is nothing left to report: why, and what is to be said to whoever has one.
//!
//! Invariant: of a use that ended nothing more is written, sent or acknowledged as if it were due; its paper says that
//! it ended and why.

use super::super::{Desk, DeskError};
use crate::policy::Device;
use crate::record::command::Refusal;
use crate::record::next::{Ways, op, way_on};
use crate::record::report::{Known, Report, Source};
use crate::record::{Id, ItemState};
use crate::text::when;

/// What is said where a report went out before it ended.
const TELL: &str =
    "It went out before: tell whoever has it. The paper says now that it ended, and why.";

/// Whether somebody got a report.
pub fn went_out(report: Option<&Report>) -> bool {
    report.is_some_and(|r| r.ways.values().any(|w| w.sent.is_some()))
}

impl Desk {
    /// Whether there is something to report, before anything is written or recorded of it.
    ///
    /// # Errors
    /// Refused where nobody said yet that there is, and where the use ended: with why, and how that is put right.
    pub fn report_must_be_due(&self, report: Source) -> Result<(), Refusal> {
        self.use_must_be_said(report)?;
        match self.report_of(report.id()) {
            Some(known) if known.is_ended() => Err(self.report_ended(&known)),
            _ => Ok(()),
        }
    }

    /// Reads what a colleague wrote a moment ago, and asks the same of it.
    pub(super) fn fresh_and_due(&mut self, report: Source) -> Result<(), DeskError> {
        self.refresh()?;
        Ok(self.report_must_be_due(report)?)
    }

    /// Why nothing more can be done about a report of a use that ended.
    pub fn report_ended(&self, known: &Known<'_>) -> Refusal {
        let id = self.short(known.source.id());
        let why = self.why_ended(known);
        Refusal::new(
            format!("There is nothing to report of {id}: {why}"),
            self.if_it_was_used(known),
        )
    }

    /// Why there is nothing to report any more, by what is on record.
    pub fn why_ended(&self, known: &Known<'_>) -> String {
        match known.source {
            Source::Decision(id) => match self.not_used_since(id) {
                Some(at) => format!("the channel was not used after all, said {at}"),
                None => NOTHING.into(),
            },
            Source::Item(id) => self.why_item_ended(id),
            Source::Own(_) => NOTHING.into(),
        }
    }

    fn why_item_ended(&self, id: Id) -> String {
        let Some(item) = self.state().items.get(&id) else {
            return NOTHING.into();
        };
        let kind = item.device.as_deref().and_then(Device::parse);
        if item.received {
            return "it was only received there, and receiving is not using (this tool's reading)"
                .into();
        }
        if !kind.is_some_and(Device::is_private) {
            return "the device is not said to be a private one any more".into();
        }
        if !matches!(item.state, ItemState::Captured | ItemState::Confirmed) {
            return "what it reports is not captured now; a capture raises the report again".into();
        }
        match item.decision.and_then(|id| self.not_used_since(id)) {
            Some(at) => format!("the channel was not used after all, said {at}"),
            None => NOTHING.into(),
        }
    }

    /// When it was said of a decision that the channel was not used.
    fn not_used_since(&self, decision: Id) -> Option<String> {
        let outcome = self.state().decisions.get(&decision)?.outcome?;
        (!outcome.used).then(|| when::full(outcome.at, self.zone()))
    }

    /// How it is said that there was a use all the same, where a word ended the report.
    fn if_it_was_used(&self, known: &Known<'_>) -> Ways {
        let id = self.short(known.source.id());
        match known.source {
            Source::Decision(decision) if self.not_used_since(decision).is_some() => {
                let used = way_on("If it was used all the same, say that first", op::USED);
                used.on(id.as_str()).with("used").into()
            }
            Source::Item(item) => {
                let item = self.state().items.get(&item);
                let captured = |s| matches!(s, ItemState::Captured | ItemState::Confirmed);
                match item.is_some_and(|i| captured(i.state)) {
                    true => {
                        let words = "If the device was used all the same, say that first";
                        way_on(words, op::REPORT_USED).on(id.as_str()).into()
                    }
                    false => way_on("See it with", op::REPORT_SHOW)
                        .on(id.as_str())
                        .into(),
                }
            }
            _ => way_on("See it with", op::REPORT_SHOW)
                .on(id.as_str())
                .into(),
        }
    }

    /// The reports that somebody has and that are still of a use.
    pub fn reports_out(&self) -> Vec<Source> {
        let all = self.reports().into_iter();
        let out = all.filter(|r| !r.is_ended() && went_out(r.done));
        out.map(|r| r.source).collect()
    }

    /// What is to be said where one of these has ended since.
    pub fn told_of_ended(&self, out: &[Source]) -> Option<Ways> {
        let ended = |s: &&Source| self.report_of(s.id()).is_some_and(|r| r.is_ended());
        let ended: Vec<&Source> = out.iter().filter(ended).collect();
        match ended.as_slice() {
            [] => None,
            [one] => {
                let id = self.short(one.id());
                let see = way_on(format!("Report {id} ended. {TELL} See it"), op::REPORT_SHOW);
                Some(see.on(id.as_str()).into())
            }
            _ => Some(format!("Reports ended that went out before. {TELL}").into()),
        }
    }

    /// What is recorded by the word that a private device was used for an item, or that something was only received
    /// there, and what follows from it by everything that is on record.
    pub fn use_words(&self, item: Id, used: bool) -> Ways {
        let decision = self.state().items.get(&item).and_then(|i| i.decision);
        let decision = decision.filter(|id| self.report_of(*id).is_some_and(|r| r.raised));
        let own = self.report_of(item).or_else(|| self.report_of(decision?));
        let short = |known: &Known<'_>| self.short(known.source.id());
        const USED: &str = "the device was used";
        match (used, own) {
            (false, Some(known)) if known.raised => Ways::from(format!(
                "it was only received there. Receiving is not using (this tool's reading). Report {} stays: its decision says that the channel was used",
                short(&known)
            )),
            (false, _) => "it was only received there. Receiving is not using, so no report is due (this tool's reading)".into(),
            (true, Some(known)) if known.done.is_some_and(|r| r.withdrawn.is_some()) => {
                let again = way_on("If it should be sent after all, take it up again", op::REPORT_REOPEN);
                Ways::from(format!("{USED}. Its report was withdrawn and stays so"))
                    .and(again.on(short(&known)))
            }
            (true, Some(known)) if known.is_open() => {
                format!("{USED}. A report of that should be sent (para 10a)").into()
            }
            (true, Some(known)) if known.is_ended() => {
                format!("{USED}. No report is due of it yet: {}", self.why_ended(&known)).into()
            }
            (true, Some(_)) => format!("{USED}. Its report went out (para 10a)").into(),
            (true, None) => self.used_and_none_due(item),
        }
    }

    fn used_and_none_due(&self, item: Id) -> Ways {
        let item = self.state().items.get(&item);
        let kind = item
            .and_then(|i| i.device.as_deref())
            .and_then(Device::parse);
        let waits = item.is_some_and(|i| i.is_waiting());
        match (kind.is_some_and(Device::is_private), waits) {
            (true, true) => "the device was used. Where such a use is to be reported (para 10a), the report is raised by the capture",
            (true, false) => "the device was used. By what is on record no report is asked for of such a use (para 10a)",
            (false, _) => "the device was used. It is not said to be a private one, so no report is due (para 10a)",
        }
        .into()
    }

    /// What the word that a channel was not used leaves open: messages of that decision which say that it was.
    pub fn use_left_open(&self, decision: Id) -> Option<Ways> {
        let of_it = self.state().items_in_order();
        let of_it: Vec<Id> = of_it
            .filter(|i| i.decision == Some(decision))
            .map(|i| i.id)
            .collect();
        if let Some(asked) = self.use_asked_of(&of_it) {
            return Some(Ways::from("What was captured of it says otherwise").and(asked));
        }
        let raised = |id: &&Id| self.report_of(**id).is_some_and(|r| r.is_open());
        if let Some(open) = of_it.iter().find(raised) {
            let id = self.short(*open);
            let received = way_on("If it was only received there", op::REPORT_RECEIVED);
            let still = format!(
                "Of item {id} it stands that the device was used, so its report is still to be sent"
            );
            return Some(Ways::from(still).and(received.on(id.as_str())));
        }
        let item = |id: &Id| self.state().items.get(id).cloned();
        let waiting = of_it.iter().filter_map(item).find(|i| {
            let kind = i.device.as_deref().and_then(Device::parse);
            i.is_waiting() && !i.received && kind.is_some_and(Device::is_private)
        })?;
        let id = self.short(waiting.id);
        let received = way_on("If it was only received there", op::REPORT_RECEIVED);
        let used = way_on("if the device was used", op::REPORT_USED);
        Some(
            Ways::from(format!("A message of it is in the queue: {id}"))
                .and([received.on(id.as_str()), used.on(id.as_str())]),
        )
    }
}

const NOTHING: &str = "by what is on record now there is no use to report";
