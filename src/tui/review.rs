//! A review under way: what became of each item, and which is next.
//!
//! Every answer is on record before the next item is shown; only a review that reaches its end is recorded as one.

use chrono::{DateTime, Utc};

use super::book::{Book, Row};
use crate::operation::Answers;
use crate::record::Id;
pub use crate::record::review::Became;

/// The review.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// In the order in which they were looked at.
    pub became: Vec<(Id, Became)>,
    /// How many there were to look at when it began.
    pub total: usize,
    /// What the next form of this sitting begins with: whether a request is known is asked once.
    pub remembered: Answers,
    /// The first line shown of a long message.
    pub from: usize,
}

/// Whether an item is to be looked at: those put off and those dealt with are left out.
fn open(row: &Row, now: DateTime<Utc>) -> bool {
    row.waits() && row.snoozed.is_none_or(|t| t <= now)
}

impl Review {
    /// A review of all that is waiting and not put off.
    pub fn begin(book: &Book, now: DateTime<Utc>) -> Review {
        Review {
            total: book.rows.iter().filter(|r| open(r, now)).count(),
            ..Review::default()
        }
    }

    /// The item to look at now; `None` at the end.
    pub fn current<'a>(&self, book: &'a Book, now: DateTime<Utc>) -> Option<&'a Row> {
        let answered = |id: Id| self.became.iter().any(|(i, _)| *i == id);
        let mut rows = book.rows.iter();
        rows.find(|r| open(r, now) && !answered(r.id))
    }

    /// `3 of 7`.
    pub fn count(&self) -> String {
        let n = self.became.len() + 1;
        format!("{n} of {}", self.total.max(n))
    }

    /// Notes what became of an item.
    pub fn note(&mut self, id: Id, became: Became) {
        self.became.push((id, became));
        self.from = 0;
    }
}

/// The row in hand once the book is new: that of the item before, which `was` with whether it waited. What was
/// just offered stays in sight, and the next key is about what still waits.
pub fn in_hand(rows: &[Row], was: Option<(Id, bool)>) -> Option<usize> {
    let (id, waited) = was?;
    let at = rows.iter().position(|r| r.id == id)?;
    if !(waited && rows.get(at)?.offered) {
        return Some(at);
    }
    let waits = |n: &usize| rows.get(*n).is_some_and(Row::waits);
    let next = (at..rows.len()).find(waits);
    next.or_else(|| (0..at).rev().find(waits)).or(Some(at))
}
