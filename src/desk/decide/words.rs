//! Verdicts, duties and recorded decisions in words: the same on the command line and on the screens.
//!
//! Whatever the guidance does not say carries its label.

use chrono::NaiveDate;

use crate::desk::Desk;
use crate::desk::words::{device_words, paragraph_words};
use crate::policy::{self, Case, Caution, Duty, Origin, Policy, Scope, Situation, Step, Verdict};
use crate::record::decision::Decision;
use crate::text::when;

/// A label and what stands behind it.
pub type Labelled = (&'static str, String);

/// ` (para 9a)`; nothing where nothing is cited.
pub fn cited(paragraphs: &[String]) -> String {
    match paragraphs {
        [] => String::new(),
        cited => format!(" ({})", paragraph_words(cited)),
    }
}

/// The verdict with its paragraphs, or with whose setting it is.
pub fn verdict(decision: &policy::Decision) -> String {
    let by = match (decision.paragraphs.as_slice(), decision.by.label()) {
        ([], Some(label)) => format!(" ({label})"),
        (paragraphs, _) => cited(paragraphs),
    };
    format!("{}{by}", decision.verdict.words())
}

/// A verdict as screens say it: its sentence, and what stands beneath it.
pub fn sentence(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::MustNotUse => ("Do not use this channel for it", ""),
        Verdict::ExceptionalOnly => (
            "Only in exceptional circumstances",
            "You would have to be able to justify them. The judgement is yours.",
        ),
        Verdict::ParticularCare => (
            "In your judgement, with particular care",
            "Keep an eye to your records. The judgement is yours.",
        ),
        Verdict::PermittedDueRegard => (
            "In your judgement, with due regard to security",
            "The judgement is yours.",
        ),
        Verdict::Permitted => ("In your judgement", "The judgement is yours."),
        Verdict::OutOfScope => ("Not covered by this guidance", ""),
        Verdict::NotNccc => (
            "Your department's own channel",
            "The ordinary rules of its classification apply.",
        ),
    }
}

/// A duty as screens say it: who must what, with its verb, and what it asks.
pub fn duty_parts(duty: &Duty) -> (&'static str, String) {
    let verbs = [
        ("must not ", "You must not"),
        ("must ", "You must"),
        ("should ", "You should"),
        ("consider ", "Consider"),
    ];
    let whole = match &duty.words {
        Some(words) => words.clone(),
        None => format!("{} {}", duty.verb.spoken(), asked(duty)),
    };
    let said = verbs
        .iter()
        .find_map(|(verb, said)| Some((*said, whole.strip_prefix(verb)?.to_owned())));
    said.unwrap_or(("", whole))
}

/// Duties in the order in which people are told them: what must be, then what should, then what is to be considered.
pub fn in_order(duties: &[Duty]) -> Vec<&Duty> {
    const ORDER: [&str; 4] = ["You must not", "You must", "You should", "Consider"];
    let weight = |duty: &&Duty| {
        let (who, _) = duty_parts(duty);
        let at = ORDER.iter().position(|verb| *verb == who);
        // Both kinds of what must be stand together, in the order of the policy.
        at.map_or(ORDER.len(), |at| at.max(1))
    };
    let mut all: Vec<&Duty> = duties.iter().collect();
    all.sort_by_key(weight);
    all
}

/// A recorded verdict as a paper says it, for readers who do not know this tool's words.
pub fn verdict_in_full(word: &str) -> &str {
    // Whose judgement it is: a paper is read by others.
    match Verdict::parse(word) {
        Some(Verdict::MustNotUse) => "the channel is not to be used for it",
        Some(Verdict::ParticularCare) => "in the official's judgement, with particular care",
        Some(Verdict::PermittedDueRegard) => {
            "in the official's judgement, with due regard to security"
        }
        Some(Verdict::Permitted) => "in the official's judgement",
        Some(Verdict::NotNccc) => "the department's own channel",
        Some(verdict) => verdict.words(),
        None => word,
    }
}

/// What a duty asks for, with its label where the guidance does not ask it.
pub fn asked(duty: &Duty) -> String {
    match duty.by.label() {
        Some(label) => format!("{} ({label})", duty.text),
        None => duty.text.clone(),
    }
}

/// A duty with its verb and its paragraphs.
pub fn duty(duty: &Duty) -> String {
    let cited = cited(&duty.paragraphs);
    match &duty.words {
        Some(words) => format!("{words}{cited}"),
        None => format!("{} {}{cited}", duty.verb.spoken(), asked(duty)),
    }
}

/// Why no government system would do, in words: by the list of the policy in force, where it still has the id.
pub fn because_words(policy: &Policy, id: Option<&str>, note: Option<&str>) -> Option<String> {
    let id = id?;
    let listed = policy.reasons().iter().find(|r| r.id == id);
    let words = match (note, listed) {
        (Some(note), _) => note.to_owned(),
        (None, Some(reason)) => reason.text.clone(),
        (None, None) => id.replace('-', " "),
    };
    let label = listed.and_then(|r| r.by.label()).filter(|_| note.is_none());
    Some(match label {
        Some(label) => format!("{words}, {label}"),
        None => words,
    })
}

/// The word of a caution as people say it.
pub fn caution(word: &str) -> String {
    let known = Caution::parse(word).map(Caution::brief);
    known.unwrap_or(word).to_owned()
}

/// A step of a checklist with its verb and paragraphs, or its label.
pub fn step(step: &Step) -> String {
    let label = step.by.label().map(|l| format!(" ({l})"));
    let verb = step.verb.map(|v| format!("{}, ", v.spoken()));
    let cited = match (&step.source, step.paragraphs.as_slice()) {
        (Some(source), []) => format!(" ({source})"),
        (Some(source), of) => format!(" ({source} of {})", paragraph_words(of)),
        (None, []) => String::new(),
        (None, of) => format!(" ({}{})", verb.unwrap_or_default(), paragraph_words(of)),
    };
    format!("{}{cited}{}", step.text, label.unwrap_or_default())
}

/// The checklist before a use, where one is about to happen and is not ruled out: what duties and notices have not
/// said already.
pub fn steps(policy: &Policy, case: &Case, decision: &policy::Decision) -> Vec<String> {
    let ruled = !matches!(
        decision.verdict,
        Verdict::MustNotUse | Verdict::OutOfScope | Verdict::NotNccc
    );
    if case.situation != Situation::AboutToUse || !ruled {
        return Vec::new();
    }
    let duties = decision.duties.iter().flat_map(|d| d.paragraphs.clone());
    let notices = decision
        .notices
        .iter()
        .flat_map(|n| crate::desk::guidance::cited(policy, n));
    let said: Vec<String> = duties.chain(notices).collect();
    let known = |s: &&Step| {
        let by = s.by == Origin::Guidance && !s.paragraphs.is_empty();
        !(by && s.paragraphs.iter().all(|p| said.contains(p)))
    };
    let lists = policy.checklists().iter().filter(|l| l.id == "decide");
    lists
        .flat_map(|l| &l.steps)
        .filter(known)
        .map(step)
        .collect()
}

/// The policy of a decision in a line; where its review date is past, that is said in a few words.
pub fn policy_line(policy: &Policy, today: NaiveDate, id: &str) -> String {
    match policy.review_notice(today) {
        Some(_) => format!("{id}; past its review date (38)"),
        None => id.to_owned(),
    }
}

/// What is to be said with a decision: all its notices but the policy's own age, which has a line of its own.
pub fn notices(policy: &Policy, today: NaiveDate, all: &[String]) -> Vec<String> {
    let old = policy.review_notice(today);
    all.iter()
        .filter(|n| Some(n.as_str()) != old)
        .cloned()
        .collect()
}

/// Why no reason is read for a case of which none may be kept.
pub fn no_text(case: &Case, verdict: Verdict) -> &'static str {
    let secret = case
        .marking
        .as_ref()
        .is_some_and(|m| m.is_secret_or_above());
    match (secret, verdict) {
        (true, _) => {
            "The reason was neither read nor kept: of SECRET and above only that something happened is recorded."
        }
        (false, Verdict::OutOfScope) => {
            "The reason was neither read nor kept: what is not government business is counted here, never described (para 18)."
        }
        _ => "The reason was neither read nor kept: this is not government business.",
    }
}

/// A recorded decision as labelled lines.
pub fn decision(desk: &Desk, decision: &Decision) -> Vec<Labelled> {
    let (said, zone) = (&decision.said, desk.zone());
    let mut lines = vec![
        ("Decision", desk.short(decision.id())),
        ("Decided", when::full(decision.at, zone)),
    ];
    lines.extend(said.person.clone().map(|name| ("Decided by", name)));
    lines.push(("Situation", situation(&said.situation).to_owned()));
    if said.scope != Scope::Government.as_str() {
        lines.push(("Scope", said.scope.clone()));
    }
    if let Some(channel) = &said.channel {
        lines.push(("Channel", desk.channel_label(channel)));
    }
    let device = device_words(desk, &said.device, said.device_id);
    lines.push(("Device then", device));
    let marking = said.marking.clone();
    let marking = marking.or_else(|| said.classification.as_deref().map(str::to_uppercase));
    let marking = marking.unwrap_or_else(|| "not stated".into());
    lines.push(("Marking", marking));
    lines.push(("Significant", significance(decision).to_owned()));
    if said.personal_data {
        lines.push(("Personal data", "yes".into()));
    }
    if let Some(system) = &said.government_system {
        let (id, note) = (said.system_reason.as_deref(), said.system_note.as_deref());
        let why = because_words(desk.policy(), id, note).map(|w| format!(": {w}"));
        let words = format!("{system}{}", why.unwrap_or_default());
        lines.push(("A government system would do", words));
    }
    let cited = cited(&said.paragraphs);
    let words = verdict_in_full(&said.verdict);
    lines.push(("Verdict", format!("{words}{cited}")));
    if !said.duties.is_empty() {
        lines.push(("Duties", said.duties.join(", ")));
    }
    lines.extend(said.reason.clone().map(|r| ("Reason", r)));
    lines.extend(said.principal.clone().map(|p| ("For", p)));
    lines.push(("Outcome", outcome(desk, decision)));
    if let Some(two) = &decision.conflict {
        lines.push((
            "Two answers",
            format!(
                "{} ({}) and {} ({}); the second stands until somebody decides",
                two.first.0, two.first.1, two.second.0, two.second.1
            ),
        ));
    }
    let policy = format!("{}, digest {}", said.policy, said.policy_digest);
    lines.push(("Policy", policy));
    for word in &said.cautions {
        lines.push(("Policy files", caution(word)));
    }
    lines
}

/// A situation's word as people say it.
pub fn situation(word: &str) -> &str {
    match Situation::parse(word) {
        Some(Situation::AboutToUse) => "about to use the channel",
        Some(Situation::Received) => "something received",
        Some(Situation::AlreadyUsed) => "channel already used",
        None => word,
    }
}

fn significance(decision: &Decision) -> &'static str {
    let said = &decision.said;
    match (said.significant, said.direction, said.change) {
        (false, ..) => "no",
        (true, true, true) => "yes: direction of work, and a material change",
        (true, true, false) => "yes: direction of work",
        (true, false, true) => "yes: a material change",
        (true, false, false) => "yes",
    }
}

/// What came of a decision, and whether a report hangs on it.
pub fn outcome(desk: &Desk, decision: &Decision) -> String {
    let report = match desk.report_is_due(decision.id()) {
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
        None if decision.used_since().is_some() => format!("already used when decided{report}"),
        None if decision.said.situation == Situation::Received.as_str() => "received only".into(),
        None => "not said yet".into(),
    }
}

/// Where reports wait; each face says how to get there.
pub const REPORTS: &str = "the list of reports";

/// That an outcome is on record, and what follows from it; `reports` is where a report waits.
pub fn outcome_recorded(short: &str, decision: &Decision, used: bool) -> String {
    let what = match (used, decision.is_exceptional()) {
        (true, true) => &format!("used. A report should be sent (para 10a); it waits in {REPORTS}"),
        (true, false) => "used",
        (false, true) => "not used after all; no report is due from it",
        (false, false) => "not used after all",
    };
    format!("decision {short}, {what}")
}
