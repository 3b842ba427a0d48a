//! The one answer that would change the verdict so far, as a sentence.

use crate::desk::decide::{Ask, CaseAnswers, DeviceChoice, words};
use crate::policy::{Device, Policy, Verdict};

/// Which questions are looked at, the likeliest way out first; with the words that say the answer.
const ASKS: &[Ask] = &[
    Ask::Device,
    Ask::Direction,
    Ask::Change,
    Ask::Scope,
    Ask::Channel,
];

/// What would change the one verdict that is possible by now; `None` where it is not settled, or where no single
/// answer changes it.
pub fn sentence(given: &CaseAnswers, policy: &Policy) -> Option<String> {
    let [now] = given.possible(policy)[..] else {
        return None;
    };
    let devices = kinds();
    let asked = ASKS
        .iter()
        .filter(|a| given.is_answered(**a) && given.counts(**a, policy));
    for ask in asked {
        let count = ask.choices(policy, &devices).len();
        for n in 0..count {
            let mut other = given.clone();
            other.choose(*ask, Some(n), policy, &devices);
            if let [verdict] = other.possible(policy)[..]
                && verdict != now
                && is_milder(verdict, now)
            {
                let cited = cited(&other, policy);
                let so = so(*ask, n, policy);
                let words = words::sentence(verdict).0;
                return Some(format!("Changes to {words} {so}{cited}."));
            }
        }
    }
    None
}

fn is_milder(one: Verdict, other: Verdict) -> bool {
    match (one.strictness(), other.strictness()) {
        (Some(one), Some(other)) => one < other,
        _ => false,
    }
}

fn cited(given: &CaseAnswers, policy: &Policy) -> String {
    let decision = crate::policy::decide(policy, &given.case());
    words::cited(&decision.paragraphs)
}

/// The kinds of device, without those of anybody.
fn kinds() -> Vec<DeviceChoice> {
    let all = Device::ALL.iter();
    all.map(|kind| DeviceChoice {
        device: kind.as_str().into(),
        words: kind.to_string(),
    })
    .collect()
}

/// How it would have to be.
fn so(ask: Ask, n: usize, policy: &Policy) -> String {
    match (ask, n) {
        (Ask::Device, 0) => "on a device your department manages".into(),
        (Ask::Device, 1) => "on a device of yours that your department manages".into(),
        (Ask::Direction, _) => "if it does not affect the direction of work".into(),
        (Ask::Change, _) => "if no situation has materially changed".into(),
        (ask, n) => match ask.choices(policy, &[]).get(n) {
            Some(words) => format!("with the answer {words}"),
            None => String::new(),
        },
    }
}
