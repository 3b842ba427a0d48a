//! Lists: what a line shows, and finding.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context::{Chats, Decisions, Devices, Log, Queue, Reports, Requests, Triage};
use super::super::Key::{self, Char};
use super::super::row::row;
use super::super::{Act, Action, Need};
use super::places::FINDS;

pub(super) static ROWS: &[Action] = &[
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
        "chats.show",
        Act::Show,
        "show whole",
        "All that is known of the chat or the device.",
        &[Chats, Devices],
        &[Key::Enter],
    )
    .needs(Need::Line)
    .same_as("conversation list"),
    row(
        "list.filter",
        Act::Filter,
        "find",
        "Show only lines in which all the words occur, as you type.",
        FINDS,
        &[Char('/')],
    )
    .same_as("find")
    .bar_in(&[Decisions, Log, Reports, Triage]),
    row(
        "list.clear-filter",
        Act::ClearFilter,
        "show all again",
        "Take the marks away; where there are none, the filter.",
        &[Queue, Log, Chats, Devices, Requests],
        &[Key::Esc],
    )
    .needs(Need::Filtered),
];
