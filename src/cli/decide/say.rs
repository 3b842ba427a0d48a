//! What `decide` prints, and a recorded decision as lines and as JSON.
//!
//! Whatever the guidance does not say carries its label.

use serde::Serialize;

use super::super::error::CliError;
use super::super::out::{Out, OutError};
use super::super::rows::stamp;
use crate::desk::Desk;
use crate::desk::decide::words;
use crate::desk::explained::{address, term_words, terms_in};
use crate::policy::{self, Case, Duty, Link};
use crate::record::Id;
use crate::record::decision::Decision;

#[derive(Serialize)]
struct Said<'a> {
    verdict: &'a str,
    paragraphs: &'a [String],
    duties: Vec<DutyRow<'a>>,
    notices: &'a [String],
    policy: &'a str,
    recorded: Option<String>,
}

#[derive(Serialize)]
struct DutyRow<'a> {
    id: &'a str,
    verb: &'a str,
    text: String,
    paragraphs: &'a [String],
}

fn duty_row(duty: &Duty) -> DutyRow<'_> {
    DutyRow {
        id: &duty.id,
        verb: duty.verb.as_str(),
        text: words::asked(duty),
        paragraphs: &duty.paragraphs,
    }
}

/// The object of the stable interface.
pub(super) fn row(
    out: &mut Out,
    decision: &policy::Decision,
    recorded: Option<Id>,
) -> Result<(), CliError> {
    Ok(out.object(&Said {
        verdict: decision.verdict.as_str(),
        paragraphs: &decision.paragraphs,
        duties: decision.duties.iter().map(duty_row).collect(),
        notices: &decision.notices,
        policy: &decision.policy,
        recorded: recorded.map(|id| id.to_string()),
    })?)
}

/// Whom lines are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// Somebody who was asked and may be listening: 64 digits are not read out.
    Ears,
    Paper,
}

/// The verdict, the duties and what else is to be said, as lines.
pub(super) fn decision(
    out: &mut Out,
    desk: &Desk,
    case: &Case,
    decision: &policy::Decision,
    whom: For,
) -> Result<(), CliError> {
    out.gap()?;
    out.field("Verdict", words::verdict(decision))?;
    out.say(format!("  {}", decision.text))?;
    let today = desk.now().with_timezone(&desk.zone()).date_naive();
    let duties = words::in_order(&decision.duties).into_iter();
    let duties = duties.map(|d| ("Duty", words::duty(d)));
    let steps = words::steps(desk.policy(), case, decision).into_iter();
    let notices = words::notices(desk.policy(), today, &decision.notices).into_iter();
    let (steps, notices) = (
        steps.map(|s| ("Before using it", s)),
        notices.map(|n| ("Notice", n)),
    );
    let mut told = vec![decision.text.clone()];
    for (label, line) in duties.chain(steps).chain(notices) {
        out.field(label, &line)?;
        told.push(line);
    }
    if decision.duties.iter().any(|d| d.id == "consider-switching") {
        out.field("Texts to move it elsewhere", "onrecord guidance --switch")?;
    }
    for term in terms_in(desk.policy(), &told) {
        out.field(&term.name, term_words(term))?;
    }
    let policy = words::policy_line(desk.policy(), today, &decision.policy);
    if let Some(link) = desk.policy().links().get(&Link::Guidance) {
        out.field("The guidance itself", address(link))?;
    }
    out.field("Policy", policy)?;
    if whom == For::Paper {
        out.field("Digest", &decision.digest)?;
    }
    Ok(())
}

/// That a decision is on record, and what is left to say about it.
pub(super) fn recorded(out: &mut Out, desk: &Desk, id: Id) -> Result<(), CliError> {
    let short = desk.short(id);
    let Some(decision) = desk.state().decisions.get(&id) else {
        return Ok(());
    };
    out.say(format!("Recorded: decision {short}."))?;
    if decision.waits_for_outcome() {
        out.say(format!(
            "When you know, say what came of it: onrecord outcome {short} --used, or --not-used"
        ))?;
    } else if decision.is_exceptional() && decision.used_since().is_some() {
        out.say("A report should be sent (para 10a); it waits in: onrecord status")?;
    }
    let level = decision.said.classification.as_deref();
    if level.is_some_and(|l| matches!(l, "secret" | "top-secret")) {
        out.say("Whom you told, and when, can be put on record without content: onrecord incident add --kind secret")?;
    }
    Ok(())
}

/// A recorded decision as JSON, its id beside it.
#[derive(Serialize)]
pub struct DecisionRow<'a> {
    decided: String,
    situation: &'a str,
    scope: &'a str,
    marking: Option<&'a str>,
    significant: bool,
    direction: bool,
    change: bool,
    device: &'a str,
    device_name: Option<&'a str>,
    channel: Option<&'a str>,
    personal_data: bool,
    government_system: Option<&'a str>,
    government_system_reason: Option<&'a str>,
    government_system_note: Option<&'a str>,
    verdict: &'a str,
    paragraphs: &'a [String],
    duties: &'a [String],
    reason: Option<&'a str>,
    #[serde(rename = "for")]
    principal: Option<&'a str>,
    by: Option<&'a str>,
    policy: &'a str,
    digest: &'a str,
    outcome: Option<&'a str>,
    outcome_at: Option<String>,
    report_due: bool,
    cautions: &'a [String],
}

impl<'a> DecisionRow<'a> {
    /// The row of a decision.
    pub fn new(desk: &'a Desk, decision: &'a Decision) -> DecisionRow<'a> {
        let said = &decision.said;
        let device = said.device_id.and_then(|id| desk.state().devices.get(&id));
        DecisionRow {
            decided: stamp(decision.at, desk.zone()),
            situation: &said.situation,
            scope: &said.scope,
            marking: said.marking.as_deref().or(said.classification.as_deref()),
            significant: said.significant,
            direction: said.direction,
            change: said.change,
            device: &said.device,
            device_name: device.and_then(|d| d.name()),
            channel: said.channel.as_deref(),
            personal_data: said.personal_data,
            government_system: said.government_system.as_deref(),
            government_system_reason: said.system_reason.as_deref(),
            government_system_note: said.system_note.as_deref(),
            verdict: &said.verdict,
            paragraphs: &said.paragraphs,
            duties: &said.duties,
            reason: said.reason.as_deref(),
            principal: said.principal.as_deref(),
            by: said.person.as_deref(),
            policy: &said.policy,
            digest: &said.policy_digest,
            outcome: decision.outcome.map(|o| o.as_str()),
            outcome_at: decision.outcome.map(|o| stamp(o.at, desk.zone())),
            report_due: desk.report_is_due(decision.id()),
            cautions: &said.cautions,
        }
    }
}

/// A recorded decision as lines.
pub fn decision_lines(out: &mut Out, desk: &Desk, decision: &Decision) -> Result<(), OutError> {
    for (label, value) in words::decision(desk, decision) {
        out.field(label, value)?;
    }
    Ok(())
}
