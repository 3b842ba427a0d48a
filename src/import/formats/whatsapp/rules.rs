//! By which rules a text is cut into entries.

use super::header::Shape;
use super::later::Later;

/// What decides where entries begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rules {
    /// Set of [`super::header::Kind::bit`].
    pub(super) kinds: u8,
    /// One more of them, from a line on.
    pub(super) later: Option<Later>,
    /// Only a line after CRLF (or the first) can begin an entry.
    pub(super) exact: bool,
    /// The form most stamps of the file have; a line that has it but names no possible time ends an entry.
    pub(super) main_shape: Option<Shape>,
    /// CR ends a line: alone, or with an LF in front of it that goes with it.
    pub(super) cr: bool,
    /// LF stands before the CR that ends a line.
    pub(super) reversed: bool,
    /// Entries end with CR CR LF, so CRLF ends a line inside one.
    pub(super) double: bool,
}

impl Rules {
    /// What a file of these kinds of stamp is first read by.
    pub(super) fn first(kinds: u8, cr: bool) -> Rules {
        Rules {
            kinds,
            later: None,
            exact: false,
            main_shape: None,
            cr,
            reversed: false,
            double: false,
        }
    }

    /// The kinds of stamp that are looked for in a line.
    pub(super) fn kinds_in(&self, line: u64) -> u8 {
        let later = self.later.filter(|l| line >= l.line);
        self.kinds | later.map_or(0, |l| l.bit)
    }

    pub(super) fn line_end(&self) -> u8 {
        if self.cr { b'\r' } else { b'\n' }
    }

    /// What ends a line in other files.
    pub(super) fn other_end(&self) -> u8 {
        if self.cr { b'\n' } else { b'\r' }
    }
}
