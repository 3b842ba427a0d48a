//! What happens, and what is to be done outside, as data.
//!
//! Nothing here is done: [`super::update`] takes messages in, [`super::run`] carries effects out.

use std::path::PathBuf;

use super::book::{Book, LogLine};
use super::broken::Broken;
use super::chats::ChatsKnown;
use super::decide::DecisionLine;
use super::deed::{Deed, Done, Trouble};
use super::depart::Known;
use super::find::Hit;
use super::life::Draft;
use super::looking::LookNews;
use super::reading::Reading;
use super::requests::RequestsLine;
use super::triage;
use super::work::Work;
use crate::action::{Action, Key};
use crate::desk::import::InPlace;
use crate::desk::{PaperKind, PaperOf, Turn};
use crate::operation::{self, Answers, Failure, Looked, Op, Target};
use crate::record::Id;
use crate::record::departure::Still;

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
    /// Many captures have begun, and go on by themselves.
    Filing(Work),
    /// The next of what is under way is to be done.
    GoOn,
    /// Many captures are over, all of them or as far as they came.
    Filed(Done),
    /// A search of exports for a request.
    Look(Box<LookNews>),
    /// Every entry was checked, beside the screens: its page, or why not.
    Checked(Result<Vec<String>, String>),
    /// Its lines, its days (the number of the first line of each, and its name), and which lines its view takes.
    Log(
        Vec<Option<LogLine>>,
        Vec<(usize, String)>,
        Option<Vec<usize>>,
    ),
    Decisions(Vec<DecisionLine>),
    /// What is known of chats and devices.
    Chats(Box<ChatsKnown>),
    Holds(Vec<RequestsLine>),
    /// What was found everywhere.
    Hits(Vec<Hit>),
    /// The exports that lie in the inbox.
    Inbox(Vec<PathBuf>),
    /// What the search of that number found in an export of the inbox, or why that cannot be read.
    Sought(u64, PathBuf, Result<InPlace, String>),
    Triage(Box<triage::News>),
    Whole(Reading),
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
    /// A folder for captures was tried: why nothing can be filed there, where that is so.
    FolderTried {
        typed: String,
        found: Result<(), String>,
    },
    /// The settings cannot be read.
    Broken(Box<Broken>),
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
    /// Looks for words in everything on record.
    Find(String),
    LoadChats,
    /// Looks up what would be taken back, or (true) brought back.
    AskTurn(bool),
    /// Looks up what would bring back an item whose adding was taken back.
    AskBack(Id),
    /// Reads departures: this one, else the one shown, else the nearest.
    LoadDepart(Option<Id>),
    /// Everything about one thing of a departure, with every way on.
    DepartWhole(Id, Box<Still>),
    /// Reads settings again that could not be read.
    ReadSettings,
    /// The editor, on the settings.
    EditSettings,
    /// A first capture is practised on made-up data.
    Practise,
    /// Tries a folder for captures.
    TryFolder(String),
    /// Selects an item of the queue, once it is shown.
    QueueAt(Id),
    Verify,
    /// Does the next of what is under way.
    GoOn,
    /// Puts a search on record.
    Looked(u64, Box<Result<Looked, Failure>>),
    /// Shows a paper as it would be made now.
    Paper(&'static PaperKind, PaperOf),
    Triage(Box<triage::Task>),
    /// To the clipboard of the device one connects from.
    Copy(String),
    /// Into the form that was just opened.
    Paste(String),
    /// The editor, on the field in hand.
    Editor,
    Suspend,
    Repaint,
    /// Leaves the program.
    Quit,
    /// Does an action of the screen that was gone to.
    Attempt(&'static Action),
}

/// What a yes does; what is asked is said at the foot.
#[derive(Debug)]
pub struct FootQuestion {
    pub yes: Vec<Effect>,
    /// What a no does; mostly nothing.
    pub no: Vec<Effect>,
}

/// What only the loop at the terminal can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// The screen is to be painted afresh.
    pub repaint: bool,
    /// Back to the shell for a while.
    pub suspend: bool,
    /// What is in [`super::app::App::outbox`] is to be sent to the terminal.
    pub copy: bool,
    /// The terminal is to be lent to an editor, or for practice: [`super::app::App::edit`].
    pub edit: bool,
}

impl Wants {
    /// Wants these as well.
    pub fn and(&mut self, more: Wants) {
        self.repaint |= more.repaint;
        self.suspend |= more.suspend;
        self.copy |= more.copy;
        self.edit |= more.edit;
    }
}
