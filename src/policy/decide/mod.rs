//! From a case to a verdict, its paragraphs, the duties and what else is to be said.
//!
//! Pure: the same policy and case give the same decision. Duties follow from the situation and never from the
//! verdict.

mod facts;
mod rows;

use super::words::{Device, Level, Origin, Scope, Situation, Verb, Verdict};
use super::{Marking, Policy};

pub(super) use facts::{Facts, Flag, When};
pub(super) use rows::{DutyRow, HouseRule, Rows, read_duties, read_notices, read_verdicts};

/// What a person says about a use of a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub situation: Situation,
    pub scope: Scope,
    /// What its source would carry (7); `None` when it was not stated.
    pub marking: Option<Marking>,
    /// Either half of the test of para 14.
    pub significant: bool,
    pub device: Device,
    /// A channel's id; `None` when it was not said. A channel the policy does not know counts as an NCCC.
    pub channel: Option<String>,
    pub personal_data: bool,
}

impl Default for Case {
    fn default() -> Case {
        Case {
            situation: Situation::AboutToUse,
            scope: Scope::Government,
            marking: None,
            significant: false,
            device: Device::Unsure,
            channel: None,
            personal_data: false,
        }
    }
}

/// One thing that is to be done or considered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    pub id: String,
    pub verb: Verb,
    /// What follows the verb: "capture it into a government system".
    pub text: String,
    /// Verb and text as people are shown them, where they are not the interface's.
    pub words: Option<String>,
    pub paragraphs: Vec<String>,
    /// Who asks for it; shown with [`Origin::label`].
    pub by: Origin,
}

/// What the policy says to a case. It is never an approval: the judgement stays with the person (6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub verdict: Verdict,
    /// Those of the verdict's row; empty where a house rule decides.
    pub paragraphs: Vec<String>,
    /// The verdict as a sentence.
    pub text: String,
    /// Whose verdict it is.
    pub by: Origin,
    pub duties: Vec<Duty>,
    pub notices: Vec<String>,
    /// The id and digest of the policy that said so.
    pub policy: String,
    pub digest: String,
}

/// Decides a case.
pub fn decide(policy: &Policy, case: &Case) -> Decision {
    let facts = facts_of(policy, case);
    let (verdict, paragraphs, text, by) = verdict_of(policy, &facts);
    let duties = policy
        .rows
        .duties
        .iter()
        .filter(|row| row.when.fits(&facts));
    let mut decision = Decision {
        verdict,
        paragraphs,
        text,
        by,
        duties: duties
            .map(|row| Duty {
                id: row.id.clone(),
                verb: row.verb,
                text: row.text.clone(),
                words: row.words.clone().filter(|_| row.by == Origin::Guidance),
                paragraphs: row.paragraphs.clone(),
                by: row.by,
            })
            .collect(),
        notices: Vec::new(),
        policy: policy.id().to_owned(),
        digest: policy.digest().to_owned(),
    };
    decision.notices = notices_of(policy, case, &facts, &decision);
    decision
}

fn facts_of(policy: &Policy, case: &Case) -> Facts {
    let plain = Marking::plain(Level::Official);
    let marking = case.marking.as_ref().unwrap_or(&plain);
    let named = case.channel.as_deref().map(|c| c.trim().to_lowercase());
    let channel = named.as_deref().and_then(|c| policy.channel(c));
    let level = marking.level();
    Facts {
        level,
        corporate: channel.is_some_and(|c| c.corporate),
        scope: case.scope,
        situation: case.situation,
        significant: case.significant,
        protective: marking.requires_protective_controls(),
        restricted: marking.has_restrictions() || level == Level::OfficialSensitive,
        personal_data: case.personal_data || marking.is_personal_data(),
        device: case.device,
        stated: case.marking.is_some(),
        public: marking.is_for_public_release(),
        end_to_end: channel.is_none_or(|c| c.end_to_end != Some(false)),
        channel: named,
    }
}

fn verdict_of(policy: &Policy, facts: &Facts) -> (Verdict, Vec<String>, String, Origin) {
    let Some(row) = policy.rows.guidance(facts) else {
        // A policy with a gap is refused when it is read; should one come this far, the answer is no.
        let text = "This policy says nothing about the case. Ask before using the channel.";
        return (
            Verdict::MustNotUse,
            Vec::new(),
            text.to_owned(),
            Origin::Guidance,
        );
    };
    match policy.rows.stricter(facts, row.verdict) {
        Some(rule) => (rule.verdict, Vec::new(), rule.why.clone(), rule.by),
        None => (
            row.verdict,
            row.paragraphs.clone(),
            row.text.clone(),
            Origin::Guidance,
        ),
    }
}

fn notices_of(policy: &Policy, case: &Case, facts: &Facts, decision: &Decision) -> Vec<String> {
    let mut out = Vec::new();
    if let (Some(label), Some(row)) = (decision.by.label(), policy.rows.guidance(facts)) {
        let article = match decision.by {
            Origin::Department | Origin::Further => "a ",
            _ => "",
        };
        out.push(format!(
            "This verdict is {article}{label}; the guidance alone says {} (para {}).",
            row.verdict.words(),
            row.paragraphs.join(", ")
        ));
    }
    out.extend(policy.cautions.iter().map(|c| c.words().to_owned()));
    for row in &policy.rows.notices {
        let verdict = row.when.verdict.as_ref();
        if row.when.fits(facts) && verdict.is_none_or(|v| v.contains(&decision.verdict)) {
            out.push(row.text.clone());
        }
    }
    if !facts.is(Flag::Governed) {
        return out;
    }
    for marking in case.marking.iter().flat_map(Marking::unlisted) {
        out.push(format!(
            "{marking} is not listed in this policy; it is treated as needing protective controls (this tool's reading)."
        ));
    }
    if let Some(unknown) = facts
        .channel
        .as_deref()
        .filter(|c| policy.channel(c).is_none())
    {
        out.push(format!(
            "This policy does not know the channel \"{unknown}\"; it is treated as an NCCC (this tool's reading of 12 and 13)."
        ));
    }
    if facts.level.is_secret_or_above() {
        out.extend(policy.incident.iter().map(|step| {
            let when = match facts.situation {
                Situation::AboutToUse => "If it has already happened: ",
                Situation::Received | Situation::AlreadyUsed => "",
            };
            format!("{when}{} ({})", step.text, step.source)
        }));
    } else {
        out.extend(policy.overlay.notices(facts));
    }
    out
}
