//! Requests and holds.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context::{self, Holds, Requests, Searches};
use super::super::Key::{self, Char};
use super::super::row::row;
use super::super::{Act, Action, Need};
use super::places::{LISTS, SCREENS};

const HERE: &[Context] = &[Requests, Searches];

pub(super) static ROWS: &[Action] = &[
    row(
        "hold.list",
        Act::HoldList,
        "requests and holds",
        "Every request and every hold: how far it is, what it covers, whether it is in force.",
        SCREENS,
        &[Char('6')],
    )
    .same_as("hold list")
    .also(&["request.list", "request.show"]),
    row(
        "requests.searches",
        Act::NextList,
        "searches",
        "The places of the request: those that were searched and those to do.",
        &[Requests],
        &[Key::Tab],
    )
    .needs(Need::Line)
    .bar(),
    row(
        "requests.back",
        Act::NextList,
        "requests",
        "Back to the requests.",
        &[Searches],
        &[Key::Tab],
    )
    .bar(),
    row(
        "request.add",
        Act::Operate("request.add"),
        "a request comes in",
        "Record what was asked for, by whom and of what; what it covers is held with it.",
        LISTS,
        &[],
    )
    .same_as("request add"),
    row(
        "request.search",
        Act::Operate("request.search"),
        "search",
        "Search this register for a request; what was searched and how much was found goes on record.",
        HERE,
        &[Char('L')],
    )
    .needs(Need::Line)
    .same_as("request search")
    .bar(),
    row(
        "request.searched",
        Act::Operate("request.searched"),
        "by hand",
        "Record what was looked at by hand, how long it took and how much was found; or why a place was not searched.",
        HERE,
        &[Char('b')],
    )
    .needs(Need::Line)
    .same_as("request searched")
    .bar_in(&[Searches]),
    row(
        "request.answer",
        Act::Operate("request.answer"),
        "answered",
        "Record that what was found was told to the team; of one that was answered, that the team closed it; of one at its end, that its hold has ended.",
        HERE,
        &[Char('d')],
    )
    .needs(Need::Line)
    .same_as("request answer")
    .bar(),
    row(
        "requests.nil",
        Act::Here("request.answer"),
        "nothing found",
        "Record that the answer is that nothing was found, which is a proper answer.",
        HERE,
        &[Char('n')],
    )
    .needs(Need::Line)
    .bar(),
    row(
        "request.timer",
        Act::Operate("request.timer"),
        "timers",
        "Say what became of a timer that runs in what the request covers: off, cannot be switched off and why, somebody else is the admin.",
        HERE,
        &[Char('t')],
    )
    .needs(Need::Line)
    .same_as("request timer")
    .bar(),
    row(
        "requests.request",
        Act::Here("request.add"),
        "add",
        "Record what was asked for, by whom and of what; what it covers is held with it.",
        &[Requests],
        &[Char('a')],
    )
    .bar(),
    row(
        "request.change",
        Act::Operate("request.change"),
        "put right",
        "Put right its deadline, what it covers and what it asks for; a date by which the department extended it.",
        HERE,
        &[Char('e')],
    )
    .needs(Need::Line)
    .same_as("request change"),
    row(
        "request.asked",
        Act::Operate("request.asked"),
        "what search is wanted",
        "Record what search the department wants, word for word, and who asks for it.",
        HERE,
        &[],
    )
    .needs(Need::Line)
    .same_as("request asked"),
    row(
        "request.close",
        Act::Operate("request.close"),
        "closed by the team",
        "Record that the team closed the request; its hold stands until it is released.",
        HERE,
        &[],
    )
    .needs(Need::Line)
    .same_as("request close"),
    row(
        "request.withdraw",
        Act::Operate("request.withdraw"),
        "withdrawn",
        "Record that the request was withdrawn; its hold stands until it is released.",
        HERE,
        &[Char('X')],
    )
    .needs(Need::Line)
    .same_as("request withdraw"),
    row(
        "request.reopen",
        Act::Operate("request.reopen"),
        "open it again",
        "Take up again a request that was answered, closed or withdrawn; its hold is placed again.",
        HERE,
        &[Char('o')],
    )
    .needs(Need::Line)
    .same_as("request reopen"),
    row(
        "request.paper",
        Act::Operate("request.paper"),
        "lodge the record of search",
        "Make the record of search and file it in a destination; what it cannot show stands in it.",
        HERE,
        &[],
    )
    .needs(Need::Line)
    .same_as("request paper"),
    row(
        "request.take",
        Act::Operate("request.take"),
        "take in a request of the department",
        "Put on record a request that the department laid, signed, into the folder that its own file names.",
        LISTS,
        &[],
    )
    .same_as("request take"),
    row(
        "request.reply",
        Act::Operate("request.reply"),
        "answer beside the department's request",
        "Write the figures of the answer beside the request that the department laid into its folder: no words of any message.",
        HERE,
        &[],
    )
    .needs(Need::Line)
    .same_as("request reply"),
    row(
        "requests.read",
        Act::Paper("record-of-search"),
        "record of search",
        "Read what was searched, how much was found, what was not searched and why.",
        HERE,
        &[],
    )
    .needs(Need::Line),
    row(
        "measure.answer",
        Act::Operate("measure.answer"),
        "a measure for people at risk",
        "Say what became of a measure that your department asks of whom you are, or act for (34): done, does not apply, not done yet.",
        SCREENS,
        &[],
    )
    .same_as("measure answer"),
    row(
        "hold.add",
        Act::Operate("hold.add"),
        "place a hold",
        "Record a duty not to erase, from the request team.",
        LISTS,
        &[],
    )
    .same_as("hold add"),
    row(
        "hold.release",
        Act::Operate("hold.release"),
        "release a hold",
        "Record that a hold has ended.",
        LISTS,
        &[],
    )
    .same_as("hold release"),
    row(
        "hold.timer",
        Act::Operate("hold.timer"),
        "a timer under a hold",
        "Say what became of a timer that runs in what a hold covers: off, cannot be switched off and why, somebody else is the admin.",
        LISTS,
        &[],
    )
    .same_as("hold timer"),
    row(
        "requests.add",
        Act::Here("hold.add"),
        "place a hold",
        "Record a duty not to erase, from the request team.",
        &[Holds],
        &[Char('a')],
    )
    .bar(),
    row(
        "requests.timer",
        Act::Here("hold.timer"),
        "its timers",
        "Say what became of a timer that runs in what the hold covers: off, cannot be switched off and why, somebody else is the admin.",
        &[Holds],
        &[Char('t')],
    )
    .needs(Need::Line)
    .bar(),
    row(
        "requests.end",
        Act::Here("hold.release"),
        "it has ended",
        "Record that the hold has ended.",
        &[Holds],
        &[Char('d')],
    )
    .needs(Need::Line)
    .bar(),
];
