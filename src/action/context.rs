//! Where keys are read.

use super::key::Key;

/// Where keys are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// The questions of deciding: a letter answers the one in hand.
    Decide,
    /// What the answers come to.
    Verdict,
    /// Past decisions.
    Decisions,
    Queue,
    /// The queue as a month.
    Month,
    Review,
    Log,
    /// The list of reports.
    Reports,
    /// The chats on record.
    Chats,
    /// The devices that are registered.
    Devices,
    /// Requests: one is in hand, or nothing is.
    Requests,
    /// The same, with a hold in hand.
    Holds,
    /// The places of a request.
    Searches,
    /// What was found everywhere.
    Find,
    /// The grid of a departure.
    Depart,
    /// The checklist of a departure.
    Checklist,
    /// What is still open in a departure.
    StillOpen,
    /// The path of an export; keys without an action are typed.
    Pick,
    /// The chats of a file that holds several.
    Chooser,
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
    /// Settings that cannot be read.
    Broken,
}

impl Context {
    /// All of them, in the order of the help.
    pub const ALL: &[Context] = &[
        Context::Decide,
        Context::Verdict,
        Context::Decisions,
        Context::Queue,
        Context::Month,
        Context::Review,
        Context::Log,
        Context::Reports,
        Context::Chats,
        Context::Devices,
        Context::Requests,
        Context::Holds,
        Context::Searches,
        Context::Find,
        Context::Depart,
        Context::Checklist,
        Context::StillOpen,
        Context::Pick,
        Context::Chooser,
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
        Context::Broken,
    ];

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Context::Decide => "Decide",
            Context::Verdict => "Verdict",
            Context::Decisions => "Past decisions",
            Context::Queue => "Queue",
            Context::Month => "Month",
            Context::Review => "Review",
            Context::Log => "Log",
            Context::Reports => "Reports",
            Context::Chats => "Chats",
            Context::Devices => "Devices",
            Context::Requests => "Requests and holds",
            Context::Holds => "Holds",
            Context::Searches => "Searches of a request",
            Context::Find => "Find",
            Context::Depart => "Depart",
            Context::Checklist => "Checklist",
            Context::StillOpen => "Still open",
            Context::Pick => "Import",
            Context::Chooser => "Chats of a file",
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
            Context::Broken => "Settings that cannot be read",
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
            Context::Verdict => matches!(key, Key::Enter | Key::Ctrl('d')),
            Context::Answer | Context::Question => true,
            _ => false,
        }
    }

    /// Whether a letter is an answer here and no key; only what leaves keeps its own.
    pub fn letters_answer(self, key: Key) -> bool {
        self == Context::Decide && matches!(key, Key::Char(c) if c.is_alphabetic() && c != 'q')
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
