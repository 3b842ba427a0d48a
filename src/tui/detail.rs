//! What the pane below or beside a list shows of an item.
//!
//! Knows its texts only; they are made harmless when they are drawn.

use crate::record::Id;
use crate::text::{fit, width};

/// The selected item, for the pane below or beside the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub id: Id,
    /// Where, who, when, marking.
    pub head: String,
    /// The same apart, the time in few words.
    pub parts: [String; 4],
    pub body: String,
    /// What else is to be known: put off, held, two answers.
    pub concerns: Vec<String>,
    /// Words in it that may be worth a look.
    pub cues: Option<String>,
    /// By when it is wanted and why. The times stand at the same columns for every item, so that going
    /// from one to the next sends few bytes.
    pub times: [String; 2],
}

impl Detail {
    /// The head in one line of so many columns: where it was gives way first, then the marking, then how long
    /// a name is. The time stands whole.
    pub fn head_in(&self, columns: usize) -> String {
        let [place, from, sent, marking] = &self.parts;
        let rows: [&[&str]; 3] = [
            &[place, from, sent, marking],
            &[from, sent, marking],
            &[from, sent],
        ];
        let rows = rows.map(|parts| parts.join(" · "));
        let all = std::iter::once(&self.head).chain(&rows);
        let mut fits = all.filter(|row| width(row) <= columns);
        fits.next().cloned().unwrap_or_else(|| {
            let room = columns.saturating_sub(width(sent) + 4);
            format!("{}… · {sent}", fit(from, room).trim_end())
        })
    }
}
