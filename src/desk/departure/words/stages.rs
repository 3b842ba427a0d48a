//! How far the department is with a departure (27), and when it reminds whoever leaves.

use chrono::{DateTime, Utc};

use crate::desk::Desk;
use crate::record::departure::{Departure, Stage};
use crate::text::when;

/// A stage as people say it.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Notified => "the department was told",
        Stage::Received => "the department has the statement",
        Stage::Checked => "the KIM team looked at it",
        Stage::Released => "the request team lets the device go",
    }
}

/// Every stage in its order, with who and when, or that nothing is on record of it. Between the first and the next
/// stands the review itself.
pub fn stage_lines(departure: &Departure, at: impl Fn(DateTime<Utc>) -> String) -> Vec<String> {
    let line = |one: &Stage| {
        let known = departure.stages.iter().find(|s| s.stage == *one);
        let Some(known) = known else {
            return format!("{}: not on record", stage(*one));
        };
        let by = known.by.as_deref().map(|by| format!(", {by}"));
        let reference = known.reference.as_deref();
        let reference = reference.map(|r| format!(", reference {r}"));
        format!(
            "{}: {}{}{}",
            stage(*one),
            at(known.at),
            by.unwrap_or_default(),
            reference.unwrap_or_default()
        )
    };
    Stage::ALL.iter().map(line).collect()
}

/// The department's reminder that has come up before an open departure, the latest of them.
pub fn reminder(desk: &Desk, departure: &Departure) -> Option<String> {
    let house = desk.policy().overlay().offboarding.as_ref()?;
    if !departure.status.is_open() || departure.on <= desk.now() {
        return None;
    }
    let left = departure.on.signed_duration_since(desk.now());
    let due = house.remind.iter().filter(|span| left <= **span).min()?;
    let label = house.by.label().map(|l| format!(" ({l})"));
    Some(format!(
        "{} or less before it{}",
        when::duration_words(due.num_seconds()),
        label.unwrap_or_default()
    ))
}
