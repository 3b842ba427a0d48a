//! How something left for a government system.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The kind of a destination, by its word in settings and in the journal.
    DestinationKind {
        /// A folder that is read back.
        Folder = "folder",
        /// A command that took a mail.
        Command = "command",
        /// A person put it there.
        Manual = "manual",
        /// No destination was named.
        None = "none",
    }
}

impl DestinationKind {
    /// Whether the tool itself put it there, so that it is not taken back by one key.
    pub fn is_filed(word: &str) -> bool {
        match DestinationKind::parse(word) {
            Some(DestinationKind::Folder | DestinationKind::Command) => true,
            Some(DestinationKind::Manual | DestinationKind::None) | None => false,
        }
    }
}
