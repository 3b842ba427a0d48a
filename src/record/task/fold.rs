//! Folds who was asked to capture an item, and what came of it.

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::Place;
use crate::record::item::fold::find;
use crate::record::state::State;
use crate::record::state::conflict::Conflict;
use crate::record::state::item::Item;
use crate::record::state::task::{Answer, Task};

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
pub fn asked(state: &mut State, entry: &Entry, e: &event::ItemTasked) -> Result<(), String> {
    let item = find(state, e.item)?;
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
    Ok(())
}

/// Folds the answer.
pub fn answered(
    state: &mut State,
    entry: &Entry,
    e: &event::ItemTaskAnswered,
) -> Result<(), String> {
    let item = find(state, e.item)?;
    let answer = match Answer::parse(&e.answer) {
        Some(answer @ (Answer::Accepted | Answer::Returned)) => answer,
        Some(Answer::Asked | Answer::Over) | None => {
            return Err(format!(
                "the answer {}, which this version does not know",
                e.answer
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
