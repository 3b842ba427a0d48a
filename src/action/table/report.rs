//! Reports, tasks for colleagues, the cover note.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::Context::{Queue, Reports};
use super::super::Key::{self, Char};
use super::super::row::row;
use super::super::{Act, Action, Need};
use super::places::{ITEMS, PAPERS, SCREENS};

const HERE: &[super::super::Context] = &[Reports];

pub(super) static ROWS: &[Action] = &[
    row(
        "report.write",
        Act::Operate("report.write"),
        "write",
        "Write the circumstances in your own words, or write them anew; what was sent before is then corrected.",
        HERE,
        &[Char('e')],
    )
    .needs(Need::Line)
    .same_as("report draft")
    .bar(),
    row(
        "report.send",
        Act::Operate("report.send"),
        "send",
        "Send the report through a destination, or record that it was sent by hand.",
        HERE,
        &[Char('d')],
    )
    .needs(Need::Line)
    .same_as("report send")
    .also(&["report.sent"])
    .bar(),
    row(
        "report.acknowledged",
        Act::Operate("report.acknowledged"),
        "acknowledged",
        "Record that a recipient acknowledged the report.",
        HERE,
        &[Char('A')],
    )
    .needs(Need::Line)
    .same_as("report acknowledged")
    .bar(),
    row(
        "report.asked",
        Act::Operate("report.asked"),
        "recipient not known",
        "Record that who the recipient is, is not known, and that the KIM team was asked.",
        HERE,
        &[],
    )
    .needs(Need::Line)
    .same_as("report asked"),
    row(
        "report.withdraw",
        Act::Operate("report.withdraw"),
        "withdraw",
        "Withdraw the report, with the reason why there is nothing to report after all.",
        HERE,
        &[Char('X')],
    )
    .needs(Need::Line)
    .same_as("report withdraw")
    .bar(),
    row(
        "report.reopen",
        Act::Operate("report.reopen"),
        "take up again",
        "Take up again a report that was withdrawn.",
        HERE,
        &[Char('o')],
    )
    .needs(Need::Line)
    .same_as("report reopen"),
    row(
        "report.used",
        Act::Operate("report.used"),
        "it was used",
        "Say that the private device this was captured from was used, so that a report is due.",
        HERE,
        &[Char('d')],
    )
    .needs(Need::Line)
    .same_as("report used"),
    row(
        "report.received",
        Act::Operate("report.received"),
        "received only",
        "Say that it was only received on the private device: no report is due.",
        HERE,
        &[Char('x')],
    )
    .needs(Need::Line)
    .same_as("report received"),
    row(
        "report.new",
        Act::Operate("report.new"),
        "outage or missed capture",
        "Report that corporate systems were down, or that something significant was not captured in time.",
        HERE,
        &[Char('a')],
    )
    .same_as("report")
    .bar(),
    row(
        "report.show",
        Act::Paper("report"),
        "show the paper",
        "Show the report as its recipients get it.",
        HERE,
        &[Key::Enter],
    )
    .needs(Need::Line)
    .same_as("report show"),
    row(
        "report.copy",
        Act::Operate("report.copy"),
        "copy its text",
        "Copy the report as its recipients get it to the clipboard of the device you connect from, to send it yourself.",
        HERE,
        &[Char('Y')],
    )
    .needs(Need::Line)
    .same_as("report show"),
    row(
        "report.all",
        Act::ReportsAll,
        "show what is sent too",
        "Show reports that are sent, withdrawn or ended too, or leave them out again.",
        HERE,
        &[Char('v')],
    )
    .same_as("report"),
    row(
        "reports.back",
        Act::ClearFilter,
        "back",
        "Take the filter away; without one, back to the queue.",
        HERE,
        &[Key::Esc],
    ),
    row(
        "item.task",
        Act::Operate("item.task"),
        "ask a colleague",
        "Ask a colleague by name to capture the item. It stays in the queue until it is captured.",
        ITEMS,
        &[Char('T')],
    )
    .needs(Need::Item)
    .same_as("task"),
    row(
        "item.task-accepted",
        Act::Operate("item.task-accepted"),
        "colleague took it",
        "Record that the colleague who was asked to capture the item took it.",
        &[Queue],
        &[Char('A')],
    )
    .needs(Need::Item)
    .same_as("task"),
    row(
        "item.task-returned",
        Act::Operate("item.task-returned"),
        "colleague gave it back",
        "Record that the colleague who was asked to capture the item gave it back.",
        &[Queue],
        &[Char('B')],
    )
    .needs(Need::Item)
    .same_as("task"),
    row(
        "go.reports",
        Act::GoReports,
        "reports",
        "What is to be reported (para 10a), how far each report is, and with whom.",
        SCREENS,
        &[Char('7')],
    )
    .same_as("report"),
    row(
        "report.need",
        Act::Paper("need"),
        "why other channels were used",
        "The reasons given on decisions and outages, counted by channel (para 4).",
        PAPERS,
        &[],
    )
    .same_as("report need"),
    row(
        "review.attestation",
        Act::Paper("attestation"),
        "attestation of the month",
        "On which days chats were looked at, by the reviews held, and the gaps: to be read, signed and filed.",
        PAPERS,
        &[],
    )
    .same_as("attestation"),
    row(
        "rollup.show",
        Act::Paper("rollup"),
        "what leaves for the department",
        "The figures of this register that your department may be given, one line a day: nothing that was typed.",
        PAPERS,
        &[],
    )
    .same_as("rollup --show"),
    row(
        "guidance.page",
        Act::Paper("guidance-page"),
        "the guidance on one page",
        "The summary table, both routes with your destinations, channels and their timers, whom to tell: a page for staff.",
        PAPERS,
        &[],
    )
    .same_as("guidance --page"),
    row(
        "go.cover-note",
        Act::Paper("cover-note"),
        "cover note",
        "The note for whoever keeps the queue tomorrow: what waits, what vanishes first, what is open.",
        PAPERS,
        &[],
    )
    .same_as("cover-note"),
];
