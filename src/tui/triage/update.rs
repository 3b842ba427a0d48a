//! What happens in import and triage: a step of the table, a typed key, a filled-in form.
//!
//! Pure but for the stop of a reading: every other effect is a task that is carried out elsewhere.

use std::path::PathBuf;
use std::sync::Arc;

use super::chats;
use super::choosing::{ask_queue, choose, choose_lines, next_cue, open_sheet, range, show};
use super::finding::{find, next_view, task};
use super::forms;
use super::reading::{begin, close};
use super::sheet::Sheet;
use super::task::{Order, Task};
use super::{HowToRead, Stage};
use crate::action::{Key, Step};
use crate::desk::import::Query;
use crate::desk::words::counted;
use crate::import::DateOrder;
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Screen};
use crate::tui::update::operate::refused;

/// Does a step.
pub fn step(model: &mut Model, step: Step) -> Vec<Effect> {
    if step != Step::Back {
        model.triage.leaving = false;
    }
    match step {
        Step::Open => return open(model),
        Step::Read => return read(model),
        Step::Complete => return task(Task::Complete(model.triage.pick.line.clone())),
        Step::ChooseChat | Step::NotGovernment | Step::SortChats => chats::step(model, step),
        Step::ReadChats | Step::LeaveChats => return chats::act(model, step),
        Step::Leave => {
            model.screen = Screen::Queue;
            model.say("");
        }
        Step::Stop => {
            model.triage.watch.stop();
            close(model, Screen::Triage);
            model.say("Reading was stopped. Nothing of the export is kept.");
        }
        Step::Messages => messages(model),
        Step::DayFirst => return in_order(model, DateOrder::Dmy),
        Step::MonthFirst => return in_order(model, DateOrder::Mdy),
        Step::How => return open_sheet(model, Sheet::How),
        Step::View => return next_view(model),
        Step::Filter => return open_sheet(model, Sheet::Filter),
        Step::Choose => choose(model),
        Step::Range => range(model),
        Step::All => choose_lines(model, None),
        Step::None => {
            model.triage.chosen.clear();
            model.triage.anchor = None;
            model.say("None is chosen.");
        }
        Step::Queue => return ask_queue(model),
        Step::NextCue => next_cue(model, 1),
        Step::PreviousCue => next_cue(model, -1),
        Step::Show => show(model),
        Step::Summary => model.triage.stage = Stage::Summary,
        Step::Back => return back(model),
        Step::Remove => {
            let path = model.triage.path.clone();
            close(model, Screen::Queue);
            return task(Task::Remove(path));
        }
        Step::Later => later(model),
        Step::Keep => {
            let name = model.triage.file_name();
            close(model, Screen::Queue);
            model.say(format!(
                "{name} stays in the inbox. It holds every message of the chat."
            ));
        }
    }
    Vec::new()
}

/// Whether the export goes is asked again as the program is left.
fn later(model: &mut Model) {
    let (name, path) = (model.triage.file_name(), model.triage.path.clone());
    close(model, Screen::Queue);
    model.export_left = Some(path);
    model.say(format!(
        "{name} stays in the inbox for now. It is asked again as you leave."
    ));
}

/// The screen, where it was left; with no export in hand, which file.
fn open(model: &mut Model) -> Vec<Effect> {
    model.screen = Screen::Triage;
    model.overlay = None;
    if model.triage.stage != Stage::Pick {
        return Vec::new();
    }
    model.say("");
    model.triage.pick.begin(&model.inbox);
    task(Task::Inbox)
}

/// Takes the selected file, or the path as typed.
fn read(model: &mut Model) -> Vec<Effect> {
    let pick = &mut model.triage.pick;
    let path = match pick.taken().cloned() {
        Some(folder) if folder.folder => {
            pick.line = folder.shown;
            return task(Task::Complete(pick.line.clone()));
        }
        Some(file) => file.path,
        None if pick.line.trim().is_empty() => {
            model.warn("Type the path of an export, or drop one in the inbox.");
            return Vec::new();
        }
        None => PathBuf::from(pick.line.trim_end()),
    };
    begin(model, path, HowToRead::default())
}

/// Reads the same file again, otherwise.
fn again(model: &mut Model, said: HowToRead) -> Vec<Effect> {
    let before = model.triage.said.clone();
    let path = model.triage.path.clone();
    let effects = begin(model, path, said);
    model.triage.before = Some(before);
    effects
}

/// A conversation's name that stands in the form as the export gives it was not said by anybody.
fn named_anew(model: &Model, mut said: HowToRead) -> HowToRead {
    said.chat.clone_from(&model.triage.said.chat);
    let open = model.triage.open.as_ref();
    let given = open.map(|open| open.understood.conversation.as_str());
    if model.triage.said.conversation.is_none() && said.conversation.as_deref() == given {
        said.conversation = None;
    }
    said
}

fn in_order(model: &mut Model, order: DateOrder) -> Vec<Effect> {
    let said = HowToRead {
        order: Some(order),
        ..model.triage.said.clone()
    };
    model.say("");
    again(model, said)
}

fn messages(model: &mut Model) {
    if model.triage.chat().is_none() {
        model.warn("Choose first: d day/month, m month/day.");
        return;
    }
    model.triage.stage = Stage::List;
    model.triage.seen = true;
    model.say("");
}

/// One thing back at a time: a range, a filter, the choice, the export.
fn back(model: &mut Model) -> Vec<Effect> {
    let triage = &mut model.triage;
    if triage.stage == Stage::Summary && triage.chat().is_some() && triage.seen {
        triage.stage = Stage::List;
        return Vec::new();
    }
    if triage.anchor.take().is_some() {
        model.say("The range is taken back.");
        return Vec::new();
    }
    if triage.only_chosen || !triage.wanted().is_empty() {
        triage.query = Query::default();
        triage.only_chosen = false;
        triage.list.filter.words.clear();
        model.say("");
        return find(model);
    }
    if triage.queueing {
        model.warn("Wait: the chosen messages are being read for the queue.");
        return Vec::new();
    }
    if !triage.chosen.is_empty() && !triage.leaving {
        triage.leaving = true;
        let count = counted(triage.chosen.len(), "chosen message");
        model.warn(format!(
            "{count} not in the queue yet. The same key again leaves them."
        ));
        return Vec::new();
    }
    if let Some(effects) = chats::next(model) {
        return effects;
    }
    let triage = &mut model.triage;
    match triage.removable && triage.chat().is_some() {
        true => {
            triage.stage = Stage::Remove;
            model.say("");
        }
        false => {
            model.say("");
            close(model, Screen::Queue);
        }
    }
    Vec::new()
}

/// A key that is no action, where a path is typed.
pub fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
    if model.triage.stage == Stage::Pick && model.triage.pick.key(key, &model.inbox) {
        model.say("");
    }
    Vec::new()
}

/// A paste.
pub fn paste(model: &mut Model, text: &str) {
    let taken = model.triage.stage == Stage::Pick && model.triage.pick.paste(text, &model.inbox);
    match taken {
        true => model.say(""),
        false => model.warn("Nothing was taken: only a path is pasted here."),
    }
}

/// Takes a filled-in sheet.
pub fn record(model: &mut Model, sheet: Sheet) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &model.overlay else {
        return Vec::new();
    };
    let read = match sheet {
        Sheet::How => forms::read_how(form).map(|said| {
            model.overlay = None;
            model.say("");
            let said = named_anew(model, said);
            again(model, said)
        }),
        Sheet::Filter => forms::read_filter(form, model).map(|query| {
            model.overlay = None;
            model.triage.query = query;
            model.triage.only_chosen = false;
            model.say("");
            find(model)
        }),
        Sheet::Queue => {
            forms::read_queue(form, &model.book.devices).map(|words| order(model, words))
        }
    };
    read.unwrap_or_else(|why| refused(model, why.into()))
}

fn order(model: &mut Model, words: super::task::Words) -> Vec<Effect> {
    let triage = &model.triage;
    let (Some(open), Some(chat)) = (&triage.open, triage.chat()) else {
        return Vec::new();
    };
    task(Task::Queue(Box::new(Order {
        held: open.held.clone(),
        chat: Arc::clone(chat),
        lines: triage.chosen.lines().collect(),
        words,
        principal: model.principal.clone(),
        references_only: model.book.references_only,
    })))
}
