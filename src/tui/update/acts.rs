//! One handler for each action of the table.

use super::{
    fields, form, guidance, marks, moving, operate, papers, reports, review, screens, turns, typed,
};
use crate::action::{self, Act, Action, Key, Need};
use crate::tui::decide::{choice, update as decide};
use crate::tui::depart;
use crate::tui::help;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Palette, Reading, Screen};
use crate::tui::question;
use crate::tui::triage;

/// Does an action, or says why it cannot be done now.
pub fn attempt(model: &mut Model, action: &Action) -> Vec<Effect> {
    match action.why_not(&model.situation()) {
        Some(why) => {
            model.warn(why);
            Vec::new()
        }
        None if of_what_is_gone(model, action) => {
            let back = match model.keymap.label(Act::Reopen) {
                Some(key) => format!(" {key} brings it back."),
                None => String::new(),
            };
            model.warn(format!("That was taken back, so it counts nowhere.{back}"));
            Vec::new()
        }
        None => {
            let (screen, saids) = (model.screen, model.saids);
            let effects = act(model, action.act);
            // What was said about another screen does not stand below this one.
            if model.screen != screen && model.saids == saids {
                model.said = crate::tui::model::StatusLine::default();
            }
            effects
        }
    }
}

/// Does what an action says; whether it is possible was asked before.
pub(super) fn act(model: &mut Model, act: Act) -> Vec<Effect> {
    match act {
        Act::Up => moving::walk(model, -1),
        Act::Down => moving::walk(model, 1),
        Act::PageUp => moving::page(model, -1),
        Act::PageDown => moving::page(model, 1),
        Act::First => moving::edge(model, false),
        Act::Last => moving::edge(model, true),
        Act::Operate(id) => operate::of(model, id),
        Act::Snooze => operate::put_off(model),
        Act::Show => show(model),
        Act::Filter => filter(model),
        Act::ClearFilter => clear_filter(model),
        Act::Keep => review::keep(model),
        Act::StopReview => review::stop_review(model),
        Act::Undo => turns::undo(model),
        Act::Redo => vec![Effect::AskTurn(true)],
        Act::GoDecide => decide::go(model),
        Act::GoDecisions => decide::past(model),
        Act::Decide(what) => decide::act(model, what),
        Act::Guidance => guidance::open(model),
        Act::BuildMarking => form::build_marking(model),
        Act::GoQueue => screens::go(model, Screen::Queue),
        Act::GoReview => screens::review(model),
        Act::GoLog => screens::log(model),
        Act::Help => help::open(model),
        Act::Palette => palette(model),
        Act::Repaint => vec![Effect::Repaint],
        Act::Suspend => vec![Effect::Suspend],
        Act::Quit => quit(model),
        Act::Close => close(model),
        Act::Yes => question::answer(model, true),
        Act::No => question::answer(model, false),
        Act::Record => fields::record(model),
        Act::Next => fields::next(model),
        Act::NextField => fields::focus(model, 1),
        Act::PreviousField => fields::focus(model, -1),
        Act::NewLine => fields::new_line(model),
        Act::KeepAndLeave => fields::leave(model),
        Act::Choose => choose(model),
        Act::Depart(what) => depart::act(model, what),
        Act::Triage(step) => triage::update::step(model, step),
        Act::Mark => marks::mark(model),
        Act::MarkRange => marks::mark_range(model),
        Act::MarkAll => marks::mark_all(model),
        Act::Everything => marks::everything(model),
        Act::Reopen => turns::reopen(model),
        Act::HoldList => {
            screens::go(model, Screen::Requests);
            vec![Effect::LoadHolds]
        }
        Act::GoChats => {
            screens::go(model, Screen::Chats);
            vec![Effect::LoadChats]
        }
        Act::NextList => {
            model.chats.turn();
            Vec::new()
        }
        Act::Verify => vec![Effect::Verify],
        Act::Editor => fields::editor(model),
        Act::UndoTyping => typed::key(model, Key::Ctrl('u')),
        Act::RedoTyping => typed::key(model, Key::Ctrl('r')),
        Act::GoReports => reports::go(model),
        Act::ReportsAll => reports::all(model),
        Act::Paper(kind) => papers::show(model, kind),
    }
}

fn filter(model: &mut Model) -> Vec<Effect> {
    model.overlay = Some(Overlay::Filter);
    match model.screen {
        Screen::Log => vec![Effect::LoadLog],
        _ => Vec::new(),
    }
}

/// Leaves; what is being written is kept before.
fn quit(model: &mut Model) -> Vec<Effect> {
    model.quit = true;
    model.draft().map(Effect::KeepDraft).into_iter().collect()
}

fn palette(model: &mut Model) -> Vec<Effect> {
    match model.overlay {
        Some(Overlay::Palette(_)) => model.lift(),
        _ => model.lay(Overlay::Palette(Palette::default())),
    }
    Vec::new()
}

fn show(model: &mut Model) -> Vec<Effect> {
    if model.screen == Screen::Decisions {
        if let Some(decision) = model.decide.past.chosen() {
            let title = format!("Decision {}", decision.short);
            let reading = Reading::new(title, decision.whole());
            model.overlay = Some(Overlay::Reading(reading));
        }
        return Vec::new();
    }
    if model.screen != Screen::Log {
        return model.item().map(Effect::LoadWhole).into_iter().collect();
    }
    match model.log_line() {
        Some(line) if line.item.is_some() => line.item.map(Effect::LoadWhole).into_iter().collect(),
        Some(line) => {
            let text = vec![
                line.what.clone(),
                String::new(),
                format!("Written by {} as {}", line.by, line.place),
            ];
            model.overlay = Some(Overlay::Reading(Reading::new("One event", text)));
            Vec::new()
        }
        None => Vec::new(),
    }
}

fn clear_filter(model: &mut Model) -> Vec<Effect> {
    if model.overlay.is_none() && model.screen == Screen::Depart {
        model.depart.marked.clear();
        model.say("No line is marked now.");
        return Vec::new();
    }
    if model.screen == Screen::Decisions && model.filter().words.is_empty() {
        return decide::go(model);
    }
    if model.screen == Screen::Reports && model.filter().words.is_empty() {
        return screens::go(model, Screen::Queue);
    }
    if model.overlay.is_none() && model.screen == Screen::Queue && !model.marks.is_empty() {
        model.marks.clear();
        model.say("No item is marked now.");
        return Vec::new();
    }
    model.filter_mut().words.clear();
    screens::refilter(model)
}

fn close(model: &mut Model) -> Vec<Effect> {
    if let Some(Overlay::Guidance(guidance)) = &mut model.overlay
        && guidance.reading.take().is_some()
    {
        return Vec::new();
    }
    let filtering = matches!(model.overlay, Some(Overlay::Filter));
    model.lift();
    match filtering {
        true => {
            model.filter_mut().words.clear();
            screens::refilter(model)
        }
        false => Vec::new(),
    }
}

fn choose(model: &mut Model) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Choice(_)) => return choice::chosen(model),
        Some(Overlay::Marking(_)) => return take_marking(model),
        Some(Overlay::Guidance(guidance)) => {
            if guidance.chosen().is_some() {
                guidance.reading.get_or_insert(0);
            }
            return Vec::new();
        }
        _ => {}
    }
    let Some(Overlay::Palette(palette)) = &model.overlay else {
        model.overlay = None;
        return Vec::new();
    };
    let found = action::matching(model.palette_context(), &palette.words);
    let chosen = found.get(palette.at).copied();
    model.lift();
    match chosen {
        Some(action) => attempt(model, action),
        None => Vec::new(),
    }
}

/// Whether an action wants an item, and the one selected was taken back.
fn of_what_is_gone(model: &Model, action: &Action) -> bool {
    let gone = model.row().is_some_and(|row| row.taken_back);
    gone && action.need == Need::Item && !matches!(action.act, Act::Reopen | Act::Show)
}

/// The marking put together goes to the form it is for, or to the question.
fn take_marking(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Marking(builder)) = &mut model.overlay else {
        return Vec::new();
    };
    let marking = match builder.take() {
        Ok(marking) => marking,
        Err(why) => {
            model.warn(why);
            return Vec::new();
        }
    };
    model.say("");
    model.lift();
    match &mut model.overlay {
        Some(Overlay::Form(form)) => {
            form.state_marking(marking.as_ref());
            let stops = form.is_secret() && form.is_of_a_new_item();
            model.unsaved = true;
            match stops {
                true => form::pass_marking(model, 0),
                false => form::marking_changed(model),
            }
        }
        _ => decide::marked(model, marking),
    }
}
