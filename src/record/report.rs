//! Which uses of a private device are to be reported (10a), and since when.
//!
//! May import `policy` and its siblings in `record`; pure. A report is raised by a decision whose use
//! happened and by a capture of what was not only received; "not used after all" and "received only" end it.
//! Nothing is stored here: it follows from what is on record each time it is asked.

use chrono::{DateTime, Utc};

use super::decision::REPORT;
use super::field::Id;
use super::state::{Item, ItemState, State};
use crate::policy::{self, Case, Device, Marking, Policy, Scope, Situation};

/// What raises a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Decision(Id),
    Item(Id),
}

/// A report to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportDue {
    pub source: Source,
    /// Since when it is known that one is due.
    pub since: DateTime<Utc>,
}

/// The reports to be sent, oldest first. An item that comes from a decision is counted with it.
pub fn reports_due(state: &State, policy: &Policy) -> Vec<ReportDue> {
    let mut due: Vec<ReportDue> = state
        .decisions_in_order()
        .filter(|d| d.is_exceptional())
        .filter_map(|d| {
            let (source, since) = (Source::Decision(d.id()), d.used_since()?);
            Some(ReportDue { source, since })
        })
        .collect();
    for item in state.items_in_order() {
        let Some(since) = captured_own_use(item).filter(|_| is_exceptional(item, policy)) else {
            continue;
        };
        let decision = item.decision.and_then(|id| state.decisions.get(&id));
        let answered = decision.is_some_and(|d| {
            let not_used = d.outcome.is_some_and(|o| !o.used);
            not_used || d.is_exceptional() && d.used_since().is_some()
        });
        if !answered {
            let source = Source::Item(item.id);
            due.push(ReportDue { source, since });
        }
    }
    due.sort_by_key(|r| (r.since, r.source));
    due
}

/// When an item was captured, where a private device was used for it and not only received on.
fn captured_own_use(item: &Item) -> Option<DateTime<Utc>> {
    let captured = matches!(item.state, ItemState::Captured | ItemState::Confirmed);
    let private = item.device.as_deref().and_then(Device::parse)?.is_private();
    let capture = item.capture.as_ref()?;
    (captured && private && !item.received).then_some(capture.at)
}

/// Whether the policy asks for a report of such a use; what is captured was found significant.
fn is_exceptional(item: &Item, policy: &Policy) -> bool {
    let marking = item.marking.as_deref().or(item.classification.as_deref());
    let device = item.device.as_deref().and_then(Device::parse);
    let case = Case {
        situation: Situation::AlreadyUsed,
        scope: Scope::Government,
        marking: marking.and_then(Marking::recorded),
        significant: true,
        device: device.unwrap_or(Device::Unsure),
        channel: Some(item.channel.to_string()),
        personal_data: item.personal_data,
    };
    let duties = policy::decide(policy, &case).duties;
    duties.iter().any(|d| d.id == REPORT)
}
