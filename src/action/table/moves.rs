//! Moving through lists and texts.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context::{
    Broken, Chats, Checklist, Choice, Chooser, Decide, Decisions, Depart, Devices, Find, Guidance,
    Holds, Log, Marking, Month, Palette, Queue, Reading, Reports, Requests, Review, Searches,
    StillOpen, Summary, Triage, Verdict,
};
use super::super::Key::{self, Char, Ctrl};
use super::super::row::row;
use super::super::{Act, Action};
use super::places::MOVES;

/// What has pages.
const PAGES: &[super::super::Context] = &[
    Decide, Verdict, Decisions, Queue, Month, Review, Log, Reports, Chats, Devices, Requests,
    Holds, Searches, Find, Reading, Palette, Choice, Marking, Guidance, Chooser, Summary, Triage,
    Broken,
];
/// What has a first and a last line.
const EDGES: &[super::super::Context] = &[
    Decisions, Queue, Month, Log, Reports, Chats, Devices, Requests, Holds, Searches, Find,
    Reading, Choice, Marking, Guidance, Chooser, Summary, Triage, Broken,
];

/// What has pages, and no button that Ctrl-D would do.
const HALVES: &[super::super::Context] = &[
    Decisions, Queue, Review, Log, Reports, Chats, Devices, Requests, Holds, Searches, Find,
    Reading, Chooser, Summary, Triage, Depart, Checklist, StillOpen,
];

pub(super) static ROWS: &[Action] = &[
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
        "One page down; in a review, further down the message; in Decide, of what it comes to.",
        PAGES,
        &[Key::PageDown, Char(']')],
    )
    .bar_in(&[Reading]),
    row(
        "move.page-up",
        Act::PageUp,
        "page up",
        "One page up.",
        PAGES,
        &[Key::PageUp, Char('[')],
    ),
    row(
        "move.half-down",
        Act::HalfDown,
        "half a page down",
        "Half a page down.",
        HALVES,
        &[Ctrl('d')],
    ),
    row(
        "move.half-up",
        Act::HalfUp,
        "half a page up",
        "Half a page up.",
        HALVES,
        &[Ctrl('u')],
    ),
    row(
        "move.first",
        Act::First,
        "first line",
        "To the first line.",
        EDGES,
        &[Key::Home, Char('g')],
    ),
    row(
        "move.last",
        Act::Last,
        "last line",
        "To the last line.",
        EDGES,
        &[Key::End, Char('G')],
    ),
];
