//! What is wrong with a policy file as a whole, and what then holds: everything it could forbid.
//!
//! May import the vocabularies and the rest of `policy`. A restriction that vanished with a typing mistake would
//! be lifted by whoever made the mistake; so where it cannot be known what a department's file says, the
//! strictest it could say stands, labelled as this tool's reading, until the file is mended.

use super::house::{Feature, Settled, TimerRule};
use crate::policy::Policy;
use crate::policy::decide::{DutyRow, Flag, HouseRule, When};
use crate::policy::words::{Level, Origin, Verb, Verdict};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What stands on a decision or capture that was made while a policy file was not as it should be.
    Caution {
        /// The department's file is there and cannot be read.
        Unreadable = "department-unreadable",
        /// Others may write the department's file, or do own it; it was not read.
        OpenToOthers = "department-open-to-others",
        /// Something in the department's file is not understood where it could forbid something.
        InDoubt = "department-in-doubt",
        /// A file from the folder that `ONRECORD_ETC` names is laid on the policy.
        Further = "onrecord-etc",
        /// That file is there, and it or something in it cannot be read.
        FurtherUnreadable = "onrecord-etc-unreadable",
    }
}

impl Caution {
    /// Whether what the file could forbid is forbidden.
    pub fn closes(self) -> bool {
        self != Caution::Further
    }

    /// What is to be said of it, as sentences.
    pub fn words(self) -> &'static str {
        match self {
            Caution::Unreadable => {
                "Your department's policy file cannot be read. Until it can, all that it could forbid is forbidden (this tool's reading)."
            }
            Caution::OpenToOthers => {
                "Others may write your department's policy file, so it is not used. Until that is mended, all that it could forbid is forbidden (this tool's reading)."
            }
            Caution::InDoubt => {
                "Something in your department's policy file is not understood. Until it is mended, what it could forbid there is forbidden (this tool's reading)."
            }
            Caution::Further => {
                "A policy file from the folder that ONRECORD_ETC names is laid on top. It is not your department's, and it can only be stricter."
            }
            Caution::FurtherUnreadable => {
                "The policy file in the folder that ONRECORD_ETC names cannot be read in full. Until it can, all that it could forbid is forbidden (this tool's reading)."
            }
        }
    }

    /// The same in a few words, for a record.
    pub fn brief(self) -> &'static str {
        match self {
            Caution::Unreadable => "the department's policy file could not be read",
            Caution::OpenToOthers => "others could write the department's policy file",
            Caution::InDoubt => "something in the department's policy file was not understood",
            Caution::Further => "a policy file named by ONRECORD_ETC was laid on top",
            Caution::FurtherUnreadable => {
                "the policy file named by ONRECORD_ETC could not be read in full"
            }
        }
    }

    /// Why a use is ruled out, as a sentence.
    fn why(self) -> &'static str {
        match self {
            Caution::Unreadable => {
                "Your department's policy file cannot be read, and it may forbid this."
            }
            Caution::OpenToOthers => {
                "Others may write your department's policy file, so it is not used, and it may forbid this."
            }
            Caution::InDoubt => {
                "Something in your department's policy file is not understood, and it may forbid this."
            }
            Caution::Further | Caution::FurtherUnreadable => {
                "The policy file in the folder that ONRECORD_ETC names cannot be read in full, and it may forbid this."
            }
        }
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
        policy.house.off.entry(*feature).or_insert(Origin::Tool);
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
    let standing = policy.house.timers.as_ref().map(|t| t.value);
    if standing == Some(TimerRule::Forbidden) {
        return;
    }
    policy.house.timers = Some(Settled {
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
