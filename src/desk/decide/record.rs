//! Deciding: what the policy in force says to a case, and what of it is put on record.
//!
//! Whatever is added here to what the policy says carries its label.

use chrono::NaiveDate;

use super::answers::System;
use super::words::because_words;
use super::{Ask, CaseAnswers, DeviceChoice};
use crate::desk::words::device_words;
use crate::desk::{Desk, DeskError};
use crate::policy::{self, Case, Device, Marking, Policy, Recipient, Scope, Settled, Situation};
use crate::record::Id;
use crate::record::command::{About, Command, Refusal, StatedDevice, StatedMarking};
use crate::record::decision::{NewDecision, REPORT, may_keep_text};

/// What a policy says to a case, with whom a report goes to, what the answer about government systems comes to
/// (8, said once) and, on that day, the policy's own age.
pub fn consider(
    policy: &Policy,
    today: NaiveDate,
    case: &Case,
    system: &System,
) -> policy::Decision {
    let mut decision = policy::decide(policy, case);
    decision
        .notices
        .extend(system_notice(policy, &decision, case, system));
    if decision.duties.iter().any(|d| d.id == REPORT) {
        decision.notices.extend(report_to(policy));
    }
    let old = policy.review_notice(today).map(str::to_owned);
    decision.notices.extend(old);
    decision
}

/// What the answer to the question about government systems comes to, as the policy words it.
fn system_notice(
    policy: &Policy,
    decision: &policy::Decision,
    case: &Case,
    system: &System,
) -> Option<String> {
    let secret = case
        .marking
        .as_ref()
        .is_some_and(Marking::is_secret_or_above);
    let ruled = decision.verdict.strictness().is_some() && !secret;
    let question = Ask::System.worded(policy).filter(|_| ruled)?;
    let said = match system.would_do {
        Some(true) => question.on_yes.clone(),
        Some(false) => {
            let because = system.because.as_ref();
            let id = because.map(|b| b.id.as_str());
            let why = because_words(policy, id, because.and_then(|b| b.note.as_deref()));
            let why = why.unwrap_or_else(|| "the reason is not given".into());
            question.on_no.replace("{reason}", &why)
        }
        None if case.situation == Situation::AboutToUse => question.unanswered.clone(),
        None => String::new(),
    };
    (!said.is_empty()).then_some(said)
}

/// To whom a report goes, where a policy file says it, as a sentence with its label.
fn report_to(policy: &Policy) -> Option<String> {
    let house = policy.overlay();
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

impl Desk {
    /// What the policy in force says to a case of which nothing is said of government systems.
    pub fn consider(&self, case: &Case) -> policy::Decision {
        let today = self.now().with_timezone(&self.zone()).date_naive();
        let mut said = consider(self.policy(), today, case, &System::default());
        said.notices.extend(self.at_risk_lines(None));
        said
    }

    /// What the policy in force says to what was answered, by whoever acts for that principal.
    pub fn consider_answers(
        &self,
        answers: &CaseAnswers,
        principal: Option<&str>,
    ) -> policy::Decision {
        let today = self.now().with_timezone(&self.zone()).date_naive();
        let mut said = consider(self.policy(), today, &answers.case(), &answers.system());
        said.notices
            .extend(self.measures_with_a_decision(principal));
        said
    }

    /// To whom a report goes, where a policy file says it, as a sentence with its label.
    pub fn report_to(&self) -> Option<String> {
        report_to(self.policy())
    }

    /// The devices that can be named: every kind, then the registered ones.
    pub fn device_choices(&self) -> Vec<DeviceChoice> {
        let kinds = Device::ALL.iter().map(|kind| kind.as_str().into());
        let registered = self.state().devices.values().map(|d| StatedDevice {
            kind: d.kind().to_owned(),
            id: Some(d.id),
        });
        let choice = |device: StatedDevice| DeviceChoice {
            words: device_words(self, &device.kind, device.id),
            device,
        };
        kinds.chain(registered).map(choice).collect()
    }

    /// Puts what was answered on record, with its reason where one may be kept; gives the decision's id.
    pub fn record_answers(
        &mut self,
        answers: &CaseAnswers,
        reason: Option<String>,
        principal: Option<String>,
    ) -> Result<Id, DeskError> {
        let case = answers.case();
        self.record_decision(NewDecision {
            said: self.consider_answers(answers, principal.as_deref()),
            direction: answers.direction == Some(true),
            change: answers.change == Some(true),
            device_id: answers.device.as_ref().and_then(|d| d.id),
            government_system: answers.system,
            because: answers.because.clone(),
            reason: reason.filter(|_| may_keep_text(&case)),
            principal,
            case,
        })
    }

    /// What an item that comes from a decision takes from it: its channel, and in `about` what is not said
    /// there yet. Refused where the decision is about what is not government business.
    pub fn about_from_decision(
        &self,
        id: Id,
        about: &mut About,
    ) -> Result<Option<String>, Refusal> {
        about.decision = Some(id);
        let Some(decision) = self.state().decisions.get(&id) else {
            return Ok(None);
        };
        let said = &decision.said;
        if said.scope != Scope::Government.as_str() {
            return Err(Refusal::new(
                format!(
                    "Decision {id} is about what is not government business; such messages are never stored"
                ),
                "Where it has drifted into government business (para 18), add it without --decision",
            ));
        }
        if let (None, Some(classification)) = (&about.marking, &said.classification) {
            // What was legal under the policy of its day stays what it was; SECRET is refused when it is stored.
            let whole = said.marking.as_ref().unwrap_or(classification);
            about.marking = Marking::recorded(whole).map(|m| StatedMarking {
                classification: classification.clone(),
                whole: m.to_string(),
            });
        }
        let device = || StatedDevice {
            kind: said.device.clone(),
            id: said.device_id,
        };
        about.device = about.device.take().or_else(|| Some(device()));
        about.received = said.situation == Situation::Received.as_str();
        about.personal_data = said.personal_data;
        Ok(said.channel.clone())
    }

    /// Whether a report is to be sent because of a decision.
    pub fn report_is_due(&self, decision: Id) -> bool {
        let used = self.state().decisions.get(&decision);
        let used = used.is_some_and(|d| d.used_since().is_some());
        used && self.report_of(decision).is_some_and(|r| r.is_open())
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
