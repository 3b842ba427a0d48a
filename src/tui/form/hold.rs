//! The forms of holds: one placed, and what is said of the timers that run in it.
//!
//! May import `record` and its siblings. As everywhere: a choice that decides anything begins unanswered.

use super::{Asked, Field, Form};
use crate::record::command::HoldTarget;
use crate::record::hold::TimerSaid;
use crate::tui::book::Row;
use crate::tui::deed::Deed;
use crate::tui::model::Model;
use crate::tui::more::More;

/// What can be said of a timer (24, 28).
const ANSWERS: [&str; 4] = [
    "not answered yet",
    "off: it is switched off now",
    "cannot be switched off",
    "somebody else is the admin",
];
const HINT: &str = "Arrows, or a first letter";

/// A hold to be placed.
pub(super) fn place(form: &mut Form, row: Option<&Row>, model: &Model) {
    form.about = "Nothing that a hold covers can be erased here. It comes from the request team. A phone goes on deleting until its timer is off (24, 28).".into();
    form.one("Reference", "Of the request, inquiry or litigation");
    let mut words = vec!["not answered yet".to_owned(), "everything".to_owned()];
    if let Some(row) = row {
        form.items = vec![row.id];
        form.conversation = row.conversation_id;
        words.push(format!("this item, {}", row.short));
        if let (Some(_), Some(name)) = (row.conversation_id, &row.conversation) {
            words.push(format!("the conversation {name}"));
        }
    }
    let hint = format!("{HINT}; in force now: {}", model.book.holds.len());
    form.fields.push(Field::choice("Covers", hint, words, 0));
    answer(
        form,
        "Of every timer that runs in it; each can be answered later",
    );
}

fn answer(form: &mut Form, hint: &str) {
    let words = ANSWERS.map(String::from).to_vec();
    form.fields
        .push(Field::choice("Its timers", hint, words, 0));
    form.one("Why", "Where it cannot be switched off");
}

fn said(form: &Form) -> Result<Option<TimerSaid>, String> {
    Ok(match form.chosen("Its timers") {
        1 => Some(TimerSaid::Off),
        2 => Some(TimerSaid::Cannot(
            form.said("Why")
                .ok_or("Say why the timer cannot be switched off.")?,
        )),
        3 => Some(TimerSaid::NotAdmin),
        _ => None,
    })
}

/// What the form of a hold asks for.
pub(super) fn placed(form: &Form) -> Result<Deed, String> {
    let reference = form
        .said("Reference")
        .ok_or("Say which request, inquiry or litigation it is.")?;
    let scope = match form.field("Covers").map_or(0, Field::chosen) {
        1 => Some(HoldTarget::All),
        2 => form.items.first().map(|id| HoldTarget::Item(*id)),
        3 => form
            .conversation
            .map(|c| HoldTarget::Conversations(vec![c])),
        _ => None,
    };
    Ok(Deed::More(More::Hold {
        reference,
        scope: scope.ok_or("Say what it covers.")?,
        timers: said(form)?,
    }))
}

/// The answer to a timer that runs under a hold.
pub(super) fn timer(form: &mut Form, model: &Model) {
    form.about = crate::desk::PHONE_GOES_ON.into();
    let open = model.book.hold_timers.iter();
    let words = open.map(|t| t.words.clone()).collect();
    form.fields.push(Field::choice("Timer", HINT, words, 0));
    answer(form, "What became of it");
}

/// What that form asks for.
pub(super) fn answered(form: &Form, asked: &Asked) -> Result<Deed, String> {
    let open = &asked.book.hold_timers;
    let line = open
        .get(form.chosen("Timer"))
        .ok_or("No timer under a hold waits for an answer any more.")?;
    let said = said(form)?.ok_or("Say what became of the timer.")?;
    Ok(Deed::More(More::HoldTimer {
        reference: line.reference.clone(),
        conversation: line.conversation,
        said,
    }))
}
