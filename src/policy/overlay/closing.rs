//! What holds where a policy file is not understood: everything it could forbid.
//!
//! A restriction that vanished with a typing mistake would be lifted by whoever made the mistake; so where it cannot
//! be known what a department's file says, the strictest it could say stands, labelled as this tool's reading, until
//! the file is mended.

use super::caution::Caution;
use super::stated::{Feature, Settled, TimerRule};
use crate::policy::Policy;
use crate::policy::decide::{DutyRow, Flag, HouseRule, When};
use crate::policy::words::{Level, Origin, Verb, Verdict};

/// A caution about the department's file, or what corresponds to it for the further one.
pub(super) fn caution_of(by: Origin, department: Caution) -> Caution {
    match by {
        Origin::Further => Caution::FurtherUnreadable,
        _ => department,
    }
}

/// What holds until a value of a wrong kind in a file is mended.
pub(super) fn meanwhile(by: Origin) -> &'static str {
    match by {
        Origin::Department | Origin::Further => {
            "it is not used, and what it could forbid is forbidden"
        }
        _ => "it is not used",
    }
}

/// What a file could have forbidden where it is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Anything.
    All,
    /// A use, of any kind.
    Use,
    /// Private devices.
    Devices,
    /// Disappearing messages.
    Timers,
    /// One thing that can be switched off.
    Off(Feature),
    /// All that can be switched off.
    AllOff,
}

/// Makes everything hold that could have been said where the doubt is.
pub(super) fn close(policy: &mut Policy, caution: Caution, doubt: Doubt) {
    if !policy.cautions.contains(&caution) {
        policy.cautions.push(caution);
    }
    let off: &[Feature] = match &doubt {
        Doubt::All | Doubt::AllOff => Feature::ALL,
        Doubt::Off(one) => std::slice::from_ref(one),
        _ => &[],
    };
    for feature in off {
        policy.overlay.off.entry(*feature).or_insert(Origin::Tool);
    }
    let rule = match doubt {
        Doubt::All | Doubt::Use => Some(When::flags(&[(Flag::Governed, true)])),
        Doubt::Devices => Some(When::flags(&[
            (Flag::Governed, true),
            (Flag::Private, true),
        ])),
        _ => None,
    };
    policy.rows.house.extend(rule.map(|when| HouseRule {
        verdict: Verdict::MustNotUse,
        when,
        why: caution.why().to_owned(),
        by: Origin::Tool,
    }));
    if matches!(doubt, Doubt::All | Doubt::Timers) {
        no_timers(policy);
    }
}

fn no_timers(policy: &mut Policy) {
    let standing = policy.overlay.timers.as_ref().map(|t| t.value);
    if standing == Some(TimerRule::Forbidden) {
        return;
    }
    policy.overlay.timers = Some(Settled {
        value: TimerRule::Forbidden,
        by: Origin::Tool,
    });
    policy.rows.duties.push(DutyRow {
        id: "timers-off-in-doubt".to_owned(),
        verb: Verb::MustNot,
        when: When {
            level: Some(vec![Level::Official, Level::OfficialSensitive]),
            ..When::flags(&[(Flag::Governed, true)])
        },
        paragraphs: Vec::new(),
        text: "set disappearing messages at all".to_owned(),
        words: None,
        by: Origin::Tool,
    });
}
