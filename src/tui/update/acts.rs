//! One handler for each action of the table.

use super::{Effect, form, more, operate};
use crate::action::{self, Act};
use crate::operation::{EndReview, Op, Operation, Setup, Target};
use crate::tui::decide::{choice, update as decide};
use crate::tui::depart;
use crate::tui::form::Purpose;
use crate::tui::guidance;
use crate::tui::help;
use crate::tui::model::{Model, Overlay, Palette, Reading, Screen};
use crate::tui::question;
use crate::tui::review::{Became, Review};
use crate::tui::triage;
use crate::tui::view;

/// What is said where setup has not been done.
pub(crate) fn not_set_up(model: &Model) -> String {
    let key = model.keymap.label(Act::Operate(Setup.spec().id));
    let opens = key
        .map(|k| format!("{k} opens the setup."))
        .unwrap_or("the palette opens the setup.".into());
    format!(
        "Nothing is stored before this program knows who you are and whose machine this is: {opens}"
    )
}

/// Does what an action says; whether it is possible was asked before.
pub(super) fn act(model: &mut Model, act: Act) -> Vec<Effect> {
    match act {
        Act::Up => walk(model, -1),
        Act::Down => walk(model, 1),
        Act::PageUp => page(model, -1),
        Act::PageDown => page(model, 1),
        Act::First => edge(model, false),
        Act::Last => edge(model, true),
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
        Act::GoQueue => go(model, Screen::Queue),
        Act::GoReview => review(model),
        Act::GoLog => {
            go(model, Screen::Log);
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
        Act::Triage(step) => triage::step(model, step),
        _ => more::act(model, act),
    }
}

fn walk(model: &mut Model, by: isize) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Palette(palette)) => {
            palette.at = palette.at.saturating_add_signed(by);
            let context = model.palette_context();
            if let Some(Overlay::Palette(palette)) = &mut model.overlay {
                let found = action::matching(context, &palette.words).len();
                palette.at = palette.at.min(found.saturating_sub(1));
            }
        }
        Some(Overlay::Reading(_)) => scroll(model, by),
        Some(Overlay::Choice(_)) => choice::walk_choice(model, by),
        Some(Overlay::Marking(builder)) => builder.list.step(by),
        Some(Overlay::Guidance(guidance)) if guidance.reading.is_some() => scroll(model, by),
        Some(Overlay::Guidance(guidance)) => guidance.list.step(by),
        None if model.screen == Screen::Decide => decide::walk(model, by),
        _ if model.screen == Screen::Triage => triage::walk(model, by),
        _ => model.list_mut().step(by),
    }
    Vec::new()
}

/// Moves through a text that is being read, or through the message under review.
fn scroll(model: &mut Model, by: isize) {
    let last = view::last_line(model);
    let from = match (&mut model.overlay, &mut model.review) {
        (Some(Overlay::Reading(reading)), _) => &mut reading.from,
        (Some(Overlay::Guidance(guidance)), _) => match &mut guidance.reading {
            Some(from) => from,
            None => return,
        },
        (None, _) if model.screen == Screen::Decide => &mut model.decide.from,
        (None, Some(review)) => &mut review.from,
        _ => return,
    };
    *from = from.saturating_add_signed(by).min(last);
}

fn page(model: &mut Model, by: isize) -> Vec<Effect> {
    let lines = isize::try_from(view::page_lines(model)).unwrap_or(1);
    match (&model.overlay, model.screen) {
        (Some(Overlay::Guidance(guidance)), _) if guidance.reading.is_none() => {
            if let Some(Overlay::Guidance(guidance)) = &mut model.overlay {
                guidance.list.page(by);
            }
        }
        (Some(Overlay::Reading(_) | Overlay::Guidance(_)), _)
        | (None, Screen::Review | Screen::Decide) => scroll(model, by * lines),
        (_, Screen::Triage) => triage::page(model, by),
        _ => model.list_mut().page(by),
    }
    Vec::new()
}

fn edge(model: &mut Model, last: bool) -> Vec<Effect> {
    match &model.overlay {
        Some(Overlay::Guidance(guidance)) if guidance.reading.is_none() => {
            if let Some(Overlay::Guidance(guidance)) = &mut model.overlay {
                guidance.list.edge(last);
            }
        }
        Some(Overlay::Reading(_) | Overlay::Guidance(_)) => {
            scroll(model, if last { isize::MAX } else { isize::MIN });
        }
        _ if model.screen == Screen::Triage => triage::edge(model, last),
        _ => model.list_mut().edge(last),
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
        return go(model, Screen::Queue);
    }
    if model.overlay.is_none() && model.screen == Screen::Queue && !model.marks.is_empty() {
        model.marks.clear();
        model.say("No item is marked now.");
        return Vec::new();
    }
    model.filter_mut().words.clear();
    refilter(model)
}

/// Shows what the filter takes; of a long export a worker finds that.
pub(super) fn refilter(model: &mut Model) -> Vec<Effect> {
    if model.screen == Screen::Triage {
        return triage::find(model);
    }
    model.refilter();
    Vec::new()
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
    go(model, Screen::Queue)
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

pub(super) fn go(model: &mut Model, screen: Screen) -> Vec<Effect> {
    model.screen = screen;
    model.overlay = None;
    model.beneath.clear();
    Vec::new()
}

/// A review that was left goes on where it was; with nothing waiting, what was looked at is asked.
pub(super) fn review(model: &mut Model) -> Vec<Effect> {
    if model.review.is_none() {
        let review = Review::begin(&model.book, model.now);
        if review.total == 0 {
            return operate::begin(model, &EndReview);
        }
        model.review = Some(review);
    }
    go(model, Screen::Review)
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
            refilter(model)
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
            Purpose::Triage(sheet) => triage::record(model, sheet),
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
            false => not_set_up(model),
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
        Some(Overlay::Marking(_)) => return form::take_marking(model),
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
        Some(action) => super::attempt(model, action),
        None => Vec::new(),
    }
}
