//! An action: one row of the table.

use super::context::Context;
use super::deciding::Deciding;
use super::key::Key;

/// What an action does; the application has one handler for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// The operation of that id.
    Operate(&'static str),
    Up,
    Down,
    PageUp,
    PageDown,
    HalfUp,
    HalfDown,
    First,
    Last,
    Snooze,
    Show,
    Filter,
    ClearFilter,
    Keep,
    StopReview,
    Undo,
    Redo,
    GoDecide,
    GoDecisions,
    GoQueue,
    GoReview,
    GoLog,
    Help,
    Palette,
    Repaint,
    Suspend,
    Quit,
    /// Out of a form or what lies over a screen; from a screen, out of the program.
    LeaveNow,
    /// The papers that can be made here, by name.
    Papers,
    /// To the place and row before.
    Back,
    Close,
    Yes,
    No,
    Record,
    Next,
    NextField,
    PreviousField,
    NewLine,
    KeepAndLeave,
    StartAfresh,
    Choose,
    Decide(Deciding),
    Guidance,
    BuildMarking,
    Mark,
    MarkRange,
    MarkAll,
    Everything,
    /// A month of what is wanted when, and its days.
    Month,
    ThisDay,
    NextDay,
    DayBefore,
    Reopen,
    HoldList,
    Verify,
    GoReports,
    GoChats,
    /// An operation that has its own row, by the key that means it on every list.
    Here(&'static str),
    /// A first capture on made-up data.
    Practise,
    /// Finds in everything on record.
    FindAll,
    /// To what was found, where it stands.
    ToFound,
    /// The next view of the log, of the chats.
    LogView,
    ChatsView,
    RequestsView,
    /// What is looked for in a list becomes a view of it.
    KeepView,
    /// The next of the lists of a screen.
    NextList,
    ReportsAll,
    /// Shows a paper, by the id of its kind.
    Paper(&'static str),
    Editor,
    UndoTyping,
    RedoTyping,
    /// Something about a departure.
    Depart(Departing),
    /// Import and triage.
    Triage(Step),
    /// Settings that cannot be read.
    Mend(Mending),
}

/// What is done about settings that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mending {
    Edit,
    Again,
    Look,
}

/// What is done in import and triage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    Open,
    Read,
    Complete,
    Leave,
    Stop,
    Messages,
    DayFirst,
    MonthFirst,
    How,
    Choose,
    Range,
    All,
    None,
    Queue,
    NextCue,
    PreviousCue,
    Filter,
    View,
    Show,
    Summary,
    Back,
    Remove,
    Keep,
    Later,
    /// Of the chats of a file that holds several.
    ChooseChat,
    ReadChats,
    NotGovernment,
    SortChats,
    LeaveChats,
}

/// What must be so for an action to be possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Nothing,
    /// An item is selected.
    Item,
    /// An item is selected, and this machine may hold text.
    ItemAndText,
    /// A line is selected.
    Line,
    /// A filter is set, or an item is marked.
    Filtered,
    /// A departure is on the screen.
    Departure,
}

/// What of the application decides which actions are possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// An item is selected.
    pub item: bool,
    /// A line of any list is selected.
    pub line: bool,
    pub filtered: bool,
    /// A departure is on the screen.
    pub departure: bool,
    /// No message text may be stored on this machine.
    pub references_only: bool,
    /// The settings cannot be read: nothing can be recorded.
    pub settings_unread: bool,
}

/// One row of the table.
#[derive(Debug)]
pub struct Action {
    /// Its stable name (`queue.capture`), by which settings remap it.
    pub id: &'static str,
    pub act: Act,
    /// A few words, for the key bar and the palette.
    pub title: &'static str,
    /// A sentence.
    pub help: &'static str,
    pub contexts: &'static [Context],
    /// The default keys; the first stands in the key bar. Those in force are in a [`Keymap`].
    pub keys: &'static [Key],
    pub need: Need,
    /// The command of the command line that does the same, where it reads or changes the register.
    pub command: Option<&'static str>,
    /// What else it does that is a command of its own, by its id: the command with points between its words.
    pub also: &'static [&'static str],
    /// In which of its contexts it stands in the key bar.
    pub bar: &'static [Context],
}

/// What the screen of departures does besides its operations; the application has one handler for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Departing {
    Go,
    Another,
    NextPane,
    Capture,
    Mark,
    MarkRange,
    Whole,
    GoThere,
}

const NONE: Action = Action {
    id: "",
    act: Act::Close,
    title: "",
    help: "",
    contexts: &[],
    keys: &[],
    need: Need::Nothing,
    command: None,
    also: &[],
    bar: &[],
};

pub(super) const fn row(
    id: &'static str,
    act: Act,
    title: &'static str,
    help: &'static str,
    contexts: &'static [Context],
    keys: &'static [Key],
) -> Action {
    Action {
        id,
        act,
        title,
        help,
        contexts,
        keys,
        ..NONE
    }
}

impl Action {
    /// Whether it brings the first line into a list. Where lines are there already, it gives way in a key
    /// bar that is too short.
    pub fn begins_a_list(&self) -> bool {
        let begins = ["queue.add", "report.new", "depart.open"];
        begins.iter().any(|id| self.act == Act::Operate(id))
    }

    /// Whether it leads to another place, which can be wanted from any text that is read.
    pub fn leads_elsewhere(&self) -> bool {
        matches!(
            self.act,
            Act::GoDecide
                | Act::GoQueue
                | Act::GoReview
                | Act::GoLog
                | Act::GoChats
                | Act::GoReports
                | Act::HoldList
                | Act::Depart(Departing::Go)
                | Act::Triage(Step::Open)
                | Act::Back
        )
    }

    /// Whether it is about the line in hand, and more than to read it.
    pub fn is_about_a_line(&self) -> bool {
        let about_it = matches!(self.need, Need::Item | Need::ItemAndText | Need::Line);
        about_it && self.act != Act::Show
    }

    /// Why it is not possible now, as a sentence; `None` where it is.
    pub fn why_not(&self, now: &Situation) -> Option<&'static str> {
        let no_item = "No item is selected.";
        let records = matches!(self.act, Act::Operate(id) | Act::Here(id) if id != "go.setup");
        if now.settings_unread && records {
            return Some("Your settings cannot be read, so nothing can be recorded.");
        }
        match self.need {
            Need::Item | Need::ItemAndText if !now.item => Some(no_item),
            Need::ItemAndText if now.references_only => Some(
                "This machine is not corporately managed: write the substance on the government system, then capture the item here.",
            ),
            Need::Line if !now.line => Some("No line is selected."),
            Need::Departure if !now.departure => Some("No departure is open."),
            Need::Filtered if !now.filtered => Some("No filter is set, and nothing is marked."),
            _ => None,
        }
    }

    pub(super) const fn needs(mut self, need: Need) -> Action {
        self.need = need;
        self
    }

    pub(super) const fn same_as(mut self, command: &'static str) -> Action {
        self.command = Some(command);
        self
    }

    /// Does these as well.
    pub(super) const fn also(mut self, others: &'static [&'static str]) -> Action {
        self.also = others;
        self
    }

    /// Stands in the key bar everywhere.
    pub(super) const fn bar(mut self) -> Action {
        self.bar = self.contexts;
        self
    }

    /// Stands in the key bar of these contexts alone.
    pub(super) const fn bar_in(mut self, contexts: &'static [Context]) -> Action {
        self.bar = contexts;
        self
    }
}
