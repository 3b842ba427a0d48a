//! Lines that are made of parts, each at its column.

use crate::text;
use crate::tui::theme::Role;

/// A line: its parts, each at its column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid(pub Vec<(u16, String, Role)>);

impl Laid {
    pub fn of(x: u16, text: impl Into<String>, role: Role) -> Laid {
        Laid(vec![(x, text.into(), role)])
    }

    /// The same with one part more.
    pub fn and(mut self, x: u16, text: impl Into<String>, role: Role) -> Laid {
        self.0.push((x, text.into(), role));
        self
    }
}

/// A text in lines at a column.
pub fn wrapped(x: u16, columns: u16, said: &str, role: Role) -> Vec<Laid> {
    let safe = text::safe_block(said);
    let lines = text::wrap(&safe, usize::from(columns.max(1)));
    let lines = lines.into_iter();
    lines.map(|line| Laid::of(x, line, role)).collect()
}
