//! Handlers of marks, of outcomes that a review does not ask for, and of what the log can check.

use super::{operate, reports, typed};
use crate::action::{Act, Key};
use crate::desk::Turn;
use crate::desk::words::counted;
use crate::operation;
use crate::record::ItemState;
use crate::tui::deed::Deed;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay};
use crate::tui::question;

/// What would be taken back or brought back was looked up: done where it was done here, else asked.
pub(super) fn turn(model: &mut Model, turn: Box<Turn>, words: &str, sure: bool) -> Vec<Effect> {
    let asked = match turn.back {
        true => format!("Bring this back? {words}."),
        false => format!("Take this back? {words}."),
    };
    let deed = Effect::Deed(Box::new(Deed::Turn(turn)));
    if sure {
        return vec![deed];
    }
    question::ask(model, asked, vec![deed]);
    Vec::new()
}

/// Does what an action says; whether it is possible was asked before.
pub(super) fn act(model: &mut Model, act: Act) -> Vec<Effect> {
    match act {
        Act::Mark => mark(model),
        Act::MarkRange => mark_range(model),
        Act::MarkAll => mark_all(model),
        Act::Everything => everything(model),
        Act::Reopen if model.row().is_some_and(|row| row.taken_back) => {
            let item = model.item();
            item.map(Effect::AskBack).into_iter().collect()
        }
        Act::Reopen if waits(model) => {
            model.warn("That is waiting already.");
            Vec::new()
        }
        Act::Reopen => operate::begin(model, &operation::Reopen),
        Act::HoldList => vec![Effect::LoadHolds],
        Act::Verify => vec![Effect::Verify],
        Act::Editor => editor(model),
        Act::UndoTyping => typed::key(model, Key::Ctrl('u')),
        Act::RedoTyping => typed::key(model, Key::Ctrl('r')),
        _ => reports::act(model, act),
    }
}

fn say_marked(model: &mut Model) {
    let marked = model.marks.len();
    let shown = model.shown();
    let seen = shown.iter().filter(|id| model.marks.has(**id)).count();
    let hidden = match marked - seen {
        0 => String::new(),
        n => format!(" ({n} of them not shown by the filter)"),
    };
    model.say(match marked {
        0 => "No item is marked now.".into(),
        n => format!(
            "{} marked{hidden}; Esc takes the marks away.",
            counted(n, "item")
        ),
    });
}

/// Turns the mark of the selected item and goes on to the next.
fn mark(model: &mut Model) -> Vec<Effect> {
    if let Some(id) = model.item() {
        model.marks.turn(id);
        say_marked(model);
        model.queue.step(1);
    }
    Vec::new()
}

fn mark_range(model: &mut Model) -> Vec<Effect> {
    let shown = model.shown();
    let Some(id) = model.item() else {
        return Vec::new();
    };
    match model.marks.range(&shown, id) {
        true => say_marked(model),
        false => model.say("Marked. The same key on another line marks all between."),
    }
    Vec::new()
}

fn mark_all(model: &mut Model) -> Vec<Effect> {
    let shown = model.shown();
    model.marks.turn_all(&shown);
    say_marked(model);
    Vec::new()
}

/// Shows what is no longer waiting too, or leaves it out again.
fn everything(model: &mut Model) -> Vec<Effect> {
    model.everything = !model.everything;
    model.say(match model.everything {
        true => "Everything on record is shown, what is dealt with below what is waiting.",
        false => "Only what is waiting is shown.",
    });
    vec![Effect::Reread]
}

/// Opens the editor on the field in hand, where that is one of several lines.
fn editor(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &model.overlay else {
        return Vec::new();
    };
    if !form.may_be_kept() {
        model.warn("An editor works on a file, so the marking is answered first.");
        return Vec::new();
    }
    let keeps = form.purpose.keeps_draft();
    match keeps && form.fields.get(form.focus).is_some_and(|f| f.takes_lines()) {
        true => vec![Effect::Editor],
        false => {
            model.warn("An editor opens for a text of several lines; this field is one line.");
            Vec::new()
        }
    }
}

/// Whether every item that is meant waits, so that there is nothing to take back into the queue.
fn waits(model: &Model) -> bool {
    let Some(chosen) = model.item() else {
        return false;
    };
    let meant = model.targets(chosen);
    let mut rows = model.book.rows.iter().filter(|r| meant.contains(&r.id));
    rows.all(|r| r.state == ItemState::Waiting)
}

#[cfg(test)]
mod tests;
