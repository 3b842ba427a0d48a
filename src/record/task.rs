//! Tasking: a colleague is asked to capture an item that goes on waiting in the queue.
//!
//! May import its siblings in `record` only; pure. Handing over takes an item out of the queue; tasking does
//! not: it stays in sight, with its time to capture by, until it is captured by whoever does it. Invariant:
//! a task knows the event that gave it, so that two given without sight of each other are both kept.

use chrono::{DateTime, Utc};

use super::command::Refusal;
use super::decide::{must_be, must_say};
use super::entry::Entry;
use super::event::{self, Event};
use super::field::Place;
use super::state::{Conflict, Item, ItemState};

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

/// What the colleague said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Asked,
    Accepted,
    /// Given back: whoever keeps the queue has it again.
    Returned,
    /// Nobody is asked any more.
    Over,
}

impl Answer {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Answer::Asked => "asked",
            Answer::Accepted => "accepted",
            Answer::Returned => "returned",
            Answer::Over => "over",
        }
    }
}

impl Task {
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

/// The event that asks a colleague, or that ends asking.
pub(super) fn ask(item: &Item, to: Option<String>) -> Result<Vec<Event>, Refusal> {
    if let Some(to) = &to {
        must_say(to, "The name of who is to capture it", "Say who: --to NAME")?;
    }
    must_be(item, &[ItemState::Waiting], "given to somebody to capture")?;
    let standing = item.task.as_deref().filter(|t| t.stands());
    let same = match (&to, standing) {
        (None, None) => Some("is with nobody already".to_owned()),
        (Some(to), Some(task)) if task.to.as_ref() == Some(to) => {
            Some(format!("is with {} already", task.words()))
        }
        _ => None,
    };
    if let Some(same) = same.filter(|_| !in_doubt(item)) {
        return Err(Refusal::new(
            format!("Item {} {same}", item.id),
            format!("See it with: onrecord show {}", item.id),
        ));
    }
    Ok(vec![
        event::ItemTasked {
            item: item.id,
            replaces: item.task.as_ref().map(|t| t.place.clone()),
            to,
        }
        .into(),
    ])
}

fn in_doubt(item: &Item) -> bool {
    item.conflicts.iter().any(|c| c.field == "task")
}

/// The event of the colleague's answer.
pub(super) fn answer(
    item: &Item,
    accepted: bool,
    note: Option<String>,
) -> Result<Vec<Event>, Refusal> {
    must_be(item, &[ItemState::Waiting], "answered about")?;
    let Some(task) = item.task.as_deref().filter(|t| t.stands()) else {
        return Err(Refusal::new(
            format!("Nobody is asked to capture item {}", item.id),
            format!("Ask somebody first: onrecord task {} --to NAME", item.id),
        ));
    };
    if accepted && task.answer == Answer::Accepted && !in_doubt(item) {
        return Err(Refusal::new(
            format!("Item {} is with {} already", item.id, task.words()),
            format!("See it with: onrecord show {}", item.id),
        ));
    }
    let answer = match accepted {
        true => Answer::Accepted,
        false => Answer::Returned,
    };
    Ok(vec![
        event::ItemTaskAnswered {
            item: item.id,
            replaces: task.place.clone(),
            answer: answer.as_str().into(),
            note: note.filter(|n| !n.trim().is_empty()),
        }
        .into(),
    ])
}

/// Compares with what stands: two that did not see each other are both kept.
fn compare(item: &mut Item, replaces: Option<&Place>, new: (String, Place)) {
    let standing = item.task.as_ref().map(|t| (t.words(), t.place.clone()));
    if standing.as_ref().map(|(_, place)| place) == replaces {
        item.conflicts.retain(|c| c.field != "task");
    } else if let Some(first) = standing.filter(|(words, _)| *words != new.0) {
        item.conflicts.push(Conflict {
            field: "task".into(),
            first,
            second: new,
        });
    }
}

/// Folds the asking.
pub(super) fn asked(item: &mut Item, entry: &Entry, e: &event::ItemTasked) {
    // A name that was erased cannot be told from none; it still was somebody.
    let answer = match e.to.is_some() || entry.text_gone() {
        true => Answer::Asked,
        false => Answer::Over,
    };
    let task = Task {
        to: e.to.clone(),
        at: entry.at,
        answer,
        note: None,
        place: entry.place(),
    };
    let new = (task.words(), entry.place());
    compare(item, e.replaces.as_ref(), new);
    item.task = Some(Box::new(task));
}

/// Folds the answer.
pub(super) fn answered(
    item: &mut Item,
    entry: &Entry,
    e: &event::ItemTaskAnswered,
) -> Result<(), String> {
    let answer = match e.answer.as_str() {
        "accepted" => Answer::Accepted,
        "returned" => Answer::Returned,
        other => {
            return Err(format!(
                "the answer {other}, which this version does not know"
            ));
        }
    };
    let Some(standing) = item.task.as_deref() else {
        return Err("an answer to a task that is not on record".into());
    };
    let task = Task {
        to: standing.to.clone(),
        at: entry.at,
        answer,
        note: e.note.clone(),
        place: entry.place(),
    };
    let new = (task.words(), entry.place());
    compare(item, Some(&e.replaces), new);
    item.task = Some(Box::new(task));
    Ok(())
}
