//! One handler for each action of a departure that is no operation, and what its operations are done to.

use std::ops::ControlFlow;

use super::Pane;
use crate::action::{Act, Action, Context, Departing as D, Key};
use crate::operation::{Op, Takes, Target};
use crate::record::Id;
use crate::record::departure::Still;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Reading, Screen};
use crate::tui::views::QueueView;

/// Does what an action says; whether a line is selected was asked before.
pub fn act(model: &mut Model, what: D) -> Vec<Effect> {
    match what {
        D::Go => {
            model.screen = Screen::Depart;
            model.overlay = None;
            return vec![Effect::LoadDepart(None)];
        }
        D::Another => return another(model),
        _ => {}
    }
    let Some(id) = on_screen(model) else {
        return Vec::new();
    };
    match what {
        D::NextPane => {
            model.depart.pane = match model.depart.pane {
                Pane::Grid => Pane::Steps,
                Pane::Steps => Pane::Open,
                Pane::Open => Pane::Grid,
            };
            Vec::new()
        }
        D::Capture => capture(model),
        D::Mark => mark(model),
        D::MarkRange => mark_range(model),
        D::Whole => whole(model, id),
        D::GoThere => go_there(model),
        D::Go | D::Another => Vec::new(),
    }
}

/// The departure on the screen; where there is none, that is said.
pub fn on_screen(model: &mut Model) -> Option<Id> {
    let shown = model.depart.id();
    if shown.is_none() {
        none(model);
    }
    shown
}

fn none(model: &mut Model) {
    let opens = named(model, Act::Operate("depart.open"), "opens one");
    model.warn(format!("No departure is open.{opens}"));
}

/// A sentence that names the key of an action; nothing where it has none.
fn named(model: &Model, act: Act, does: &str) -> String {
    match model.keymap.label(act) {
        Some(key) => format!(" {key} {does}."),
        None => String::new(),
    }
}

/// What an operation is done to: the departure on the screen, else, where that can be meant, the last one; the lines
/// that are marked, or the one selected. `None` where that was said, or where nobody has seen what would be answered.
pub fn target(model: &mut Model, op: Op) -> Option<Target> {
    let takes = op.spec().takes;
    let last = model.depart.known.as_ref().and_then(|k| k.last);
    let last = last.filter(|_| takes == Takes::AnyDeparture);
    let Some(departure) = model.depart.id().or(last) else {
        none(model);
        return None;
    };
    let at_once = op.spec().shown().next().is_none();
    let answers = matches!(takes, Takes::Cells | Takes::Steps);
    if answers && at_once && unseen(model) {
        return None;
    }
    Some(match takes {
        Takes::Cells => Target::Cells {
            departure,
            cells: model.depart.targets(),
        },
        Takes::Steps => Target::Steps {
            departure,
            steps: model
                .depart
                .step()
                .map(|s| s.id.clone())
                .into_iter()
                .collect(),
        },
        _ => Target::Departure(departure),
    })
}

/// Whether a line was answered by a key of this same read: what stands in its place was not drawn yet, so
/// nobody has seen what the next key would answer.
fn unseen(model: &mut Model) -> bool {
    let again = model.reads.now > 0 && model.depart.answered == model.reads.now;
    model.depart.answered = model.reads.now;
    if again {
        model.warn("That key came together with the answer before it and was not used: the next line had not been shown. Once more answers it.");
    }
    again
}

/// The departure after this: the open ones first, then those that are at their end.
fn another(model: &mut Model) -> Vec<Effect> {
    let (now, known) = (model.depart.id(), &model.depart.known);
    let open = known.as_ref().map(|k| k.all.clone()).unwrap_or_default();
    let at = open.iter().position(|id| Some(*id) == now);
    let next = match at {
        Some(at) => open.get((at + 1) % open.len().max(1)),
        None => open.first(),
    };
    match next.filter(|id| Some(**id) != now) {
        Some(id) => vec![Effect::LoadDepart(Some(*id))],
        None => {
            model.say("There is no other departure.");
            Vec::new()
        }
    }
}

/// To what waits of the conversation; the queue shows nothing else until its filter is taken away.
fn capture(model: &mut Model) -> Vec<Effect> {
    let Some(cell) = model.depart.cell() else {
        return Vec::new();
    };
    if cell.waiting == 0 {
        let nil = named(model, Act::Operate("depart.nil"), "says that nothing is");
        model.warn(format!(
            "Nothing of it waits. Add what is significant in the queue, then capture it there.{nil}"
        ));
        return Vec::new();
    }
    let words = cell.conversation.clone();
    model.screen = Screen::Queue;
    // Its name may be a word of other messages too: the first of its own is selected.
    let rows = &model.book.rows;
    let own = rows
        .iter()
        .position(|r| r.conversation.as_ref() == Some(&words));
    model.filter_mut().words = words;
    model.refilter();
    own.into_iter().for_each(|at| model.queue.choose(at));
    model.say("What waits of this chat. 3 goes back to the departure; Esc shows the whole queue.");
    Vec::new()
}

fn say_marked(model: &mut Model) {
    model.say(match model.depart.marked.len() {
        0 => "No line is marked now.".into(),
        1 => "1 line marked; Esc takes the mark away.".into(),
        n => format!("{n} lines marked; Esc takes the marks away."),
    });
}

fn mark(model: &mut Model) -> Vec<Effect> {
    let depart = &mut model.depart;
    if let Some(number) = depart.cell().map(|c| c.number) {
        if !depart.marked.remove(&number) {
            depart.marked.insert(number);
            depart.marked_last = Some(number);
        }
        depart.grid.step(1);
        say_marked(model);
    }
    Vec::new()
}

fn mark_range(model: &mut Model) -> Vec<Effect> {
    let depart = &mut model.depart;
    let cells: Vec<usize> = match depart.shown() {
        Some(shown) => shown.cells.iter().map(|c| c.number).collect(),
        None => return Vec::new(),
    };
    let place = |number: usize| cells.iter().position(|n| *n == number);
    let Some(to) = depart.cell().and_then(|c| place(c.number)) else {
        return Vec::new();
    };
    let from = depart.marked_last.and_then(place).unwrap_or(to);
    depart.marked.extend(&cells[from.min(to)..=from.max(to)]);
    depart.marked_last = cells.get(to).copied();
    match from == to {
        true => model.say("Marked. The same key on another line marks all between."),
        false => say_marked(model),
    }
    Vec::new()
}

/// To the place of what is open: its cell, its step, its item in the queue.
fn go_there(model: &mut Model) -> Vec<Effect> {
    let what = model.depart.still().and_then(|o| o.what.clone());
    let depart = &mut model.depart;
    let Some(shown) = depart.known.as_ref().and_then(|k| k.shown.as_ref()) else {
        return Vec::new();
    };
    let id = shown.id;
    match what {
        Some(Still::Cell(number)) => {
            let at = shown.cells.iter().position(|c| c.number == number);
            depart.pane = Pane::Grid;
            at.into_iter().for_each(|at| depart.grid.choose(at));
        }
        Some(Still::Step(id)) => {
            let at = shown.steps.iter().position(|s| s.id == id);
            depart.pane = Pane::Steps;
            at.into_iter().for_each(|at| depart.steps.choose(at));
        }
        Some(Still::Item(id) | Still::Unconfirmed(id) | Still::Reference(id)) => {
            return queue_at(model, id);
        }
        // It has no line of its own here.
        _ => return whole(model, id),
    }
    Vec::new()
}

/// To an item in the queue, also where it is no longer waiting.
fn queue_at(model: &mut Model, id: Id) -> Vec<Effect> {
    model.screen = Screen::Queue;
    model.filter_mut().words.clear();
    if !model.everything {
        model.view = QueueView::Waiting;
    }
    model.refilter();
    let at = model.book.rows.iter().position(|r| r.id == id);
    match at {
        Some(at) => {
            model.queue.choose(at);
            model.say("3 goes back to the departure.");
            Vec::new()
        }
        None if !model.everything => {
            model.everything = true;
            model.view = QueueView::All;
            model.say("Everything on record is shown, what is dealt with below what is waiting; 3 goes back.");
            vec![Effect::Reread, Effect::QueueAt(id)]
        }
        None => Vec::new(),
    }
}

/// Everything about the line in hand, with every way on.
fn whole(model: &mut Model, departure: Id) -> Vec<Effect> {
    let depart = &model.depart;
    let what = match depart.pane {
        Pane::Grid => depart.cell().map(|c| Still::Cell(c.number)),
        Pane::Steps => depart.step().map(|s| Still::Step(s.id.clone())),
        Pane::Open => depart.still().and_then(|o| o.what.clone()),
    };
    let what = what.into_iter();
    what.map(|what| Effect::DepartWhole(departure, Box::new(what)))
        .collect()
}

/// A line whole, with every way on.
pub fn ways(model: &mut Model, text: Vec<String>) -> Vec<Effect> {
    let reading = Reading::new("Departure", text);
    model.overlay = Some(Overlay::Reading(Reading {
        ways: true,
        ..reading
    }));
    Vec::new()
}

/// A key that the whole view of a line names: the view closes, and the key does what it says in the place of the
/// line, where nothing has to be read first.
pub fn way_on(model: &mut Model, key: Key) -> ControlFlow<Vec<Effect>, &'static Action> {
    if !matches!(&model.overlay, Some(Overlay::Reading(r)) if r.ways) {
        return ControlFlow::Break(Vec::new());
    }
    let place = match model.depart.still().and_then(|o| o.what.as_ref()) {
        _ if model.depart.pane != Pane::Open => None,
        Some(Still::Cell(_)) => Some(Context::Depart),
        Some(Still::Step(_)) => Some(Context::Checklist),
        Some(Still::Item(_) | Still::Unconfirmed(_) | Still::Reference(_)) => Some(Context::Queue),
        _ => None,
    };
    let there = place.and_then(|place| model.keymap.action(place, key));
    let here = model.keymap.action(model.screen_context(), key);
    let Some(action) = there.or(here) else {
        model.warn(format!("{key} does nothing here; Esc closes this."));
        return ControlFlow::Break(Vec::new());
    };
    if model.reads.is_unseen() {
        model.warn(format!(
            "{key} came together with what opened this. {key} once more does it."
        ));
        return ControlFlow::Break(Vec::new());
    }
    if !model.depart.marked.is_empty() {
        model.warn("Lines are marked, and this is one of them: Esc closes it, and the key then answers for all that are marked.");
        return ControlFlow::Break(Vec::new());
    }
    model.lift();
    if there.is_some() {
        let effects = go_there(model);
        // What is not shown yet has to be read first.
        if !effects.is_empty() {
            return ControlFlow::Break(effects);
        }
    }
    ControlFlow::Continue(action)
}
