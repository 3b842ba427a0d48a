//! Reports: which there are, what they would say, and what is done about them.
//!
//! Who gets a report is the department's to name (10a names two recipients and no person); what a report says is
//! put together here from what is on record, and the circumstances are the user's own words.

mod asked;
mod ended;
mod facts;
mod marked;
mod paper;
mod send;
mod words;

pub use asked::USE_ASKED;
pub use ended::went_out;
pub use paper::REPORT;
pub use send::SendRequest;
pub use words::{kind_words, stage_words, through_words, way_in_full, way_words};

use super::ids::unresolved;
use super::{Desk, DeskError};
use crate::config::Role;
use crate::policy::Settled;
use crate::record::command::{Change, Command, Refusal, StatedMarking};
use crate::record::next::{op, way_on};
use crate::record::query::{self, IdError};
use crate::record::report::{
    Continuing, Draft, Known, Recipient, Report, ReportCommand, Source, StillThere, reports,
};
use crate::record::{Event, Id, ItemState};

/// Who a recipient is, where a policy file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// A name, an address, or both as a mail writes them.
    pub name: String,
    /// "department's setting" or "your setting".
    pub label: &'static str,
}

/// What is written of a report; `None` leaves what stands, an empty text takes it away.
#[derive(Clone, Debug, Default)]
pub struct ReportChanges {
    pub circumstances: Option<String>,
    pub what: Option<String>,
    pub marking: Option<StatedMarking>,
    pub continuing: Option<Continuing>,
    pub still_there: Option<StillThere>,
}

impl Desk {
    /// Every report, oldest first: those that are due by themselves, and those that were begun.
    pub fn reports(&self) -> Vec<Known<'_>> {
        reports(self.state(), self.policy(), &self.settings().me.name)
    }

    /// The captures of a private device of which nobody said whether it was used or something was only
    /// received on it; for one principal or for all.
    pub fn uses_not_said(&self, principal: Option<&str>) -> Vec<Known<'_>> {
        let of = |r: &Known<'_>| principal.is_none() || r.principal(self.state()) == principal;
        let all = self.reports().into_iter();
        all.filter(|r| r.unsaid && of(r)).collect()
    }

    /// How many reports are still to be sent, for one principal or for all.
    pub fn reports_unsent(&self, principal: Option<&str>) -> usize {
        let all = self.reports().into_iter().filter(Known::is_open);
        all.filter(|r| principal.is_none() || r.principal(self.state()) == principal)
            .count()
    }

    /// One report.
    pub fn report_of(&self, id: Id) -> Option<Known<'_>> {
        self.reports().into_iter().find(|r| {
            // What was begun under an item's id is found by its decision's too.
            r.source.id() == id || matches!(r.source, Source::Item(item) if self.state().items.get(&item).is_some_and(|i| i.decision == Some(id)))
        })
    }

    /// The report whose id begins with `prefix`.
    pub fn resolve_report(&self, prefix: &str) -> Result<Source, Refusal> {
        let all = self.reports();
        let hint = way_on("List them with", op::REPORTS);
        let found = query::resolve_report(all.iter().map(|r| r.source.id()), prefix);
        match found {
            Ok(id) => all
                .iter()
                .map(|r| r.source)
                .find(|s| s.id() == id)
                .ok_or_else(|| Refusal::new(format!("No report {prefix} is on record"), hint)),
            Err(IdError::Unknown) => {
                // A decision of which nobody said that the channel was used has nothing to report yet.
                if let Ok(id) = self.resolve_decision(prefix) {
                    if let Some(known) = self.report_of(id) {
                        return Ok(known.source);
                    }
                    let short = self.short(id);
                    return Err(Refusal::new(
                        format!(
                            "Decision {short} has no report: that the channel was used is not on record, or there is nothing to report of such a use"
                        ),
                        way_on("If it was used", op::USED)
                            .on(short.as_str())
                            .with("used"),
                    ));
                }
                Err(unresolved(IdError::Unknown, prefix, "report", hint))
            }
            Err(several) => Err(unresolved(several, prefix, "report", hint)),
        }
    }

    /// The item whose report, or whose question of used or received, is meant by the start of an id.
    ///
    /// # Errors
    /// Refused where it is a decision's: what came of that is said of the decision.
    pub fn item_of_report(&self, prefix: &str) -> Result<Id, Refusal> {
        match self.resolve_report(prefix) {
            Ok(Source::Item(id)) => Ok(id),
            Ok(Source::Decision(id)) => {
                let short = self.short(id);
                Err(Refusal::new(
                    format!("{short} is a decision: what came of it is said of that"),
                    [
                        way_on("If it was used", op::USED)
                            .on(short.as_str())
                            .with("used"),
                        way_on("if it was not", op::NOT_USED)
                            .on(short.as_str())
                            .with("not-used"),
                    ],
                ))
            }
            _ => self.resolve(prefix),
        }
    }

    /// Records whether the private device an item was captured from was used, or it was only received there.
    pub fn say_use(&mut self, item: Id, used: bool) -> Result<(), DeskError> {
        let changes = vec![Change::Received(!used)];
        self.run(Command::Edit {
            item,
            message: 1,
            changes,
        })?;
        Ok(())
    }

    /// Who a recipient is, where a policy file says it.
    pub fn addressee(&self, recipient: Recipient) -> Option<Addressee> {
        let recipients = &self.policy().overlay().recipients;
        let Settled { value, by } = recipients.get(&recipient.in_policy())?;
        Some(Addressee {
            name: value.clone(),
            label: by.label().unwrap_or_default(),
        })
    }

    /// A recipient's title, of a report made for this principal or for oneself. A minister has no Head of
    /// Unit: a policy file names who stands for one.
    pub fn recipient_title(&self, recipient: Recipient, of: Option<&str>) -> &'static str {
        match (recipient, self.settings().role_of(of)) {
            (Recipient::HeadOfUnit, Some(Role::Minister)) => "Who stands for a Head of Unit",
            (Recipient::HeadOfUnit, _) => "Head of Unit",
            (Recipient::Kim, _) => "Knowledge and Information Management team",
        }
    }

    /// What a report would say from what is on record: the text that stands, else what its decision or item
    /// tells and what was captured where.
    pub fn report_draft(&self, report: Source) -> Draft {
        let mut draft = self.report_words(report);
        if !has_text(self.state().reports.get(&report.id())) {
            draft.captures = self.captures_of(report);
        }
        draft
    }

    /// The same without the captures, which are looked for among all items.
    pub fn report_words(&self, report: Source) -> Draft {
        let state = self.state();
        let standing = state.reports.get(&report.id());
        if let Some(text) = standing.and_then(|r| r.text.as_ref()) {
            return words::draft_of(&text.said);
        }
        let decision = |id| {
            let said = &state.decisions.get(&id)?.said;
            Some(Draft {
                channel: said.channel.clone(),
                circumstances: said.reason.clone(),
                marking: stated(said.classification.as_deref(), said.marking.as_deref()),
                principal: said.principal.clone(),
                ..Draft::default()
            })
        };
        let item = |id| {
            let item = state.items.get(&id)?;
            Some(Draft {
                channel: Some(item.channel.to_string()),
                marking: stated(item.classification.as_deref(), item.marking.as_deref()),
                principal: item.principal.as_deref().map(str::to_owned),
                ..Draft::default()
            })
        };
        let draft = match report {
            Source::Decision(id) => decision(id),
            Source::Item(id) => item(id),
            Source::Own(_) => None,
        };
        let mut draft = draft.unwrap_or_default();
        // Where no one marking can carry all of it, its own stands until somebody says what the whole carries.
        if let Ok(together @ Some(_)) = self.report_marking(report, None) {
            draft.marking = together;
        }
        draft
    }

    /// What was sent to a recipient, as it was then; `None` where nothing went, or where an earlier version
    /// recorded it without its text.
    pub fn report_as_sent(&self, report: Source, recipient: Recipient) -> Option<String> {
        let known = self.report_of(report.id())?;
        let way = known.done?.ways.get(&recipient)?;
        way.sent.as_ref()?.sending.paper.clone()
    }

    /// What was captured where of the use a report is about, a line for each item.
    pub fn captures_of(&self, report: Source) -> Vec<String> {
        let of = |item: &&crate::record::Item| match report {
            Source::Decision(id) => item.decision == Some(id),
            Source::Item(id) => item.id == id || self.same_use(id, item),
            Source::Own(_) => false,
        };
        let items = self.state().items_in_order().filter(of);
        let captured =
            items.filter(|item| matches!(item.state, ItemState::Captured | ItemState::Confirmed));
        captured
            .map(|item| words::captured_line(self, item))
            .collect()
    }

    /// Whether two items come from the same decision.
    fn same_use(&self, id: Id, other: &crate::record::Item) -> bool {
        let decision = self.state().items.get(&id).and_then(|i| i.decision);
        decision.is_some() && other.decision == decision
    }

    /// Writes a report, or writes it anew: what is given replaces what stands, what is not given stays.
    pub fn write_report(
        &mut self,
        report: Source,
        changes: ReportChanges,
    ) -> Result<(), DeskError> {
        // What a colleague wrote a moment ago stands too.
        self.fresh_and_due(report)?;
        let mut draft = self.report_words(report);
        let ReportChanges {
            circumstances,
            what,
            marking,
            continuing,
            still_there,
        } = changes;
        draft.circumstances = circumstances.or(draft.circumstances);
        draft.what = what.or(draft.what);
        draft.marking = match (marking, draft.marking) {
            // What somebody says may not say less than what it is about.
            (Some(given), _) => self
                .report_marking(report, Some(&given.whole))
                .map(|_| Some(given))?,
            (None, standing @ Some(_)) => {
                let whole = standing.as_ref().map(|m| m.whole.as_str());
                match self.report_marking(report, whole) {
                    Ok(_) => standing,
                    Err(_) => self.report_marking(report, None)?,
                }
            }
            (None, None) => self.report_marking(report, None)?,
        };
        draft.continuing = continuing.or(draft.continuing);
        draft.still_there = still_there.or(draft.still_there);
        // What was captured where is taken from the register anew; nobody has to write it.
        if !matches!(report, Source::Own(_)) {
            draft.captures = self.captures_of(report);
        }
        let draft = Box::new(draft);
        self.run(Command::Report(ReportCommand::Draft { report, draft }))?;
        Ok(())
    }

    /// Begins a report of a missed capture or an outage; gives its id.
    pub fn new_report(
        &mut self,
        kind: crate::record::report::ReportKind,
        draft: Draft,
    ) -> Result<Id, DeskError> {
        let draft = Box::new(draft);
        let written = self.run(Command::Report(ReportCommand::New { kind, draft }))?;
        let id = written.iter().find_map(|e| match &e.event {
            Event::ReportDrafted(e) => Some(e.report),
            _ => None,
        });
        id.ok_or_else(|| DeskError::Storage("The report was not found after it was written".into()))
    }
}

/// A marking as a decision or an item keeps it.
fn stated(classification: Option<&str>, marking: Option<&str>) -> Option<StatedMarking> {
    let classification = classification?.to_owned();
    let whole = marking.map_or_else(|| classification.to_uppercase(), str::to_owned);
    Some(StatedMarking {
        classification,
        whole,
    })
}

/// Whether the report was begun and its text stands.
pub(super) fn has_text(report: Option<&Report>) -> bool {
    report.is_some_and(|r| r.text.is_some())
}
