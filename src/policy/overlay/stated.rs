//! What a department or a user settled beyond the guidance.
//!
//! Invariant: every value knows who settled it, so that it is
//! always shown with its label.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{NaiveDate, TimeDelta};

use crate::policy::decide::{Facts, Flag};
use crate::policy::words::Origin;
use crate::text::when;
use crate::vocabulary::vocabulary;

/// A value and who settled it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled<T> {
    pub value: T,
    pub by: Origin,
}

/// One file laid on the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layered {
    pub by: Origin,
    pub file: PathBuf,
    /// SHA-256 of the file's bytes, 64 hex digits.
    pub digest: String,
}

vocabulary! {
    /// What may be done with disappearing messages, mildest first.
    TimerRule {
        Allowed = "allowed",
        Limited = "limited",
        Forbidden = "forbidden",
    }
}

vocabulary! {
    /// Whom something is to be sent to.
    Recipient {
        /// Knowledge and Information Management team (10a).
        Kim = "kim",
        /// Head of Unit, or the office that stands for it (10a).
        HeadOfUnit = "head_of_unit",
        Security = "security",
        DataProtection = "data_protection",
        /// The team that answers requests for information.
        Requests = "requests",
    }
}

vocabulary! {
    /// What can be switched off.
    Feature {
        /// Copying out through the terminal (OSC 52).
        Clipboard = "clipboard",
        /// Writing in `$EDITOR`.
        Editor = "editor",
        /// Destinations that are commands.
        CommandDestinations = "command_destinations",
        /// Signatures by `ssh-keygen`, and checking them.
        Signing = "signing",
        /// Time stamps by `openssl ts`.
        Witnessing = "witnessing",
    }
}

/// The page that a department shows its staff: who owns it, and when it was last reviewed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub owner: Option<Settled<String>>,
    pub reviewed: Option<Settled<NaiveDate>>,
}

/// Somebody whose communications hostile actors would find particularly attractive (34), and what is asked for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtRisk {
    /// Who it is, by name or by post; neither: it is not known whom the file means, so it is asked of everybody.
    pub name: Option<String>,
    pub post: Option<String>,
    pub since: Option<NaiveDate>,
    /// Who answers for the measures.
    pub owner: Option<String>,
    pub measures: Vec<String>,
    /// At most so long between two reviews.
    pub review_every: Option<TimeDelta>,
    /// When the measures are to be looked at again.
    pub review_on: Option<NaiveDate>,
    pub by: Origin,
}

impl AtRisk {
    /// Whether it is asked of whoever has this name and post.
    pub fn is(&self, name: &str, post: &str) -> bool {
        let same = |said: &Option<String>, of: &str| {
            let said = said.as_deref().map(str::trim);
            said.is_some_and(|said| {
                !of.trim().is_empty() && said.to_lowercase() == of.trim().to_lowercase()
            })
        };
        let nobody = self.name.is_none() && self.post.is_none();
        nobody || same(&self.name, name) || same(&self.post, post)
    }
}

/// Where the department lays requests for a search, and whose signatures under them count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestsLaid {
    /// A folder a request stands in it.
    pub folder: PathBuf,
    /// A file of those who may sign, as `ssh-keygen` reads it (allowed signers).
    pub signers: PathBuf,
}

impl From<(PathBuf, PathBuf)> for RequestsLaid {
    fn from((folder, signers): (PathBuf, PathBuf)) -> RequestsLaid {
        RequestsLaid { folder, signers }
    }
}

/// The department's leave to be given figures of a register, one line a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollUp {
    pub allowed: bool,
    /// The unit that the figures are counted under, in the department's own words.
    pub unit: Option<String>,
}

/// What a department says to whoever leaves (27).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offboarding {
    /// So long before it takes place it reminds them, longest first.
    pub remind: Vec<TimeDelta>,
    /// What it says to them beside the guidance.
    pub text: Option<String>,
    pub by: Origin,
}

/// The house rules in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    /// How long after it was sent something significant is to be captured at the latest.
    pub capture_within: Option<Settled<TimeDelta>>,
    pub timers: Option<Settled<TimerRule>>,
    /// The shortest timer that may be set, where timers are limited.
    pub timer_at_least: Option<Settled<TimeDelta>>,
    /// The only channels that may be used.
    pub allowed_channels: Option<Settled<Vec<String>>>,
    pub recipients: BTreeMap<Recipient, Settled<String>>,
    /// The destination of the user's settings through which a report goes to a recipient.
    pub via: BTreeMap<Recipient, Settled<String>>,
    /// What references look like, as patterns with `{year}`.
    pub references: Vec<Settled<String>>,
    /// People at particular risk (34).
    pub at_risk: Vec<AtRisk>,
    /// What is said to whoever leaves (27).
    pub offboarding: Option<Offboarding>,
    /// Whether figures of the register may leave it; `None` and they may not.
    pub rollup: Option<RollUp>,
    /// Where its requests lie; `None` and none are looked for.
    pub requests: Option<RequestsLaid>,
    /// Of the page for a department's staff.
    pub page: Page,
    /// What is switched off.
    pub off: BTreeMap<Feature, Origin>,
}

impl Overlay {
    /// Whether a feature may be used.
    pub fn allows(&self, feature: Feature) -> bool {
        !self.off.contains_key(&feature)
    }

    /// What is to be said of a timer of so many seconds (0 is off), with its label; `None` where no house
    /// rule speaks against it.
    pub fn timer_words(&self, seconds: i64) -> Option<String> {
        if seconds == 0 {
            return None;
        }
        let forbidden = self.timers.as_ref();
        if let Some(rule) = forbidden.filter(|t| t.value == TimerRule::Forbidden) {
            let label = rule.by.label().unwrap_or_default();
            return Some(format!(
                "Disappearing messages are not to be set at all ({label})."
            ));
        }
        let least = self.timer_at_least.as_ref();
        let short = least.filter(|l| seconds < l.value.num_seconds())?;
        Some(format!(
            "No timer shorter than {} is to be set ({}).",
            spoken(short.value),
            short.by.label().unwrap_or_default()
        ))
    }

    pub(in crate::policy) fn notices(&self, facts: &Facts) -> Vec<String> {
        let mut out = Vec::new();
        let mut say = |text: String, by: Origin| {
            let label = by.label().map(|l| format!(" ({l})")).unwrap_or_default();
            out.push(format!("{text}{label}."));
        };
        if let Some(within) = self
            .capture_within
            .as_ref()
            .filter(|_| facts.is(Flag::Significant))
        {
            say(
                format!("Capture within {}", spoken(within.value)),
                within.by,
            );
        }
        if let Some(allowed) = self
            .allowed_channels
            .as_ref()
            .filter(|_| facts.channel.is_none())
        {
            say(
                format!(
                    "Only these channels may be used: {}",
                    allowed.value.join(", ")
                ),
                allowed.by,
            );
        }
        out
    }
}

/// A length of time in words.
pub fn spoken(length: TimeDelta) -> String {
    when::duration_words(length.num_seconds())
}
