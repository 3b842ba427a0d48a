//! What happens: a message comes in, the model changes, and what is to be done outside comes back as data.
//!
//! Nothing here touches a file, a clock or the terminal: every effect is a value that [`super::run`] carries out.

pub(super) mod acts;
mod answers;
mod fields;
mod form;
mod guidance;
mod holds;
mod leaving;
mod marks;
mod month;
mod moving;
pub(super) mod operate;
mod papers;
mod places;
mod read_whole;
mod reports;
mod review;
mod screens;
mod turns;
mod typed;

use std::ops::ControlFlow;

use super::decide::update as decide;
use super::going_on;
use super::layout;
use super::message::{Effect, Msg};
use super::model::{Model, Overlay, StatusLine};
use super::triage;
use super::unheard::nothing_here;
use crate::action::{Context, Key};

pub(super) use acts::attempt;
pub use form::STOPS;
pub(super) use typed::paste_into;

/// Takes one message in.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let before = model.keys_go_to();
    let (place, saids) = (places::here(model), model.saids);
    let effects = taken(model, msg);
    if model.saids != saids {
        model.reads.said = model.reads.now;
    }
    places::left(model, place);
    if model.keys_go_to() != before {
        model.reads.opened = model.reads.now;
    }
    effects
}

fn taken(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => return pressed(model, key),
        Msg::Paste(text) => return typed::paste(model, &text),
        Msg::Resize(columns, rows) => layout::page::resize(model, columns, rows),
        Msg::Quiet => {
            let draft = model.draft().filter(|_| model.unsaved);
            // Text that may not be kept: no reason to look again before the next key.
            model.unsaved = false;
            return draft.map(Effect::KeepDraft).into_iter().collect();
        }
        Msg::Book(book) => model.take(*book),
        Msg::Draft { name, text } => answers::draft(model, &name, text),
        Msg::Open(op, target, form) => return operate::open(model, op, &target, *form),
        Msg::Done(done) => return answers::done(model, done),
        Msg::Filing(work) => return answers::filing(model, work),
        Msg::GoOn => return vec![Effect::GoOn],
        Msg::Filed(done) => answers::filed(model, done),
        Msg::Look(news) => return answers::look(model, *news),
        Msg::Checked(found) => answers::checked(model, found),
        Msg::Failed(trouble) => return answers::failed(model, trouble),
        Msg::Log(lines, days, wanted) => {
            (model.log_lines, model.log_days, model.log_wanted) = (lines, days, wanted);
            model.refilter();
        }
        Msg::Decisions(lines) => {
            model.decide.past.all = lines;
            model.decide.past.refilter();
        }
        Msg::Chats(known) => model.chats.take(*known, model.spoken),
        Msg::Hits(hits) => model.find.take(hits, model.spoken),
        Msg::Sought(run, path, found) => return screens::sought(model, run, &path, found),
        Msg::Holds(holds) => model.requests.take(holds, model.spoken),
        Msg::Triage(news) => return triage::news::news(model, *news),
        Msg::Inbox(exports) => answers::inbox(model, exports),
        Msg::Whole(reading) => model.overlay = Some(Overlay::Reading(reading)),
        Msg::Ways(text) => return super::depart::ways(model, text),
        Msg::Broken(broken) => {
            model.overlay = Some(Overlay::Broken(broken));
            model.beneath.clear();
            // Whoever listens hears it as the sentence of the screen.
            if model.spoken {
                let heard = layout::texts::broken_heard(model);
                model.say(heard);
            }
        }
        Msg::FolderTried { typed, found } => fields::tried(model, typed, found),
        Msg::Kept => return answers::kept(model),
        Msg::Turn { turn, words, sure } => return turns::turn(model, turn, &words, sure),
        Msg::Edited(text) => answers::edited(model, &text),
        Msg::QueueAt(id) => {
            model.select(id);
        }
        Msg::Depart(known) => {
            model.depart.take(*known);
            model.group_departure();
        }
    }
    Vec::new()
}

/// Takes a key in; what was said before it goes with it, but for a question that is still asked. Somebody who listens
/// hears what is said when it is, and finds the line in hand there otherwise.
fn pressed(model: &mut Model, key: Key) -> Vec<Effect> {
    let saids = model.saids;
    let effects = acted(model, key);
    let asked = matches!(model.overlay, Some(Overlay::Question(_)));
    let unseen = model.reads.is_said_unseen();
    if model.saids == saids && !asked && !unseen && !model.spoken {
        model.said = StatusLine::default();
    }
    effects
}

fn acted(model: &mut Model, key: Key) -> Vec<Effect> {
    let context = model.context();
    // Within a text of several lines the arrows move; at its first and last line they leave the field.
    if let Some(Overlay::Form(form)) = &model.overlay
        && form.picking.is_none()
        && form.moves_within(key)
    {
        return typed::key(model, key);
    }
    match acts::meant(model, context, key) {
        // Its line ends are the part of a paste that would record; see `burst`.
        Some(_) if context.is_answered_by(key) && model.reads.is_unseen() => {
            let this = match &model.overlay {
                Some(Overlay::Form(_)) => "this form",
                _ => "this",
            };
            model.warn(format!(
                "{key} came together with what opened {this}. {key} once more does it."
            ));
            Vec::new()
        }
        // The refusal stays to be read: an Enter that came with the one refused is no answer to it.
        Some(_) if context.is_answered_by(key) && model.reads.is_refusal_unseen() => Vec::new(),
        Some(action) => acts::attempt(model, action),
        None if context.takes_text() => typed::key(model, key),
        None if context == Context::Decide && key.is_single_letter() => decide::letter(model, key),
        None if matches!(&model.overlay, Some(Overlay::Reading(r)) if r.ways) => {
            match super::depart::way_on(model, key) {
                ControlFlow::Continue(action) => acts::attempt(model, action),
                ControlFlow::Break(effects) => effects,
            }
        }
        None if matches!(model.overlay, Some(Overlay::Reading(_))) => read_whole::key(model, key),
        // There is nothing to get out of.
        None if key == Key::Esc => {
            going_on::stop(model);
            Vec::new()
        }
        None => {
            let said = nothing_here(model, key);
            model.say(said);
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests;
