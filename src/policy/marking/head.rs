//! The start of a marking: prefix, classification, -SENSITIVE.

use super::MarkingError;
use super::rules::GSCP;
use crate::policy::words::Level;
use crate::text::{self, nearest};

const NO_LONGER: &[&str] = &[
    "UNCLASSIFIED",
    "NOT PROTECTIVELY MARKED",
    "PROTECT",
    "RESTRICTED",
    "CONFIDENTIAL",
];

/// Takes prefix, classification and -SENSITIVE off the runs of a marking (capitals) and gives the runs that
/// are left. `given` is what the person typed.
pub(super) fn read(
    runs: Vec<String>,
    given: &str,
) -> Result<(bool, Level, Vec<String>), MarkingError> {
    let mut runs = runs.into_iter();
    let first = runs.next().unwrap_or_default();
    let (uk, level, rest) = classification(&first, given)?;
    let mut rest = rest.to_owned();
    let mut runs: Vec<String> = runs.collect();
    if rest.is_empty() && runs.first().is_some_and(|r| sensitive(r).is_some()) {
        rest = runs.remove(0);
    }
    let after = sensitive(&rest).map(str::to_owned);
    if after.is_some() && level != Level::Official {
        return Err(MarkingError::NotAllowed {
            marking: "-SENSITIVE".to_owned(),
            level: level.marking(),
            why: "it is an additional marking of OFFICIAL information".to_owned(),
            source_of_rule: format!("{GSCP}, para 25"),
        });
    }
    let level = match after {
        Some(_) => Level::OfficialSensitive,
        None => level,
    };
    let rest = after.unwrap_or(rest);
    if !rest.is_empty() {
        runs.insert(0, rest);
    }
    Ok((uk, level, runs))
}

/// What follows SENSITIVE in a run that begins with that word, whatever divides them.
fn sensitive(run: &str) -> Option<&str> {
    let after = run.strip_prefix("SENSITIVE")?;
    (!after.starts_with(char::is_alphanumeric)).then(|| past_dividers(after))
}

fn past_dividers(text: &str) -> &str {
    text.trim_start_matches(['-', ' ', ':', ',', ';', '/'])
}

/// The prefix and classification at the start of the first run, and what follows in it.
fn classification<'r>(head: &'r str, given: &str) -> Result<(bool, Level, &'r str), MarkingError> {
    let prefixed = head
        .strip_prefix("UK ")
        .or_else(|| head.strip_prefix("UK-"));
    let (uk, body) = (prefixed.is_some(), prefixed.unwrap_or(head));
    for (word, level) in [
        ("OFFICIAL", Level::Official),
        ("TOP SECRET", Level::TopSecret),
        ("TOP-SECRET", Level::TopSecret),
        ("SECRET", Level::Secret),
    ] {
        let Some(rest) = body.strip_prefix(word) else {
            continue;
        };
        let after = past_dividers(rest);
        if rest.starts_with(' ') && sensitive(after).is_none() {
            return Err(MarkingError::NoClassification {
                given: text::safe_line(given).into_owned(),
                hint: format!("Put \" - \" after {}.", level.marking()),
            });
        }
        if rest.is_empty() || after.len() < rest.len() {
            return Ok((uk, level, after));
        }
    }
    Err(MarkingError::NoClassification {
        given: text::safe_line(given).into_owned(),
        hint: hint(body),
    })
}

fn hint(body: &str) -> String {
    if NO_LONGER.contains(&body) {
        return "That is a marking of the scheme before 2014: ask what its source would carry today."
            .to_owned();
    }
    let first = body.split('-').next().unwrap_or_default();
    match nearest(first, ["OFFICIAL", "SECRET", "TOP SECRET"]) {
        Some(near) => format!("Did you mean {near}?"),
        None => "Begin with OFFICIAL, SECRET or TOP SECRET; what would its source carry (para 7)?"
            .to_owned(),
    }
}
