//! What else is to be known of a verdict, folded into one line or told in full.

use super::lines::{Laid, wrapped};
use crate::desk::decide::{SoFar, words};
use crate::desk::explained::{address, term_words, terms_in};
use crate::policy::{Link, Situation, Verdict};
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// Beginnings of what the guidance's notices say, and what they are about.
const ABOUT: &[(&str, &str)] = &[
    ("You received it", "received, not used"),
    ("Write down the circumstances", "if you do not use it"),
    ("Should significance grow", "if it grows significant"),
    (
        "A minister or senior official",
        "private office in the group",
    ),
    ("Such chats are counted", "what is kept of it"),
    ("A government marking was stated", "the marking you stated"),
    ("Whether a channel counts", "who says what is corporate"),
    ("A device managed by another", "the device"),
    ("Not knowing who manages", "the device"),
    ("No marking was stated", "the marking"),
    ("FOR PUBLIC RELEASE", "the marking"),
    ("Each handling instruction", "the marking"),
    ("If it reached somebody", "if it went wrong"),
    ("If personal data reached", "if it went wrong"),
    ("This channel is not encrypted", "encryption"),
    ("You said a government system", "government system"),
    ("You said no government system", "government system"),
    ("Would a government system", "government system"),
    ("This verdict is", "whose verdict it is"),
    ("Your department counts", "people at risk"),
    ("The department's file does not say", "people at risk"),
    ("Measure ", "people at risk"),
];

/// Whether a verdict speaks of a reply, because what it is about was received.
pub fn of_a_reply(model: &Model, verdict: Verdict) -> bool {
    let received = model.decide.answers.situation == Some(Situation::Received);
    received && matches!(verdict.strictness(), Some(0..=3))
}

/// What a notice is about, in a word or two.
fn about(notice: &str) -> String {
    let known = ABOUT.iter().find(|(begins, _)| notice.starts_with(begins));
    match known {
        Some((_, about)) => (*about).to_owned(),
        None => {
            let words: Vec<&str> = notice.split_whitespace().take(4).collect();
            words
                .join(" ")
                .trim_end_matches([',', '.', ';', ':'])
                .to_lowercase()
        }
    }
}

/// Each thing with what it is about.
fn all(model: &Model, so_far: &SoFar) -> Vec<(String, String)> {
    let (policy, today) = (&model.book.policy, model.today());
    let mut all = Vec::new();
    if let Some(old) = policy.review_notice(today) {
        all.push(("review date".to_owned(), old.to_owned()));
    }
    let reply = so_far.verdict().is_some_and(|v| of_a_reply(model, v));
    for notice in words::notices(policy, today, &so_far.notices) {
        // Both stand beside the verdict already.
        let said = notice.starts_with("The judgement is yours")
            || reply && notice.starts_with("You received it");
        if !said {
            all.push((about(&notice), notice));
        }
    }
    let answers = &model.decide.answers;
    if answers.situation == Some(Situation::AboutToUse) && so_far.verdict().is_some() {
        let steps = words::steps(policy, &answers.case(), &so_far.decision);
        let steps = steps.into_iter().map(|s| {
            (
                "before using it".to_owned(),
                format!("Before using it: {s}"),
            )
        });
        all.extend(steps);
    }
    if so_far.duties.iter().any(|d| d.id == "consider-switching") {
        all.push((
            "texts to move it".to_owned(),
            "Texts that move a chat elsewhere: Ctrl-G, then type switch.".to_owned(),
        ));
    }
    all
}

/// The line that names them; unfolded, all of them, with the terms they use and where the guidance stands.
pub fn lines(model: &Model, so_far: &SoFar, columns: u16) -> Vec<Laid> {
    let things = all(model, so_far);
    if things.is_empty() {
        return Vec::new();
    }
    let count = match things.len() {
        1 => "1 thing to know".to_owned(),
        n => format!("{n} things to know"),
    };
    let mut lines = Vec::new();
    if !model.decide.unfolded {
        let mut names: Vec<&str> = Vec::new();
        for (about, _) in &things {
            if !names.contains(&about.as_str()) {
                names.push(about);
            }
        }
        let said = format!("+ {count}: {}", names.join(", "));
        lines.extend(wrapped(1, columns, &said, Role::Plain));
        lines.push(Laid::default());
        return lines;
    }
    lines.push(Laid::of(1, format!("- {count}"), Role::Plain));
    let mut said: Vec<(String, Role)> = things.into_iter().map(|(_, t)| (t, Role::Plain)).collect();
    let policy = &model.book.policy;
    let told: Vec<String> = said.iter().map(|(t, _)| t.clone()).collect();
    for term in terms_in(policy, &told) {
        said.push((format!("{}: {}", term.name, term_words(term)), Role::Quiet));
    }
    if let Some(link) = policy.links().get(&Link::Guidance) {
        said.push((
            format!("The guidance itself: {}", address(link)),
            Role::Quiet,
        ));
    }
    let policy = words::policy_line(policy, model.today(), &so_far.decision.policy);
    said.push((format!("Policy {policy}"), Role::Quiet));
    for (text, role) in said {
        lines.extend(wrapped(3, columns.saturating_sub(2), &text, role));
    }
    lines.push(Laid::default());
    lines
}
