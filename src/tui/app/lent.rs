//! The terminal as it is lent to another program.

/// What the terminal is lent to another program for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LentFor {
    /// An editor on the field in hand.
    #[default]
    Field,
    /// An editor on the settings.
    Settings,
    /// A first capture on made-up data.
    Practice,
}
