//! One handler for each action of the table.

use super::{form, guidance, more, moving, operate, screens};
use crate::action::{self, Act, Action, Need};
use crate::operation::{EndReview, Op, Target};
use crate::tui::decide::{choice, update as decide};
use crate::tui::depart;
use crate::tui::form::Purpose;
use crate::tui::help;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Palette, Reading, Screen};
use crate::tui::question;
use crate::tui::review::{Became, Review};
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
                model.said = crate::tui::model::Said::default();
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
        Act::Filter => {
            model.overlay = Some(Overlay::Filter);
            match model.screen {
                Screen::Log => vec![Effect::LoadLog],
                _ => Vec::new(),
            }
        }
        Act::ClearFilter => clear_filter(model),
        Act::Keep => keep(model),
        Act::StopReview => stop_review(model),
        Act::Undo => undo(model),
        Act::Redo => vec![Effect::AskTurn(true)],
        Act::GoDecide => decide::go(model),
        Act::GoDecisions => decide::past(model),
        Act::Decide(what) => decide::act(model, what),
        Act::Guidance => {
            guidance::open(model);
            Vec::new()
        }
        Act::BuildMarking => form::build_marking(model),
        Act::GoQueue => screens::go(model, Screen::Queue),
        Act::GoReview => screens::review(model),
        Act::GoLog => {
            screens::go(model, Screen::Log);
            vec![Effect::LoadLog]
        }
        Act::Help => {
            help::open(model);
            Vec::new()
        }
        Act::Palette => {
            match model.overlay {
                Some(Overlay::Palette(_)) => model.lift(),
                _ => model.lay(Overlay::Palette(Palette::default())),
            }
            Vec::new()
        }
        Act::Repaint => vec![Effect::Repaint],
        Act::Suspend => vec![Effect::Suspend],
        Act::Quit => {
            model.quit = true;
            model.draft().map(Effect::KeepDraft).into_iter().collect()
        }
        Act::Close => close(model),
        Act::Yes => question::answer(model, true),
        Act::No => question::answer(model, false),
        Act::Record => record(model),
        Act::Next => next(model),
        Act::NextField => focus(model, 1),
        Act::PreviousField => focus(model, -1),
        Act::NewLine => new_line(model),
        Act::KeepAndLeave => leave(model),
        Act::Choose => choose(model),
        Act::Depart(what) => depart::act(model, what),
        Act::Triage(step) => triage::update::step(model, step),
        _ => more::act(model, act),
    }
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

fn keep(model: &mut Model) -> Vec<Effect> {
    let item = model.item();
    if let (Some(id), Some(review)) = (item, &mut model.review) {
        review.note(id, Became::Left);
        model.say("Left waiting.");
    }
    end_if_done(model)
}

/// The end of a review is put on record by itself.
pub(super) fn end_if_done(model: &mut Model) -> Vec<Effect> {
    let over = |r: &&Review| !r.became.is_empty() && r.current(&model.book, model.now).is_none();
    match model.review.as_ref().filter(over) {
        Some(review) => {
            let sitting = Target::Sitting(review.became.clone());
            vec![operate::at_once(model, Op(&EndReview), sitting)]
        }
        None => Vec::new(),
    }
}

fn stop_review(model: &mut Model) -> Vec<Effect> {
    if let Some(review) = model.review.take() {
        let (done, total) = (review.became.len(), review.total);
        model.say(format!(
            "Stopped after {done} of {total}. Every answer given is on record; the review itself is not."
        ));
    }
    screens::go(model, Screen::Queue)
}

fn undo(model: &mut Model) -> Vec<Effect> {
    if let (Screen::Review, Some(review)) = (model.screen, &mut model.review) {
        match review.became.last() {
            None => {
                model.warn("Nothing in this review to take back yet.");
                return Vec::new();
            }
            Some((_, Became::Left)) => {
                review.became.pop();
                model.say("Asked again.");
                return Vec::new();
            }
            Some(_) => {}
        }
    }
    vec![Effect::AskTurn(false)]
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

fn next(model: &mut Model) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Form(form)) if form.has_next() => {
            form.step(1);
            Vec::new()
        }
        _ => record(model),
    }
}

fn record(model: &mut Model) -> Vec<Effect> {
    match &model.overlay {
        Some(Overlay::Form(form)) => match form.purpose {
            Purpose::Triage(sheet) => triage::update::record(model, sheet),
            Purpose::Operate(..) => operate::submit(model),
        },
        _ => Vec::new(),
    }
}

fn focus(model: &mut Model, by: isize) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Form(form)) if form.is_on_marking() => form::pass_marking(model, by),
        Some(Overlay::Form(form)) => {
            // A listener hears once what a time is understood as; what is wrong with it everybody is told.
            let left = form.understood_at(form.focus, model.now);
            form.step(by);
            match left {
                Some(Ok(words)) if model.spoken => model.say(format!("Understood: {words}.")),
                Some(Err(why)) => model.warn(format!("Check: {why}.")),
                _ => {}
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn new_line(model: &mut Model) -> Vec<Effect> {
    if let Some(Overlay::Form(form)) = &mut model.overlay
        && let Some(field) = form.fields.get_mut(form.focus)
    {
        field.new_line();
        model.unsaved = form.purpose.keeps_draft();
    }
    Vec::new()
}

fn leave(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    if let Some(why) = form.would_be_given_up() {
        model.warn(why);
        return Vec::new();
    }
    if form.is_setup() {
        model.overlay = None;
        let said = match model.book.set_up {
            true => "Nothing was changed.".into(),
            false => operate::not_set_up(model),
        };
        model.say(said);
        return Vec::new();
    }
    let unanswered = form.warned && form.is_unanswered();
    let carries = form.carries_more();
    let (name, draft) = (form.draft_name(), form.draft());
    if !form.purpose.keeps_draft() {
        model.overlay = None;
        model.unsaved = false;
        model.say("");
        return Vec::new();
    }
    match draft {
        // The form closes once its text is on disk.
        Some(draft) => vec![Effect::LeaveForm(draft)],
        None if carries => {
            model.overlay = None;
            model.unsaved = false;
            model.say("What was written is given up; nothing of it is kept.");
            vec![Effect::DropDraft(name)]
        }
        None if unanswered => {
            // What was kept before had its marking answered, and stays kept.
            model.overlay = None;
            model.unsaved = false;
            model.say("What was written is given up.");
            Vec::new()
        }
        None => {
            model.overlay = None;
            model.unsaved = false;
            model.say("");
            vec![Effect::DropDraft(name)]
        }
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
