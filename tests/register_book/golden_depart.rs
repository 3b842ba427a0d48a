//! What came to schema 1 with departures that stay open, principals who own their devices, and timers under a
//! hold: new kinds and further last fields, as they were first written; read for ever after.

use crate::golden_support::*;
use chrono::{DateTime, Utc};
use onrecord::record::Event;
use onrecord::record::event::*;

pub const DEPART: &str = include_str!("../golden/schema-1-depart.toml");
const DAY: &str = "2026-11-28";

fn at(minutes: i64) -> DateTime<Utc> {
    after_nine(DAY, minutes)
}

fn held() -> Vec<Event> {
    let (hold, chat) = (id("h01d000000000001"), id("chat000000000001"));
    vec![
        opened(),
        DeviceRegistered {
            device: id("dev1ce0000000001"),
            device_kind: "personal".into(),
            name: some("the Minister's phone"),
            owner: None,
            managed_by: None,
            principal: some("The Minister"),
        }
        .into(),
        HoldTimer {
            hold,
            conversation: chat,
            replaces: None,
            answer: "not-admin".into(),
            note: None,
        }
        .into(),
        HoldTimer {
            hold,
            conversation: chat,
            replaces: Some(frame(3)),
            answer: "cannot".into(),
            note: some("its admin left\nthe office\u{202e}"),
        }
        .into(),
    ]
}

fn departing() -> Vec<Event> {
    let departure = id("depart0000000001");
    vec![
        DepartureStated {
            departure,
            after: frame(2),
            heads: vec![format!("{WRITER} {}", "0a".repeat(32))],
            destination_kind: "folder".into(),
            read_back: true,
            cells: 4,
            open: 2,
            policy: "uk-nccc-2023".into(),
            policy_digest: "00ff".into(),
            stays_open: true,
            destination: some("plan"),
            reference: None,
            path: some("2026-11-28_statement_depart"),
            sha256: some("0123"),
        }
        .into(),
        DepartureConfirmed {
            departure,
            after: frame(5),
            stays_open: true,
            by: some("Ola Grant"),
        }
        .into(),
        DepartureClosed {
            departure,
            after: frame(6),
            open: 2,
            reason: some("gone since Friday"),
        }
        .into(),
    ]
}

fn reporting() -> Vec<Event> {
    let report = id("rep0rt0000000001");
    vec![
        ReportDrafted {
            need: None,
            report,
            decision: None,
            item: Some(report),
            report_kind: "exceptional".into(),
            replaces: None,
            channel: some("signal"),
            from: None,
            to: None,
            captured: None,
            classification: some("official"),
            policy: "uk-nccc-2023".into(),
            policy_digest: "00ff".into(),
            continuing: some("one-off"),
            still_there: some("unsure"),
            circumstances: some("no other line"),
            what: None,
            marking: some("OFFICIAL"),
            captures: Vec::new(),
            principal: None,
        }
        .into(),
        ReportSent {
            report,
            decision: None,
            item: Some(report),
            recipient: "kim".into(),
            replaces: None,
            text_place: Some(frame(8)),
            how: "none".into(),
            sent_at: Some(at(-30)),
            to: some("KIM <kim@example.gov.uk>"),
            destination: None,
            reference: None,
            path: None,
            sha256: some("0123"),
            paper: some("Marking: OFFICIAL\nReport"),
        }
        .into(),
    ]
}

fn answering() -> Vec<Event> {
    vec![
        DepartureCell {
            departure: id("depart0000000001"),
            conversation: id("chat000000000001"),
            device: Some(id("dev1ce0000000001")),
            replaces: None,
            outcome: "nil".into(),
            personal_data: false,
            waiting: Some(2),
            captured: Some(0),
            to: None,
            note: some("scrolled back to May"),
            holders: None,
            went: None,
        }
        .into(),
    ]
}

/// Every event of the file, in its order.
fn events() -> Vec<Event> {
    [held(), departing(), reporting(), answering()]
        .into_iter()
        .flatten()
        .collect()
}

fn golden() -> Golden {
    Golden {
        text: DEPART,
        day: DAY,
        events: events(),
    }
}

#[test]
fn what_this_version_writes_is_what_was_first_written() {
    golden().is_written_as_then();
}

#[test]
fn what_was_first_written_is_read_as_what_it_was() {
    golden().is_read_as_then();
}
