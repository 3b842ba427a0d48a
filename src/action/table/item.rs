//! What is done with an item: in the queue and in the review.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context::{Queue, Review};
use super::super::Key::{self, Char};
use super::super::row::row;
use super::super::{Act, Action, Need};
use super::places::ITEMS;

pub(super) static ROWS: &[Action] = &[
    row(
        "item.capture",
        Act::Operate("item.capture"),
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
        Act::Operate("item.substance"),
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
        Act::Operate("item.not-significant"),
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
        Act::Operate("item.hand-over"),
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
        "put off",
        "Put the item off, never past the time to capture by.",
        ITEMS,
        &[Char('p')],
    )
    .needs(Need::Item)
    .same_as("snooze")
    .bar_in(&[Queue]),
    row(
        "review.keep",
        Act::Keep,
        "leave",
        "Leave the item waiting and go on to the next.",
        &[Review],
        &[Char('l')],
    )
    .needs(Need::Item)
    .same_as("review")
    .bar(),
    row(
        "item.gone",
        Act::Operate("item.gone"),
        "no longer available",
        "Record that the message is no longer available: what it said, when it went, who else may hold it.",
        ITEMS,
        &[Char('N')],
    )
    .needs(Need::Item)
    .same_as("gone"),
    row(
        "queue.add",
        Act::Operate("queue.add"),
        "add an item",
        "Put a message in the queue by hand; pasting in the queue does the same with the pasted text.",
        &[Queue],
        &[Char('a')],
    )
    .same_as("add")
    .bar(),
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
        "review.stop",
        Act::StopReview,
        "stop",
        "Leave the review. Every answer given is on record; the review itself is not.",
        &[Review],
        &[Char('q'), Key::Esc],
    )
    .same_as("review")
    .bar(),
];
