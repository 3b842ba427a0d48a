//! What `decide` prints, and a recorded decision as lines and as JSON.
//!
//! May import `desk`, `policy`, `record`, `text`. Whatever the guidance does not say carries its label.

use serde::Serialize;

use super::super::error::CliError;
use super::super::out::{Out, OutError};
use super::super::rows::{device_words, paragraph_words, stamp};
use crate::desk::Desk;
use crate::policy::{self, Case, Duty, Scope, Situation, Verdict};
use crate::record::Id;
use crate::record::decision::Decision;
use crate::text::when;

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

/// What a duty asks for, with its label where the guidance does not ask it.
fn asked(duty: &Duty) -> String {
    match duty.by.label() {
        Some(label) => format!("{} ({label})", duty.text),
        None => duty.text.clone(),
    }
}

fn duty_row(duty: &Duty) -> DutyRow<'_> {
    DutyRow {
        id: &duty.id,
        verb: duty.verb.as_str(),
        text: asked(duty),
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

/// The verdict, the duties and what else is to be said, as lines.
pub(super) fn decision(
    out: &mut Out,
    desk: &Desk,
    case: &Case,
    decision: &policy::Decision,
) -> Result<(), CliError> {
    out.gap()?;
    let cited = match (decision.paragraphs.as_slice(), decision.by.label()) {
        ([], label) => label.map(|l| format!(" ({l})")).unwrap_or_default(),
        (cited, _) => format!(" ({})", paragraph_words(cited)),
    };
    out.field("Verdict", format!("{}{cited}", decision.verdict))?;
    out.say(format!("  {}", decision.text))?;
    for duty in &decision.duties {
        let cited = match duty.paragraphs.as_slice() {
            [] => String::new(),
            cited => format!(" ({})", paragraph_words(cited)),
        };
        out.field(
            "Duty",
            format!("{} {}{cited}", duty.verb.spoken(), asked(duty)),
        )?;
    }
    steps(out, desk, case, decision)?;
    for notice in &decision.notices {
        out.field("Notice", notice)?;
    }
    if decision.duties.iter().any(|d| d.id == "consider-switching") {
        out.field("Texts to move it elsewhere", "onrecord guidance --switch")?;
    }
    out.field("Policy", &decision.policy)?;
    out.field("Digest", &decision.digest)?;
    Ok(())
}

/// The checklist before a use, where one is about to happen and is not ruled out.
fn steps(
    out: &mut Out,
    desk: &Desk,
    case: &Case,
    decision: &policy::Decision,
) -> Result<(), OutError> {
    let ruled = !matches!(
        decision.verdict,
        Verdict::MustNotUse | Verdict::OutOfScope | Verdict::NotNccc
    );
    if case.situation != Situation::AboutToUse || !ruled {
        return Ok(());
    }
    let lists = desk.policy().checklists().iter();
    for step in lists.filter(|l| l.id == "decide").flat_map(|l| &l.steps) {
        out.field("Before using it", step_words(step))?;
    }
    Ok(())
}

/// A step of a checklist with its paragraphs or its label.
pub(in crate::cli) fn step_words(step: &policy::Step) -> String {
    let mut words = step.text.clone();
    if !step.paragraphs.is_empty() {
        words.push_str(&format!(" ({})", paragraph_words(&step.paragraphs)));
    }
    if let Some(label) = step.by.label() {
        words.push_str(&format!(" ({label})"));
    }
    words
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
    verdict: &'a str,
    paragraphs: &'a [String],
    duties: &'a [String],
    reason: Option<&'a str>,
    #[serde(rename = "for")]
    principal: Option<&'a str>,
    policy: &'a str,
    digest: &'a str,
    outcome: Option<&'a str>,
    outcome_at: Option<String>,
    report_due: bool,
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
            verdict: &said.verdict,
            paragraphs: &said.paragraphs,
            duties: &said.duties,
            reason: said.reason.as_deref(),
            principal: said.principal.as_deref(),
            policy: &said.policy,
            digest: &said.policy_digest,
            outcome: decision.outcome.map(|o| o.as_str()),
            outcome_at: decision.outcome.map(|o| stamp(o.at, desk.zone())),
            report_due: report_due(desk, decision),
        }
    }
}

fn report_due(desk: &Desk, decision: &Decision) -> bool {
    let used = decision.used_since().is_some();
    used && desk.report_of(decision.id()).is_some_and(|r| r.is_open())
}

/// A recorded decision as lines.
pub fn decision_lines(out: &mut Out, desk: &Desk, decision: &Decision) -> Result<(), OutError> {
    let (said, zone) = (&decision.said, desk.zone());
    out.field("Decision", desk.short(decision.id()))?;
    out.field("Decided", when::full(decision.at, zone))?;
    out.field("Situation", situation_words(&said.situation))?;
    if said.scope != Scope::Government.as_str() {
        out.field("Scope", &said.scope)?;
    }
    out.field_if(
        "Channel",
        said.channel.as_deref().map(|c| desk.channel_label(c)),
    )?;
    out.field(
        "Device then",
        device_words(desk, &said.device, said.device_id),
    )?;
    let marking = said.marking.clone();
    let marking = marking.or_else(|| said.classification.as_deref().map(str::to_uppercase));
    out.field("Marking", marking.unwrap_or_else(|| "not stated".into()))?;
    out.field("Significant", significance_words(decision))?;
    if said.personal_data {
        out.field("Personal data", "yes")?;
    }
    out.field_if(
        "A government system would do",
        said.government_system.as_deref(),
    )?;
    let cited = match said.paragraphs.as_slice() {
        [] => String::new(),
        cited => format!(" ({})", paragraph_words(cited)),
    };
    out.field("Verdict", format!("{}{cited}", said.verdict))?;
    if !said.duties.is_empty() {
        out.field("Duties", said.duties.join(", "))?;
    }
    out.field_if("Reason", said.reason.as_deref())?;
    out.field_if("For", said.principal.as_deref())?;
    out.field("Outcome", outcome_words(desk, decision))?;
    if let Some(two) = &decision.conflict {
        out.field(
            "Two answers",
            format!(
                "{} ({}) and {} ({}); the second stands until somebody decides",
                two.first.0, two.first.1, two.second.0, two.second.1
            ),
        )?;
    }
    out.field(
        "Policy",
        format!("{}, digest {}", said.policy, said.policy_digest),
    )
}

fn situation_words(word: &str) -> &str {
    match Situation::parse(word) {
        Some(Situation::AboutToUse) => "about to use the channel",
        Some(Situation::Received) => "something received",
        Some(Situation::AlreadyUsed) => "channel already used",
        None => word,
    }
}

fn significance_words(decision: &Decision) -> &'static str {
    let said = &decision.said;
    match (said.significant, said.direction, said.change) {
        (false, ..) => "no",
        (true, true, true) => "yes: direction of work, and a material change",
        (true, true, false) => "yes: direction of work",
        (true, false, true) => "yes: a material change",
        (true, false, false) => "yes",
    }
}

fn outcome_words(desk: &Desk, decision: &Decision) -> String {
    let report = match report_due(desk, decision) {
        true => "; a report is to be sent (para 10a)",
        false => "",
    };
    match decision.outcome {
        Some(outcome) => {
            let used = if outcome.used {
                "used"
            } else {
                "not used after all"
            };
            let at = when::full(outcome.at, desk.zone());
            format!("{used}, said {at}{report}")
        }
        None if decision.used_since().is_some() => format!("used before it was decided{report}"),
        None if decision.said.situation == Situation::Received.as_str() => "received only".into(),
        None => "not said yet".into(),
    }
}
