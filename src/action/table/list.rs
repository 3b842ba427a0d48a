//! Lists: what a line shows, and finding.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context::{
    Chats, Chooser, Decisions, Devices, Filter, Find, Holds, Log, Queue, Reports, Requests,
    Searches, Triage,
};
use super::super::Key::{self, Char};
use super::super::row::row;
use super::super::{Act, Action, Need};
use super::places::{FINDS, SCREENS};

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
        "All that is known of the chat, the device, the request, the place or the hold.",
        &[Chats, Devices, Requests, Holds, Searches],
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
    .bar_in(&[Chooser, Decisions, Log, Reports, Triage]),
    row(
        "find.everywhere",
        Act::FindAll,
        "find everywhere",
        "Look through everything on record for words, whatever became of it, and through exports in your inbox where they lie.",
        SCREENS,
        &[Char('F')],
    )
    .same_as("find"),
    row(
        "filter.everywhere",
        Act::FindAll,
        "everywhere",
        "Look through everything on record for the same words.",
        &[Filter],
        &[Key::Tab],
    )
    .bar(),
    row(
        "find.go",
        Act::ToFound,
        "go to it",
        "To the item in the queue, whatever became of it; to an export that holds the words; a long one that was not read is read.",
        &[Find],
        &[Key::Enter],
    )
    .needs(Need::Line)
    .same_as("show")
    .bar(),
    row(
        "find.back",
        Act::Back,
        "back",
        "Back to where you were.",
        &[Find],
        &[Key::Esc],
    )
    .bar(),
    row(
        "log.view",
        Act::LogView,
        "the next view",
        "The next view of the log: everything, decisions, captures, reviews, what was taken back.",
        &[Log],
        &[Char('v')],
    )
    .same_as("log"),
    row(
        "chats.view",
        Act::ChatsView,
        "the next view",
        "The next view of the chats: government chats, those whose timer runs, those not looked at for 7 days. Personal chats are not on record.",
        &[Chats],
        &[Char('v')],
    )
    .same_as("conversation list"),
    row(
        "requests.view",
        Act::RequestsView,
        "the next view",
        "The next view of requests and holds: all, those that are open, those with a timer nobody answered for, those at their end.",
        &[Requests, Holds],
        &[Char('v')],
    )
    .same_as("request list"),
    row(
        "view.keep",
        Act::KeepView,
        "keep this search",
        "Keep what is looked for in this list as a view of it, by a name: v shows it behind the others.",
        &[Queue, Log, Chats, Requests, Holds],
        &[],
    )
    .same_as("view keep"),
    row(
        "view.forget",
        Act::Operate("view.forget"),
        "take a kept view away",
        "Take a search that was kept as a view out of your settings.",
        &[Queue, Log, Chats, Requests, Holds],
        &[],
    )
    .same_as("view forget"),
    row(
        "list.clear-filter",
        Act::ClearFilter,
        "show all again",
        "Take the marks away; where there are none, the filter.",
        &[Queue, Log, Chats, Devices, Requests, Holds, Searches],
        &[Key::Esc],
    )
    .needs(Need::Filtered),
];
