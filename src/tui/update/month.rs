//! Handlers of the month of what is wanted when.

use super::screens;
use crate::action::Act;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};
use crate::tui::views::QueueView;

/// Does what an action says.
pub(super) fn act(model: &mut Model, act: Act) -> Vec<Effect> {
    match act {
        Act::NextDay => step(model, 1),
        Act::DayBefore => step(model, -1),
        Act::ThisDay => this_day(model),
        _ => return show(model),
    }
    Vec::new()
}

/// The month, whatever the queue shows.
fn show(model: &mut Model) -> Vec<Effect> {
    model.view = QueueView::Month;
    model.everything = model.view.needs_everything();
    model.month.only = None;
    model.queue.filter.words.clear();
    let mut effects = screens::go(model, Screen::Queue);
    effects.push(Effect::Reread);
    effects
}

/// So many days on, or back.
pub(super) fn step(model: &mut Model, days: i64) {
    let today = model.today();
    model.month.step(days, today);
}

/// So many months on, or back.
pub(super) fn turn(model: &mut Model, months: i64) {
    let today = model.today();
    model.month.turn(months, today);
}

/// To the first or the last day.
pub(super) fn edge(model: &mut Model, last: bool) {
    let today = model.today();
    model.month.edge(last, today);
}

/// What is wanted on the day in hand, as a list.
fn this_day(model: &mut Model) {
    let day = model.month.day(model.today());
    if model.month.on(day) == 0 {
        return model.say("Nothing is wanted on this day.");
    }
    model.month.only = Some(day);
    model.refilter();
    model.queue.edge(false);
    model.say(format!(
        "{}. Esc shows the month.",
        day.format("%A %-d %B %Y")
    ));
}

/// From the list of a day back to the month.
pub(super) fn back(model: &mut Model) {
    model.month.only = None;
    model.refilter();
}
