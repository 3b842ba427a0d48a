//! Marks in the queue, and the outcomes that a review does not ask for.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context::{self, Chats, Depart, Devices, Log, Month, Queue, Review};
use super::super::Key::{self, Char};
use super::super::row::row;
use super::super::{Act, Action, Need};
use super::places::ITEMS;

/// Where devices are thought of.
const OFFICE: &[Context] = &[Queue, Log, Depart, Chats, Devices];
/// Lists whose lines are marked.
const MARKED: &[Context] = &[Queue, Chats];
/// Where the chat of something is known.
const CHATS: &[Context] = &[Queue, Review, Chats];

pub(super) static ROWS: &[Action] = &[
    row(
        "queue.mark",
        Act::Mark,
        "mark",
        "Mark the item or the chat, or take its mark away. What is done next is done to all that are marked.",
        MARKED,
        &[Char(' ')],
    )
    .needs(Need::Item),
    row(
        "queue.mark-range",
        Act::MarkRange,
        "mark to here",
        "Mark everything from the item marked last to this one.",
        MARKED,
        &[Char('m')],
    )
    .needs(Need::Item),
    row(
        "queue.mark-all",
        Act::MarkAll,
        "mark all shown",
        "Mark every item that the filter shows, or take those marks away.",
        MARKED,
        &[Char('*')],
    )
    .needs(Need::Item),
    row(
        "queue.month",
        Act::Month,
        "month",
        "A month of what is to be captured or is due, day by day.",
        &[Queue],
        &[],
    )
    .same_as("queue"),
    row(
        "month.day",
        Act::ThisDay,
        "this day",
        "List what is wanted on the day in hand.",
        &[Month],
        &[Key::Enter],
    )
    .bar(),
    row(
        "month.day-before",
        Act::DayBefore,
        "day before",
        "To the day before. Up goes a week back, Page Up a month.",
        &[Month],
        &[Key::Left],
    )
    .bar(),
    row(
        "month.next-day",
        Act::NextDay,
        "next day",
        "To the next day. Down goes a week on, Page Down a month.",
        &[Month],
        &[Key::Right],
    )
    .bar(),
    row(
        "queue.everything",
        Act::Everything,
        "the next view",
        "The next view of the queue: waiting, all, to capture today, put off, offered, dealt with, a month.",
        &[Queue, Month],
        &[Char('v')],
    )
    .same_as("queue")
    .bar_in(&[Month]),
    row(
        "item.edit",
        Act::Operate("item.edit"),
        "put details right",
        "Put right who sent it, when, its text, marking, timer, device or chat. What stood stays in the log.",
        ITEMS,
        &[Char('e')],
    )
    .needs(Need::Item)
    .same_as("edit"),
    row(
        "item.reference",
        Act::Operate("item.reference"),
        "reference",
        "Give a captured item the reference that the government system shows for it.",
        &[Queue],
        &[Char('f')],
    )
    .needs(Need::Item)
    .same_as("reference"),
    row(
        "item.confirm",
        Act::Operate("item.confirm"),
        "confirm",
        "Record who saw that a captured item is filed.",
        &[Queue],
        &[Char('C')],
    )
    .needs(Need::Item)
    .same_as("confirm"),
    row(
        "item.accepted",
        Act::Operate("item.accepted"),
        "accepted",
        "Record that whoever an item was offered to has taken it.",
        &[Queue],
        &[Char('A')],
    )
    .needs(Need::Item)
    .same_as("accepted"),
    row(
        "item.note",
        Act::Operate("item.note"),
        "remark",
        "Add a remark to an item; it stands in its history and in what is captured from then on.",
        ITEMS,
        &[Char('E')],
    )
    .needs(Need::Item)
    .same_as("note"),
    row(
        "item.data",
        Act::Operate("item.data"),
        "personal data",
        "How much personal data it holds (none, some, special), and where its channel holds it (paras 35, 36).",
        ITEMS,
        &[],
    )
    .needs(Need::Item)
    .same_as("personal-data"),
    row(
        "item.reopen",
        Act::Reopen,
        "reopen",
        "Take an item that was dealt with back into the queue; what was done stays in the log.",
        &[Queue],
        &[Char('o')],
    )
    .needs(Need::Item)
    .same_as("reopen"),
    row(
        "item.erase",
        Act::Operate("item.erase"),
        "erase content",
        "Erase the content of an item, once it is answered that no request is known. The record of what was done stays.",
        &[Queue],
        &[Char('X')],
    )
    .needs(Need::Item)
    .same_as("erase"),
    row(
        "item.timer",
        Act::Operate("item.timer"),
        "timer of its chat",
        "Record the disappearing-message timer of the chat, or of the chat the item belongs to.",
        CHATS,
        &[Char('t')],
    )
    .needs(Need::Item)
    .same_as("conversation timer")
    .bar_in(&[Chats]),
    row(
        "conversation.edit",
        Act::Operate("conversation.edit"),
        "who is in its chat",
        "Record who is in the chat, or in that of the item, who of the private office, and who captures (para 22).",
        CHATS,
        &[Char('M')],
    )
    .needs(Need::Item)
    .same_as("conversation edit"),
    row(
        "conversation.data-note",
        Act::Operate("conversation.data-note"),
        "data-protection note of its chat",
        "Whether personal data is handled in the chat as a matter of routine, which advice is followed, who answers (paras 36, 37).",
        CHATS,
        &[],
    )
    .needs(Need::Item)
    .same_as("conversation data-note"),
    row(
        "conversation.add",
        Act::Operate("conversation.add"),
        "add a chat",
        "Put a chat on record with its timer, before anything that was said in it.",
        &[Chats],
        &[Char('a')],
    )
    .same_as("conversation add")
    .bar(),
    row(
        "chats.edit",
        Act::Here("conversation.edit"),
        "put right",
        "Put right who is in the chat, who of the private office, who captures (para 22), and how often it is looked through.",
        &[Chats],
        &[Char('e')],
    )
    .needs(Need::Line)
    .bar(),
    row(
        "device.add",
        Act::Operate("device.add"),
        "register a device",
        "Record a device, whose it is and who manages it, so that it can be named.",
        OFFICE,
        &[Char('D')],
    )
    .same_as("device add"),
    row(
        "devices.add",
        Act::Here("device.add"),
        "add a device",
        "Record a device, whose it is and who manages it, so that it can be named.",
        &[Devices],
        &[Char('a')],
    )
    .bar(),
    row(
        "device.edit",
        Act::Operate("device.edit"),
        "put right",
        "Put right its name, its kind, whose it is and who manages it. Decisions made before keep what was said of it then.",
        &[Devices],
        &[Char('e')],
    )
    .needs(Need::Line)
    .same_as("device edit")
    .bar(),
    row(
        "item.copy",
        Act::Operate("item.copy"),
        "copy out",
        "Copy the record of the item, or a text that moves its chat, to the clipboard of the device you connect from.",
        ITEMS,
        &[Char('Y')],
    )
    .same_as("show"),
    row(
        "item.plain",
        Act::Operate("item.plain"),
        "show plain",
        "Show the same with nothing else on the screen, to select it by hand.",
        ITEMS,
        &[],
    )
    .same_as("show"),
    row(
        "log.verify",
        Act::Verify,
        "check every frame",
        "Check every frame of every writer against its chain, and show the head hashes whole.",
        &[Log],
        &[Char('V')],
    )
    .same_as("verify"),
    row(
        "register.take-note",
        Act::Operate("register.take-note"),
        "take note of what is lost",
        "Record that a part of the register is missing or goes on in two ways, and why nothing more can be done. verify names it for good; it is no alarm any more.",
        &[Log],
        &[],
    )
    .same_as("doctor"),
    row(
        "register.take-over",
        Act::Operate("register.take-over"),
        "take over a journal",
        "Record that an installation is gone for good, and look after its journal here: what is erased is taken out of it too.",
        &[Log],
        &[],
    )
    .same_as("doctor"),
];
