//! Handlers of marks, and of the views of lists.

use super::operate;
use crate::action::Act;
use crate::config::KeptList;
use crate::desk::words::counted;
use crate::operation::ViewKeep;
use crate::record::Id;
use crate::tui::marks::Marks;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};
use crate::tui::views::View;

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

/// The next view of the list on the screen: its own ones, then the searches that were kept.
pub(super) fn next_view(model: &mut Model, act: Act) -> Vec<Effect> {
    let mut filter = model.list().filter.clone();
    let kept = &model.book.views;
    let name = match act {
        Act::LogView => model.log_view.turn(&mut filter, kept),
        Act::ChatsView => model.chats.view.turn(&mut filter, kept),
        Act::RequestsView => model.requests.view.turn(&mut filter, kept),
        _ => model.view.turn(&mut filter, kept),
    };
    model.list_mut().filter = filter;
    model.say(format!("View: {name}."));
    match act {
        Act::LogView => vec![Effect::LoadLog],
        Act::ChatsView | Act::RequestsView => {
            model.refilter();
            Vec::new()
        }
        _ => {
            model.everything = model.view.needs_everything();
            vec![Effect::Reread]
        }
    }
}

/// Asks for the name under which what is looked for in this list is kept as a view; for the words too, where none are.
pub(super) fn keep_view(model: &mut Model) -> Vec<Effect> {
    let words = model.list().filter.words.trim().to_owned();
    let (list, of) = match model.screen {
        Screen::Log => (KeptList::Log, model.log_view.title()),
        Screen::Chats => (KeptList::Chats, model.chats.view.title()),
        Screen::Requests => (KeptList::Requests, model.requests.view.title()),
        _ => (KeptList::Queue, model.view.title()),
    };
    let of = match list.has(of) {
        true => of,
        false => list.usual(),
    };
    operate::begin_with(model, &ViewKeep, ViewKeep::of_screen(list, of, &words))
}
