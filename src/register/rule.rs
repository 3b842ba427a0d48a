//! The rules of the protocol, as far as each can be switched off by itself.
//!
//! A test against everything that may happen proves something only if it notices where a rule is missing. With the
//! feature `rules-off`, which no program that anybody runs is built with, `ONRECORD_RULE_OFF` names one that is not
//! kept; `.ci/full` runs the schedules with each of them off and expects a broken promise. Without the feature
//! [`Rule::off`] is false when it is compiled.

/// A rule that can be switched off; its number in the protocol where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// R1: only own files are changed.
    Ownership,
    /// R2: heads that counted are remembered until they count again.
    Remember,
    /// R3: every file is read, whatever its name.
    Everything,
    /// R4: frames count with their whole command alone.
    WholeCommands,
    /// R5: a frame that is followed is expected.
    Predecessor,
    /// R6: nothing more is written under a name that has two ends, or lacks one.
    OneLine,
    /// R8: what was met of others is named.
    Witness,
    /// R9: a file that is written to has a later time than before.
    LaterTime,
    /// A segment's first frame names the frame it follows.
    Follows,
    /// Erased text is overwritten.
    Stub,
}

impl Rule {
    /// Whether it is switched off.
    #[cfg(not(feature = "rules-off"))]
    pub const fn off(self) -> bool {
        false
    }

    /// Whether it is switched off.
    #[cfg(feature = "rules-off")]
    pub fn off(self) -> bool {
        static OFF: std::sync::LazyLock<Option<String>> =
            std::sync::LazyLock::new(crate::ports::rule_off);
        OFF.as_deref() == Some(&*format!("{self:?}"))
    }
}
