//! The events that ask a colleague, or that say what the colleague answered; or a refusal.

use crate::record::event::{self, Event};
use crate::record::next::{give, op, way_on};
use crate::record::refusal::Refusal;
use crate::record::rules::{must_be, must_say};
use crate::record::state::item::{Item, ItemState};
use crate::record::state::task::Answer;

/// The event that asks a colleague, or that ends asking.
pub fn ask(item: &Item, to: Option<String>) -> Result<Vec<Event>, Refusal> {
    if let Some(to) = &to {
        must_say(
            to,
            "The name of who is to capture it",
            give("Say who", op::TASK, "to"),
        )?;
    }
    must_be(item, &[ItemState::Waiting], "given to somebody to capture")?;
    let standing = item.task().filter(|t| t.stands());
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
            way_on("See it with", op::SHOW).on(item.id),
        ));
    }
    Ok(vec![
        event::ItemTasked {
            item: item.id,
            replaces: item.task().map(|t| t.place.clone()),
            to,
        }
        .into(),
    ])
}

fn in_doubt(item: &Item) -> bool {
    item.told().conflicts.iter().any(|c| c.field == "task")
}

/// The event of the colleague's answer.
pub fn answer(item: &Item, accepted: bool, note: Option<String>) -> Result<Vec<Event>, Refusal> {
    must_be(item, &[ItemState::Waiting], "answered about")?;
    let Some(task) = item.task().filter(|t| t.stands()) else {
        return Err(Refusal::new(
            format!("Nobody is asked to capture item {}", item.id),
            way_on("Ask somebody first", op::TASK)
                .on(item.id)
                .with("to"),
        ));
    };
    if accepted && task.answer == Answer::Accepted && !in_doubt(item) {
        return Err(Refusal::new(
            format!("Item {} is with {} already", item.id, task.words()),
            way_on("See it with", op::SHOW).on(item.id),
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
