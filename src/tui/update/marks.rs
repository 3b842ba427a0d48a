//! Handlers of marks, and of the views of lists.

use crate::action::Act;
use crate::desk::words::counted;
use crate::tui::message::Effect;
use crate::tui::model::Model;

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
pub(super) fn mark(model: &mut Model) -> Vec<Effect> {
    if let Some(id) = model.item() {
        model.marks.turn(id);
        // Somebody who listens is told with the line that follows.
        if !model.spoken {
            say_marked(model);
        }
        model.queue.step(1);
    }
    Vec::new()
}

pub(super) fn mark_range(model: &mut Model) -> Vec<Effect> {
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

pub(super) fn mark_all(model: &mut Model) -> Vec<Effect> {
    let shown = model.shown();
    model.marks.turn_all(&shown);
    say_marked(model);
    Vec::new()
}

/// The next view of the list on the screen.
pub(super) fn next_view(model: &mut Model, act: Act) -> Vec<Effect> {
    match act {
        Act::LogView => log_view(model),
        Act::ChatsView => chats_view(model),
        _ => everything(model),
    }
}

/// The next view of the queue.
fn everything(model: &mut Model) -> Vec<Effect> {
    model.view = model.view.next();
    model.everything = model.view.needs_everything();
    model.say(format!("View: {}.", model.view.title()));
    vec![Effect::Reread]
}

/// The next view of the log.
fn log_view(model: &mut Model) -> Vec<Effect> {
    model.log_view = model.log_view.next();
    model.say(format!("View: {}.", model.log_view.title()));
    vec![Effect::LoadLog]
}

/// The next view of the chats.
fn chats_view(model: &mut Model) -> Vec<Effect> {
    model.chats.view = model.chats.view.next();
    model.say(format!("View: {}.", model.chats.view.title()));
    model.refilter();
    Vec::new()
}
