//! What stands beside the paragraphs, in words: the summary table, terms, addresses, channels, reasons, incidents.
//!
//! The same on the command line and on the screens. What was not found in a first-hand source says so, and an
//! address says whose it is where it is not the policy's own.

use crate::policy::{
    Channel, Fact, IncidentStep, Link, Origin, Policy, Reason, Settled, Table, Term, TimerFrom,
};
use crate::text::when;

use super::words::paragraph_words;

/// What stands before and after the steps of an incident.
pub const SECRET_HEAD: &str = "When SECRET or above is, or may be, on such a channel";
pub const OFFICIAL_HEAD: &str =
    "Below SECRET: it reached the wrong people, a device is gone, personal data got out";

/// The paragraphs that an address is about; none: all of them.
fn about(link: Link) -> &'static [&'static str] {
    match link {
        Link::Guidance => &[],
        Link::Gscp => &["7", "11"],
        Link::S46 => &["25"],
        Link::MinisterialCode => &["27"],
        Link::DataProtection => &["31", "35", "36", "37"],
        Link::Review => &["38"],
        Link::Security => &["31", "32", "33"],
        Link::Intranet => &["2"],
    }
}

/// The addresses that belong to a paragraph, the guidance's own first.
pub fn links_of<'p>(policy: &'p Policy, number: &str) -> Vec<(Link, &'p Settled<String>)> {
    let fits = |link: Link| about(link).is_empty() || about(link).contains(&number);
    let all = policy.links().iter().map(|(l, s)| (*l, s));
    all.filter(|(link, _)| fits(*link)).collect()
}

/// The addresses that belong to any of these paragraphs, the guidance's own first.
pub fn links_for<'p>(policy: &'p Policy, numbers: &[String]) -> Vec<(Link, &'p Settled<String>)> {
    let fits = |link: Link| {
        about(link).is_empty() || numbers.iter().any(|n| about(link).contains(&n.as_str()))
    };
    let all = policy.links().iter().map(|(l, s)| (*l, s));
    all.filter(|(link, _)| fits(*link)).collect()
}

/// An address with its label.
pub fn address(settled: &Settled<String>) -> String {
    match settled.by.label() {
        Some(label) => format!("{} ({label})", settled.value),
        None => settled.value.clone(),
    }
}

/// The summary table, row by row, with what is said below it.
pub fn table_lines(table: &Table) -> Vec<String> {
    let mut lines = Vec::new();
    for row in &table.rows {
        lines.push(format!("{}:", row.information.trim_end_matches(':')));
        lines.push(format!("  {}: {}", table.managed, row.managed));
        lines.push(format!("  {}: {}", table.private, row.private));
    }
    let verb = table.verb.map_or("", |v| v.spoken());
    lines.push(format!("Below the table ({verb}): {}", table.summary));
    lines
}

/// What a term means, with its paragraphs.
pub fn term_words(term: &Term) -> String {
    match term.paragraphs.as_slice() {
        [] => term.text.clone(),
        of => format!("{} ({})", term.text, paragraph_words(of)),
    }
}

/// The names among the policy's terms that stand in any of these texts, with what they mean: a reader meets
/// them there for the first time. Plain words ("capture") are left to the list of terms.
pub fn terms_in<'p>(policy: &'p Policy, texts: &[String]) -> Vec<&'p Term> {
    let names = || {
        let all = policy.terms().iter();
        all.filter(|t| t.name.contains(char::is_uppercase))
    };
    let stands = |t: &&Term| texts.iter().any(|text| has_word(text, &t.name));
    let found: Vec<&Term> = names().filter(stands).collect();
    // An explanation may name another.
    let named = |t: &&Term| found.iter().any(|f| has_word(&f.text, &t.name));
    names().filter(|t| stands(t) || named(t)).collect()
}

/// Whether a name stands in a text as a word of its own.
fn has_word(text: &str, name: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let after = after.strip_prefix('s').unwrap_or(after);
        !letter(before.chars().next_back()) && !letter(after.chars().next())
    })
}

/// A reason why no government system would do, with its label.
pub fn reason_words(reason: &Reason) -> String {
    match reason.by.label() {
        Some(label) => format!("{} ({label})", reason.text),
        None => reason.text.clone(),
    }
}

/// Something known of a channel, with where it comes from.
pub fn fact_words(fact: &Fact) -> String {
    let checked = if fact.checked { "" } else { "unchecked; " };
    format!("{} ({checked}{}, {})", fact.text, fact.source, fact.as_of)
}

/// What is known of a channel, as labelled lines.
pub fn channel_lines(channel: &Channel) -> Vec<(&'static str, String)> {
    let end_to_end = match channel.end_to_end {
        Some(true) => "yes",
        Some(false) => "no",
        None => "depends, or not known",
    };
    let mut lines = vec![("Encrypted from end to end", end_to_end.to_owned())];
    if channel.corporate {
        let words = "yes; it is not an NCCC (department's setting, para 12)";
        lines.push(("Gives corporate access", words.to_owned()));
    }
    if !channel.timers.is_empty() {
        let lengths = channel
            .timers
            .iter()
            .map(|t| when::duration_words(t.num_seconds()));
        let from = match channel.timer_from {
            TimerFrom::Sent => "from sending",
            TimerFrom::Read => "from reading, for the sender from sending",
            TimerFrom::Never => "",
        };
        let lengths: Vec<String> = lengths.collect();
        lines.push(("Timers", format!("{}; {from}", lengths.join(", "))));
    }
    lines.extend(channel.export.clone().map(|e| ("To get messages out", e)));
    lines.extend(
        channel
            .export_blocked
            .clone()
            .map(|e| ("Where that is blocked", e)),
    );
    lines.extend(channel.facts.iter().map(|f| ("Known", fact_words(f))));
    if channel.added {
        lines.push((
            "Added",
            Origin::Department.label().unwrap_or_default().to_owned(),
        ));
    }
    lines
}

/// What is left where there is no export of a chat on that channel; `None` where the policy knows of nothing
/// that stands in its way.
pub fn without_export(channel: &Channel) -> Option<String> {
    let blocked = channel.export_blocked.as_deref()?;
    Some(format!(
        "No export to be had? {blocked} Both ways of para 21 are equal in rank."
    ))
}

/// A step of an incident, with whom the department names for it, and its source.
pub fn incident_words(policy: &Policy, step: &IncidentStep) -> String {
    let named = step
        .recipient
        .and_then(|r| policy.overlay().recipients.get(&r));
    let named = named.map(|s| format!(" Here that is: {}.", address(s)));
    format!(
        "{}{} ({})",
        step.text,
        named.unwrap_or_default(),
        step.source
    )
}
