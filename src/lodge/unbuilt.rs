//! What was to be built in a half-built folder.

/// What a package is about, in its temporary name.
pub(super) const PACKAGE: &str = "package";

/// What was to be built in a half-built folder, as far as its name tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unbuilt {
    /// The record of this item.
    Capture,
    /// A paper about this: the id of a report or a departure, or a word.
    Paper(String),
    Package,
    /// An earlier version's name, or anybody's: a capture or a paper about this.
    Either(String),
}

impl Unbuilt {
    /// As a temporary name has it.
    pub(super) fn of(about: &str, mark: Option<&str>) -> Unbuilt {
        match mark {
            _ if about == PACKAGE => Unbuilt::Package,
            Some(mark) if mark.starts_with('w') => Unbuilt::Capture,
            Some(_) => Unbuilt::Paper(about.to_owned()),
            None => Unbuilt::Either(about.to_owned()),
        }
    }
}
