//! Requests, which came to schema 1 after the rest: as they were first written; read for ever after.

use crate::golden_support::*;
use chrono::NaiveDate;
use onrecord::record::Event;
use onrecord::record::event::*;

pub const REQUESTS: &str = include_str!("../golden/schema-1-requests.toml");
const DAY: &str = "2026-11-30";

fn on(day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 11, day)
}

fn coming() -> Vec<Event> {
    let request = id("req0000000000001");
    let changed = RequestChanged {
        request,
        field: "extended-to".into(),
        replaces: None,
        request_kind: None,
        date: NaiveDate::from_ymd_opt(2027, 1, 20),
        ids: Vec::new(),
        channels: Vec::new(),
        value: None,
        people: Vec::new(),
    };
    vec![
        opened(),
        RequestReceived {
            request,
            request_kind: "foi".into(),
            received: on(23).unwrap(),
            due: None,
            asked_on: on(25),
            conversations: vec![id("chat000000000001"), id("chat000000000002")],
            channels: vec!["whatsapp".into(), "signal".into()],
            devices: vec![id("dev1ce0000000001")],
            from: on(1),
            to: on(20),
            no_hold: false,
            reference: some("FOI2026/118"),
            terms: some("all messages about \"clause 4\"\nsince September"),
            asked_by: some("J Ellis, request team\u{202e}"),
            instruction: some("search both chats"),
            people: vec!["Asha Patel".into(), "Nia Rhŷs".into()],
            principal: some("The Minister"),
        }
        .into(),
        RequestReceived {
            request: id("req0000000000002"),
            request_kind: "inquiry".into(),
            received: on(30).unwrap(),
            due: on(30),
            asked_on: None,
            conversations: Vec::new(),
            channels: Vec::new(),
            devices: Vec::new(),
            from: None,
            to: None,
            no_hold: true,
            reference: some("INQ/7"),
            terms: None,
            asked_by: None,
            instruction: None,
            people: Vec::new(),
            principal: None,
        }
        .into(),
        changed.clone().into(),
        RequestChanged {
            field: "people".into(),
            replaces: Some(frame(2)),
            date: None,
            people: vec!["وزير".into()],
            ..changed.clone()
        }
        .into(),
        RequestChanged {
            field: "kind".into(),
            replaces: Some(frame(2)),
            request_kind: some("eir"),
            date: None,
            ..changed.clone()
        }
        .into(),
        RequestChanged {
            field: "channels".into(),
            replaces: Some(frame(2)),
            date: None,
            channels: vec!["sms".into()],
            ..changed.clone()
        }
        .into(),
        RequestChanged {
            field: "terms".into(),
            replaces: Some(frame(2)),
            date: None,
            value: some("(a|b)+ \\d"),
            ..changed.clone()
        }
        .into(),
        RequestChanged {
            field: "devices".into(),
            replaces: Some(frame(2)),
            date: None,
            ids: vec![id("dev1ce0000000002")],
            ..changed
        }
        .into(),
    ]
}

fn searching() -> Vec<Event> {
    let request = id("req0000000000001");
    let by_hand = RequestSearched {
        request,
        how: "by-hand".into(),
        result: "nil".into(),
        channel: some("signal"),
        device: Some(id("dev1ce0000000001")),
        from: on(1),
        to: on(20),
        entries: None,
        hits: Some(0),
        minutes: Some(25),
        format: None,
        heads: Vec::new(),
        place: some("Signal on the work phone"),
        words: vec!["clause 4".into()],
        sha256: None,
        note: None,
        person: some("Ruth Bell"),
    };
    vec![
        RequestSearched {
            how: "export".into(),
            result: "found".into(),
            device: None,
            entries: Some(1163),
            hits: Some(3),
            minutes: None,
            format: some("whatsapp"),
            heads: vec![format!("{WRITER} {}", "0a".repeat(32))],
            place: some("WhatsApp Chat with Bill core.txt"),
            sha256: some("0123"),
            note: some("the file ends early"),
            ..by_hand.clone()
        }
        .into(),
        RequestSearched {
            result: "not-searched".into(),
            hits: None,
            minutes: None,
            note: some("handed back"),
            ..by_hand.clone()
        }
        .into(),
        by_hand.into(),
        RequestTimer {
            request,
            conversation: id("chat000000000001"),
            replaces: None,
            answer: "cannot".into(),
            note: some("its admin left"),
        }
        .into(),
        RequestTimer {
            request,
            conversation: id("chat000000000001"),
            replaces: Some(frame(13)),
            answer: "off".into(),
            note: None,
        }
        .into(),
    ]
}

fn ending() -> Vec<Event> {
    let request = id("req0000000000001");
    vec![
        RequestAnswered {
            request,
            after: frame(2),
            nil: true,
            to: some("J Ellis"),
            note: some("by mail"),
        }
        .into(),
        RequestClosed {
            request,
            after: frame(15),
            by: some("J Ellis"),
        }
        .into(),
        RequestReopened {
            request,
            after: frame(16),
            reason: some("internal review"),
        }
        .into(),
        RequestWithdrawn {
            request,
            after: frame(17),
            reason: some("asked elsewhere"),
        }
        .into(),
        RequestLodged {
            request,
            heads: vec![format!("{WRITER} {}", "0b".repeat(32))],
            destination_kind: "folder".into(),
            read_back: true,
            destination: some("plan"),
            reference: some("FOI/118"),
            path: some("2026-11-30_record-of-search"),
            sha256: some("4567"),
        }
        .into(),
    ]
}

fn golden() -> Golden {
    Golden {
        text: REQUESTS,
        day: DAY,
        events: [coming(), searching(), ending()].concat(),
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
