//! What is done in a departure: in its grid, its checklist, and what is still open.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context::{self, Checklist, Depart, StillOpen};
use super::super::Key::{self, Char};
use super::super::row::row;
use super::super::{Act, Action, Need};

use super::super::row::Departing as D;

/// The three panes.
const PANES: &[Context] = &[Depart, Checklist, StillOpen];
const GRID: &[Context] = &[Depart];
const STEPS: &[Context] = &[Checklist];
const OPEN: &[Context] = &[StillOpen];

const fn depart(
    id: &'static str,
    what: D,
    title: &'static str,
    help: &'static str,
    contexts: &'static [Context],
    keys: &'static [Key],
) -> Action {
    row(id, Act::Depart(what), title, help, contexts, keys)
}

/// What is an operation.
const fn answer(
    id: &'static str,
    title: &'static str,
    help: &'static str,
    contexts: &'static [Context],
    keys: &'static [Key],
) -> Action {
    row(id, Act::Operate(id), title, help, contexts, keys)
}

pub(super) static ROWS: &[Action] = &[
    answer(
        "depart.nil",
        "nothing more",
        "Nothing in the chat on this device is significant, beyond what is captured.",
        GRID,
        &[Char('n')],
    )
    .needs(Need::Line)
    .same_as("depart nil")
    .bar(),
    answer(
        "depart.hand-over",
        "hand over",
        "Offer the chat to somebody by name; it is theirs once accepted.",
        GRID,
        &[Char('h')],
    )
    .needs(Need::Line)
    .same_as("depart hand-over")
    .bar(),
    answer(
        "depart.gone",
        "no longer available",
        "Record that it is no longer available: what it said as remembered, when it went, who else may hold it.",
        GRID,
        &[Char('N')],
    )
    .needs(Need::Line)
    .same_as("depart gone"),
    depart(
        "depart.capture",
        D::Capture,
        "capture",
        "To what waits of this chat in the queue, to capture it now.",
        GRID,
        &[Char('c')],
    )
    .needs(Need::Line)
    .same_as("queue")
    .bar(),
    answer(
        "depart.captured",
        "filed",
        "What is significant in the chat on this device is captured already.",
        GRID,
        &[Char('d')],
    )
    .needs(Need::Line)
    .same_as("depart captured")
    .bar(),
    answer(
        "depart.not-on-device",
        "not on this device",
        "The chat is not on that device.",
        GRID,
        &[Char('x')],
    )
    .needs(Need::Line)
    .same_as("depart not-on-device"),
    answer(
        "depart.nil-looked",
        "nothing more, and how it was looked at",
        "Nothing in it is significant, with how it was looked at.",
        GRID,
        &[],
    )
    .needs(Need::Line)
    .same_as("depart nil"),
    answer(
        "depart.clear",
        "open again",
        "Take the answer away.",
        GRID,
        &[Char('o')],
    )
    .needs(Need::Line)
    .same_as("depart clear"),
    depart(
        "depart.mark",
        D::Mark,
        "mark",
        "Mark the line, or take its mark away. The next answer is for all marked lines at once.",
        GRID,
        &[Char(' ')],
    )
    .needs(Need::Line),
    depart(
        "depart.mark-range",
        D::MarkRange,
        "mark to here",
        "Mark everything from the line marked last to this one.",
        GRID,
        &[Char('m')],
    )
    .needs(Need::Line),
    answer(
        "step.done",
        "done",
        "Record that the step is done.",
        STEPS,
        &[Char('d')],
    )
    .needs(Need::Line)
    .same_as("depart step")
    .bar(),
    answer(
        "step.not-applicable",
        "does not apply",
        "Record why the step does not apply.",
        STEPS,
        &[Char('x')],
    )
    .needs(Need::Line)
    .same_as("depart step")
    .bar(),
    answer(
        "step.waive",
        "leave undone",
        "Record why the step is left undone.",
        STEPS,
        &[Char('l')],
    )
    .needs(Need::Line)
    .same_as("depart step")
    .bar(),
    answer(
        "step.clear",
        "open again",
        "Take the answer away.",
        STEPS,
        &[Char('o')],
    )
    .needs(Need::Line)
    .same_as("depart step"),
    depart(
        "depart.whole",
        D::Whole,
        "show whole",
        "Everything about the line, and every way on.",
        &[Depart, Checklist],
        &[Key::Enter],
    )
    .needs(Need::Line)
    .same_as("depart show")
    .bar_in(&[StillOpen]),
    depart(
        "depart.go-there",
        D::GoThere,
        "go there",
        "To the line's own place: its cell, its step, its item in the queue.",
        OPEN,
        &[Key::Enter],
    )
    .needs(Need::Line)
    .bar(),
    answer(
        "depart.rest",
        "hand over the rest",
        "Offer everything that is still open to somebody by name.",
        PANES,
        &[Char('H')],
    )
    .same_as("depart hand-over-rest")
    .bar_in(&[StillOpen]),
    answer(
        "depart.accepted",
        "accepted",
        "Record that somebody took what was offered.",
        PANES,
        &[Char('A')],
    )
    .same_as("depart accepted"),
    answer(
        "depart.statement",
        "make the statement",
        "Make the statement, lodge it and record that. Whatever is open stands in it.",
        PANES,
        &[],
    )
    .same_as("depart statement"),
    depart(
        "depart.pane",
        D::NextPane,
        "next list",
        "From the grid to the checklist, to what is still open, and back.",
        PANES,
        &[Key::Tab],
    )
    .needs(Need::Departure)
    .bar(),
    row(
        "depart.show-statement",
        Act::Paper("statement"),
        "read the statement",
        "The statement as it would be made now; nothing is recorded.",
        PANES,
        &[],
    )
    .same_as("depart statement"),
    row(
        "depart.pack",
        Act::Paper("handover"),
        "handover pack",
        "The pack for whoever comes after: chats to join or leave, and what is open.",
        PANES,
        &[],
    )
    .same_as("depart handover"),
    row(
        "depart.obligations",
        Act::Paper("obligations"),
        "page for whoever leaves",
        "The obligations that go on, what is open, what to bring, whom to ask (para 27).",
        PANES,
        &[],
    )
    .same_as("depart obligations"),
    answer(
        "depart.stage",
        "how far the department is",
        "Record that the department was told, has the statement, looked at it, or released the device (para 27).",
        PANES,
        &[],
    )
    .same_as("depart stage"),
    answer(
        "depart.confirm",
        "statement filed",
        "Record who saw the statement filed.",
        PANES,
        &[Char('C')],
    )
    .same_as("depart confirm"),
    answer(
        "depart.open",
        "open a departure",
        "Begin the last review before a post is left or a device changes hands (para 23).",
        PANES,
        &[Char('a')],
    )
    .same_as("depart open")
    .bar_in(&[Depart]),
    answer(
        "depart.edit",
        "date, role, devices",
        "Put the date, the role or the devices of the departure right.",
        PANES,
        &[Char('e')],
    )
    .same_as("depart edit"),
    depart(
        "depart.another",
        D::Another,
        "the next departure",
        "Where there are several: the next one, the open ones first, then those at their end.",
        PANES,
        &[Char('v')],
    )
    .same_as("depart"),
    answer(
        "depart.close",
        "close the departure",
        "After its statement: nothing is open any more, or its date has passed.",
        PANES,
        &[Char('X')],
    )
    .same_as("depart close"),
    answer(
        "depart.cancel",
        "cancel the departure",
        "It does not take place; why is recorded.",
        PANES,
        &[Char('X')],
    )
    .same_as("depart cancel"),
    answer(
        "depart.reopen",
        "open the departure again",
        "It goes on, because a message came in later for example.",
        PANES,
        &[Char('o')],
    )
    .same_as("depart reopen"),
    row(
        "depart.page-down",
        Act::PageDown,
        "page down",
        "One page down.",
        PANES,
        &[Key::PageDown, Char(']')],
    ),
    row(
        "depart.page-up",
        Act::PageUp,
        "page up",
        "One page up.",
        PANES,
        &[Key::PageUp, Char('[')],
    ),
    row(
        "depart.first",
        Act::First,
        "first line",
        "To the first line.",
        PANES,
        &[Key::Home, Char('g')],
    ),
    row(
        "depart.last",
        Act::Last,
        "last line",
        "To the last line.",
        PANES,
        &[Key::End, Char('G')],
    ),
    row(
        "depart.quit",
        Act::Quit,
        "quit",
        "Leave. What is said to be recorded is on disk; what is half written is kept.",
        PANES,
        &[Char('q')],
    ),
    row(
        "depart.unmark",
        Act::ClearFilter,
        "take the marks away",
        "Take every mark away.",
        PANES,
        &[Key::Esc],
    )
    .needs(Need::Filtered),
];

/// The way there, from anywhere.
pub(super) static GO: &[Action] = &[depart(
    "go.depart",
    D::Go,
    "depart",
    "The last review before changing device or leaving post, and its statement.",
    super::places::SCREENS,
    &[Char('3')],
)
.same_as("depart")
.also(&["depart.show"])];
