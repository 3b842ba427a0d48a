//! What happens: a message comes in, the model changes, and what is to be done outside comes back as data.
//!
//! Nothing here touches a file, a clock or the terminal: every effect is a value that [`super::run`] carries out.

mod acts;
mod answers;
mod form;
mod more;
mod operate;
mod reports;
mod typed;

use std::path::PathBuf;

use super::book::{Book, LogLine};
use super::decide::DecisionLine;
use super::deed::{Deed, Done, Trouble};
use super::depart::Known;
use super::life::Draft;
use super::model::{Model, Overlay};
use super::triage;
use crate::action::{Act, Action, Key, Need};
use crate::desk::Turn;
use crate::desk::departure::DeparturePaper;
use crate::operation::{self, Answers, Op, Target};
use crate::record::Id;
use crate::record::departure::Still;
use crate::record::report::Source;

pub(super) use acts::not_set_up;
pub(super) use operate::{begin, begin_with, refused, show_form};
pub(super) use typed::paste_into;

/// What happened.
#[derive(Debug)]
pub enum Msg {
    /// The form of an operation, as it was prepared beside the desk.
    Open(Op, Target, Box<operation::Form>),
    Key(Key),
    Paste(String),
    /// Columns and rows.
    Resize(u16, u16),
    /// Half a second without a key.
    Quiet,
    /// What is on record has changed.
    Book(Box<Book>),
    /// A draft was looked for.
    Draft {
        name: String,
        text: Option<String>,
    },
    Done(Done),
    Failed(Trouble),
    Log(Vec<Option<LogLine>>),
    Decisions(Vec<DecisionLine>),
    /// The exports that lie in the inbox.
    Inbox(Vec<PathBuf>),
    Triage(Box<triage::News>),
    Whole {
        title: String,
        text: Vec<String>,
    },
    /// A line of a departure whole, with the keys that do something about it.
    Ways(Vec<String>),
    /// An item of the queue is to be selected.
    QueueAt(Id),
    /// What the screen of departures shows.
    Depart(Box<Known>),
    /// What would be taken back or brought back, in words; whether it needs no question.
    Turn {
        turn: Box<Turn>,
        words: String,
        sure: bool,
    },
    /// The form's text is on disk: it may close.
    Kept,
    /// What an editor made of the field of several lines.
    Edited(String),
}

/// What is to be done outside.
#[derive(Debug)]
pub enum Effect {
    Deed(Box<Deed>),
    /// Prepares the form of an operation, which begins with these answers.
    Open(Op, Target, Box<Answers>),
    KeepDraft(Draft),
    /// Keeps the draft, and closes the form where that was done.
    LeaveForm(Draft),
    DropDraft(String),
    LoadDraft(String),
    LoadLog,
    LoadDecisions,
    LoadWhole(Id),
    /// Copies what is on record anew: other items are to be shown.
    Reread,
    LoadHolds,
    /// Looks up what would be taken back, or (true) brought back.
    AskTurn(bool),
    /// Looks up what would bring back an item whose adding was taken back.
    AskBack(Id),
    /// Reads departures: this one, else the one shown, else the nearest.
    LoadDepart(Option<Id>),
    /// Everything about one thing of a departure, with every way on.
    DepartWhole(Id, Box<Still>),
    DepartPaper(Id, DeparturePaper),
    /// Selects an item of the queue, once it is shown.
    QueueAt(Id),
    Verify,
    LoadReport(Source),
    LoadCoverNote,
    Triage(Box<triage::Task>),
    /// To the clipboard of the device one connects from.
    Copy(String),
    /// Into the form that was just opened.
    Paste(String),
    /// The editor, on the field in hand.
    Editor,
    Suspend,
    Repaint,
}

/// Takes one message in.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let before = model.keys_go_to();
    let effects = taken(model, msg);
    if model.keys_go_to() != before {
        model.reads.opened = model.reads.now;
    }
    effects
}

fn taken(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => pressed(model, key),
        Msg::Paste(text) => typed::paste(model, &text),
        Msg::Resize(columns, rows) => {
            model.resize(columns, rows);
            Vec::new()
        }
        Msg::Quiet => match model.draft().filter(|_| model.unsaved) {
            Some(draft) => {
                model.unsaved = false;
                vec![Effect::KeepDraft(draft)]
            }
            None => {
                // Text that may not be kept: no reason to look again before the next key.
                model.unsaved = false;
                Vec::new()
            }
        },
        Msg::Book(book) => {
            model.take(*book);
            Vec::new()
        }
        Msg::Draft { name, text } => {
            answers::draft(model, &name, text);
            Vec::new()
        }
        Msg::Open(op, target, form) => operate::open(model, op, &target, *form),
        Msg::Done(done) => answers::done(model, done),
        Msg::Failed(trouble) => answers::failed(model, trouble),
        Msg::Log(lines) => {
            model.log_lines = lines;
            model.refilter();
            Vec::new()
        }
        Msg::Decisions(lines) => {
            model.decide.past.all = lines;
            model.decide.past.refilter();
            Vec::new()
        }
        Msg::Triage(news) => triage::news(model, *news),
        Msg::Inbox(exports) => {
            answers::inbox(model, exports);
            Vec::new()
        }
        Msg::Whole { title, text } => answers::whole(model, title, text),
        Msg::Ways(text) => super::depart::ways(model, text),
        Msg::Kept => answers::kept(model),
        Msg::Turn { turn, words, sure } => more::turn(model, turn, &words, sure),
        Msg::Edited(text) => {
            answers::edited(model, &text);
            Vec::new()
        }
        Msg::QueueAt(id) => {
            let at = model.book.rows.iter().position(|r| r.id == id);
            at.into_iter().for_each(|at| model.queue.choose(at));
            Vec::new()
        }
        Msg::Depart(known) => {
            model.depart.take(*known);
            Vec::new()
        }
    }
}

fn pressed(model: &mut Model, key: Key) -> Vec<Effect> {
    let context = model.context();
    // Within a text of several lines the arrows move; at its first and last line they leave the field.
    if let Some(Overlay::Form(form)) = &model.overlay
        && form.moves_within(key)
    {
        return typed::key(model, key);
    }
    match model.keymap.action(context, key) {
        // Its line ends are the part of a paste that would record; see `burst`.
        Some(_) if context.is_answered_by(key) && model.reads.is_unseen() => {
            model.warn(format!(
                "{key} came together with what opened this. {key} once more does it."
            ));
            Vec::new()
        }
        // The refusal stays to be read: an Enter that came with the one refused is no answer to it.
        Some(_) if context.is_answered_by(key) && model.reads.is_refusal_unseen() => Vec::new(),
        Some(action) => attempt(model, action),
        None if context.takes_text() => typed::key(model, key),
        None => super::depart::way_on(model, key),
    }
}

/// Does an action, or says why it cannot be done now.
pub(super) fn attempt(model: &mut Model, action: &Action) -> Vec<Effect> {
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
            let effects = acts::act(model, action.act);
            // What was said about another screen does not stand below this one.
            if model.screen != screen && model.saids == saids {
                model.said = super::model::Said::default();
            }
            effects
        }
    }
}

/// Whether an action wants an item, and the one selected was taken back.
fn of_what_is_gone(model: &Model, action: &Action) -> bool {
    let gone = model.row().is_some_and(|row| row.taken_back);
    gone && action.need == Need::Item && !matches!(action.act, Act::Reopen | Act::Show)
}

#[cfg(test)]
mod tests;
