//! The steps of a checklist in words, and the order in which to go about them.

use super::super::view::View;
use super::taken;
use crate::desk::Desk;
use crate::policy::Step;
use crate::record::departure::{Cell, Reach, StepAnswer, StepOutcome};
use crate::text::when;

/// A step that the policy in force does not have.
const OLD_STEP: &str = "one of an earlier policy";

/// How much is left and in which order, in sentences.
pub fn order(desk: &Desk, view: &View<'_>) -> Vec<String> {
    if view.grid.cells.is_empty() {
        return vec!["No chat is on record for it.".into()];
    }
    let left: Vec<&Cell> = view.grid.left().collect();
    if left.is_empty() {
        return vec!["Every chat is answered.".into()];
    }
    let of = |wanted: fn(&Reach) -> bool| left.iter().filter(|c| wanted(&c.reach)).count();
    let mut parts = Vec::new();
    let vanishing = of(|r| matches!(r, Reach::Vanishes(_)));
    if let (1.., Some(first)) = (vanishing, left.first()) {
        let by = match first.reach {
            Reach::Vanishes(by) => when::near(by, desk.now(), desk.zone()),
            _ => String::new(),
        };
        parts.push(format!(
            "{vanishing} where something is due to vanish before then (capture the first by {by})"
        ));
    }
    let groups: [(usize, &str); 3] = [
        (of(|r| matches!(r, Reach::Timer(_))), "under a timer"),
        (
            of(|r| matches!(r, Reach::OutOfReach)),
            "that you cannot get at once the device is handed back",
        ),
        (of(|r| matches!(r, Reach::Stays)), "on a device that stays"),
    ];
    for (n, words) in groups {
        if n > 0 {
            parts.push(format!("{n} {words}"));
        }
    }
    vec![format!(
        "{} of {} left. In this order: {}.",
        left.len(),
        view.grid.cells.len(),
        parts.join(", then ")
    )]
}

/// A step with its paragraphs or its label, and to whom it leads.
pub fn step(desk: &Desk, step: &Step) -> String {
    let mut words = crate::desk::decide::words::step(step);
    let named = step
        .recipient
        .and_then(|who| desk.policy().overlay().recipients.get(&who));
    if let Some(settled) = named {
        let label = settled.by.label().unwrap_or_default();
        words.push_str(&format!(" To: {} ({label}).", settled.value));
    }
    words
}

/// What a step asks, without its full stop; of one that the policy of today does not have, that.
pub(super) fn step_text<'a>(desk: &'a Desk, view: &View<'a>, id: &str) -> &'a str {
    let found = view.steps.iter().find(|s| s.id == id);
    let text = found.map(|s| s.text.as_str());
    text.or_else(|| step_named(desk, id))
        .map_or(OLD_STEP, |text| text.trim_end_matches('.'))
}

/// The text of a step of the policy in force.
fn step_named<'a>(desk: &'a Desk, id: &str) -> Option<&'a str> {
    let lists = desk.policy().checklists().iter();
    let mut steps = lists.flat_map(|l| &l.steps);
    Some(steps.find(|s| s.id == id)?.text.as_str())
}

/// A step as a message or the log names it: by its whole text.
pub fn step_in_short(desk: &Desk, id: &str) -> String {
    match step_named(desk, id) {
        Some(text) => format!("step \"{}\"", text.trim_end_matches('.')),
        None => format!("a step, {OLD_STEP}"),
    }
}

/// The answer of a step.
pub fn step_answer(answer: Option<&StepAnswer>) -> String {
    let Some(a) = answer else {
        return "open".into();
    };
    let mut words = match a.outcome {
        None => "open".to_owned(),
        Some(StepOutcome::Done) => "done".into(),
        Some(StepOutcome::NotApplicable) => "not applicable".into(),
        Some(StepOutcome::Waived) => "waived".into(),
        Some(StepOutcome::HandedOver) => {
            let to = a.to.as_deref().unwrap_or("a name since erased");
            format!("handed over to {to}, {}", taken(a.accepted))
        }
    };
    if let Some(reason) = &a.reason {
        words.push_str(&format!(": {reason}"));
    }
    if let Some(two) = &a.conflict {
        words.push_str(&format!(
            "; two answers, {} and {}: the second stands until somebody decides",
            two.first.0, two.second.0
        ));
    }
    words
}
