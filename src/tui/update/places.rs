//! Back to where one was: places are kept as they are left, and gone back to one by one.

use crate::tui::message::Effect;
use crate::tui::model::{Model, Screen};
use crate::tui::places::{MOST, Spot};

/// The place one is at.
pub fn here(model: &Model) -> Spot {
    let list = model.list();
    Spot {
        screen: model.screen,
        pane: model.depart.pane,
        line: list.chosen(),
        words: list.filter.words.clone(),
    }
}

/// Keeps the place that was left, where another is on the screen now.
pub fn left(model: &mut Model, was: Spot) {
    let elsewhere = model.screen != was.screen
        || model.screen == Screen::Depart && model.depart.pane != was.pane;
    let back = std::mem::take(&mut model.places.back);
    if !elsewhere || back {
        return;
    }
    let before = &mut model.places.before;
    before.push(was);
    let over = before.len().saturating_sub(MOST);
    before.drain(..over);
}

/// Back to the place before.
pub fn back(model: &mut Model) -> Vec<Effect> {
    let Some(place) = model.places.before.pop() else {
        model.say("There is no place before this one.");
        return Vec::new();
    };
    model.places.back = true;
    // A review that is over has no place any more.
    model.screen = match place.screen {
        Screen::Review if model.review.is_none() => Screen::Queue,
        screen => screen,
    };
    model.depart.pane = place.pane;
    if model.screen == place.screen && model.screen != Screen::Triage {
        model.filter_mut().words = place.words;
        model.refilter();
        if let Some(line) = place.line {
            model.list_mut().choose(line);
        }
    }
    match model.screen {
        Screen::Log => vec![Effect::LoadLog],
        Screen::Decisions => vec![Effect::LoadDecisions],
        Screen::Find => vec![Effect::Find(model.filter().words.clone())],
        Screen::Depart => vec![Effect::LoadDepart(None)],
        _ => Vec::new(),
    }
}
