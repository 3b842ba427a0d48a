//! Handlers of marks, and of the views of lists.

use crate::action::Act;
use crate::desk::words::counted;
use crate::record::Id;
use crate::tui::marks::Marks;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};

/// The marks of the list on the screen, and the lines that it shows.
fn marks(model: &mut Model) -> (&mut Marks, Vec<Id>) {
    match model.screen {
        Screen::Chats => {
            let shown = model.chats.shown();
            (&mut model.chats.marks, shown)
        }
        _ => {
            let shown = model.shown();
            (&mut model.marks, shown)
        }
    }
}

/// The line that is selected, by its id.
fn selected(model: &Model) -> Option<Id> {
    model.item().or_else(|| model.chat())
}

fn say_marked(model: &mut Model) {
    let (marks, shown) = marks(model);
    let marked = marks.len();
    let seen = shown.iter().filter(|id| marks.has(**id)).count();
    let what = match model.screen {
        Screen::Chats => "chat",
        _ => "item",
    };
    let hidden = match marked - seen {
        0 => String::new(),
        n => format!(" ({n} of them not shown by the filter)"),
    };
    model.say(match marked {
        0 => format!("No {what} is marked now."),
        n => format!(
            "{} marked{hidden}; Esc takes the marks away.",
            counted(n, what)
        ),
    });
}

/// Turns the mark of the selected item and goes on to the next.
pub(super) fn mark(model: &mut Model) -> Vec<Effect> {
    if let Some(id) = selected(model) {
        marks(model).0.turn(id);
        // Somebody who listens is told with the line of the queue that follows.
        if !model.spoken || model.screen == Screen::Chats {
            say_marked(model);
        }
        model.list_mut().step(1);
    }
    Vec::new()
}

pub(super) fn mark_range(model: &mut Model) -> Vec<Effect> {
    let Some(id) = selected(model) else {
        return Vec::new();
    };
    let (marks, shown) = marks(model);
    match marks.range(&shown, id) {
        true => say_marked(model),
        false => model.say("Marked. The same key on another line marks all between."),
    }
    Vec::new()
}

pub(super) fn mark_all(model: &mut Model) -> Vec<Effect> {
    let (marks, shown) = marks(model);
    marks.turn_all(&shown);
    say_marked(model);
    Vec::new()
}

/// The next view of the list on the screen.
pub(super) fn next_view(model: &mut Model, act: Act) -> Vec<Effect> {
    match act {
        Act::LogView => log_view(model),
        Act::ChatsView => chats_view(model),
        Act::RequestsView => requests_view(model),
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

/// The next view of the requests and holds.
fn requests_view(model: &mut Model) -> Vec<Effect> {
    model.requests.view = model.requests.view.next();
    model.say(format!("View: {}.", model.requests.view.title()));
    model.refilter();
    Vec::new()
}

/// The next view of the chats.
fn chats_view(model: &mut Model) -> Vec<Effect> {
    model.chats.view = model.chats.view.next();
    model.say(format!("View: {}.", model.chats.view.title()));
    model.refilter();
    Vec::new()
}
