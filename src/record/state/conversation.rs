//! A chat, thread or mailbox, and the timers its messages are under.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::details::Details;
use crate::record::field::Id;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// A detail of a conversation that can be put right, by its name in the journal.
    ConversationField {
        Members = "members",
        Office = "office",
        CapturedBy = "captured-by",
        ReviewEvery = "review-every",
        /// Whether personal data is handled in it as a matter of routine (37): `yes` or `no`.
        DataRoutine = "data-routine",
        /// Which data protection advice of the department is followed (36).
        DataAdvice = "data-advice",
        /// Who answers for that.
        DataOwner = "data-owner",
    }
}

vocabulary! {
    /// How a timer became known.
    TimerSource {
        /// A person said so.
        Stated = "stated",
        /// A notice in an export.
        Notice = "notice",
    }
}

/// When a timer came into force in a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    pub from: DateTime<Utc>,
    /// 0 is off.
    pub seconds: i64,
    /// `stated` by a person or `notice` in an export.
    pub source: String,
}

/// A chat, thread or mailbox, as the register knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    pub id: Id,
    pub channel: String,
    pub name: Option<String>,
    pub opened: DateTime<Utc>,
    pub date_order: Option<String>,
    pub zone: Option<String>,
    pub me: Option<String>,
    /// In order of `from`; of two with the same `from` the later recorded stands.
    pub timers: Vec<Timer>,
    /// Entries read at the last import, its last wall-clock time and the digests of its last minute.
    pub imported: Option<(i64, Option<NaiveDateTime>, Vec<String>)>,
    /// Who is in it, who captures, how often it is looked through.
    pub details: Details,
}

impl Conversation {
    /// The timer a message sent at `sent` is under; `None` where nothing is known.
    pub fn timer_at(&self, sent: DateTime<Utc>) -> Option<&Timer> {
        self.timers.iter().rev().find(|t| t.from <= sent)
    }
}
