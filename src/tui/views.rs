//! The saved views of the queue, the log, the chats and the requests: which lines are shown, each view by a name. Behind
//! those of the list itself come the searches that somebody kept.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::book::Row;
use super::list::Filter;
use crate::config::{KeptList, KeptView};
use crate::record::EventKind;

/// The views of a list.
pub trait View: Copy + PartialEq + Default + 'static {
    /// The list.
    const LIST: KeptList;
    /// All of them, in the order in which one key shows them; those that have a name in the settings first.
    const ALL: &'static [Self];

    /// Its name.
    fn title(self) -> &'static str {
        let at = Self::ALL.iter().position(|v| *v == self);
        let named = at.and_then(|at| Self::LIST.views().get(at));
        // What has no name in the settings is drawn in another way.
        named.copied().unwrap_or("month")
    }

    /// The one that a kept search is of.
    fn of(kept: &KeptView) -> Self {
        let at = Self::LIST.views().iter().position(|v| *v == kept.of);
        let found = at.and_then(|at| Self::ALL.get(at));
        found.copied().unwrap_or_default()
    }

    /// Whether a kept search is what the list shows.
    fn shows(self, filter: &Filter, kept: &KeptView) -> bool {
        kept.list == Self::LIST && Self::of(kept) == self && kept.words == filter.words.trim()
    }

    /// The kept search that the list shows: the one that was asked for by its name, else any of the same words.
    fn shown<'k>(self, filter: &Filter, kept: &'k [KeptView]) -> Option<&'k KeptView> {
        let mut all = kept.iter().filter(|k| self.shows(filter, k));
        let first = all.clone().next();
        all.find(|k| k.name == filter.kept_as).or(first)
    }

    /// Goes on to the next, its own ones first, with the words of a kept one; gives its name.
    fn turn(&mut self, filter: &mut Filter, kept: &[KeptView]) -> String {
        let mine: Vec<&KeptView> = kept.iter().filter(|k| k.list == Self::LIST).collect();
        let shown = self.shown(filter, kept);
        let shown = shown.and_then(|shown| mine.iter().position(|k| *k == shown));
        let own = Self::ALL.iter().position(|v| v == self);
        let next = match (shown, own) {
            (Some(at), _) => mine.get(at + 1),
            (None, Some(at)) if at + 1 == Self::ALL.len() => mine.first(),
            (None, at) => {
                let next = Self::ALL.get(at.map_or(0, |at| at + 1));
                *self = next.copied().unwrap_or_default();
                return self.title().to_owned();
            }
        };
        *self = next.map_or_else(Self::default, |k| Self::of(k));
        match next {
            Some(kept) => {
                filter.words.clone_from(&kept.words);
                filter.kept_as.clone_from(&kept.name);
                kept.name.clone()
            }
            None => {
                if shown.is_some() {
                    filter.words.clear();
                }
                self.title().to_owned()
            }
        }
    }
}

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

impl View for QueueView {
    const LIST: KeptList = KeptList::Queue;
    const ALL: &'static [QueueView] = &[
        QueueView::Waiting,
        QueueView::All,
        QueueView::Today,
        QueueView::PutOff,
        QueueView::Offered,
        QueueView::DealtWith,
        QueueView::Month,
    ];
}

impl QueueView {
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

    /// What is said where nothing is in it, though something may wait; none of a view that would show that.
    pub fn nothing_in(self) -> Option<&'static str> {
        match self {
            QueueView::Today => Some("Nothing is to be captured today."),
            QueueView::PutOff => Some("Nothing is put off."),
            QueueView::Offered => {
                Some("Nothing is offered to anybody, and nobody was asked to capture anything.")
            }
            QueueView::DealtWith => Some("Nothing is dealt with yet."),
            QueueView::Waiting | QueueView::All | QueueView::Month => None,
        }
    }
}

/// Said of a view of the log in which nothing is.
pub const NO_ENTRY: &str = "No entry is in this view.";

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

impl View for LogView {
    const LIST: KeptList = KeptList::Log;
    const ALL: &'static [LogView] = &[
        LogView::Everything,
        LogView::Decisions,
        LogView::Captures,
        LogView::Reviews,
        LogView::TakenBack,
    ];
}

impl LogView {
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

impl View for ChatsView {
    const LIST: KeptList = KeptList::Chats;
    const ALL: &'static [ChatsView] = &[ChatsView::All, ChatsView::Runs, ChatsView::NotLooked];
}

impl ChatsView {
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

impl View for RequestsView {
    const LIST: KeptList = KeptList::Requests;
    const ALL: &'static [RequestsView] = &[
        RequestsView::All,
        RequestsView::Open,
        RequestsView::Timers,
        RequestsView::Ended,
    ];
}

impl RequestsView {
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
