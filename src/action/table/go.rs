//! From place to place, and what can be done anywhere.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context;
use super::super::Key::{self, Char, Ctrl};
use super::super::row::row;
use super::super::{Act, Action};
use super::places::{HOME, PALETTE, PAPERS, SCREENS};

pub(super) static ROWS: &[Action] = &[
    row(
        "go.undo",
        Act::Undo,
        "undo",
        "Take back the last command, of whatever screen: it says which, and asks where it was not done on this screen. Both stay in the log.",
        SCREENS,
        &[Char('u')],
    )
    .same_as("undo"),
    row(
        "go.redo",
        Act::Redo,
        "bring back",
        "Bring back what was taken back last (redo). That is put on record as well.",
        SCREENS,
        &[Char('U')],
    )
    .same_as("redo"),
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
        HOME,
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
        "go.chats",
        Act::GoChats,
        "chats",
        "Chats and devices: which timers run, who captures, who manages what.",
        SCREENS,
        &[Char('5')],
    )
    .same_as("conversation list")
    .also(&["device.list", "conversation.list"]),
    row(
        "list.next",
        Act::NextList,
        "next list",
        "The next list of this screen: the devices, and back to the chats.",
        &[Context::Chats, Context::Devices],
        &[Key::Tab],
    )
    .bar(),
    row(
        "go.help",
        Act::Help,
        "help",
        "What can be done here, and its keys.",
        Context::ALL,
        &[Char('?'), Key::F1],
    ),
    row(
        "go.palette",
        Act::Palette,
        "more",
        "Everything that can be done here, found by typing.",
        Context::ALL,
        &[Char(':'), Ctrl('p')],
    )
    .bar_in(PALETTE),
    row(
        "go.back",
        Act::Back,
        "back to where you were",
        "To the screen and the line you came from, step by step.",
        SCREENS,
        &[Ctrl('o')],
    ),
    row(
        "go.papers",
        Act::Papers,
        "papers",
        "The papers that can be made here: cover note, statement, handover pack and the like. Read first, then filed or copied.",
        PAPERS,
        &[Char('P')],
    )
    .bar_in(&[Context::Checklist]),
    row(
        "go.practise",
        Act::Practise,
        "practise a first capture",
        "Capture a made-up message, on data of its own that goes as you leave it: nothing of it is put on record.",
        HOME,
        &[],
    )
    .same_as("--practise"),
    row(
        "go.quit",
        Act::Quit,
        "quit",
        "Leave. What is said to be recorded is on disk; what is half written is kept.",
        HOME,
        &[Char('q')],
    ),
    row(
        "go.leave-now",
        Act::LeaveNow,
        "leave",
        "Leave a form, its text kept, or what lies over a screen; from a screen, leave the program.",
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
