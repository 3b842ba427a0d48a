//! Incidents (11, 37): put on record, told, taken over, closed, read.
//!
//! The order of the rows is their order in key bar, help and palette.

use super::super::row::row;
use super::super::{Act, Action};
use super::places::{PAPERS, SCREENS};

pub(super) static ROWS: &[Action] = &[
    row(
        "incident.list",
        Act::Paper("incident"),
        "incidents",
        "Every incident on record: who was told and when, the steps of the policy file, the department's clock.",
        PAPERS,
        &[],
    )
    .same_as("incident list"),
    row(
        "incident.add",
        Act::Operate("incident.add"),
        "put an incident on record",
        "SECRET found, the wrong chat, a device gone, an account taken over, personal data got out: that it happened, never what it said.",
        SCREENS,
        &[],
    )
    .same_as("incident add"),
    row(
        "incident.told",
        Act::Operate("incident.told"),
        "say who was told of an incident",
        "Who was told, when and how, and the reference they gave it.",
        SCREENS,
        &[],
    )
    .same_as("incident told"),
    row(
        "incident.taken",
        Act::Operate("incident.taken"),
        "an incident is taken over",
        "Record who of the department took it over, and when the department became aware, as it says.",
        SCREENS,
        &[],
    )
    .same_as("incident taken"),
    row(
        "incident.close",
        Act::Operate("incident.close"),
        "close an incident",
        "Record that it is over; what was recorded stays.",
        SCREENS,
        &[],
    )
    .same_as("incident close"),
];
