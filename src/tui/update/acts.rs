//! One handler for each action of the table.

use super::{
    fields, form, guidance, holds, leaving, marks, month, moving, operate, papers, places, reports,
    review, screens, turns, typed,
};
use crate::action::{Act, Action, Context, Found, Key, Mending, Need};
use crate::text::when::full;
use crate::tui::decide::{choice, update as decide};
use crate::tui::depart;
use crate::tui::going_on;
use crate::tui::help;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Palette, Reading, Screen};
use crate::tui::palette;
use crate::tui::question;
use crate::tui::triage;
use crate::tui::views::QueueView;

/// The action of a key: of those that share it, the one that what is in hand can take.
pub fn meant(model: &Model, context: Context, key: Key) -> Option<&'static Action> {
    let mut all = model.keymap.actions(context, key);
    let fits = model.keymap.actions(context, key).find(|a| suits(model, a));
    fits.or_else(|| all.next())
}

/// Whether nothing is left of a departure but to close it.
fn is_at_its_end(departure: &depart::Shown) -> bool {
    departure.is_open && departure.has_statement && departure.still.0 == 0
}

/// Whether an action can be meant by its key, as far as what is in hand tells.
fn suits(model: &Model, action: &Action) -> bool {
    let departure = model.depart.shown();
    match action.id {
        "item.accepted" => model.row().is_none_or(|r| r.offered || !r.asked),
        "item.task-accepted" => model.row().is_some_and(|r| r.asked),
        "depart.close" => departure.is_some_and(is_at_its_end),
        "depart.cancel" => !departure.is_some_and(is_at_its_end),
        "depart.reopen" => departure.is_none_or(|d| !d.is_open),
        "depart.clear" | "step.clear" => departure.is_some_and(|d| d.is_open),
        // What is said to a question is not said by chance of a report that is under way.
        "report.used" => {
            let line = model.reports.chosen(&model.book.report_lines);
            line.is_some_and(|l| l.unsaid)
        }
        id if model.screen == Screen::Reports => {
            let line = model.reports.chosen(&model.book.report_lines);
            line.is_none_or(|l| !l.refused.contains(&id))
        }
        _ => true,
    }
}

/// Does an action, or says why it cannot be done now.
pub fn attempt(model: &mut Model, action: &Action) -> Vec<Effect> {
    match action.why_not(&model.situation()) {
        // Esc leads out of what is in hand; where nothing is, nothing need be said.
        Some(_) if action.act == Act::ClearFilter => {
            going_on::stop(model);
            Vec::new()
        }
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
        Act::Up | Act::Down | Act::PageUp | Act::PageDown => moving::by(model, act),
        Act::HalfUp | Act::HalfDown | Act::First | Act::Last => moving::by(model, act),
        Act::Operate(id) | Act::Here(id) => operate::of(model, holds::meant(model, id)),
        Act::Snooze => operate::put_off(model),
        Act::Show => show(model),
        Act::Filter => filter(model),
        Act::FindAll | Act::ToFound => screens::found(model, act),
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
        Act::GoQueue | Act::GoReview | Act::GoLog => go(model, act),
        Act::Help => help::open(model),
        Act::Palette => open_palette(model),
        Act::Repaint | Act::Suspend | Act::Practise => vec![of_the_terminal(act)],
        Act::Quit => leaving::leave(model),
        Act::LeaveNow => leave_now(model),
        Act::Papers => papers::by_name(model),
        Act::Back => places::back(model),
        Act::Close => close(model),
        Act::Yes | Act::No => question::answer(model, act == Act::Yes),
        Act::Record => fields::record(model),
        Act::Next => fields::next(model),
        Act::NextField => fields::focus(model, 1),
        Act::PreviousField => fields::focus(model, -1),
        Act::NewLine => fields::new_line(model),
        Act::KeepAndLeave => fields::leave(model),
        Act::StartAfresh => fields::afresh(model),
        Act::Choose => choose(model),
        Act::Depart(what) => depart::act(model, what),
        Act::Triage(step) => triage::update::step(model, step),
        Act::Mend(what) => mend(model, what),
        Act::Mark => marks::mark(model),
        Act::MarkRange => marks::mark_range(model),
        Act::MarkAll => marks::mark_all(model),
        Act::Everything | Act::LogView => marks::next_view(model, act),
        Act::ChatsView | Act::RequestsView => marks::next_view(model, act),
        Act::KeepView => marks::keep_view(model),
        Act::Month | Act::ThisDay | Act::NextDay | Act::DayBefore => month::act(model, act),
        Act::Reopen => turns::reopen(model),
        Act::HoldList => screens::requests(model),
        Act::GoChats => screens::read(model, Screen::Chats, Effect::LoadChats),
        Act::NextList => screens::next_list(model),
        Act::Verify => vec![Effect::Verify],
        Act::Editor => fields::editor(model),
        Act::UndoTyping => typed::key(model, Key::Ctrl('_')),
        Act::RedoTyping => typed::key(model, Key::Ctrl('r')),
        Act::GoReports => reports::go(model),
        Act::ReportsAll => reports::all(model),
        Act::Paper(kind) => papers::show(model, kind),
    }
}

/// What only the terminal can do.
fn of_the_terminal(act: Act) -> Effect {
    match act {
        Act::Suspend => Effect::Suspend,
        Act::Practise => Effect::Practise,
        _ => Effect::Repaint,
    }
}

/// Settings that cannot be read.
fn mend(model: &mut Model, what: Mending) -> Vec<Effect> {
    match what {
        Mending::Edit => vec![Effect::EditSettings],
        Mending::Again => vec![Effect::ReadSettings],
        Mending::Look => look(model),
    }
}

/// The register is looked at without its settings: nothing can be recorded.
fn look(model: &mut Model) -> Vec<Effect> {
    model.overlay = None;
    let why = operate::not_set_up(model);
    model.say(why);
    Vec::new()
}

/// To one of the first screens.
fn go(model: &mut Model, act: Act) -> Vec<Effect> {
    match act {
        Act::GoReview => screens::review(model),
        Act::GoLog => screens::log(model),
        _ => screens::go(model, Screen::Queue),
    }
}

fn filter(model: &mut Model) -> Vec<Effect> {
    // Words are found in lines, and a month has none: in all that waits.
    if model.context() == Context::Month {
        model.view = QueueView::Waiting;
        model.refilter_queue();
    }
    model.overlay = Some(Overlay::Filter);
    match model.screen {
        Screen::Log => vec![Effect::LoadLog],
        _ => Vec::new(),
    }
}

/// Out of a form or what lies over a screen; from a screen, out of the program. What was chosen and not put in
/// the queue would be gone: that is asked first.
fn leave_now(model: &mut Model) -> Vec<Effect> {
    match &model.overlay {
        Some(Overlay::Form(_)) => fields::leave(model),
        Some(Overlay::Question(_)) => question::answer(model, false),
        Some(_) => close(model),
        None => leaving::leave(model),
    }
}

fn open_palette(model: &mut Model) -> Vec<Effect> {
    match model.overlay {
        Some(Overlay::Palette(_)) => model.lift(),
        _ => model.lay(Overlay::Palette(Palette::default())),
    }
    Vec::new()
}

fn show(model: &mut Model) -> Vec<Effect> {
    if model.screen == Screen::Decisions {
        if let Some(decision) = model.decide.past.chosen() {
            let title = format!("Decision of {}", decision.at);
            let reading = Reading::of_line(title, decision.whole());
            model.overlay = Some(Overlay::Reading(reading));
        }
        return Vec::new();
    }
    if model.screen == Screen::Requests {
        if let Some((reference, text)) = holds::whole(model) {
            model.overlay = Some(Overlay::Reading(Reading::of_line(reference, text)));
        }
        return Vec::new();
    }
    if model.screen == Screen::Chats {
        if let Some((name, facts)) = model.chats.whole() {
            let facts = facts.iter();
            let text = facts.map(|(label, value, _)| format!("{label}: {value}"));
            let reading = Reading::of_line(name.to_owned(), text.collect());
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
            let mut text = vec![
                line.what.clone(),
                String::new(),
                format!("{}, by {}", full(line.at, model.book.zone), line.who()),
            ];
            let taught = line.taught.iter();
            text.extend(taught.map(|typed| format!("The same by command: {typed}")));
            model.overlay = Some(Overlay::Reading(Reading::of_line("Entry of the log", text)));
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
    if model.overlay.is_none() && model.screen == Screen::Chats && !model.chats.marks.is_empty() {
        model.chats.marks.clear();
        model.say("No chat is marked now.");
        return Vec::new();
    }
    let of_a_day = model.screen == Screen::Queue && model.month.only.is_some();
    if of_a_day && model.filter().words.is_empty() {
        month::back(model);
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
    if filtering && model.screen == Screen::Find {
        return places::back(model);
    }
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
    let found = palette::found(model, palette);
    let (chosen, here) = (found.get(palette.at).copied(), model.palette_context());
    model.lift();
    match chosen {
        Some(found) if found.place == here => attempt(model, found.action),
        Some(found) => elsewhere(model, found),
        None => Vec::new(),
    }
}

/// To the screen that has an action, and there does it.
fn elsewhere(model: &mut Model, found: Found) -> Vec<Effect> {
    let Some(way) = palette::way(found.place) else {
        return Vec::new();
    };
    let mut effects = act(model, way);
    if let Some(pane) = palette::pane(found.place) {
        model.depart.pane = pane;
    }
    effects.push(Effect::Attempt(found.action));
    effects
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
            let stops = form.is_secret();
            model.unsaved = form.purpose.keeps_draft();
            if !stops && form.fields.get(form.focus).is_some_and(|f| f.has_more()) {
                form.step(1);
            }
            form::marking_changed(model)
        }
        _ => decide::marked(model, marking),
    }
}
