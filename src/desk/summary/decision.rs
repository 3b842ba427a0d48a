//! What was decided, and what came of it.

use super::pieces::caution_words;
use crate::desk::Desk;
use crate::desk::decide::words::{because_words, verdict_in_full};
use crate::desk::words::{device_words, paragraph_words};
use crate::record::event::{DecisionOutcome, DecisionRecorded};

/// A decision in one line: the verdict, and what was said of the case.
pub(super) fn recorded(desk: &Desk, e: &DecisionRecorded) -> String {
    let cited = match e.paragraphs.as_slice() {
        [] => String::new(),
        cited => format!(" ({})", paragraph_words(cited)),
    };
    let marking = e.marking.clone();
    let marking = marking.or_else(|| e.classification.as_deref().map(str::to_uppercase));
    let channel = e.channel.as_deref().map(|c| desk.channel_label(c));
    let mut parts = vec![
        format!("decided: {}{cited}", verdict_in_full(&e.verdict)),
        e.situation.replace('-', " "),
        channel.unwrap_or_else(|| "channel not stated".into()),
        format!("device {}", device_words(desk, &e.device, e.device_id)),
        marking.unwrap_or_else(|| "marking not stated".into()),
        if e.significant {
            "significant"
        } else {
            "not significant"
        }
        .into(),
    ];
    if e.scope != "government" {
        parts.push(e.scope.clone());
    }
    parts.extend(system_words(desk, e));
    parts.extend(e.principal.as_ref().map(|name| format!("for {name}")));
    let reason = e.reason.as_deref().map(|r| format!(": {r}"));
    let cautions = caution_words(&e.cautions);
    format!(
        "{}{cautions}{}",
        parts.join(", "),
        reason.unwrap_or_default()
    )
}

/// Whether a government system would have done, and why not.
fn system_words(desk: &Desk, e: &DecisionRecorded) -> Option<String> {
    let answer = match e.government_system.as_deref()? {
        "yes" => return Some("a government system would do".into()),
        "no" => "no government system would do",
        other => other,
    };
    let why = because_words(
        desk.policy(),
        e.system_reason.as_deref(),
        e.system_note.as_deref(),
    );
    Some(match why {
        Some(why) => format!("{answer} ({why})"),
        None => answer.to_owned(),
    })
}

pub(super) fn outcome(e: &DecisionOutcome) -> String {
    match e.outcome.as_str() {
        "used" => "the channel was used".into(),
        _ => "the channel was not used after all".into(),
    }
}
