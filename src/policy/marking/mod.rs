//! Classifications and the markings added to them.
//!
//! A [`Marking`] is always legal by the rules it was read with ([`MarkingRules`]) and always in the one spelling
//! and order, or it was read back from a record ([`Marking::recorded`]). Source of the rules: Government Security
//! Classifications Policy (GSCP), version of 5 August 2024.

mod embargo;
mod head;
mod parse;
mod rules;
mod seen;
mod union;

use std::fmt;

use thiserror::Error;

use super::words::Level;

pub use rules::{MarkingRule, MarkingRules};
pub use seen::{SeenMarking, seen_in};
pub use union::CannotCarry;

/// The one marking that takes protection away instead of adding it.
pub(super) const PUBLIC: &str = "FOR PUBLIC RELEASE";
const PERSONAL_DATA: &str = "PERSONAL DATA";

/// Why a marking was refused, with the source of the rule.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MarkingError {
    /// The first part is no classification.
    #[error("\"{given}\" does not begin with a classification. {hint}")]
    NoClassification { given: String, hint: String },
    /// It holds a control character or a character that cannot be seen.
    #[error("A marking holds only characters that can be seen; this one holds U+{code:04X}.")]
    Unseen { code: u32 },
    /// A listed marking stands at a classification where it is not allowed.
    #[error("{marking} is not allowed at {level}: {why} ({source_of_rule})")]
    NotAllowed {
        marking: String,
        level: &'static str,
        why: String,
        source_of_rule: String,
    },
    /// Two markings that exclude each other.
    #[error("{one} and {other} cannot be combined: {why} ({source_of_rule})")]
    Conflict {
        one: String,
        other: String,
        why: String,
        source_of_rule: String,
    },
    /// A marking that lacks what it must state.
    #[error("{marking} is not complete: {why} ({source_of_rule})")]
    Incomplete {
        marking: String,
        why: String,
        source_of_rule: String,
    },
    /// Nearly a listed marking: probably a slip, and a slip must not go on record.
    #[error("\"{given}\" is not a marking of this policy. Did you mean {near}?")]
    NearMiss { given: String, near: String },
}

/// A classification with its additional markings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Marking {
    uk: bool,
    level: Level,
    /// In the order of the policy: handling instructions, descriptors, codewords and others, caveats.
    parts: Vec<String>,
    /// Those of `parts` that the rules did not list.
    unlisted: Vec<String>,
}

impl Marking {
    /// A bare classification.
    pub fn plain(level: Level) -> Marking {
        Marking {
            uk: false,
            level,
            parts: Vec::new(),
            unlisted: Vec::new(),
        }
    }

    /// Reads back what a [`Marking`]'s `Display` once put on record. Never judges it: what was legal under
    /// the policy of its day stays what it was. `None` when it does not begin with a classification.
    pub fn recorded(text: &str) -> Option<Marking> {
        let mut pieces = text.split(" - ");
        let head = pieces.next()?.trim();
        let (uk, head) = match head.strip_prefix("UK ") {
            Some(rest) => (true, rest),
            None => (false, head),
        };
        let level = Level::ALL.iter().copied().find(|l| {
            l.marking().eq_ignore_ascii_case(head) || l.as_str().eq_ignore_ascii_case(head)
        })?;
        Some(Marking {
            uk,
            level,
            parts: pieces.map(|p| p.trim().to_owned()).collect(),
            unlisted: Vec::new(),
        })
    }

    /// The classification, with -SENSITIVE counted as a step of its own.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The word of the interface: `official`, `official-sensitive`, `secret` or `top-secret`.
    pub fn vocabulary(&self) -> &'static str {
        self.level.as_str()
    }

    /// 0 for OFFICIAL, 1 for OFFICIAL-SENSITIVE, 2 for SECRET, 3 for TOP SECRET.
    pub fn rank(&self) -> u8 {
        self.level as u8
    }

    /// Whether something so marked may go where `up_to` is the highest allowed. Handling instructions and
    /// descriptors do not count here; they have to be observed by people (para 7).
    pub fn fits_within(&self, up_to: Level) -> bool {
        self.level <= up_to
    }

    /// Whether this is SECRET or TOP SECRET, which must not be shared on an NCCC (para 11).
    pub fn is_secret_or_above(&self) -> bool {
        self.level.is_secret_or_above()
    }

    /// Whether an additional marking asks for protective controls or behaviours (paras 9a, 10a). Every
    /// one counts, listed or not, prefixes included; only FOR PUBLIC RELEASE does not, which is this
    /// tool's reading.
    pub fn requires_protective_controls(&self) -> bool {
        self.uk || self.level == Level::OfficialSensitive || self.has_restrictions()
    }

    /// Whether it carries handling instructions, descriptors or the like that have to be observed (7).
    pub fn has_restrictions(&self) -> bool {
        self.parts.iter().any(|p| p != PUBLIC)
    }

    /// Whether FOR PUBLIC RELEASE stands on it.
    pub fn is_for_public_release(&self) -> bool {
        self.parts.iter().any(|p| p == PUBLIC)
    }

    /// Whether the descriptor PERSONAL DATA stands on it.
    pub fn is_personal_data(&self) -> bool {
        self.parts.iter().any(|p| p == PERSONAL_DATA)
    }

    /// The additional markings after the classification, in order.
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// The parts that the policy did not list (codewords, another department's markings): to be shown as
    /// "not listed in this policy; treated as needing protective controls (this tool's reading)".
    pub fn unlisted(&self) -> &[String] {
        &self.unlisted
    }
}

impl fmt::Display for Marking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.uk {
            f.write_str("UK ")?;
        }
        f.write_str(self.level.marking())?;
        for part in &self.parts {
            write!(f, " - {part}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
