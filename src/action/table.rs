//! The table itself.
//!
//! May import its siblings only. The order of the rows is the order of key bar, help and palette.

use super::Context::{self, *};
use super::Key::{self, Char, Ctrl};
use super::{Act, Action, Need};

/// The screens.
const SCREENS: &[Context] = &[Queue, Review, Log];
/// Screens with a list.
const LISTS: &[Context] = &[Queue, Log];
/// What can be moved through.
const MOVES: &[Context] = &[Queue, Log, Reading, Palette];
/// Where an item's outcome is said.
const ITEMS: &[Context] = &[Queue, Review];

const NONE: Action = Action {
    id: "",
    act: Act::Close,
    title: "",
    help: "",
    contexts: &[],
    keys: &[],
    need: Need::Nothing,
    command: None,
    bar: &[],
};

const fn row(
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
    const fn needs(mut self, need: Need) -> Action {
        self.need = need;
        self
    }

    const fn same_as(mut self, command: &'static str) -> Action {
        self.command = Some(command);
        self
    }

    /// Stands in the key bar everywhere.
    const fn bar(mut self) -> Action {
        self.bar = self.contexts;
        self
    }

    /// Stands in the key bar of these contexts alone.
    const fn bar_in(mut self, contexts: &'static [Context]) -> Action {
        self.bar = contexts;
        self
    }
}

/// Every action.
pub static TABLE: &[Action] = &[
    row(
        "item.capture",
        Act::Capture,
        "capture",
        "Put the item on a government system: its destination, and the reference it gets there.",
        ITEMS,
        &[Char('c')],
    )
    .needs(Need::Item)
    .same_as("capture")
    .bar(),
    row(
        "item.substance",
        Act::Substance,
        "substance",
        "Write down what was decided, who, when, why and the next step, and capture that.",
        ITEMS,
        &[Char('s')],
    )
    .needs(Need::ItemAndText)
    .same_as("capture")
    .bar(),
    row(
        "item.not-significant",
        Act::NotSignificant,
        "not significant",
        "Record that the item is not significant, and why.",
        ITEMS,
        &[Char('n')],
    )
    .needs(Need::Item)
    .same_as("not-significant")
    .bar(),
    row(
        "item.hand-over",
        Act::HandOver,
        "hand over",
        "Offer the item to somebody by name, to capture.",
        ITEMS,
        &[Char('h')],
    )
    .needs(Need::Item)
    .same_as("hand-over")
    .bar(),
    row(
        "item.snooze",
        Act::Snooze,
        "snooze",
        "Put the item off, never past the time to capture by.",
        ITEMS,
        &[Char('z')],
    )
    .needs(Need::Item)
    .same_as("snooze")
    .bar_in(&[Queue]),
    row(
        "review.keep",
        Act::Keep,
        "keep",
        "Leave the item waiting and go on to the next.",
        &[Review],
        &[Char('k')],
    )
    .needs(Need::Item)
    .bar(),
    row(
        "item.gone",
        Act::Gone,
        "no longer available",
        "Record that the message is no longer available: what it said, when it went, who else may hold it.",
        ITEMS,
        &[Char('g')],
    )
    .needs(Need::Item)
    .same_as("gone"),
    row(
        "queue.add",
        Act::Add,
        "add an item",
        "Put a message in the queue by hand; pasting in the queue does the same with the pasted text.",
        &[Queue],
        &[Char('a')],
    )
    .same_as("add"),
    row(
        "item.show",
        Act::Show,
        "show whole",
        "Show the item whole, every message of it, with its history.",
        ITEMS,
        &[Key::Enter],
    )
    .needs(Need::Item)
    .same_as("show"),
    row(
        "log.show",
        Act::Show,
        "show whole",
        "Show the event whole, and the history of its item.",
        &[Log],
        &[Key::Enter],
    )
    .needs(Need::Line)
    .same_as("log")
    .bar(),
    row(
        "list.filter",
        Act::Filter,
        "find",
        "Show only lines in which all the words occur, as you type.",
        LISTS,
        &[Char('/')],
    )
    .same_as("find")
    .bar(),
    row(
        "list.clear-filter",
        Act::ClearFilter,
        "show all again",
        "Take the filter away.",
        LISTS,
        &[Key::Esc],
    )
    .needs(Need::Filtered),
    row(
        "go.undo",
        Act::Undo,
        "undo",
        "Take back the last command. Both what was done and that it was taken back stay in the log.",
        SCREENS,
        &[Char('u')],
    )
    .same_as("undo"),
    row(
        "go.queue",
        Act::GoQueue,
        "queue",
        "What is waiting, what vanishes first on top.",
        SCREENS,
        &[Char('2')],
    )
    .same_as("queue"),
    row(
        "go.review",
        Act::GoReview,
        "review",
        "Look at what is waiting, one item at a time; the end of it is put on record.",
        LISTS,
        &[Char('r')],
    )
    .same_as("review"),
    row(
        "go.log",
        Act::GoLog,
        "log",
        "Everything that was done, in words, the latest first.",
        SCREENS,
        &[Char('4')],
    )
    .same_as("log"),
    row(
        "review.stop",
        Act::StopReview,
        "stop",
        "Leave the review. Every answer given is on record; the review itself is not.",
        &[Review],
        &[Char('q'), Key::Esc],
    )
    .bar(),
    row(
        "move.down",
        Act::Down,
        "down",
        "One line down.",
        MOVES,
        &[Key::Down, Char('j')],
    ),
    row(
        "move.up",
        Act::Up,
        "up",
        "One line up.",
        MOVES,
        &[Key::Up, Char('k')],
    ),
    row(
        "move.page-down",
        Act::PageDown,
        "page down",
        "One page down; in a review, further down the message.",
        &[Queue, Review, Log, Reading],
        &[Key::PageDown, Char(']')],
    )
    .bar_in(&[Reading]),
    row(
        "move.page-up",
        Act::PageUp,
        "page up",
        "One page up.",
        &[Queue, Review, Log, Reading],
        &[Key::PageUp, Char('[')],
    ),
    row(
        "move.first",
        Act::First,
        "first line",
        "To the first line.",
        &[Queue, Log, Reading],
        &[Key::Home],
    ),
    row(
        "move.last",
        Act::Last,
        "last line",
        "To the last line.",
        &[Queue, Log, Reading],
        &[Key::End],
    ),
    row(
        "form.record",
        Act::Record,
        "record",
        "Put on record what the form says.",
        &[Form],
        &[Ctrl('d')],
    ),
    row(
        "form.next",
        Act::Next,
        "record, or next prompt",
        "Put on record what the form says; among the prompts of a substance, go on to the next.",
        &[Form],
        &[Key::Enter],
    )
    .bar(),
    row(
        "form.next-field",
        Act::NextField,
        "next field",
        "To the next field.",
        &[Form],
        &[Key::Tab, Key::Down],
    )
    .bar(),
    row(
        "form.previous-field",
        Act::PreviousField,
        "field before",
        "To the field before.",
        &[Form],
        &[Key::BackTab, Key::Up],
    ),
    row(
        "form.new-line",
        Act::NewLine,
        "new line",
        "Begin a new line in a text of several lines.",
        &[Form],
        &[Ctrl('j')],
    ),
    row(
        "form.leave",
        Act::KeepAndLeave,
        "leave, text kept",
        "Leave the form. What you wrote is kept and stands there when you come back.",
        &[Form],
        &[Key::Esc],
    )
    .bar(),
    row(
        "filter.keep",
        Act::Choose,
        "keep the filter",
        "Go back to the list as filtered.",
        &[Filter],
        &[Key::Enter, Key::Tab, Key::Down],
    )
    .bar(),
    row(
        "filter.leave",
        Act::Close,
        "show all again",
        "Take the filter away and go back.",
        &[Filter],
        &[Key::Esc],
    )
    .bar(),
    row(
        "palette.choose",
        Act::Choose,
        "do it",
        "Do what is selected.",
        &[Palette],
        &[Key::Enter],
    )
    .bar(),
    row(
        "reading.close",
        Act::Close,
        "back",
        "Back to where you were.",
        &[Reading, Palette],
        &[Key::Esc, Char('q')],
    )
    .bar(),
    row(
        "go.help",
        Act::Help,
        "help",
        "What can be done here, and its keys.",
        SCREENS,
        &[Char('?')],
    ),
    row(
        "go.palette",
        Act::Palette,
        "more",
        "Everything that can be done here, found by typing.",
        SCREENS,
        &[Char(':')],
    )
    .bar(),
    row(
        "go.quit",
        Act::Quit,
        "quit",
        "Leave. What is said to be recorded is on disk; what is half written is kept.",
        LISTS,
        &[Char('q')],
    ),
    row(
        "go.leave-now",
        Act::Quit,
        "leave at once",
        "Leave from anywhere. What is half written is kept.",
        Context::ALL,
        &[Ctrl('c')],
    ),
    row(
        "go.repaint",
        Act::Repaint,
        "paint again",
        "Paint the screen afresh, after something else wrote to it.",
        Context::ALL,
        &[Ctrl('l')],
    ),
    row(
        "go.suspend",
        Act::Suspend,
        "to the shell",
        "Back to the shell for a while; fg brings this back.",
        Context::ALL,
        &[Ctrl('z')],
    ),
];
