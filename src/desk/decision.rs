//! Deciding: what the policy in force says to a case, and what of it is put on record.
//!
//! May import `policy`, `record`, `text`. Whatever is added here to what the policy says carries its label.

use super::{Desk, DeskError};
use crate::policy::{self, Case, Recipient, Settled};
use crate::record::Id;
use crate::record::command::Command;
use crate::record::decision::{NewDecision, REPORT};

impl Desk {
    /// What the policy in force says to a case, with whom a report goes to and the policy's own age.
    pub fn consider(&self, case: &Case) -> policy::Decision {
        let mut decision = policy::decide(self.policy(), case);
        if decision.duties.iter().any(|d| d.id == REPORT) {
            decision.notices.extend(self.report_to());
        }
        let today = self.now().with_timezone(&self.zone()).date_naive();
        let old = self.policy().review_notice(today).map(str::to_owned);
        decision.notices.extend(old);
        decision
    }

    /// To whom a report goes, where a policy file says it, as a sentence with its label.
    pub fn report_to(&self) -> Option<String> {
        let house = self.policy().house();
        let one = |who: Recipient, words: &str| {
            let Settled { value, by } = house.recipients.get(&who)?;
            let label = by.label().map(|l| format!(" ({l})")).unwrap_or_default();
            Some(format!("{words}: {value}{label}"))
        };
        let named = [
            one(Recipient::HeadOfUnit, "Head of Unit"),
            one(Recipient::Kim, "Knowledge and Information Management team"),
        ];
        let named: Vec<String> = named.into_iter().flatten().collect();
        (!named.is_empty()).then(|| format!("A report goes to: {}.", named.join("; ")))
    }

    /// Puts a decision on record; gives its id.
    pub fn record_decision(&mut self, decision: NewDecision) -> Result<Id, DeskError> {
        let written = self.run(Command::Decide(Box::new(decision)))?;
        let id = written.iter().find_map(|e| e.event.decision());
        id.ok_or_else(|| {
            DeskError::Storage("The decision was not found after it was written".into())
        })
    }
}
