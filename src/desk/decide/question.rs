//! The questions of a decision: their order, their short names and the answers to choose from.
//!
//! Wording, help and order are the policy's; what it does not word is asked in this program's own words.

use crate::policy::{Policy, Question};
use crate::record::command::StatedDevice;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// A question, by its id in a policy file; in the order asked where a policy says nothing else.
    Ask {
        Marking = "marking",
        Situation = "situation",
        Scope = "scope",
        /// The first half of the test of para 14.
        Direction = "significant-direction",
        /// Its second half.
        Change = "significant-change",
        Device = "device",
        Channel = "channel",
        System = "government-system",
        PersonalData = "personal-data",
    }
}

/// A device that can be named: a kind, or a registered one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceChoice {
    pub device: StatedDevice,
    pub words: String,
}

impl Ask {
    /// Every question in the order of the policy; the marking always first.
    pub fn order(policy: &Policy) -> Vec<Ask> {
        let mut order = vec![Ask::Marking];
        let worded = policy.questions().iter().filter_map(|q| Ask::parse(&q.id));
        for ask in worded.chain(Ask::ALL.iter().copied()) {
            if !order.contains(&ask) {
                order.push(ask);
            }
        }
        order
    }

    /// The question as the policy words it.
    pub fn worded(self, policy: &Policy) -> Option<&Question> {
        policy.questions().iter().find(|q| q.id == self.as_str())
    }

    /// A word or two, for a list.
    pub fn label(self) -> &'static str {
        match self {
            Ask::Marking => "Marking",
            Ask::Situation => "Situation",
            Ask::Scope => "Business",
            Ask::Direction => "Direction",
            Ask::Change => "Change",
            Ask::Device => "Device",
            Ask::Channel => "Channel",
            Ask::System => "Gov. system",
            Ask::PersonalData => "Personal data",
        }
    }

    /// The answers to choose from; none for the marking, which is written or put together.
    pub fn choices(self, policy: &Policy, devices: &[DeviceChoice]) -> Vec<String> {
        let all = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        match self {
            Ask::Marking => Vec::new(),
            Ask::Situation => all(&[
                "about to use it",
                "received something on it",
                "already used it",
            ]),
            Ask::Scope => all(&[
                "government business",
                "personal",
                "political",
                "constituency",
                "parliamentary",
            ]),
            Ask::Device => devices.iter().map(|d| d.words.clone()).collect(),
            Ask::Channel => policy.channels().iter().map(|c| c.label.clone()).collect(),
            // Why not is part of the answer (8); "other" is said in words afterwards.
            Ask::System => {
                let no = policy.reasons().iter().map(|r| format!("no: {}", r.text));
                let yes = std::iter::once("yes".to_owned());
                yes.chain(no)
                    .chain(["no; the reason is not given".to_owned()])
                    .collect()
            }
            Ask::Direction | Ask::Change | Ask::PersonalData => all(&["yes", "no"]),
        }
    }
}
