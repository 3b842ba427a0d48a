//! From one screen to another, and what a filter shows of it.

use std::path::PathBuf;

use super::operate;
use crate::action::Act;
use crate::desk::import::InPlace;
use crate::operation::EndReview;
use crate::record::Id;
use crate::tui::find::{Hit, Unread};
use crate::tui::layout;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::review::Review;
use crate::tui::triage;
use crate::tui::views::QueueView;

/// Shows what the filter takes; of a long export a worker finds that.
pub(super) fn refilter(model: &mut Model) -> Vec<Effect> {
    if model.screen == Screen::Triage {
        return triage::finding::find(model);
    }
    if model.screen == Screen::Find {
        return vec![Effect::Find(model.filter().words.clone())];
    }
    model.refilter();
    Vec::new()
}

pub(super) fn go(model: &mut Model, screen: Screen) -> Vec<Effect> {
    model.screen = screen;
    model.overlay = None;
    model.beneath.clear();
    Vec::new()
}

/// Finds in everything on record, or goes to what was found.
pub(super) fn found(model: &mut Model, act: Act) -> Vec<Effect> {
    match act {
        Act::FindAll => find_everywhere(model),
        _ => to_found(model),
    }
}

/// Everything on record is looked through; for the words that stand in the list, where some are typed there.
fn find_everywhere(model: &mut Model) -> Vec<Effect> {
    let typing = matches!(model.overlay, Some(Overlay::Filter));
    let words = match (typing, model.screen) {
        // Everything is looked through already: what was typed stands.
        (true, Screen::Find) => model.find.list.filter.words.clone(),
        (true, _) => std::mem::take(&mut model.filter_mut().words),
        (false, _) => String::new(),
    };
    if typing && model.screen != Screen::Triage {
        model.refilter();
    }
    go(model, Screen::Find);
    model.find.list.filter.words.clone_from(&words);
    model.overlay = Some(Overlay::Filter);
    vec![Effect::Find(words)]
}

/// To what was found, where it stands.
fn to_found(model: &mut Model) -> Vec<Effect> {
    let (id, waits) = match model.find.chosen() {
        Some(Hit::Item(row, _)) => (row.id, row.waits()),
        Some(Hit::Request { id, .. }) => return to_request(model, *id),
        Some(Hit::Message { line, .. }) => return to_message(model, *line),
        Some(Hit::MoreMessages(..) | Hit::LongExport(..)) => return to_messages(model),
        Some(Hit::InPlace { path, .. } | Hit::MoreInPlace { path, .. }) => {
            let path = path.clone();
            return triage::reading::of_file(model, path);
        }
        Some(Hit::Unread(path, why)) => {
            let (path, why) = (path.clone(), why.clone());
            return to_unread(model, path, &why);
        }
        None => return Vec::new(),
    };
    model.view = match waits {
        true => QueueView::Waiting,
        false => QueueView::All,
    };
    model.everything = model.view.needs_everything();
    model.queue.filter.words.clear();
    go(model, Screen::Queue);
    vec![Effect::Reread, Effect::QueueAt(id)]
}

/// An export of the inbox is read for the words after all; one that cannot be searched is opened, which tells why.
fn to_unread(model: &mut Model, path: PathBuf, why: &Unread) -> Vec<Effect> {
    match why {
        Unread::Reading => {
            model.say("It is being read.");
            Vec::new()
        }
        Unread::Long(_) => {
            model.find.seeking.want(&path);
            vec![Effect::Find(model.find.seeking.words.clone())]
        }
        Unread::Failed(_) => triage::reading::of_file(model, path),
    }
}

/// What a worker found in an export: it stands among the rest.
pub(super) fn sought(
    model: &mut Model,
    run: u64,
    path: &PathBuf,
    found: Result<InPlace, String>,
) -> Vec<Effect> {
    let seeking = &mut model.find.seeking;
    match seeking.take(run, path, found) {
        true => vec![Effect::Find(seeking.words.clone())],
        false => Vec::new(),
    }
}

/// To a message of the export that is open, among all of them.
fn to_message(model: &mut Model, line: usize) -> Vec<Effect> {
    go(model, Screen::Triage);
    let effects = triage::finding::only_words(model, String::new());
    model.triage.list.choose(line);
    effects
}

/// To those messages of the export that is open which hold the words.
fn to_messages(model: &mut Model) -> Vec<Effect> {
    let words = model.find.list.filter.words.clone();
    go(model, Screen::Triage);
    triage::finding::only_words(model, words)
}

/// To a request that was found, where it stands.
fn to_request(model: &mut Model, id: Id) -> Vec<Effect> {
    go(model, Screen::Requests);
    model.requests.searches = None;
    model.requests.list.filter.words.clear();
    model.requests.wanted = Some(id);
    vec![Effect::LoadHolds]
}

/// The log, read as it stands.
pub(super) fn log(model: &mut Model) -> Vec<Effect> {
    read(model, Screen::Log, Effect::LoadLog)
}

/// Requests and holds, from their list.
pub(super) fn requests(model: &mut Model) -> Vec<Effect> {
    model.requests.searches = None;
    read(model, Screen::Requests, Effect::LoadHolds)
}

/// A screen of which what it shows is read anew.
pub(super) fn read(model: &mut Model, screen: Screen, effect: Effect) -> Vec<Effect> {
    go(model, screen);
    vec![effect]
}

/// The next of the lists of the screen.
pub(super) fn next_list(model: &mut Model) -> Vec<Effect> {
    match model.screen {
        Screen::Requests => {
            model.requests.turn(model.spoken);
            layout::page::resize(model, model.columns, model.rows);
        }
        _ => model.chats.turn(),
    }
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
