//! What a person can do in the application: ONE table of actions and their keys.
//!
//! May import `policy` (for diagnostics of `keys.toml`), `ports`, `text`. The key bar, the help screen, the
//! palette, `onrecord keys`, the README's key table and the manual page are all read from [`all`]; a new
//! action is one row here and one handler in the application. Which keys an action has is asked of a
//! [`Keymap`], never of its row: a person may have given it others. Invariants, each held by a test: ids are
//! unique, a key means one thing in a context, every action has a title and help, and the default keys are
//! ones that survive SSH, tmux and PuTTY.

mod deciding;
mod key;
mod keymap;
mod paper;
mod table;

pub use deciding::Deciding;
pub use key::Key;
pub use keymap::{FILE, Keymap, load};
pub use paper::{HelpPart, help, markdown, roff, sample};
pub use table::{Departing, all};

/// Where keys are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    Decide,
    /// Past decisions.
    Decisions,
    Queue,
    Review,
    Log,
    /// The list of reports.
    Reports,
    /// The grid of a departure.
    Depart,
    /// The checklist of a departure.
    Checklist,
    /// What is still open in a departure.
    StillOpen,
    /// The path of an export; keys without an action are typed.
    Pick,
    /// An export is being read.
    Wait,
    /// What was understood of an export.
    Summary,
    /// The messages of an export.
    Triage,
    /// A question with yes or no.
    Answer,
    /// A form of which nothing is kept when it is left; keys without an action are typed into its field.
    Sheet,
    /// A text to read: help, an item with its history.
    Reading,
    /// A form; keys without an action are typed into its field.
    Form,
    /// The words of the palette; keys without an action are typed.
    Palette,
    /// The words of a filter; keys without an action are typed.
    Filter,
    /// The answers to a question; keys without an action choose among them.
    Choice,
    /// A marking being put together; keys without an action are typed.
    Marking,
    /// The guidance; keys without an action are the words looked for.
    Guidance,
    /// A question at the foot of a screen, with yes or no.
    Question,
}

impl Context {
    /// All of them, in the order of the help.
    pub const ALL: &[Context] = &[
        Context::Decide,
        Context::Decisions,
        Context::Queue,
        Context::Review,
        Context::Log,
        Context::Reports,
        Context::Depart,
        Context::Checklist,
        Context::StillOpen,
        Context::Pick,
        Context::Wait,
        Context::Summary,
        Context::Triage,
        Context::Answer,
        Context::Sheet,
        Context::Form,
        Context::Filter,
        Context::Palette,
        Context::Reading,
        Context::Choice,
        Context::Marking,
        Context::Guidance,
        Context::Question,
    ];

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Context::Decide => "Decide",
            Context::Decisions => "Past decisions",
            Context::Queue => "Queue",
            Context::Review => "Review",
            Context::Log => "Log",
            Context::Reports => "Reports",
            Context::Depart => "Depart",
            Context::Checklist => "Checklist",
            Context::StillOpen => "Still open",
            Context::Pick => "Import",
            Context::Wait => "Reading an export",
            Context::Summary => "What was understood",
            Context::Triage => "Messages of an export",
            Context::Answer => "Once an export is read",
            Context::Sheet => "Form of an export",
            Context::Reading => "Reading",
            Context::Form => "Form",
            Context::Palette => "Palette",
            Context::Filter => "Filter",
            Context::Choice => "Answer",
            Context::Marking => "Marking",
            Context::Guidance => "Guidance",
            Context::Question => "A question at the foot",
        }
    }

    /// Whether it lies over a screen, so that the help of every screen tells of it too.
    pub fn is_overlay(self) -> bool {
        let of_an_export = matches!(self, Context::Pick | Context::Sheet);
        (self.takes_text() && !of_an_export) || matches!(self, Context::Reading | Context::Question)
    }

    /// Whether `key` gives the answer that a form or a question here waits for, so that something may be
    /// recorded by it.
    pub fn is_answered_by(self, key: Key) -> bool {
        match self {
            Context::Form
            | Context::Sheet
            | Context::Choice
            | Context::Marking
            | Context::Palette => matches!(key, Key::Enter | Key::Ctrl('d')),
            Context::Answer | Context::Question => true,
            _ => false,
        }
    }

    /// Whether keys without an action are text here.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Context::Form
                | Context::Palette
                | Context::Filter
                | Context::Choice
                | Context::Marking
                | Context::Guidance
                | Context::Pick
                | Context::Sheet
        )
    }
}

/// What an action does; the application has one handler for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// The operation of that id.
    Operate(&'static str),
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Snooze,
    Add,
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
    Close,
    Yes,
    No,
    Record,
    Next,
    NextField,
    PreviousField,
    NewLine,
    KeepAndLeave,
    Choose,
    Decide(Deciding),
    Guidance,
    Setup,
    BuildMarking,
    Mark,
    MarkRange,
    MarkAll,
    Everything,
    Reopen,
    HoldList,
    Verify,
    GoReports,
    ReportWrite,
    ReportSend,
    ReportAcknowledged,
    ReportAsked,
    ReportWithdraw,
    ReportReopen,
    ReportNew,
    ReportUsed,
    ReportReceived,
    ReportShow,
    ReportCopy,
    ReportsAll,
    CoverNote,
    Copy,
    Plain,
    Editor,
    UndoTyping,
    RedoTyping,
    /// Something about a departure.
    Depart(Departing),
    /// Import and triage.
    Triage(Step),
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
    Show,
    Summary,
    Back,
    Remove,
    Keep,
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
    /// In which of its contexts it stands in the key bar.
    pub bar: &'static [Context],
}

impl Action {
    /// Whether it brings the first line into a list. Where lines are there already, it gives way in a key
    /// bar that is too short.
    pub fn begins_a_list(&self) -> bool {
        let open = Act::Depart(Departing::Open);
        [Act::Add, Act::ReportNew, open].contains(&self.act)
    }

    /// Why it is not possible now, as a sentence; `None` where it is.
    pub fn why_not(&self, now: &Situation) -> Option<&'static str> {
        let no_item = "No item is selected.";
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
}

/// The actions of a context, in the order of the table.
pub fn in_context(context: Context) -> impl Iterator<Item = &'static Action> {
    all().filter(move |a| a.contexts.contains(&context))
}

/// The actions of a context's key bar, in the order of the table.
pub fn bar(context: Context) -> impl Iterator<Item = &'static Action> {
    all().filter(move |a| a.bar.contains(&context))
}

/// What the palette offers in a context for the words typed so far: those whose title or id holds every
/// word first, in the order of the table, then those in which the letters occur in turn.
pub fn matching(context: Context, words: &str) -> Vec<&'static Action> {
    let words = words.to_lowercase();
    let text = |a: &Action| format!("{} {}", a.title, a.id).to_lowercase();
    let whole = |a: &&Action| words.split_whitespace().all(|w| text(a).contains(w));
    let offered = || in_context(context).filter(|a| a.act != Act::Palette);
    let mut found: Vec<_> = offered().filter(whole).collect();
    let letters: String = words.split_whitespace().collect();
    found.extend(offered().filter(|a| !whole(a) && in_turn(&letters, &text(a))));
    found
}

fn in_turn(letters: &str, text: &str) -> bool {
    let mut rest = text.chars();
    letters.chars().all(|c| rest.any(|t| t == c))
}

#[cfg(test)]
mod tests;
