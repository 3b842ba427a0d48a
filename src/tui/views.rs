//! The saved views of the queue, the log, the chats and the requests: which lines are shown, each view by a name.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::book::Row;
use crate::record::EventKind;

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
    /// A month of what is wanted when; a day of it as a list.
    Month,
}

/// All of them, in the order in which one key shows them.
const ORDER: [QueueView; 7] = [
    QueueView::Waiting,
    QueueView::All,
    QueueView::Today,
    QueueView::PutOff,
    QueueView::Offered,
    QueueView::DealtWith,
    QueueView::Month,
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
            QueueView::Month => "month",
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
            QueueView::Waiting | QueueView::All | QueueView::Month => true,
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

/// A view of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogView {
    #[default]
    Everything,
    Decisions,
    Captures,
    Reviews,
    TakenBack,
}

impl LogView {
    /// The one after it.
    pub fn next(self) -> LogView {
        match self {
            LogView::Everything => LogView::Decisions,
            LogView::Decisions => LogView::Captures,
            LogView::Captures => LogView::Reviews,
            LogView::Reviews => LogView::TakenBack,
            LogView::TakenBack => LogView::Everything,
        }
    }

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            LogView::Everything => "everything",
            LogView::Decisions => "decisions",
            LogView::Captures => "captures",
            LogView::Reviews => "reviews",
            LogView::TakenBack => "taken back",
        }
    }

    /// The kinds of entries in it; `None` where it is every kind.
    pub fn kinds(self) -> Option<&'static [EventKind]> {
        match self {
            LogView::Everything => None,
            LogView::Decisions => Some(&[EventKind::DecisionRecorded, EventKind::DecisionOutcome]),
            LogView::Captures => Some(&[
                EventKind::ItemCaptured,
                EventKind::ItemReferenced,
                EventKind::ItemConfirmed,
                EventKind::ItemSubstance,
            ]),
            LogView::Reviews => Some(&[EventKind::ReviewRecorded]),
            LogView::TakenBack => Some(&[EventKind::Undone, EventKind::Redone]),
        }
    }
}

/// A view of the chats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChatsView {
    #[default]
    All,
    Runs,
    NotLooked,
}

impl ChatsView {
    /// The one after it.
    pub fn next(self) -> ChatsView {
        match self {
            ChatsView::All => ChatsView::Runs,
            ChatsView::Runs => ChatsView::NotLooked,
            ChatsView::NotLooked => ChatsView::All,
        }
    }

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            // Personal and party chats are on record nowhere.
            ChatsView::All => "government chats",
            ChatsView::Runs => "timer runs",
            ChatsView::NotLooked => "not looked at for 7 days",
        }
    }

    /// Whether a chat is in it, by whether its timer runs and whether it was not looked at for long.
    pub fn takes(self, runs: bool, stale: bool) -> bool {
        match self {
            ChatsView::All => true,
            ChatsView::Runs => runs,
            ChatsView::NotLooked => stale,
        }
    }
}

/// A view of the requests and holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RequestsView {
    #[default]
    All,
    Open,
    Timers,
    Ended,
}

impl RequestsView {
    /// The one after it.
    pub fn next(self) -> RequestsView {
        match self {
            RequestsView::All => RequestsView::Open,
            RequestsView::Open => RequestsView::Timers,
            RequestsView::Timers => RequestsView::Ended,
            RequestsView::Ended => RequestsView::All,
        }
    }

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            RequestsView::All => "all",
            RequestsView::Open => "open",
            RequestsView::Timers => "timers not answered for",
            RequestsView::Ended => "at their end",
        }
    }

    /// Whether a line is in it, by whether it is open and how many of its timers nobody answered for.
    pub fn takes(self, open: bool, unanswered: usize) -> bool {
        match self {
            RequestsView::All => true,
            RequestsView::Open => open,
            RequestsView::Timers => unanswered > 0,
            RequestsView::Ended => !open,
        }
    }
}
