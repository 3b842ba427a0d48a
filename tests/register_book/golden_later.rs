//! The kinds of event that came to schema 1 later, as they were first written; read for ever after.
//!
//! What stands in the files is not changed: a field that comes later is left out of them, and is read as absent.

use crate::golden_support::*;
use chrono::{DateTime, Utc};
use onrecord::record::Event;
use onrecord::record::event::*;

pub const FIRST: &str = include_str!("../golden/schema-1.toml");
pub const LATER: &str = include_str!("../golden/schema-1-later.toml");
pub const CLOSING: &str = include_str!("../golden/schema-1-closing.toml");
pub const RECORD: &str = include_str!("../golden/schema-1-record.toml");
const DAY: &str = "2026-11-23";

fn at(minutes: i64) -> DateTime<Utc> {
    after_nine(DAY, minutes)
}

fn deciding() -> Vec<Event> {
    let (device, decision) = (id("dev1ce0000000000"), id("dec0000000000001"));
    vec![
        DeviceRegistered {
            device,
            device_kind: "personal".into(),
            name: some("own phone"),
            owner: some("Bea"),
            managed_by: some("nobody\u{202e}"),
            principal: None,
        }
        .into(),
        DeviceEdited {
            device,
            field: "kind".into(),
            replaces: frame(2),
            device_kind: some("managed-personal"),
            value: None,
        }
        .into(),
        DecisionRecorded {
            decision,
            situation: "about-to-use".into(),
            scope: "government".into(),
            classification: some("official-sensitive"),
            significant: true,
            direction: true,
            change: true,
            device: "personal".into(),
            device_id: Some(device),
            channel: some("signal"),
            personal_data: true,
            government_system: some("no"),
            verdict: "exceptional-only".into(),
            paragraphs: vec!["10a".into()],
            duties: vec!["capture".into(), "report".into()],
            policy: "uk-nccc-2023".into(),
            policy_digest: "00ff".into(),
            system_reason: None,
            cautions: Vec::new(),
            marking: some("OFFICIAL-SENSITIVE - COMMERCIAL"),
            reason: some("no signal\nin the tunnel"),
            principal: some("The Minister"),
            system_note: None,
            person: None,
        }
        .into(),
        DecisionOutcome {
            decision,
            after: frame(4),
            outcome: "used".into(),
        }
        .into(),
    ]
}

fn reporting() -> Vec<Event> {
    let report = id("dec0000000000001");
    let recipient = || "kim".to_owned();
    vec![
        ReportDrafted {
            need: None,
            continuing: None,
            still_there: None,
            report,
            decision: Some(report),
            item: None,
            report_kind: "exceptional".into(),
            replaces: None,
            channel: some("signal"),
            from: Some(at(-60)),
            to: Some(at(-30)),
            captured: some("partly"),
            classification: some("official-sensitive"),
            policy: "uk-nccc-2023".into(),
            policy_digest: "00ff".into(),
            circumstances: some("\"no signal\""),
            what: some("mail"),
            marking: some("OFFICIAL-SENSITIVE - COMMERCIAL"),
            captures: vec!["WhatsApp: captured".into(), "SMS: captured".into()],
            principal: some("The Minister"),
        }
        .into(),
        ReportAsked {
            report,
            decision: Some(report),
            item: None,
            recipient: recipient(),
            replaces: None,
            note: some("by telephone"),
        }
        .into(),
        ReportSent {
            sent_at: None,
            paper: None,
            report,
            decision: Some(report),
            item: None,
            recipient: recipient(),
            replaces: Some(frame(7)),
            text_place: Some(frame(6)),
            how: "command".into(),
            to: some("KIM <kim@example.gov.uk>"),
            destination: some("mailbox"),
            reference: some("K/7"),
            path: some("2026-11-23_report_dec0"),
            sha256: some("0123"),
        }
        .into(),
        ReportAcknowledged {
            report,
            decision: Some(report),
            item: None,
            recipient: recipient(),
            replaces: Some(frame(8)),
            by: some("J. Fox"),
        }
        .into(),
        ReportWithdrawn {
            report,
            decision: Some(report),
            item: None,
            replaces: None,
            reason: some("not used after all"),
        }
        .into(),
        ReportReopened {
            report,
            decision: Some(report),
            item: None,
            replaces: frame(10),
        }
        .into(),
    ]
}

fn together() -> Vec<Event> {
    let (conversation, item) = (id("c0nv000000000001"), id("k7m2q9k7m2q9k7m2"));
    vec![
        ConversationOpened {
            conversation,
            channel: "signal".into(),
            name: some("Bill core"),
        }
        .into(),
        ConversationEdited {
            conversation,
            field: "review-every".into(),
            replaces: None,
            seconds: Some(604_800),
            value: some("week"),
        }
        .into(),
        ItemAdded {
            original: None,
            original_base64: None,
            item,
            conversation: Some(conversation),
            channel: "signal".into(),
            sent: None,
            sent_wall: None,
            zone: None,
            device: Some("personal".into()),
            classification: None,
            received: false,
            personal_data: false,
            timer: None,
            origin: "added".into(),
            edited: false,
            deleted: false,
            quoted: false,
            reference_only: false,
            device_id: None,
            decision: Some(id("dec0000000000001")),
            entry: None,
            line: None,
            date_order: None,
            quoted_why: None,
            from: None,
            body: Some("é 🎉".into()),
            marking: None,
            principal: Some("The Minister".into()),
            digest: None,
            evidence: Vec::new(),
            stamp: None,
            subject: None,
            to: Vec::new(),
            also: Vec::new(),
            unlisted: None,
            person: None,
        }
        .into(),
        ItemTasked {
            item,
            replaces: None,
            to: some("Ben Osei"),
        }
        .into(),
        ItemTaskAnswered {
            item,
            replaces: frame(15),
            answer: "returned".into(),
            note: some("away"),
        }
        .into(),
        ReviewRecorded {
            looked_at: 3,
            captured: 1,
            not_significant: 1,
            handed_over: 0,
            gone: 0,
            put_off: 1,
            left: 1,
            next: Some(at(1440)),
            policy: "uk-nccc-2023".into(),
            policy_digest: "00ff".into(),
            chats: None,
            how: None,
            principal: some("The Minister"),
        }
        .into(),
    ]
}

fn departing() -> Vec<Event> {
    let departure = id("dep0000000000001");
    let (conversation, device) = (id("c0nv000000000001"), id("dev1ce0000000000"));
    let opened = frame(18);
    vec![
        DepartureOpened {
            departure,
            departure_kind: "leaving".into(),
            on: at(4 * 1440),
            role: "special-adviser".into(),
            devices: vec![device],
            policy: "uk-nccc-2023".into(),
            policy_digest: "00ff".into(),
            principal: some("The Minister"),
        }
        .into(),
        DepartureEdited {
            departure,
            field: "kind".into(),
            replaces: opened.clone(),
            word: some("both"),
            on: Some(at(5 * 1440)),
            devices: vec![device],
        }
        .into(),
        DepartureCell {
            departure,
            conversation,
            device: Some(device),
            replaces: None,
            outcome: "gone".into(),
            personal_data: true,
            waiting: None,
            captured: None,
            to: some("Ben Osei"),
            note: some("option B"),
            holders: some("Asha"),
            went: some("Friday"),
        }
        .into(),
        DepartureStep {
            departure,
            step: "timers".into(),
            replaces: None,
            outcome: "waived".into(),
            reason: some("none set"),
            to: some("Ben Osei"),
        }
        .into(),
        DepartureRest {
            departure,
            to: some("Ben Osei"),
        }
        .into(),
        DepartureAccepted {
            departure,
            offers: vec![frame(22).to_string()],
            by: some("Ben Osei"),
        }
        .into(),
        DepartureStated {
            stays_open: false,
            departure,
            after: opened,
            heads: vec![format!("{WRITER} 00ff")],
            destination_kind: "folder".into(),
            read_back: true,
            cells: 1,
            open: 1,
            policy: "uk-nccc-2023".into(),
            policy_digest: "00ff".into(),
            destination: some("plan"),
            reference: some("DEP/1"),
            path: some("2026-11-27_statement_dep0"),
            sha256: some("0123"),
        }
        .into(),
        DepartureConfirmed {
            stays_open: false,
            departure,
            after: frame(24),
            by: some("KIM team"),
        }
        .into(),
        DepartureReopened {
            departure,
            after: frame(25),
            reason: some("a message came in"),
        }
        .into(),
        DepartureCancelled {
            departure,
            after: frame(26),
            reason: some("she stays"),
        }
        .into(),
    ]
}

/// The file of what came with the closing of a register.
fn closing() -> Vec<Event> {
    let lodged: Event = RegisterLodged {
        heads: vec![format!("{WRITER} {}", "0a".repeat(32))],
        destination_kind: "folder".into(),
        read_back: true,
        principal: some("The Minister"),
        destination: some("plan"),
        reference: some("MIN/2026/9"),
        path: some("/srv/records/2026-11-23_register_principal-1"),
        sha256: some(&"ff".repeat(32)),
    }
    .into();
    vec![opened(), lodged]
}

/// Each file with the events that stand in it.
fn files() -> [Golden; 3] {
    let first = vec![opened()];
    let later = [first, deciding(), reporting(), together(), departing()];
    let golden = |text, events| Golden {
        text,
        day: DAY,
        events,
    };
    [
        golden(LATER, later.into_iter().flatten().collect()),
        golden(CLOSING, closing()),
        golden(RECORD, crate::golden_record::events(WRITER)),
    ]
}

#[test]
fn what_this_version_writes_is_what_was_first_written() {
    files().iter().for_each(Golden::is_written_as_then);
}

#[test]
fn what_was_first_written_is_read_as_what_it_was() {
    files().iter().for_each(Golden::is_read_as_then);
}
