//! Folds who was asked to capture an item, and what came of it.

use crate::record::entry::Entry;
use crate::record::event;
use crate::record::field::Place;
use crate::record::item::fold::find;
use crate::record::state::State;
use crate::record::state::item::Item;
use crate::record::state::task::Task;

/// Puts it where another stood: two that did not see each other are both kept.
fn put(item: &mut Item, replaces: Option<&Place>, new: Task) {
    let rare = item.rare_mut();
    let standing = rare.task.as_ref();
    if standing.map(|t| &t.place) == replaces {
        rare.conflicts.retain(|c| **c != *"task");
    } else if standing.is_some_and(|t| t.words() != new.words()) {
        rare.conflicts.push("task".into());
    }
    rare.task = Some(new);
}

/// Folds the asking.
pub fn asked(state: &mut State, entry: &Entry, e: &event::ItemTasked) -> Result<(), String> {
    let item = find(state, e.item)?;
    put(item, e.replaces.as_ref(), Task::asked(entry, e));
    Ok(())
}

/// Folds the answer.
pub fn answered(
    state: &mut State,
    entry: &Entry,
    e: &event::ItemTaskAnswered,
) -> Result<(), String> {
    let item = find(state, e.item)?;
    let answer = Task::answer(e).ok_or_else(|| {
        let answer = &e.answer;
        format!("the answer {answer}, which this version does not know")
    })?;
    let Some(standing) = item.task() else {
        return Err("an answer to a task that is not on record".into());
    };
    let new = standing.answered(entry, e, answer);
    put(item, Some(&e.replaces), new);
    Ok(())
}
