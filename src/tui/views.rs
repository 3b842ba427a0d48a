//! The saved views of the queue: which of its items are shown, each by a name.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::book::Row;

/// A view of the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueueView {
    #[default]
    Waiting,
    All,
    Today,
    PutOff,
    Offered,
    DealtWith,
}

/// All of them, in the order in which one key shows them.
const ORDER: [QueueView; 6] = [
    QueueView::Waiting,
    QueueView::All,
    QueueView::Today,
    QueueView::PutOff,
    QueueView::Offered,
    QueueView::DealtWith,
];

impl QueueView {
    /// The one after it.
    pub fn next(self) -> QueueView {
        let at = ORDER.iter().position(|v| *v == self).unwrap_or(0);
        ORDER
            .get((at + 1) % ORDER.len())
            .copied()
            .unwrap_or_default()
    }

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            QueueView::Waiting => "waiting",
            QueueView::All => "all",
            QueueView::Today => "to capture today",
            QueueView::PutOff => "put off",
            QueueView::Offered => "offered",
            QueueView::DealtWith => "dealt with",
        }
    }

    /// Whether what is no longer waiting is wanted too.
    pub fn needs_everything(self) -> bool {
        matches!(self, QueueView::All | QueueView::DealtWith)
    }

    /// Whether an item is in it.
    pub fn takes(self, row: &Row, now: DateTime<Utc>, zone: Tz) -> bool {
        let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
        match self {
            QueueView::Waiting | QueueView::All => true,
            QueueView::Today => {
                let by = [row.capture_by, row.due].into_iter().flatten().min();
                row.waits() && by.is_some_and(|at| day(at) <= day(now))
            }
            QueueView::PutOff => row.waits() && row.snoozed.is_some_and(|until| until > now),
            QueueView::Offered => row.offered || row.asked,
            QueueView::DealtWith => !row.waits(),
        }
    }
}
