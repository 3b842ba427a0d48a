//! Tasking: a colleague is asked to capture an item that goes on waiting in the queue.
//!
//! Handing over takes an item out of the queue; tasking does not: it stays in sight, with its time to capture
//! by, until it is captured by whoever does it.

use chrono::{DateTime, Utc};

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::Place;
use crate::vocabulary::vocabulary;

/// Who was asked to capture an item, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The colleague; `None` where nobody is asked any more, or the name was erased.
    pub to: Option<String>,
    pub at: DateTime<Utc>,
    pub answer: Answer,
    /// What was said with the answer.
    pub note: Option<String>,
    /// The event that asked or answered last.
    pub place: Place,
}

vocabulary! {
    /// What the colleague said.
    Answer {
        Asked = "asked",
        Accepted = "accepted",
        /// Given back: whoever keeps the queue has it again.
        Returned = "returned",
        /// Nobody is asked any more.
        Over = "over",
    }
}

impl Task {
    /// As it is when somebody is asked, or is asked no more.
    pub(in crate::record) fn asked(entry: &Entry, e: &event::ItemTasked) -> Task {
        // A name that was erased cannot be told from none; it still was somebody.
        let answer = match e.to.is_some() || entry.text_gone() {
            true => Answer::Asked,
            false => Answer::Over,
        };
        Task {
            to: e.to.clone(),
            at: entry.at,
            answer,
            note: None,
            place: entry.place(),
        }
    }

    /// What was answered; `None` where this version does not know it.
    pub(in crate::record) fn answer(e: &event::ItemTaskAnswered) -> Option<Answer> {
        let answer = Answer::parse(&e.answer);
        answer.filter(|a| matches!(a, Answer::Accepted | Answer::Returned))
    }

    /// As it is once that was answered.
    pub(in crate::record) fn answered(
        &self,
        entry: &Entry,
        e: &event::ItemTaskAnswered,
        answer: Answer,
    ) -> Task {
        Task {
            to: self.to.clone(),
            at: entry.at,
            answer,
            note: e.note.clone(),
            place: entry.place(),
        }
    }

    /// Whether somebody has it, or is asked to.
    pub fn stands(&self) -> bool {
        matches!(self.answer, Answer::Asked | Answer::Accepted)
    }

    /// Who has it and what was said, in words.
    pub fn words(&self) -> String {
        let to = self.to.as_deref().unwrap_or("a name since erased");
        let note = self.note.as_deref().map(|n| format!(": {n}"));
        let words = match self.answer {
            Answer::Asked => format!("{to}, asked, not accepted yet"),
            Answer::Accepted => format!("{to}, accepted"),
            Answer::Returned => format!("{to} gave it back"),
            Answer::Over => "nobody is asked any more".into(),
        };
        words + &note.unwrap_or_default()
    }
}
